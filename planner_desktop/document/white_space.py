"""What pages cost a reader: empty height, a last page that says next to nothing, a small table on two pages.

Empty height costs its square: a little on two pages is better than much on one.
"""

from itertools import takewhile

from planner_desktop.document.band import Band
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab, total_height
from planner_desktop.document.page_setter import Rest
from planner_desktop.document.style import TOP, text_height

LAST = 0.3
"""Of a page: less than this is not left for the last one, where what is before it may go over."""
_HOLE = 0.3  # of a page: where more is left empty, other places for its end are tried
_SPACE = 15.0  # points; more empty height was asked for, and may not vanish where a page ends
_ALONE = 0.5  # of a page: what it costs that a single row stands on the last one
_PARTED = 0.12  # of a page: what it costs that a small table stands on two
_SMALL = 0.4  # of a page: how high a table is that is better whole


def cost_of_page(page: LaidPage, rest: Rest) -> float:
    """How bad a page is that others follow: 1, its empty height, and that it parts a small table from what is left."""
    empty = 1.0 - used(page) / text_height(page.orientation)
    return 1.0 + empty**2 + (_PARTED if parts_small_table(page, rest) else 0.0)


def cost_of_last(page: LaidPage) -> float:
    """How bad a last page is: what it lacks, and that something is alone on it."""
    lacking = max(0.0, 1.0 - said(page) / (LAST * text_height(page.orientation)))
    return lacking + (_ALONE if is_alone(page) else 0.0)


def is_hollow(page: LaidPage) -> bool:
    """Whether much of a page is empty."""
    return 1.0 - used(page) / text_height(page.orientation) > _HOLE


def used(page: LaidPage) -> float:
    """The height from the top margin to the end of what a page says, and that of its footnotes."""
    for slab, top, _section in reversed(page.slabs):
        if not isinstance(slab, Gap):
            return top + slab.height - TOP[page.orientation] + page.notes_height
    return page.notes_height


def said(page: LaidPage) -> float:
    """The height of what a page says, without what it only says again."""
    return total_height(_saying(page))


def is_alone(page: LaidPage) -> bool:
    """Whether a page holds a single row, line or picture."""
    return len(_saying(page)) < 2


def spaces(page: LaidPage) -> int:
    """How often there is empty height on it that was asked for."""
    return sum(isinstance(slab, Gap) and slab.height > _SPACE for slab, *_ in page.slabs)


def parts_small_table(page: LaidPage, rest: Rest) -> bool:
    """Whether a table goes on behind the page that would not take much of the next."""
    last = page.slabs[-1].slab
    if not isinstance(last, Band) or last.head is None:
        return False
    most = _SMALL * text_height(page.orientation)
    here = takewhile(lambda placed: placed.slab.head is last.head, reversed(page.slabs))  # not a table like it above
    height = sum(placed.slab.height for placed in here)
    goes_on = False
    for slab in rest:
        if isinstance(slab, PageBreak) or not isinstance(slab, Band) or slab.head is not last.head:
            break
        goes_on = True
        height += slab.height
        if height > most:
            break
    return goes_on and height <= most


def _saying(page: LaidPage) -> list[Slab]:
    """The slabs of a page that say something new: no empty height and no head that stands again."""
    slabs = [placed.slab for placed in page.slabs if not isinstance(placed.slab, Gap)]
    return slabs[1:] if len(slabs) > 1 and slabs[0] is slabs[1].head else slabs
