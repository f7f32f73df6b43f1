"""Merged cells of a table in running text: made and parted in its menu, kept when the row where they begin goes."""

from typing import cast

from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell
from PySide6.QtWidgets import QMenu

from planner_desktop.i18n import _


def add_to_menu(menu: QMenu, cursor: QTextCursor, head: int) -> None:
    """Offer to merge the cells chosen and to part the cell at the cursor, where either can be; `head` rows are one."""
    if can_merge(cursor, head):
        menu.addAction(_("Merge cells"), lambda: merge(cursor))
    if can_part(cursor):
        menu.addAction(_("Part the merged cell"), lambda: part(cursor))


def can_merge(cursor: QTextCursor, head: int) -> bool:
    """Whether several cells are chosen, all in the head or all between it and the note."""
    table = cursor.currentTable()
    row, rows, _column, columns = _chosen(cursor)
    if table is None or row < 0 or rows * columns < 2:
        return False
    return 0 < row < table.rows() - rows and not row <= head < row + rows - 1


def merge(cursor: QTextCursor) -> None:
    """Make the cells chosen one, with the texts of all."""
    table, (row, rows, column, columns) = cursor.currentTable(), _chosen(cursor)
    cursor.beginEditBlock()
    table.mergeCells(row, column, rows, columns)
    cursor.endEditBlock()


def can_part(cursor: QTextCursor) -> bool:
    """Whether the cursor is in a merged cell, and not in the caption or the note."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor) if table is not None else QTextTableCell()
    return cell.isValid() and 0 < cell.row() < table.rows() - 1 and (cell.rowSpan() > 1 or cell.columnSpan() > 1)


def part(cursor: QTextCursor) -> None:
    """Make the merged cell at the cursor single cells: the first keeps the text."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    cursor.beginEditBlock()
    table.splitCell(cell.row(), cell.column(), 1, 1)
    cursor.endEditBlock()


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
