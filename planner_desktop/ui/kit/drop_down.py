"""The box of choices that every list to choose from drops down from: what typed text and the wheel do in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from planner_desktop.ui.kit.item_views import text_of, type_into


class DropDown(QComboBox):
    """In Qt's own box a letter, or the wheel that was to scroll the page, chooses something else at once.

    Here typed text drops the list down and marks the entry that begins so; Enter or a click chooses it.
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
