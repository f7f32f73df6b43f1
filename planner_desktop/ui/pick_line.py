"""A line to search and pick in by keyboard: what fits is listed below while typing, Enter takes the marked entry."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.candidates import Candidate, folded

LIST_HEIGHT, LEAST_WIDTH = 260, 340


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
        self._found: list[Candidate] = []
        self._list: QListWidget | None = None
        self.setPlaceholderText(_("Type to search or add"))
        self.textEdited.connect(self._typed)

    # ------------------------------------------------------------ the list

    def listed(self) -> list[str]:
        """What is listed now."""
        return [candidate.line for candidate in self._found] if self.is_open() else []

    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._list is not None and self._list.isVisible()

    def open(self) -> None:
        """List what fits the text."""
        if not self.is_open():
            self.finder.refresh()
        self._found = self.finder(self.text() if self.isModified() else "")
        if not self._found:
            self.shut()
            return
        window = self.window()
        if self._list is None or self._list.parent() is not window:
            # A child of the window, not a window of its own, so that the focus stays here on every platform.
            self._list = QListWidget(window)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setWordWrap(True)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.clicked.connect(self._clicked)
            self._list.setAccessibleName(_("What fits the typed text"))
        self._list.clear()
        self._list.addItems([with_break_marks(candidate.line) for candidate in self._found])
        self._list.setCurrentRow(0)
        self._list.setGeometry(self._place(window))
        self._list.show()
        self._list.raise_()

    def _place(self, window: QWidget) -> QRect:
        assert self._list is not None
        rows = sum(max(self._list.sizeHintForRow(n), 24) for n in range(min(len(self._found), 10)))
        width = min(max(self.width(), LEAST_WIDTH), window.width() - 8)
        height = min(rows * (2 if width < 420 else 1) + 8, LIST_HEIGHT)
        below = self.mapTo(window, QPoint(0, self.height()))
        top = below.y() if below.y() + height <= window.height() else below.y() - self.height() - height
        return QRect(min(below.x(), window.width() - width - 4), max(0, top), width, height)

    def shut(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    def take(self, row: int) -> None:
        """Pick the listed entry."""
        candidate = self._found[row]
        self.shut()
        self.setModified(False)
        self.picked.emit(candidate)

    def _clicked(self, index: QModelIndex) -> None:
        self.take(index.row())

    def _typed(self) -> None:
        self.open()

    # ------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open() and self._list is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            rows, at = self._list.count(), self._list.currentRow()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.setCurrentRow((at + (1 if key == Qt.Key.Key_Down else -1)) % rows)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
                self.take(at)
                return
            if key == Qt.Key.Key_Escape:
                self.shut()
                return
        elif self.before_move(event):
            return
        elif key == Qt.Key.Key_Down:
            self.open()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        typed, modified = self.text(), self.isModified()
        was_open = self.is_open()
        self.shut()
        if modified and typed.strip():
            at = self._list.currentRow() if was_open and self._list is not None else -1
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
