"""Tables inside running text: drawn with a first row for the caption and a last one for the note, to type into."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QActionGroup,
    QBrush,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QMenu

from planner_desktop.formpack.rich_text import RichPart, RichTable, TablePage, to_plain
from planner_desktop.i18n import _
from planner_desktop.ui.kit.colours import colour

OURS = QTextFormat.Property.UserProperty.value + 1
"""Set on tables that have the rows for caption and note: the number of head rows. Pasted tables lack it."""
PAGE = OURS + 1
"""Set on tables whose pages the officer wants upright or lying."""


def insert_table(cursor: QTextCursor, table: RichTable) -> None:
    """Put a table where the cursor is, which stands behind it afterwards."""
    rows, columns = len(table.table), len(table.table[0])
    style = QTextTableFormat()
    style.setBorder(1)
    style.setBorderCollapse(True)
    style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    style.setBorderBrush(QBrush(colour("line")))
    style.setCellPadding(4)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    style.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    style.setProperty(OURS, table.head)
    style.setProperty(PAGE, table.page)
    made = cursor.insertTable(rows + 2, columns, style)
    made.mergeCells(0, 0, 1, columns)
    made.mergeCells(rows + 1, 0, 1, columns)
    _write(made, 0, 0, table.caption, _letters(italic=True))
    _write(made, rows + 1, 0, table.note, _letters(italic=True))
    for n, cells in enumerate(table.table):
        for at, cell in enumerate(cells):
            if cell is not None:
                joined = next((m for m, other in enumerate(cells[at + 1 :]) if other is not None), columns - at - 1)
                if joined:
                    made.mergeCells(n + 1, at, 1, joined + 1)
                _write(made, n + 1, at, cell, _letters(bold=n < table.head))
    cursor.setPosition(made.lastPosition() + 1)


def _letters(*, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    if bold:
        letters.setFontWeight(QFont.Weight.Bold)
    if italic:
        letters.setFontItalic(True)
        letters.setForeground(QBrush(colour("muted"), Qt.BrushStyle.SolidPattern))
    return letters


def _write(table: QTextTable, row: int, column: int, text: str, letters: QTextCharFormat) -> None:
    cursor = table.cellAt(row, column).firstCursorPosition()
    cursor.mergeBlockCharFormat(letters)  # which also holds over how many columns the cell goes
    cursor.insertText(text, letters)


def add_row(cursor: QTextCursor) -> None:
    """Another row below the one the cursor is in, which goes there."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None:
        column = table.cellAt(cursor).column()
        table.insertRows(row + 1, 1)
        cursor.setPosition(table.cellAt(row + 1, column).firstPosition())


def add_column(cursor: QTextCursor) -> None:
    """Another column right of the one the cursor is in, which goes there."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None:
        cell = table.cellAt(cursor)
        column = cell.column() + cell.columnSpan()
        table.insertColumns(column, 1)
        _share_width(table)
        cursor.setPosition(table.cellAt(row, column).firstPosition())


def remove_row(cursor: QTextCursor) -> None:
    """Take the cursor's row away, but not the last one below the head."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None and table.rows() > 4:
        table.removeRows(row, 1)


def remove_column(cursor: QTextCursor) -> None:
    """Take the cursor's column away, but not the last one."""
    table = cursor.currentTable()
    if _own_row(cursor) is not None and table.columns() > 1:
        table.removeColumns(table.cellAt(cursor).column(), 1)
        _share_width(table)


def remove(cursor: QTextCursor) -> None:
    """Take the whole table away that the cursor is in."""
    table = cursor.currentTable()
    if table is not None:
        table.removeRows(0, table.rows())


def go(cursor: QTextCursor, by: int) -> bool:
    """Go to another cell, behind the table from its last and before it from its first; whether there is a table."""
    table = cursor.currentTable()
    if table is None:
        return False
    cell = table.cellAt(cursor)
    at, columns = cell.row() * table.columns() + cell.column(), table.columns()
    while 0 <= at + by < columns * table.rows():
        at += by
        other = table.cellAt(at // columns, at % columns)
        if (other.row(), other.column()) != (cell.row(), cell.column()):
            cursor.setPosition(other.firstCursorPosition().position())
            cursor.setPosition(other.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            return True
    cursor.setPosition(table.lastPosition() + 1 if by > 0 else table.firstPosition() - 1)
    return True


def go_back_into(cursor: QTextCursor) -> None:
    """Go from behind a table to its first cell below the caption, choosing what it says."""
    cursor.setPosition(cursor.position() - 1)
    table = cursor.currentTable()
    if table is not None:
        cursor.setPosition(table.firstPosition())
        go(cursor, 1)


def add_page_menu(menu: QMenu, table: QTextTable) -> None:
    """Ask in a menu of its own how the pages of a table shall lie."""
    inner = menu.addMenu(_("Page of the table"))
    group = QActionGroup(inner)
    pages: tuple[tuple[TablePage, str], ...] = (
        ("", _("As its width asks for")),
        ("portrait", _("Upright, in smaller letters if need be")),
        ("landscape", _("Lying")),
    )
    for page, label in pages:
        action = inner.addAction(label)
        action.setCheckable(True)
        action.setChecked(page == page_of(table))
        action.triggered.connect(partial(set_page, table, page))
        group.addAction(action)


def page_of(table: QTextTable) -> TablePage:
    """How the officer wants the table's pages."""
    said = table.format().stringProperty(PAGE)
    return "portrait" if said == "portrait" else "landscape" if said == "landscape" else ""


def set_page(table: QTextTable, page: TablePage, _checked: bool = False) -> None:
    """Have the table's pages so."""
    style = table.format()
    style.setProperty(PAGE, page)
    table.setFormat(style)


def hints(table: QTextTable) -> list[tuple[QTextCursor, str]]:
    """What the empty rows of the caption and of the note are for, and where they are."""
    found: list[tuple[QTextCursor, str]] = []
    if table.format().hasProperty(OURS):
        for row, hint in ((0, _("Caption of the table")), (table.rows() - 1, _("Source or unit"))):
            cell = table.cellAt(row, 0)
            if cell.firstPosition() == cell.lastPosition():
                found.append((cell.firstCursorPosition(), hint))
    return found


def _own_row(cursor: QTextCursor) -> int | None:
    """The cursor's row, if it is between those of the caption and of the note."""
    table = cursor.currentTable()
    row = table.cellAt(cursor).row() if table is not None else 0
    return row if table is not None and 0 < row < table.rows() - 1 else None


def _share_width(table: QTextTable) -> None:
    style, columns = table.format(), table.columns()
    style.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    table.setFormat(style)


def paste_into(cursor: QTextCursor, blocks: Sequence[RichPart]) -> None:
    """Paste into a table: cells from the cursor's on, with more rows where they lack; else the text into its cell."""
    table, row = cursor.currentTable(), _own_row(cursor)
    pasted = blocks[0] if len(blocks) == 1 else None
    if row is None or not isinstance(pasted, RichTable):
        cursor.insertText(to_plain(tuple(blocks)))
        return
    first = table.cellAt(cursor).column()
    lacking = row + len(pasted.table) - (table.rows() - 1)
    if lacking > 0:
        table.insertRows(table.rows() - 1, lacking)
    for down, cells in enumerate(pasted.table):
        for across, text in enumerate(cells[: table.columns() - first]):
            cell = table.cellAt(row + down, first + across)
            if cell.row() == row + down and cell.column() == first + across:
                over = cell.firstCursorPosition()
                over.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
                over.insertText(text or "")


def new_table() -> RichTable:
    """An empty table to fill in."""
    return RichTable(table=((_("Head"), "", ""), ("", "", ""), ("", "", "")), head=1)


def read_table(table: QTextTable, clean: Callable[[QTextBlock], str]) -> RichTable | None:
    """What a table of the document holds; None where all its cells are empty."""
    ours = table.format().hasProperty(OURS)
    rows = [_row(table, n, clean) for n in range(table.rows())]
    caption = note = ""
    if ours and len(rows) > 3:
        caption, note = rows.pop(0)[0] or "", rows.pop()[0] or ""
    if len(rows) < 2 or not any(any(row) for row in rows):
        return None
    head = table.format().intProperty(OURS) if ours else 1
    return RichTable(table=tuple(rows), head=min(head, len(rows) - 1), caption=caption, note=note, page=page_of(table))


def _row(table: QTextTable, row: int, clean: Callable[[QTextBlock], str]) -> tuple[str | None, ...]:
    cells: list[str | None] = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        if cell.column() != column:
            cells.append(None)
            continue
        block, lines = cell.firstCursorPosition().block(), []
        while block.isValid() and block.position() <= cell.lastPosition():
            lines.append(clean(block))
            block = block.next()
        cells.append("\n".join(filter(None, lines)) if cell.row() == row else "")
    return tuple(cells)
