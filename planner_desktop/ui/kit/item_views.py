"""The lists, tables and trees that every view is made of: what typed text does in them.

Qt would search: a letter that begins no editing moves the selection to a row that begins with it. Here typed text
begins editing where the cursor is, or does nothing.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QMenu, QTableView, QTableWidget, QTreeWidget, QWidget

from planner_desktop.ui.kit.key_table import KeyTable, asked

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
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


MenuRow = tuple[str, str, bool, Callable[[], object]]
"""What an action is called, its key, whether it can be done now, and what does it."""


def menu_of(view: QWidget, *groups: Sequence[MenuRow]) -> QMenu:
    """A menu of actions in groups. Their keys are told there; the view deals with them itself."""
    menu = QMenu(view)
    for group in groups:
        for says, keys, can, does in group:
            action = menu.addAction(says)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(can)
            action.triggered.connect(lambda _on=False, does=does: does())
        menu.addSeparator()
    return menu


def open_menu(menu: QMenu, view: QAbstractItemView, at: QPoint | None = None) -> None:
    """Open a view's menu at the mouse; without it, asked for by a key, at the cursor with its first line marked.

    Under the mouse no line may be marked beforehand: X11 opens the menu at the press, and the release would take it.
    """
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if at is None:
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)
        at = view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).bottomLeft())
    menu.popup(at)


class TypedInto(Base):
    """Mixed into Qt's views. One that takes typed text says where (`takes_text`) and begins with it (`begin_with`).

    One that has a context menu makes it (`context_menu`); one that deals with keys itself names them (`keys`).
    """

    keys: KeyTable = {}  # noqa: RUF012

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

    def take_key(self, key: str) -> bool:
        """Do what one of the view's `keys` is for, by its name; whether that was to be done."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = asked(event, self.keys), text_of(event)
        if key and self.take_key(key):
            return
        if text and self.takes_text(self.currentIndex()):
            self.begin_with(text)
        elif not self._is_for_action(event):
            super().keyPressEvent(event)

    def _is_for_action(self, event: QKeyEvent) -> bool:
        """Whether a key is that of an action: where this cannot be done now, the key does nothing else."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(Qt.KeyboardModifier(held).value | event.key())
        return any(pressed in action.shortcuts() for action in self.actions())

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

    def context_menu(self) -> QMenu | None:
        """What can be done where the cursor is."""
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        if menu is None:
            super().contextMenuEvent(event)
        else:
            keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
            open_menu(menu, self, None if keyboard else event.globalPos())

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
