"""The list of sections: each drawn with its mark, its title broken at Thai words, what is left, and its note."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner_desktop.checks import SectionState
from planner_desktop.frozen import Frozen
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.item_views import Index, ListWidget
from planner_desktop.ui.kit.lines import in_lines
from planner_desktop.ui.screens.state_marks import state_mark

STEP = Qt.ItemDataRole.UserRole
PADDING, BAR, LINES = 4, 4, 4


class SectionStep(Frozen):
    """What is shown of a section; `left` in words, `note` the officer's own."""

    title: str
    state: SectionState = "empty"
    left: str = ""
    note: str = ""
    waiting: bool = False
    colour: ColourName = "edge"
    """Of its state."""


def _is_under_mouse(option: QStyleOptionViewItem) -> bool:
    from PySide6.QtWidgets import QStyle  # which has many names, and waits for the mouse

    return bool(option.state & QStyle.StateFlag.State_MouseOver)


class SectionDelegate(QStyledItemDelegate):
    """Draws a section of the list; in a narrow list only its mark."""

    def __init__(self, parent: "SectionList") -> None:
        super().__init__(parent)
        self.list = parent
        self._marks: dict[tuple[SectionState, ColourName, int], QPixmap] = {}

    def _fonts(self, option: QStyleOptionViewItem, index: Index) -> tuple[QFont, QFont]:
        font, small = QFont(self.list.font()), QFont(self.list.font())
        font.setBold(index.row() == self.list.currentRow())
        small.setPointSizeF(font.pointSizeF() - 1)
        return font, small

    def mark_size(self) -> int:
        """The size of a mark beside a line of text."""
        return round(self.list.fontMetrics().height() * 0.8)

    def _layout(self, option: QStyleOptionViewItem, index: Index) -> tuple[Sequence[str], Sequence[str], str, int]:
        """The title's lines, those of what is left unless it stands beside the title, the note, the whole height."""
        step: SectionStep = index.data(STEP)
        font, small = self._fonts(option, index)
        metrics, little = QFontMetrics(font), QFontMetrics(small)
        width = self._text_width()
        bold = QFont(font)
        bold.setBold(True)  # a step is as high whether it is the current one or not
        lines = in_lines(step.title, bold.toString(), width, LINES)
        height = len(lines) * metrics.lineSpacing()
        beside = bool(step.left) and (
            QFontMetrics(bold).horizontalAdvance(lines[-1]) + little.horizontalAdvance(step.left) + 2 * PADDING <= width
        )
        left = () if beside or not step.left else in_lines(step.left, small.toString(), width, LINES)
        height += len(left) * little.lineSpacing()
        note = ""
        if step.note or step.waiting:
            note = little.elidedText("✎ " + step.note, Qt.TextElideMode.ElideRight, width)
            height += little.lineSpacing()
        return lines, left, note, max(height, self.mark_size()) + 2 * PADDING

    def _text_width(self) -> int:
        # With the room of the scroll bar always, or its coming would break titles anew and so call for it.
        bar = self.list.verticalScrollBar().sizeHint().width()
        return self.list.width() - 2 * self.list.frameWidth() - bar - self.mark_size() - 3 * PADDING - BAR

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.list.only_marks:
            return QSize(self.mark_size(), self.mark_size() + 2 * PADDING)
        return QSize(0, self._layout(option, index)[3])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: SectionStep = index.data(STEP)
        place = QRect(option.rect)
        current = index.row() == self.list.currentRow()
        painter.save()
        if current:
            painter.fillRect(place, colour("chosen"))
            painter.fillRect(QRect(place.topLeft(), QSize(BAR, place.height())), colour("accent"))
        elif self.list.underMouse() and _is_under_mouse(option):
            painter.fillRect(place, colour("ground"))
        if current and self.list.hasFocus():
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        size = self.mark_size()
        looks = step.state, step.colour, size
        if looks not in self._marks:
            self._marks[looks] = state_mark(*looks)
        mark = self._marks[looks]
        if self.list.only_marks:
            painter.drawPixmap(place.center() - QPoint(size // 2, size // 2), mark)
            if step.note or step.waiting:
                self._dot(painter, place, colour("begun"))
        else:
            self._text(painter, option, index, mark)
        painter.restore()

    @staticmethod
    def _dot(painter: QPainter, place: QRect, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(place.topRight() + QPoint(-PADDING, PADDING), 3, 3)

    def _text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, mark: QPixmap) -> None:
        step: SectionStep = index.data(STEP)
        lines, left, note, _height = self._layout(option, index)
        font, small = self._fonts(option, index)
        at = option.rect.topLeft() + QPoint(BAR + PADDING, PADDING)
        spacing = QFontMetrics(font).lineSpacing()
        painter.drawPixmap(at + QPoint(0, (spacing - self.mark_size()) // 2), mark)
        room = QRect(at + QPoint(self.mark_size() + PADDING, 0), QSize(self._text_width(), option.rect.height()))
        painter.setFont(font)
        painter.setPen(colour("muted" if step.state == "computed" else "ink"))
        left_aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for line in lines:
            room.setHeight(spacing)
            painter.drawText(room, left_aligned | Qt.TextFlag.TextDontClip, line)
            room.translate(0, spacing)
        painter.setFont(small)
        little = QFontMetrics(small).lineSpacing()
        current = index.row() == self.list.currentRow()
        painter.setPen(colour("ink" if current else "muted" if step.state == "empty" else step.colour))
        if step.left and not left:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room.translated(0, -spacing), right | Qt.TextFlag.TextDontClip, step.left)
        for line in left:
            room.setHeight(little)
            painter.drawText(room, left_aligned | Qt.TextFlag.TextDontClip, line)
            room.translate(0, little)
        if note:
            room.setHeight(little)
            painter.setPen(colour("begun" if step.waiting else "muted"))
            painter.drawText(room, left_aligned | Qt.TextFlag.TextDontClip, note)


class SectionList(ListWidget):
    """The sections from top to bottom. Signal: `typed` with text typed here."""

    typed = Signal(str)

    def __init__(self, titles: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only_marks = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(ListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(ListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumHeight(0)
        self.setItemDelegate(SectionDelegate(self))
        for title in titles:
            QListWidgetItem(title, self).setData(STEP, SectionStep(title))

    def show_only_marks(self, only: bool) -> None:
        """Show whole steps, or only their marks."""
        self.only_marks = only
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if only else policy.ScrollBarAsNeeded)
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        if self.isVisible():  # before that it has neither its width nor its font, and would be laid out over and over
            super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.doItemsLayout()
        self.show_current()

    def show_current(self) -> None:
        """Scroll to the current section; the way on and back is to be seen too."""
        at = self.currentRow()
        for near in (at + 1, at - 1, at):
            if 0 <= near < self.count():
                self.scrollToItem(self.item(near))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def takes_text(self, index: Index) -> bool:
        return True

    def begin_with(self, text: str) -> None:
        """What is typed here is looked for by name: no section is left for a letter that was meant for a field."""
        self.typed.emit(text)
