"""Merged cells of a table in running text: made and parted in its menu, kept when the row where they begin goes."""

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell

from planner_desktop.i18n import _


def offered(cursor: QTextCursor, head: int) -> Iterator[tuple[str, Callable[[QTextCursor], None]]]:
    """What a menu offers to do to the cells that are chosen, in words; the table's first `head` rows are its head."""
    if can_merge(cursor, head):
        yield _("Merge cells"), merge
    if can_part(cursor):
        yield _("Part the merged cell"), part


def can_merge(cursor: QTextCursor, head: int) -> bool:
    """Whether several cells are chosen, all in the head or all between it and the note."""
    table, (row, rows, column, columns) = cursor.currentTable(), _chosen(cursor)
    if table is None or row < 0:
        return False
    first = table.cellAt(row, column)
    if (first.rowSpan(), first.columnSpan()) == (rows, columns):
        return False
    return 0 < row < table.rows() - rows and not row <= head < row + rows - 1


def merge(cursor: QTextCursor) -> None:
    """Make the cells chosen one, with the texts of all; the cursor goes there."""
    table, (row, rows, column, columns) = cursor.currentTable(), _chosen(cursor)
    table.mergeCells(row, column, rows, columns)
    cursor.setPosition(table.cellAt(row, column).firstPosition())


def merge_alone(table: QTextTable, row: int, column: int, rows: int, columns: int) -> None:
    """Make cells one of which only the first has a text, unless one of them is merged already."""
    cells = [table.cellAt(row + down, column + across) for down in range(rows) for across in range(columns)]
    if len(cells) > 1 and all(cell.rowSpan() == cell.columnSpan() == 1 for cell in cells):
        text = cells[0].firstCursorPosition()
        table.mergeCells(row, column, rows, columns)
        first = table.cellAt(row, column)
        text = first.firstCursorPosition()
        while text.block().next().isValid() and text.block().next().position() <= first.lastPosition():
            text.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            text.deleteChar()


def can_part(cursor: QTextCursor) -> bool:
    """Whether the cursor is in a merged cell, and not in the caption or the note."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor) if table is not None else QTextTableCell()
    return cell.isValid() and 0 < cell.row() < table.rows() - 1 and (cell.rowSpan() > 1 or cell.columnSpan() > 1)


def part(cursor: QTextCursor) -> None:
    """Make the merged cell at the cursor single cells: the first keeps the text."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    table.splitCell(cell.row(), cell.column(), 1, 1)


def remove_row(table: QTextTable, row: int) -> None:
    """Take a row away. Cells that begin in it and go further down begin in the next one, with their texts."""
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        if (cell.row(), cell.column()) == (row, column) and cell.rowSpan() > 1:
            _begin_lower(table, cell)
    table.removeRows(row, 1)


def _begin_lower(table: QTextTable, cell: QTextTableCell) -> None:
    """Qt would leave the cell's text before all others of the next row, and so in another column."""
    row, column, rows, columns = cell.row(), cell.column(), cell.rowSpan(), cell.columnSpan()
    inside = cell.firstCursorPosition()
    inside.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    text = inside.selection()
    table.splitCell(row, column, 1, columns)
    if rows > 2 or columns > 1:
        table.mergeCells(row + 1, column, rows - 1, columns)
    table.cellAt(row + 1, column).firstCursorPosition().insertFragment(text)


def _chosen(cursor: QTextCursor) -> tuple[int, int, int, int]:
    """The first row of the cells chosen, how many rows they are, and so their columns; -1 throughout where none are."""
    return cast("tuple[int, int, int, int]", cursor.selectedTableCells())
