"""Tables inside running text: drawn with a first row for the caption and a last one for the note, to type into."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from planner_desktop.formpack.rich_text import TableOf
from planner_desktop.i18n import _
from planner_desktop.ui.colours import colour

OURS = QTextFormat.Property.UserProperty.value + 1
"""Set on tables that have the rows for caption and note: the number of head rows. Pasted tables lack it."""


def insert_table(cursor: QTextCursor, table: TableOf) -> None:
    """Put a table where the cursor is, which stands behind it afterwards."""
    rows, columns = len(table.table), len(table.table[0])
    style = QTextTableFormat()
    style.setBorder(1)
    style.setBorderCollapse(True)
    style.setBorderBrush(QBrush(colour("line")))
    style.setCellPadding(4)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    style.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    style.setProperty(OURS, table.head)
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
    cursor.setBlockCharFormat(letters)
    cursor.insertText(text, letters)


def new_table() -> TableOf:
    """An empty table to fill in."""
    return TableOf(table=((_("Head"), "", ""), ("", "", ""), ("", "", "")), head=1)


def read_table(table: QTextTable, clean: Callable[[QTextBlock], str]) -> TableOf | None:
    """What a table of the document holds; None where all its cells are empty."""
    ours = table.format().hasProperty(OURS)
    rows = [_row(table, n, clean) for n in range(table.rows())]
    caption = note = ""
    if ours and len(rows) > 3:
        caption, note = rows.pop(0)[0] or "", rows.pop()[0] or ""
    if len(rows) < 2 or not any(any(row) for row in rows):
        return None
    head = table.format().intProperty(OURS) if ours else 1
    return TableOf(table=tuple(rows), head=min(head, len(rows) - 1), caption=caption, note=note)


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
