"""A document from a word processor, as far as a plan can be made of it: its parts in order, each with its place.

Every reader of such files makes these parts; what becomes of them knows no file format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner_desktop.exchange.grid import Grid
from planner_desktop.formpack.rich_text import RichPart


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A paragraph, heading, list, figure or table. `place` tells an officer where it stands: "ตารางที่ 3".

    `level` is that of a heading in the outline, 1 the outermost, 0 of what is no heading; a paragraph that is
    a heading by its looks alone is a paragraph here. Of a table, `grid` has the cells with merged ones unfolded, and
    `inside` the parts of cells that hold more than a text: the table or figure in a cell, by the (row, column) where
    the cell begins. What an inner table says stands only there and not in the grid; the block of the outer one tells
    it as lines of its cell's text, for where a table is kept as it is.

    `shaded` are the places of its grid whose cells have a colour of their own, as the bars of a chart of steps have.

    `contents`: it is a line of the table of contents, which repeats what stands elsewhere. `printed` are the items of a
    list as they stood there, each behind the number that it had: a list of ours counts anew.
    """

    place: str
    block: RichPart
    level: int = 0
    grid: Grid | None = None
    inside: Mapping[tuple[int, int], "tuple[WrittenPart, ...]"] = field(default_factory=dict)
    shaded: frozenset[tuple[int, int]] = frozenset()
    contents: bool = False
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A document's parts in order, its pictures by the names that figures call them, and what could not be read."""

    source: str
    parts: tuple[WrittenPart, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    """What the file holds and no part tells, in the user's words, with its place."""
