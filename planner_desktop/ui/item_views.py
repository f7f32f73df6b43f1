"""The lists, tables and trees that every view is made of: what typed text does in them.

Qt would search: a letter that begins no editing moves the selection to a row that begins with it. Here typed text
begins editing where the cursor is, or does nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QTableView, QTableWidget, QTreeWidget, QWidget

Index = QModelIndex | QPersistentModelIndex
if TYPE_CHECKING:
    Base = QAbstractItemView
else:
    Base = object


def text_of(event: QKeyEvent) -> str:
    """The text that a key press types, whatever layout it comes from; empty for a command.

    Shift, the keypad and AltGr type letters. Windows tells AltGr as Ctrl with Alt; each of them alone is a command.
    """
    held = event.modifiers()
    control, alt = (bool(held & key) for key in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier))
    if control != alt or held & Qt.KeyboardModifier.MetaModifier:
        return ""
    return event.text() if event.text().isprintable() else ""


def type_into(widget: QWidget, text: str) -> None:
    """Have a widget take a text as if it was typed there."""
    key = Qt.Key.Key_Space if text == " " else Qt.Key(0)
    QGuiApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


class TypedInto(Base):
    """Mixed into Qt's views. One that takes typed text says where (`takes_text`) and begins with it (`begin_with`)."""

    def takes_text(self, index: Index) -> bool:
        """Whether text that is typed while the cursor is here begins editing."""
        return False

    def begin_with(self, text: str) -> None:
        """Begin editing where the cursor is with this very text, in place of what stands there."""
        index = self.currentIndex()
        self.edit(index)
        editor = self.indexWidget(index)
        if editor is not None:
            type_into(editor, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = text_of(event)
        if text and self.takes_text(self.currentIndex()):
            self.begin_with(text)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # What is still being composed is shown by Qt in the editor of a cell; what is composed is typed text.
        text = event.commitString()
        if not text or self.state() == QAbstractItemView.State.EditingState:
            super().inputMethodEvent(event)
        elif self.takes_text(self.currentIndex()):
            self.begin_with(text)
            event.accept()
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Typed text moves no selection."""

    # Qt would let input methods in only where a cell is edited in place.

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.takes_text(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.takes_text(self.currentIndex()))


class ListWidget(TypedInto, QListWidget):
    """A list of items."""


class TreeWidget(TypedInto, QTreeWidget):
    """A tree of items."""


class TableWidget(TypedInto, QTableWidget):
    """A table of items."""


class TableView(TypedInto, QTableView):
    """A table over a model."""
