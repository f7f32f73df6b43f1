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


_OPEN = "was_open"


def lock(part: QWidget, *, locked: bool) -> None:
    """Have what is open to be typed into only show, as `only_show` does, or be open again as it was before that."""
    for widget in (part, *part.findChildren(QWidget)):
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            if _is_to_turn(widget, locked, not widget.isReadOnly()):
                widget.setReadOnly(locked)
        elif isinstance(widget, QAbstractButton | QComboBox) and _is_to_turn(widget, locked, widget.isEnabledTo(part)):
            widget.setEnabled(not locked)


def _is_to_turn(widget: QWidget, locked: bool, is_open: bool) -> bool:
    """Whether a widget is to be shut or opened now; it keeps in mind that it was open when it was shut."""
    turned = is_open if locked else bool(widget.property(_OPEN))
    if turned:
        widget.setProperty(_OPEN, locked)
    return turned
