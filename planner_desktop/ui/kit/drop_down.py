"""The combo box of the whole window: letters and the wheel never change a choice by accident."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from planner_desktop.ui.kit.item_views import text_of, type_into


class DropDown(QComboBox):
    """A combo box that changes only by Enter or a click.

    In Qt's own box a typed letter, or the wheel that was to scroll the page, changes the choice at once. Here typed
    text opens the list and marks the entry that begins with it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not that of the wheel
        self._dropped: QListView | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = text_of(event)
        if text.strip():
            self._drop_at(text)
        else:
            super().keyPressEvent(event)

    def _drop_at(self, text: str) -> None:
        if self._dropped is None:  # made here: of Qt's own one PySide may give the one of a box that is gone
            self._dropped = QListView(self)
            self.setView(self._dropped)
        self.showPopup()
        type_into(self._dropped, text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
