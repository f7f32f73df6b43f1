"""Bars in the last column of a table: as long as each number is beside the largest, the number itself stands beside."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from planner_desktop.ui.kit.colours import colour

SHARE = Qt.ItemDataRole.UserRole + 2
"""What a cell says to be drawn as a bar: its share of the largest, from 0 to 1."""
_MARGIN = 4


class BarDelegate(QStyledItemDelegate):
    """Draws a cell's share as a bar; a screen reader has the number, which stands in a column of its own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE)
        if share:
            room: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            room.setWidth(max(1, round(room.width() * share)))
            painter.fillRect(room, colour("accent"))
