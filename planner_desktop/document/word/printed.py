"""Which blocks of a document are printed: a page that is only wished for may not have been opened.

Where it was not, what would stand at its top is left out, as on paper. Word knows no such wish.
"""

from collections.abc import Sequence

from planner_desktop.document.flow import Gap, LaidPage
from planner_desktop.document.outline import NewPage
from planner_desktop.document.typesetter import SetBlock, SetSection


def printed(sets: Sequence[SetSection], pages: Sequence[LaidPage]) -> list[list[SetBlock]]:
    """For each section its blocks that are on the pages. Each slab is an object of its own, found by that."""
    placed = {id(one.slab) for page in pages for one in page.slabs}
    opening = {id(page.slabs[0].slab) for page in pages if page.slabs}
    blocks = [(n, block) for n, one in enumerate(sets) for block in one.blocks()]
    kept: list[list[SetBlock]] = [[] for _section in sets]
    left_out = 0
    for at, (section, given) in enumerate(blocks):
        if left_out:
            left_out -= 1
            continue
        if isinstance(given.block, NewPage) and given.block.room:
            top = given.block.top
            following = (slab for _n, each in blocks[at + 1 : at + 1 + top if top else None] for slab in each.slabs)
            if top:
                opens = any(id(slab) in placed for slab in following)
            else:
                opens = next((id(slab) in opening for slab in following if not isinstance(slab, Gap)), True)
            if not opens:
                left_out = top
                continue
        kept[section].append(given)
    return kept
