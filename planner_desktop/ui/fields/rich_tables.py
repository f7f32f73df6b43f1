"""Tables inside running text: drawn with a first row for the caption and a last one for the note, to type into."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

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

from planner_desktop.formpack.merged_cells import TableCell
from planner_desktop.formpack.rich_text import RichPart, RichTable, TablePage, table_of, to_plain
from planner_desktop.i18n import _
from planner_desktop.ui.fields import rich_merging
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
    for cell in table.cells():
        if cell.rows > 1 or cell.columns > 1:
            made.mergeCells(cell.row + 1, cell.column, cell.rows, cell.columns)
        _write(made, cell.row + 1, cell.column, cell.text, _letters(bold=cell.row < table.head))
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
    cursor.mergeBlockCharFormat(letters)  # which also holds how far the cell goes
    cursor.insertText(text, letters)


def add_row(cursor: QTextCursor) -> None:
    """Another row below the cell the cursor is in, which goes there. Cells merged over the place grow."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None:
        cell = table.cellAt(cursor)
        below, column = row + cell.rowSpan(), cell.column()
        table.insertRows(below, 1)
        if below <= head_of(table):
            _set_head(table, head_of(table) + 1)
        cursor.setPosition(table.cellAt(below, column).firstPosition())


def add_column(cursor: QTextCursor) -> None:
    """Another column right of the one the cursor is in, which goes there."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None:
        cell = table.cellAt(cursor)
        column = cell.column() + cell.columnSpan()
        table.insertColumns(column, 1)
        for outer in (0, table.rows() - 1):  # the caption and the note go over all columns
            table.mergeCells(outer, 0, 1, table.columns())
        _share_width(table)
        cursor.setPosition(table.cellAt(row, column).firstPosition())


def remove_row(cursor: QTextCursor) -> None:
    """Take the cursor's row away, but not the last one below the head."""
    table, row = cursor.currentTable(), _own_row(cursor)
    if row is not None and table.rows() > 4:
        column = table.cellAt(cursor).column()
        rich_merging.remove_row(table, row)
        if row <= head_of(table):
            _set_head(table, head_of(table) - 1)
        cursor.setPosition(table.cellAt(min(row, table.rows() - 2), column).firstPosition())


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
        if (other.row(), other.column()) == divmod(at, columns):
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


def head_of(table: QTextTable) -> int:
    """How many rows below the caption are the table's head."""
    return table.format().intProperty(OURS) if table.format().hasProperty(OURS) else 1


def _set_head(table: QTextTable, rows: int) -> None:
    style = table.format()
    if style.hasProperty(OURS):
        style.setProperty(OURS, rows)
        table.setFormat(style)


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
    """Paste into a table: cells from the cursor's on, with more rows where they lack; else the text into its cell.

    Merged cells stay merged, where none that is there already stands across them.
    """
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
            _write_over(table, row + down, first + across, text or "")
    for merged in pasted.cells():
        columns = min(merged.columns, table.columns() - first - merged.column)
        if columns > 0:
            rich_merging.merge_alone(table, row + merged.row, first + merged.column, merged.rows, columns)


def _write_over(table: QTextTable, row: int, column: int, text: str) -> None:
    """Put a text in place of what a cell says, if one begins there."""
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) == (row, column):
        over = cell.firstCursorPosition()
        over.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        over.insertText(text)


def new_table() -> RichTable:
    """An empty table to fill in."""
    return RichTable(table=((_("Head"), "", ""), ("", "", ""), ("", "", "")), head=1)


def read_table(table: QTextTable, clean: Callable[[QTextBlock], str]) -> RichTable | None:
    """What a table of the document holds; None where all its cells are empty."""
    cells, rows, caption, note = list(_cells(table, clean)), table.rows(), "", ""
    # rows that were copied out of a table are a table like it, without a caption and a note
    outer = {cells[0].columns, cells[-1].columns, table.columns()}
    if table.format().hasProperty(OURS) and rows > 3 and len(outer) == 1:
        caption, note = cells[0].text, cells[-1].text
        cells = [cell._replace(row=cell.row - 1) for cell in cells[1:-1]]
        rows -= 2
    if rows < 2 or not any(cell.text for cell in cells):
        return None
    return replace(table_of(cells, head_of(table)), caption=caption, note=note, page=page_of(table))


def _cells(table: QTextTable, clean: Callable[[QTextBlock], str]) -> Iterator[TableCell]:
    for row, column in product(range(table.rows()), range(table.columns())):
        cell = table.cellAt(row, column)
        if (cell.row(), cell.column()) != (row, column):
            continue
        block, lines = cell.firstCursorPosition().block(), []
        while block.isValid() and block.position() <= cell.lastPosition():
            lines.append(clean(block))
            block = block.next()
        text = "\n".join(filter(None, lines))
        yield TableCell(row, column, cell.rowSpan(), cell.columnSpan(), text)
