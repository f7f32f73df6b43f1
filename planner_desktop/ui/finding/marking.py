"""Choosing a found text in the field that shows it."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from planner_desktop.draft.records.search import Match


def mark(field: QWidget | None, match: Match) -> None:
    """Choose the match in `field`, if that is a text with the match's words where they were found."""
    text, length = match.place.text, match.end - match.start
    if isinstance(field, QLineEdit):
        if field.text() == text:
            field.setSelection(match.start, length)
    elif isinstance(field, QPlainTextEdit):
        if field.toPlainText() == text:
            _choose(field, match.start, length)
    elif isinstance(field, QTextEdit):
        block = field.document().begin()
        while block.isValid():
            if block.text() == text:  # a paragraph, an item or a cell
                _choose(field, block.position() + match.start, length)
                return
            block = block.next()


def _choose(field: QPlainTextEdit | QTextEdit, start: int, length: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()


def chosen_text(field: QWidget | None) -> str:
    """What is chosen in a text field, if it is on one line and not long: who chose it may want to find it."""
    if isinstance(field, QLineEdit):
        text = field.selectedText()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        text = field.textCursor().selectedText()
    else:
        return ""
    return text if len(text) <= 80 and not set(text) & {"\u2029", "\ufffc", "\n"} else ""
