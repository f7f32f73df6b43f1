"""How well lines are broken: what a reader dislikes, counted in the samples and in running text.

python bench/lines.py

Of justified paragraphs: how many lines do not reach the margin, how many part their letters to reach it, and how wide
spaces are at most. Of paragraphs and of cells of tables: how many lines there are, how many end after a word that
belongs to what follows (ที่ และ ของ), how many between a number and its unit or name. The running text is that of the
published plans in ../shared/seeds, beside the checkout, each line of them a justified paragraph; without them it is
left out.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from planner_desktop.document.band import Band
from planner_desktop.document.fill import fill
from planner_desktop.document.lines import Line, Spread
from planner_desktop.document.outline import Document, Paragraph, PrintedSection, Run
from planner_desktop.document.paragraph import LineSlab
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.draft.plan.new_plan import new_from_sample, samples
from planner_desktop.thai.break_costs import BELONG_TO_WHAT_FOLLOWS
from planner_desktop.thai.dictionary import words_of

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
COLUMNS = (
    "pages",
    "justified",
    "ragged",
    "letters parted",
    "widest space",
    "lines",
    "after ที่ และ ของ",
    "number|unit",
    "in cells",
    "after ที่ และ ของ",
    "number|unit",
)


def text_of(line: Line) -> str:
    """What stands on a line."""
    return "".join(word.text for word in line.words)


def ends(lines: Sequence[Line]) -> Counter[str]:
    """How the lines of one text end, where it does not end there itself."""
    found = Counter(lines=len(lines))
    for line, following in pairwise(lines):
        text, behind = text_of(line).rstrip(), text_of(following)
        if line.ends or not text or not behind:
            continue
        found["hanging"] += words_of(text)[-1] in BELONG_TO_WHAT_FOLLOWS
        names = "\u0e01" <= behind[0] <= "\u0e4e" and words_of(behind)[0] not in BELONG_TO_WHAT_FOLLOWS
        found["number"] += text[-1].isdecimal() and names and not text[-5:].startswith(" 25")
    return found


def texts(typeset: Typeset) -> Iterator[tuple[bool, list[Line]]]:
    """Each text as its lines, and whether it stands in a table."""
    running: list[Line] = []
    for page in typeset.pages:
        for slab, _top, _section in page.slabs:
            if isinstance(slab, LineSlab):
                running.append(slab.line)
                if slab.line.ends:
                    yield False, running
                    running = []
            elif isinstance(slab, Band):
                yield from ((True, box.lines) for box in slab.boxes)


def justified(typeset: Typeset) -> Iterator[LineSlab]:
    """The lines that shall reach the margin."""
    for page in typeset.pages:
        for slab, _top, _section in page.slabs:
            if isinstance(slab, LineSlab) and slab.shape.justified and not slab.line.ends:
                yield slab


def row(name: str, typeset: Typeset) -> str:
    """The counts of a document, as a row of the table."""
    slabs = list(justified(typeset))
    ragged = sum(slab.spread == Spread() and slab.width - slab.line.width > 0.1 for slab in slabs)
    parted = sum(slab.spread.cluster > 0.02 * slab.shape.size for slab in slabs)
    widest = max((slab.spread.space / slab.shape.size for slab in slabs), default=0.0)
    places: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for in_table, lines in texts(typeset):
        places[in_table] += ends(lines)
    counts = [len(typeset.pages), len(slabs), ragged, parted, f"+{widest:.2f} em"]
    counts += [places[where][what] for where in (False, True) for what in ("lines", "hanging", "number")]
    return table_row([name, *counts])


def table_row(cells: Iterable[object]) -> str:
    """A row in Markdown."""
    return "| " + " | ".join(map(str, cells)) + " |"


def published() -> Iterator[tuple[str, Document]]:
    """The published plans' lines as justified paragraphs."""
    for path in sorted(SEEDS.glob("*.txt")):
        lines = filter(None, map(str.strip, path.read_text("utf-8").replace("\t", " ").split("\n")))
        blocks = [Paragraph((Run(" ".join(line.split())),)) for line in lines]
        yield f"text of {path.stem[:3]}", Document("", "", [PrintedSection("", blocks)])


def main() -> None:
    """Print the table."""
    print(table_row(("", *COLUMNS)))
    print("|---" + "|--:" * len(COLUMNS) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples():
            with new_from_sample(sample.name, Path(folder) / f"{sample.name}.bmaplan") as draft:
                print(row(sample.name, Typesetter().typeset(fill(draft))))
    for name, document in published():
        print(row(name, Typesetter().typeset(document)))


if __name__ == "__main__":
    main()
