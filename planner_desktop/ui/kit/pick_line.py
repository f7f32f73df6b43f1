"""A line to search and pick in by keyboard: what fits is listed below while typing, Enter takes the marked entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from planner_desktop.entry.picking import Candidate, folded
from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.key_table import Key, asked

if TYPE_CHECKING:
    from planner_desktop.ui.kit.pick_list import PickList


KEYS = {
    "open": Key(later("List what can be picked, and go down in it"), ("Down",)),
    "drop": Key(later("List what can be picked"), ("Alt+Down",)),
    "before": Key(later("Go up in the list"), ("Up",)),
    "page_on": Key(later("Go down in the list by as much as is seen"), ("PgDown",)),
    "page_back": Key(later("Go up in the list by as much as is seen"), ("PgUp",)),
    "take": Key(later("Pick the marked entry"), ("Return",)),
    "shut": Key(later("Close the list"), ("Escape",)),
}


def not_chosen(text: str) -> str:
    """What is said of a text that was typed to search, and nothing picked."""
    return _("“{text}” was not chosen. Pick an entry with Enter, or add it as a new one.").format(text=text)


class Finder(Protocol):
    """Where candidates come from."""

    def refresh(self) -> None:
        """Look again at what there is, before a new search."""

    def __call__(self, typed: str) -> list[Candidate]:
        """What fits the typed text."""


class PickLine(QLineEdit):
    """The line. `picked` brings the candidate taken, `left_over` a text that was typed but not picked."""

    picked = Signal(object)
    left_over = Signal(str)

    def __init__(self, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = finder
        self.before_move: Callable[[QKeyEvent], bool] = lambda _event: False
        """Asked first about a key while nothing is listed; true where it was dealt with."""
        self.nothing = _("Nothing fits what is typed.")
        """What is said where nothing fits, and what was typed cannot be something new."""
        self._found: list[Candidate] = []
        self.list: PickList | None = None
        self.setPlaceholderText(_("Type to search or add"))
        self.textEdited.connect(self._typed)

    # ------------------------------------------------------------ the list

    def listed(self) -> list[str]:
        """What is listed now."""
        return [candidate.line for candidate in self._found] if self.is_open() else []

    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self.list is not None and self.list.isVisible() and bool(self._found)

    def open(self) -> None:
        """List what fits the text."""
        if not self.is_open():
            self.finder.refresh()
        typed = self.text() if self.isModified() else ""
        self._found = self.finder(typed)
        if self._found:
            self._list_here().show_found(self._found, typed, self)
        elif typed.strip():
            self._list_here().show_nothing(self.nothing, self)
        else:
            self.shut()

    def _list_here(self) -> PickList:
        window = self.window()
        if self.list is None or self.list.parent() is not window:
            from planner_desktop.ui.kit.pick_list import PickList

            self.list = PickList(window)
            self.list.taken.connect(self.take)
        return self.list

    def shut(self) -> None:
        """Take the list away."""
        if self.list is not None:
            self.list.hide()

    def take(self, row: int) -> None:
        """Pick the listed entry."""
        candidate = self._found[row]
        self.shut()
        self.setModified(False)
        self.picked.emit(candidate)

    def start_anew(self) -> None:
        """Empty the line for the next search. Its own undo has nothing left: Ctrl+Z takes back what was picked."""
        self.setText("")
        self.setModified(False)

    def _typed(self) -> None:
        self.open()

    # ------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_open = asked(event, KEYS), self.is_open()
        page = self.list.page if self.list is not None else 0
        steps = {"open": 1, "before": -1, "page_on": page, "page_back": -page}
        if is_open and self.list is not None and key in steps:
            self.list.step(steps[key])
        elif is_open and self.list is not None and key == "take" and self.list.list.currentRow() >= 0:
            self.take(self.list.list.currentRow())
        elif key == "shut" and self.list is not None and self.list.isVisible():
            self.shut()
        elif not is_open and self.before_move(event):
            pass
        elif not is_open and key in ("open", "drop"):
            self.open()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        typed, modified = self.text(), self.isModified()
        was_open = self.is_open()
        self.shut()
        if modified and typed.strip():
            at = self.list.list.currentRow() if was_open and self.list is not None else -1
            tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            if at >= 0 and (tabbed or folded(self._found[at].text) == folded(typed)):
                self.take(at)
            else:
                self.left_over.emit(typed)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.shut()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.isReadOnly() and not self.is_open():
            self.open()
