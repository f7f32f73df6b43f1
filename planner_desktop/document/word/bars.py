"""Where the text of a bar of a Gantt chart stands in Word: in its months, else in empty months beside it.

On paper it runs over the rules between these. No text of Word leaves its cell, so here they are one cell; of few words
for which no month is empty the letters become smaller.
"""

from collections.abc import Sequence
from typing import NamedTuple

from planner_desktop.document.grid import GridCell
from planner_desktop.document.outline import Align, Cell, plain
from planner_desktop.document.pieces import measure
from planner_desktop.document.style import BORDER, CELL_PADDING

_SMALLEST = 0.6  # of the usual letters


class RowCell(NamedTuple):
    """A cell of a row in its place: whether it begins there, or goes on from the row above."""

    place: GridCell
    begins: bool


def with_room(cells: Sequence[RowCell], edges: Sequence[int], size: float) -> list[RowCell]:
    """The cells of a row, empty months joined that the text of a bar beside them moves to. `edges` are in twips."""
    row = list(cells)
    at = 0
    while at < len(row):
        bar = row[at].place
        if is_labelled(bar) and (needed := width_of(bar.cell, size)) > room(bar, edges):
            after, before = at + 1, at
            while after < len(row) and _is_empty(row[after].place) and _between(row, at + 1, after, edges) < needed:
                after += 1
            while before > 0 and _is_empty(row[before - 1].place) and _between(row, before, at, edges) < needed:
                before -= 1
            if _between(row, at + 1, after, edges) >= needed:
                row[at : at + 1] = [_silent(row[at])]
                row[at + 1 : after] = [_joined(row[at + 1 : after], bar.cell, "left")]
            elif _between(row, before, at, edges) >= needed:
                row[at : at + 1] = [_silent(row[at])]
                row[before:at] = [_joined(row[before:at], bar.cell, "right")]
                at = before + 1
        at += 1
    return row


def shrunk(place: GridCell, edges: Sequence[int], size: float) -> float:
    """The size of letters with which a bar's text has room in its months, as far as it can be read."""
    return size * max(_SMALLEST, min(1.0, room(place, edges) / width_of(place.cell, size)))


def is_labelled(place: GridCell) -> bool:
    """Whether it is a bar that says something."""
    return place.cell.bar and bool(plain(place.cell.text).strip())


def room(place: GridCell, edges: Sequence[int]) -> float:
    """How wide a text may be in a cell, in points."""
    return (edges[place.column + place.columns] - edges[place.column]) / 20 - 2 * CELL_PADDING - BORDER


def width_of(cell: Cell, size: float) -> float:
    """How wide a cell's text is in letters of a size."""
    return max(sum(piece.width + piece.space_width for piece in part) for part in measure(cell.text, size))


def _is_empty(place: GridCell) -> bool:
    return bool(place.cell.month) and place.rows == 1 and not place.cell.bar and not plain(place.cell.text).strip()


def _between(row: Sequence[RowCell], first: int, end: int, edges: Sequence[int]) -> float:
    """The room for a text in cells that are joined, from the first on to before `end`."""
    return room(_over(row[first:end]), edges) if end > first else 0.0


def _over(cells: Sequence[RowCell]) -> GridCell:
    first = cells[0].place
    return first._replace(columns=sum(each.place.columns for each in cells))


def _joined(cells: Sequence[RowCell], bar: Cell, align: Align) -> RowCell:
    whole = _over(cells)
    return RowCell(whole._replace(cell=Cell(bar.text, align, whole.columns, month=whole.cell.month)), True)


def _silent(bar: RowCell) -> RowCell:
    cell = bar.place.cell
    return bar._replace(place=bar.place._replace(cell=Cell((), cell.align, cell.columns, bar=True, month=cell.month)))
