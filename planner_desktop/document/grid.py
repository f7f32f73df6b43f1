"""A table's grid: which cell stands where, and how wide its columns are."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from planner_desktop.document.lines import Piece, text_width
from planner_desktop.document.outline import Cell, Column, Row
from planner_desktop.document.style import CELL, CELL_PADDING, CM, LEFT
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

_NARROWEST = 0.6 * CM  # a column's least width
_PADDING = 2 * CELL_PADDING + 0.1
_WIDEST_WORD = 0.4  # of the table's width; wider pieces are addresses, which are broken at their joints
_NUMBER = re.compile(r"[\d๐-๙][\d๐-๙,.]*")


class Place(NamedTuple):
    """A cell in its place: the rows and columns it covers, all of which exist."""

    cell: Cell
    row: int
    rows: int
    column: int
    columns: int


def places(rows: Sequence[Row], count: int) -> list[Place]:
    """The cells in a grid of `count` columns, as HTML does: each takes the next column no cell from above covers.

    Cells left out at a row's end are empty ones, and spans end where the grid does. Raises DocumentError if a row has
    more cells than there is room for.
    """
    found = []
    covered = [0] * count  # how many rows a cell from above still covers, for each column
    for number, row in enumerate(rows):
        cells = list(row.cells)[::-1]
        column = 0
        while column < count:
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            cell = cells.pop() if cells else Cell()
            end = column + 1
            while end < min(column + cell.columns, count) and not covered[end]:
                end += 1
            height = max(1, min(cell.rows, len(rows) - number))
            found.append(Place(cell, number, height, column, end - column))
            covered[column:end] = [height - 1] * (end - column)
            column = end
        if cells:
            raise DocumentError(
                _("Row {row} of a table has more cells than the table has columns.").format(row=number + 1),
                _("Correct the table in the form pack."),
            )
    return found


def column_edges(columns: Sequence[Column], width: float, least: Sequence[float] = ()) -> list[float]:
    """Where columns begin and the last one ends, from the paper's edge: given widths first, shares of what is left.

    No column is narrower than its `least`, and the columns fill `width`, no more and no less: if all that was
    asked for is too much, they shrink in proportion.
    """
    floors = [max(_NARROWEST, one) for one in least] or [_NARROWEST] * len(columns)
    widths = [max(floor, (column.width or 0.0) * CM) for column, floor in zip(columns, floors, strict=True)]
    sharing = {n for n, column in enumerate(columns) if column.width is None}
    while sharing:  # a share below its column's least gives way, and the rest is shared anew
        rest = width - sum(one for n, one in enumerate(widths) if n not in sharing)
        parts = sum(columns[n].share for n in sharing) or 1.0
        narrow = {n for n in sharing if rest * columns[n].share / parts < floors[n]}
        for n in sharing - narrow:
            widths[n] = rest * columns[n].share / parts
        if not narrow:
            break
        sharing -= narrow
    scale = width / (sum(widths) or 1.0)
    return [LEFT + edge * scale for edge in accumulate(widths, initial=0.0)]


def least_widths(cells: Iterable[tuple[Place, list[list[Piece]]]], count: int, width: float) -> list[float]:
    """The widths below which columns would break numbers or words, however narrow the form pack wants them.

    No number is broken. No word is either if the table has the room; else the form pack's widths stand.
    """
    numbers = [_PADDING] * count
    words = [_PADDING] * count
    for place, measured in cells:
        if place.columns > 1:
            continue
        longest = [piece.width for pieces in measured for piece in pieces if piece.width < width * _WIDEST_WORD]
        words[place.column] = max(words[place.column], max(longest, default=0.0) + _PADDING)
        for run in place.cell.text:
            for number in _NUMBER.findall(run.text):
                needed = text_width(number, CELL.size, bold=run.bold) + _PADDING
                numbers[place.column] = max(numbers[place.column], needed)

    wanted = [max(number, word) for number, word in zip(numbers, words, strict=True)]
    return wanted if sum(wanted) <= width else numbers
