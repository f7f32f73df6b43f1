"""What counts the names of a list and stands before each, "1. ", "๒) ", "(3) ", "- ": it is no part of the names."""

from collections.abc import Sequence

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import Structure, counts_up
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_MARK = regex(r"(?:\(?(?P<number>[0-9]{1,4})(?:[.)](?:\s+|(?![0-9.]))|[.]\)\s*)|(?P<dash>[-–—•▪●◦]\s*))(?=\S)")
"""No "1.1", which is a code, and no "1.5"."""


def mark(text: str) -> str:
    """What stands before a name to count it; empty where nothing does."""
    found = _MARK.match(to_arabic(text))
    return text[: found.end()] if found else ""


def bare(text: str) -> str:
    """A name without what counts it."""
    return text[len(mark(text)) :]


def are_counted(texts: Sequence[str]) -> bool:
    """Whether each of several texts bears a mark, and the numbers count on; one alone may be named so."""
    if len(texts) < 2 or not mark(texts[0]):
        return False
    found = [_MARK.match(to_arabic(text)) for text in texts]
    if not all(found):
        return False
    numbers = [match["number"] for match in found if match and match["number"]]
    return not numbers or (len(numbers) == len(found) and counts_up(numbers))


def columns(grid: Grid, structure: Structure) -> frozenset[int]:
    """The columns of a grid whose records are all counted so."""
    rows = [row for n, row in enumerate(grid.rows) if n not in structure.left]
    return frozenset(at for at in range(grid.width) if are_counted([row[at] for row in rows if row[at]]))
