"""Shows a screen without letting anything be typed into it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def only_show(part: QWidget) -> None:
    """Have all fields and buttons in a part show and let copy, and take nothing."""
    for widget in (part, *part.findChildren(QWidget)):
        if isinstance(widget, QLineEdit):
            widget.setReadOnly(True)
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            widget.setReadOnly(True)
            widget.setTextInteractionFlags(SELECTABLE)
            for action in widget.actions():
                action.setEnabled(False)
        elif isinstance(widget, QAbstractButton | QComboBox):
            widget.setEnabled(False)
