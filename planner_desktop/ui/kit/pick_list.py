"""The list under a search line: each entry with what it brings, and of the marked one all that will be filled in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.entry.picking import Candidate, folded
from planner_desktop.i18n import _
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, ListWidget
from planner_desktop.ui.kit.lines import draw_line, in_lines

CANDIDATE = Qt.ItemDataRole.UserRole
PAD = 5
NAME_LINES = 2
WIDE = 72
"""How wide the list is, in letters, where there is room."""
TALL = 15
"""How high the list may be, in lines, and with it how much is to be filled in, in lines."""
PREVIEW = 6
SEEN = 12
"""So many entries are measured for the height of list and preview."""
EDGES = 8
"""The lines around the list and around its box, above and below: no row may be scrolled for them."""


class Entry(QStyledItemDelegate):
    """An entry's name in bold, what it is beside it, and below what it brings, with the searched words marked."""

    def __init__(self, of: QListWidget) -> None:
        super().__init__(of)
        self._list = of
        self.words: tuple[str, ...] = ()

    def _fonts(self) -> tuple[QFont, QFont]:
        bold, small = QFont(self._list.font()), QFont(self._list.font())
        bold.setBold(True)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        return bold, small

    def _name(self, candidate: Candidate, bold: QFont, small: QFont) -> tuple[tuple[str, ...], int]:
        """The lines of the name, and how wide the note beside it is."""
        note = QFontMetrics(small).horizontalAdvance(candidate.note)
        room = self._list.viewport().width() - 2 * PAD
        note = min(note + 2 * PAD, room // 2) if candidate.note else 0
        return in_lines(candidate.text, bold.toString(), room - note, NAME_LINES), note

    def told(self, candidate: Candidate) -> str:
        """What an entry brings in one line, first that which was searched for."""
        if not self.words:
            return " · ".join(text for _label, text in candidate.brings)
        hit = [text for _label, text in candidate.brings if any(word in folded(text) for word in self.words)]
        rest = [text for _label, text in candidate.brings if text not in hit]
        return " · ".join(hit + rest)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        candidate: Candidate = index.data(CANDIDATE)
        bold, small = self._fonts()
        lines, _note = self._name(candidate, bold, small)
        high = len(lines) * QFontMetrics(bold).height() + bool(candidate.brings) * QFontMetrics(small).height()
        return QSize(100, high + PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        candidate: Candidate = index.data(CANDIDATE)
        bold, small = self._fonts()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("chosen"))
        place = option.rect.adjusted(PAD, PAD // 2, -PAD, 0)
        lines, note = self._name(candidate, bold, small)
        high = QFontMetrics(bold).height()
        for n, line in enumerate(lines):
            at = QRect(place.left(), place.top() + n * high, place.width() - note, high)
            draw_line(painter, at, line, bold, colour("ink"), self.words)
        if note:
            painter.setFont(small)
            painter.setPen(colour("accent" if candidate.fills else "muted"))
            said = QFontMetrics(small).elidedText(candidate.note, Qt.TextElideMode.ElideRight, note)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(place.right() - note, place.top(), note, high), right, said)
        if candidate.brings:
            below = place.adjusted(0, len(lines) * high, 0, 0)
            (told,) = in_lines(self.told(candidate), small.toString(), below.width(), 1)
            below.setHeight(QFontMetrics(small).height())
            draw_line(painter, below, told, small, colour("muted"), self.words)
        painter.restore()


class PickList(QFrame):
    """The list of candidates under or above a search line. Signal: `taken` with the row that was clicked."""

    taken = Signal(int)

    def __init__(self, window: QWidget) -> None:
        # A child of the window, not a window of its own, so that the focus stays in the line on every platform.
        super().__init__(window)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.list = ListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(ListWidget.ScrollMode.ScrollPerPixel)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)  # the entries beyond those seen are measured later
        self.list.setBatchSize(20)
        self.list.setMinimumHeight(1)  # else a short list is as high as Qt wants, and the preview is cut
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(_("What fits the typed text"))
        self._entry = Entry(self.list)
        self.list.setItemDelegate(self._entry)
        self.list.clicked.connect(lambda index: self.taken.emit(index.row()))
        self.list.currentRowChanged.connect(self._tell)
        self.preview = QLabel()
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.preview.setContentsMargins(PAD, 2, PAD, 4)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setAccessibleName(_("What will be filled in"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.preview)
        self._found: Sequence[Candidate] = ()
        self._told_lines = 0
        """For how many lines of what an entry brings there is room."""
        self._line: QWidget | None = None
        """Where it stands, with all that holds it: where these move, it goes along."""
        self.hide()

    def show_found(self, found: Sequence[Candidate], typed: str, line: QWidget) -> None:
        """List these at a line, the first one marked."""
        self._found = found
        self._entry.words = tuple(folded(typed).split())
        self.list.blockSignals(True)
        self.list.clear()
        for candidate in found:
            item = QListWidgetItem(self.list)
            item.setData(CANDIDATE, candidate)
            said = " · ".join((candidate.line, *(f"{label} {text}" for label, text in candidate.brings)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.show()
        self._place(line)
        self._follow(line)
        self._tell(0)
        self.show()
        self.raise_()

    def show_nothing(self, said: str, line: QWidget) -> None:
        """Say at a line that nothing fits."""
        self._found = ()
        self.list.clear()
        self.list.hide()
        self.preview.setText(said)
        high = self.fontMetrics().lineSpacing() + 2 * PAD
        self.preview.setFixedHeight(high)
        self.preview.show()
        self._stand(line, line.width(), high + EDGES)
        self._follow(line)
        self.show()
        self.raise_()

    def _place(self, line: QWidget) -> None:
        """Stand under the line, or above it where more room is; the preview only where the list has enough."""
        window = self.window()
        metrics = self.fontMetrics()
        width = min(max(line.width(), WIDE * metrics.horizontalAdvance("0")), window.width() - 8)
        self.resize(width, self.height())
        self.list.resize(width - 2, self.list.height())
        below = line.mapTo(window, QPoint(0, line.height()))
        above = below.y() - line.height()
        room = max(window.height() - below.y(), above) - 4
        shown = range(min(len(self._found), SEEN))
        rows = sum(self._entry.sizeHint(QStyleOptionViewItem(), self.list.model().index(n, 0)).height() for n in shown)
        high = min(rows + EDGES, TALL * metrics.lineSpacing(), room)
        self._told_lines = max(len(self._lines(candidate, width)) for candidate in self._found[:SEEN])
        told = self._told_lines * metrics.lineSpacing() + 2 * PAD
        fits = high + told <= room and self._told_lines > 0
        self.preview.setVisible(fits)
        self.preview.setFixedHeight(told)
        self._stand(line, width, high + (told if fits else 0))

    def _stand(self, line: QWidget, width: int, high: int) -> None:
        window = self.window()
        below = line.mapTo(window, QPoint(0, line.height()))
        above = below.y() - line.height()
        top = below.y() if below.y() + high <= window.height() - 4 else above - high
        top = max(0, min(top, window.height() - high - 4))
        self.setGeometry(max(4, min(below.x(), window.width() - width - 4)), top, width, high)

    def _follow(self, line: QWidget | None) -> None:
        """Go along with a line, wherever its field, panel or page moves it; with none any more."""
        if line is self._line:
            return
        for watch, of in ((False, self._line), (True, line)):
            while of is not None and of is not self.window():
                (of.installEventFilter if watch else of.removeEventFilter)(self)
                of = of.parentWidget()
        self._line = line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._line is not None and self.isVisible():
            if self._found:
                self._place(self._line)
            else:
                self._stand(self._line, self._line.width(), self.height())
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow(None)

    def _tell(self, row: int) -> None:
        """Say what the marked entry brings."""
        if not 0 <= row < len(self._found) or self.preview.isHidden():
            return
        self.preview.setText("\n".join(self._lines(self._found[row], self.width(), self._told_lines)))

    def _lines(self, candidate: Candidate, width: int, most: int = PREVIEW + 1) -> list[str]:
        """What an entry brings, in so many lines at most and as wide as the list; none where it brings nothing."""
        if not candidate.brings:
            return []
        font = self.preview.font().toString()
        lines = [_("Will be filled in:") if candidate.fills else _("In the draft already:")]
        for label, text in candidate.brings:
            lines += in_lines(f"   {label}: {text}", font, width - 2 * PAD - 4, 2)
        return lines if len(lines) <= most else [*lines[: most - 1], "   …"]

    def step(self, by: int) -> None:
        """Mark another entry; after the last comes the first. A page is not more than there are."""
        count, at = self.list.count(), self.list.currentRow()
        to = (at + by) % count if abs(by) == 1 else max(0, min(count - 1, at + by))
        self.list.setCurrentRow(to)

    @property
    def page(self) -> int:
        """How many entries a page is."""
        first = max(1, self.list.sizeHintForRow(0))
        return max(2, self.list.viewport().height() // first - 1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()
        return super().event(event)
