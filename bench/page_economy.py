"""How well pages are used: for each sample its pages, how full they are, and how high its tables are.

python bench/page_economy.py [sample ...]

A page's fill is the height of its texts and tables, without empty height between them, over the height between its
margins. The last pages of parts, after which the edition asks for a new page, are left out of the mean. The height of
tables is that of all rows one below the other, in pages of paper, before any page is made. Alone: pages that hold only
one row of a table, or a part of it, besides what is repeated, or two lines, in a part of several pages.
"""

import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from planner_desktop.document.band import Band
from planner_desktop.document.fill import fill
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab
from planner_desktop.document.paginate import paginate, runs
from planner_desktop.document.style import text_height
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.draft.plan.new_plan import new_from_sample, samples


class Economy(NamedTuple):
    """What is measured of a document."""

    pages: int
    fill: float
    emptiest: float
    below_half: int
    alone: int
    tables: float


def parts(typesetter: Typesetter) -> list[list[Slab | PageBreak]]:
    """What stands between two new pages that had to be, each with the one that begins it."""
    flows = ((one.section.id, one.flow) for one in typesetter._sets.values())
    return [[asked, *(slab for slab, _section in run)] for asked, run in runs(flows, PageBreak("portrait", True))]


def filled(page: LaidPage) -> float:
    """How full a page is, from 0 to 1."""
    used = sum(slab.height for slab, _top, _section in page.slabs if not isinstance(slab, Gap))
    above = sum(slab.above for slab, _top, _section in page.slabs[1:] if not isinstance(slab, Gap))
    return (used + above + page.notes_height) / text_height(page.orientation)


def is_alone(page: LaidPage) -> bool:
    """Whether a page has no more than a row of a table, or two lines."""
    said = [
        slab for slab, *_ in page.slabs if not isinstance(slab, Gap) and not (isinstance(slab, Band) and slab.is_head)
    ]
    return sum(slab.height for slab in said) < 40.0 or (
        len(said) == 1 and isinstance(said[0], Band) and len(said[0].heights) == 1 and filled(page) < 0.5
    )


def economy(sample: str) -> Economy:
    """Measure a sample."""
    with tempfile.TemporaryDirectory() as folder:
        draft = new_from_sample(sample, Path(folder) / "plan.bmaplan")
        document = fill(draft)
        draft.close()
    typesetter = Typesetter()
    pages = typesetter.typeset(document).pages
    laid = [paginate([("", part)]) for part in parts(typesetter)]
    inner = [page for of_part in laid for page in of_part[:-1]]
    fills = [filled(page) for page in inner]
    alone = sum(len(of_part) > 1 and is_alone(page) for of_part in laid for page in of_part)
    bands = [item for one in typesetter._sets.values() for item in one.flow if isinstance(item, Band)]
    height = sum(band.height for band in bands) / text_height("portrait")
    return Economy(len(pages), mean(fills), min(fills), sum(one < 0.5 for one in fills), alone, height)


def main(names: list[str]) -> None:
    """Print a line for each sample."""
    print(f"{'sample':28} pages  fill  least  under half  row alone  tables, pages high")
    for name in names or [sample.name for sample in samples()]:
        one = economy(name)
        print(
            f"{name:28} {one.pages:5} {one.fill:5.3f}  {one.emptiest:5.2f}  {one.below_half:10}  {one.alone:9}"
            f"  {one.tables:18.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
