"""The numbers beside a table's rows: chosen rows are dragged by them to another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens.table import rows

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid

LINE = 3


class LandingLine(QWidget):
    """The line that shows where dragged rows will stand."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("accent"))


class RowHeads(QHeaderView):
    """Row numbers: a press chooses a row, drawn on it chooses more; chosen ones are dragged to another place."""

    def __init__(self, table: RecordGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self._pressed: QPoint | None = None
        self.landing: int | None = None
        """Before which row those being dragged will stand; None where nothing is dragged."""
        self.line = LandingLine(table)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # rows are as high as their texts

    def _is_chosen(self, at: QPoint) -> bool:
        row = self.logicalIndexAt(at)
        model = self._table.records
        whole = self._table.selectionModel().isRowSelected(row)
        return model.writable and 0 <= row < len(model.ids) and whole

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and self._is_chosen(at):
            self._pressed = at
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            over = Qt.CursorShape.OpenHandCursor if self._is_chosen(at) else Qt.CursorShape.ArrowCursor
            self.setCursor(over)
            super().mouseMoveEvent(event)
        elif self.landing is not None or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._drag(at)

    def _drag(self, at: QPoint) -> None:
        bar, height = self._table.verticalScrollBar(), self.viewport().height()
        if not 0 <= at.y() < height:
            bar.setValue(bar.value() + (at.y() if at.y() < 0 else at.y() - height))
        count = len(self._table.records.ids)
        row = self.logicalIndexAt(QPoint(at.x(), min(max(at.y(), 0), height - 1)))
        row = count if row < 0 else row
        if row < count and at.y() > self.sectionViewportPosition(row) + self.sectionSize(row) // 2:
            row += 1
        self.landing = min(row, count)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        y = self.sectionViewportPosition(self.landing) if self.landing < self.count() else self.length()
        top = self.viewport().mapTo(self._table, QPoint(0, y)).y()
        self.line.setGeometry(QRect(self.x(), top - LINE // 2 - 1, self._table.width() - 2 * self.x(), LINE))
        self.line.show()
        self.line.raise_()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        row, landing = self.logicalIndexAt(self._pressed), self.landing
        self.stop()
        if landing is None:
            self._table.selectRow(row)
        else:
            rows.land(self._table, landing)

    def stop(self) -> bool:
        """Drag no more; whether something was being dragged."""
        dragged = self.landing is not None
        self._pressed = self.landing = None
        self.line.hide()
        self.unsetCursor()
        return dragged
