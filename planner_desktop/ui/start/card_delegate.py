"""Drawing a draft's card: whose plan, where it stands, how far it has come, and what happened last."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from planner_desktop.thai.invisible import harmless
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.start import draft_rows
from planner_desktop.ui.start.draft_rows import DraftRow

ROW = Qt.ItemDataRole.UserRole
TOLD_OF_OTHERS = 2
"""How many lines all cards but the first tell."""

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class DraftCardDelegate(QStyledItemDelegate):
    """Draws the cards of a list of drafts, as wide as the list's `room`."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self.view = view
        self.room = view.width()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self.view.currentRow():
            painter.fillRect(rect, colour("accent_soft"))
            painter.fillRect(QRect(rect.topLeft(), QSize(4, rect.height())), colour("accent"))
        painter.fillRect(QRect(rect.bottomLeft(), QSize(rect.width(), 1)), colour("line"))
        _Drawing(self.view.font(), rect, painter).card(index.data(ROW), first=index.row() == 0)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        drawing = _Drawing(self.view.font(), QRect(0, 0, self.room, 0), None)
        drawing.card(index.data(ROW), first=index.row() == 0)
        return QSize(self.room, drawing.y)


class _Drawing:
    """One card, drawn from the top down; without a painter it is only measured."""

    def __init__(self, font: QFont, rect: QRect, painter: QPainter | None) -> None:
        self.font, self.painter = font, painter
        self.bold, self.small = QFont(font), QFont(font)
        self.bold.setBold(True)
        self.small.setPointSize(max(8, font.pointSize() - 1))
        pad = QFontMetrics(font).height() // 2
        self.pad, self.left, self.right, self.y = pad, rect.left() + pad + 4, rect.right() - pad, rect.top() + pad

    def card(self, row: DraftRow, *, first: bool) -> None:
        """Draw it all."""
        chip_left = self.chip(*draft_rows.state(row))
        self.text(row.name, self.bold, "ink", right=chip_left - self.pad)
        self.text(draft_rows.about(row), self.small, "muted")
        self.progress(row)
        told = draft_rows.told(row)
        for line in told if first else told[:TOLD_OF_OTHERS]:
            self.text(line, self.small, "bad" if row.gone or (row.card.trouble and line == told[0]) else "ink")
        metrics = QFontMetrics(self.small)
        place = metrics.elidedText(draft_rows.place(row), Qt.TextElideMode.ElideMiddle, self.right - self.left)
        self.text(place, self.small, "faint", marked=False)
        self.y += self.pad

    def text(self, text: str, font: QFont, ink: ColourName, *, right: int = 0, marked: bool = True) -> None:
        """A text over as many lines as it needs."""
        if not text:
            return
        shown = with_break_marks(harmless(text)) if marked else harmless(text)
        box = QRect(self.left, self.y, (right or self.right) - self.left, 10_000)
        height = QFontMetrics(font).boundingRect(box, int(_WRAPPED), shown).height()
        if self.painter:
            self.painter.setFont(font)
            self.painter.setPen(colour(ink))
            self.painter.drawText(QRect(box.topLeft(), QSize(box.width(), height)), int(_WRAPPED), shown)
        self.y += height + self.pad // 4

    def chip(self, text: str, ink: ColourName) -> int:
        """The state at the right of the first line; where it begins."""
        if not text:
            return self.right
        metrics = QFontMetrics(self.small)
        width = metrics.horizontalAdvance(text) + 2 * self.pad
        left = self.right - width
        if self.painter:
            self.painter.setPen(QPen(colour(ink), 1))
            self.painter.setBrush(colour("paper"))
            box = QRectF(left, self.y, width, metrics.height() + 2)
            self.painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            self.painter.setFont(self.small)
            self.painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return left

    def progress(self, row: DraftRow) -> None:
        """A thin bar, and in words beside it what it says."""
        said = draft_rows.progress(row)
        if not said:
            return
        metrics = QFontMetrics(self.small)
        whole = (self.right - self.left) // 3
        thick = max(4, metrics.height() // 4)
        if self.painter:
            y = self.y + (metrics.height() - thick) / 2
            self.painter.setPen(Qt.PenStyle.NoPen)
            for name, width in (("trough", whole), ("accent", whole * row.card.done / row.card.sections)):
                self.painter.setBrush(colour(cast(ColourName, name)))
                self.painter.drawRoundedRect(QRectF(self.left, y, width, thick), thick / 2, thick / 2)
        left, self.left = self.left, self.left + whole + self.pad
        self.text(said, self.small, "ink")
        self.left = left
