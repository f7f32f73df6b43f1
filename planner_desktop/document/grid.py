"""A table's grid: which cell stands where, and how wide its columns are."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from planner_desktop.document.lines import text_width
from planner_desktop.document.outline import Cell, Column, Row, Table
from planner_desktop.document.style import CELL, CELL_PADDING, CM, LEFT
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

_NARROWEST = 0.6 * CM  # a column's least width
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


def number_widths(table: Table) -> list[float]:
    """The room each column's longest number needs: no amount is broken because the form pack's column is narrow."""
    widths = [0.0] * len(table.columns)
    for rows in (table.head, table.rows):
        for place in places(rows, len(widths)):
            for run in place.cell.text if place.columns == 1 else ():
                for number in _NUMBER.findall(run.text):
                    needed = text_width(number, CELL.size, bold=run.bold)
                    widths[place.column] = max(widths[place.column], needed)
    return [width + 2 * CELL_PADDING + 0.1 for width in widths]
