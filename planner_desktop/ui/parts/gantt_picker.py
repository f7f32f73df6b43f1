"""The choice of the record whose steps a Gantt chart shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Picker(QComboBox):
    """The records whose steps can be shown, each with what its weights come to."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change what is chosen

    def show_records(self, records: list[tuple[int, str]]) -> None:
        """List these records; the chosen one stays so while it is among them."""
        if records == [(self.itemData(n), self.itemText(n)) for n in range(self.count())]:
            return
        chosen, at = self.currentData(), self.currentIndex()
        self.blockSignals(True)
        self.clear()
        for id, text in records:
            self.addItem(text, id)
        ids = [id for id, _text in records]
        self.setCurrentIndex(ids.index(chosen) if chosen in ids else min(max(at, 0), len(ids) - 1))
        self.blockSignals(False)
