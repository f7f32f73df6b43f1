"""The right side of a Gantt chart: the months, with bars drawn, moved and lengthened by mouse and by keys."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLineEdit, QMenu, QStyleOptionViewItem

from planner_desktop.draft.records.records import Place
from planner_desktop.i18n import _
from planner_desktop.thai.dates import SHORT_MONTHS
from planner_desktop.thai.months import Bar, bar_at, cleared, covered, format_months, store_bars
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, TableView
from planner_desktop.ui.screens.gantt.drag import Drag, Mode
from planner_desktop.ui.screens.gantt.head import MonthHead, ends_quarter
from planner_desktop.ui.screens.gantt.model import MONTHS, GanttModel
from planner_desktop.ui.screens.gantt.step_list import StepDelegate
from planner_desktop.ui.screens.gantt.steps import StepLine
from planner_desktop.ui.screens.list_actions import ListActions


class MonthGrid(TableView):
    """The months of each step, with its bars.

    Signals: `across` when the list of steps is to take the focus, `across_to_edit` when the step's text is to be
    edited, `said` with the months of a bar while it is dragged.
    """

    list_actions: ListActions
    across = Signal()
    across_to_edit = Signal()
    said = Signal(str)

    def __init__(self, model: GanttModel) -> None:
        super().__init__()
        self.gantt = model
        self.drag: Drag | None = None
        self.setModel(model)
        self.delegate = BarDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(MonthHead(model))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self.arrange)
        self.arrange()

    def focused_place(self) -> Place | None:
        """The step and field of the current month."""
        return self.gantt.focused_place(self.currentIndex())

    def arrange(self) -> None:
        """Show the months only, each wide enough for its name."""
        head = self.horizontalHeader()
        head.setMinimumSectionSize(max(map(head.fontMetrics().horizontalAdvance, SHORT_MONTHS)) + 8)
        for column in range(self.gantt.columnCount()):
            self.setColumnHidden(column, column < MONTHS)

    # ------------------------------------------------------------ where things are

    def month_at(self, x: float) -> int:
        """The month under the mouse, or the nearest shown."""
        column = self.columnAt(int(max(0, min(x, self.viewport().width() - 1))))
        return self.gantt.month(column if column >= MONTHS else MONTHS + self.gantt.count - 1)

    def rect_of(self, row: int, bar: Bar) -> QRect | None:
        """Where a bar is drawn; None where none of its months is shown."""
        first = max(bar[0], self.gantt.first)
        last = min(bar[1], self.gantt.first + self.gantt.count - 1)
        if first > last:
            return None
        rect = self._cell(row, first).united(self._cell(row, last))
        height = min(rect.height() - 6, int(self.fontMetrics().lineSpacing() * 1.2))
        return QRect(rect.left() + 2, rect.center().y() - height // 2, rect.width() - 4, height)

    def _cell(self, row: int, month: int) -> QRect:
        return self.visualRect(self.gantt.index(row, MONTHS + month - self.gantt.first))

    def grip(self, row: int, x: float, bar: Bar) -> Mode:
        """What the mouse takes of a bar: one of its ends, or all of it."""
        rect = self.rect_of(row, bar)
        assert rect is not None
        reach = min(8, rect.width() // 4)
        if x - rect.left() <= reach and bar[0] >= self.gantt.first:
            return "first"
        return "last" if rect.right() - x <= reach and bar[1] < self.gantt.first + self.gantt.count else "move"

    # ------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lines(painter)
        current = self.currentIndex()
        for row, line in enumerate(self.gantt.lines):
            dragged = self.drag is not None and (self.drag.line.kind, self.drag.line.id) == (line.kind, line.id)
            bars = self.drag.result() if dragged and self.drag else line.bars
            for bar in bars:
                rect = self.rect_of(row, bar)
                if rect is None or not rect.intersects(event.rect()):
                    continue
                month = self.gantt.month(current.column())
                chosen = current.row() == row and current.column() >= MONTHS and bar[0] <= month <= bar[1]
                self._draw_bar(painter, rect, line, bar, chosen)
        if self.hasFocus() and current.isValid() and current.column() >= MONTHS:
            painter.setPen(QPen(colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visualRect(current).adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_lines(self, painter: QPainter) -> None:
        bottom = self.rowViewportPosition(self.gantt.rowCount() - 1) + self.rowHeight(self.gantt.rowCount() - 1)
        for column in range(MONTHS, MONTHS + self.gantt.count):
            x = self.columnViewportPosition(column) + self.columnWidth(column) - 1
            painter.setPen(QPen(colour("edge" if ends_quarter(column) else "line"), 1))
            painter.drawLine(x, 0, x, bottom)
        painter.setPen(QPen(colour("line"), 1))
        for row in range(self.gantt.rowCount()):
            y = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, y, self.viewport().width(), y)

    def _draw_bar(self, painter: QPainter, rect: QRect, line: StepLine, bar: Bar, chosen: bool) -> None:
        fill: QColor = colour("accent")
        painter.setPen(QPen(colour("ink"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        if line.below:  # a step with sub-steps: their bars are the work, its own a frame around
            painter.setBrush(colour("accent_soft"))
            painter.setPen(QPen(colour("ink" if chosen else "accent"), 2))
        painter.drawRoundedRect(QRectF(rect), 4, 4)
        painter.setPen(colour("accent" if line.below else "on_accent"))
        text = rect.adjusted(4, 0, -4, 0)
        for beyond, sign, side in (
            (bar[0] < self.gantt.first, "‹", Qt.AlignmentFlag.AlignLeft),
            (bar[1] >= self.gantt.first + self.gantt.count, "›", Qt.AlignmentFlag.AlignRight),
        ):
            if beyond:
                painter.drawText(text, side | Qt.AlignmentFlag.AlignVCenter, sign)
        if line.label:
            shown = painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignCenter, shown)

    # ------------------------------------------------------------ by mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        line = self.gantt.line(index.row()) if index.isValid() else None
        if line is None or event.button() != Qt.MouseButton.LeftButton or not self.gantt.steps.may_edit(line):
            return
        month = self.gantt.month(index.column())
        bar = bar_at(line.bars, month)
        mode: Mode = self.grip(index.row(), event.position().x(), bar) if bar else "draw"
        others = [other for other in line.bars if other != bar]
        self.drag = Drag(line, mode, month, bar or (month, month), others, event.position())
        if bar is None:
            self.drag.bars = list(line.bars)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag is None:
            self._show_grip(event)
            return
        moved = abs(event.position().x() - self.drag.at.x())
        if self.drag.now is not None or moved >= QApplication.startDragDistance() // 2:
            self.drag.to(self.month_at(event.position().x()))
            if self.drag.now:
                self.said.emit(format_months(store_bars([self.drag.now])))
            self.viewport().update()

    def _show_grip(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self.gantt.line(index.row()) if index.isValid() else None
        bar = bar_at(line.bars, self.gantt.month(index.column())) if line else None
        shapes = {"move": Qt.CursorShape.SizeAllCursor, "first": Qt.CursorShape.SizeHorCursor}
        shape = Qt.CursorShape.CrossCursor if line else Qt.CursorShape.ArrowCursor
        if bar:
            mode = self.grip(index.row(), event.position().x(), bar)
            shape = shapes.get(mode, Qt.CursorShape.SizeHorCursor)
        if line is None or self.gantt.steps.may_edit(line):
            self.viewport().setCursor(shape)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        super().mouseReleaseEvent(event)
        if drag is not None and drag.now is not None:
            self._store(
                drag.line, drag.result(), drag.now[0] if drag.mode == "move" else self.month_at(event.position().x())
            )
        self.said.emit("")
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if self.gantt.field(index):
            self.edit_label(index)
        elif self.gantt.line(index.row()) is not None:
            self.toggle()

    # ------------------------------------------------------------ by keys

    def take_key(self, key: str) -> bool:
        if key == "stop" and self.drag is not None:
            self.drag = None
            self.viewport().update()
        elif key == "across" and self.currentIndex().column() <= MONTHS:
            self.across.emit()
        elif key in ("first", "last"):
            self.stand(MONTHS if key == "first" else MONTHS + self.gantt.count - 1)
        else:
            return False
        return True

    def takes_text(self, index: Index) -> bool:
        return self.gantt.field(index) is not None  # on a bar, where the template has a text for it

    def context_menu(self) -> QMenu:
        return self.list_actions.menu()

    def here(self) -> tuple[StepLine, int, Bar | None] | None:
        """The step, month and bar that the keys are on; None where nothing can be done."""
        index = self.currentIndex()
        line = self.gantt.line(index.row())
        if line is None or index.column() < MONTHS or not self.gantt.steps.may_edit(line):
            return None
        month = self.gantt.month(index.column())
        return line, month, bar_at(line.bars, month)

    def toggle(self) -> None:
        """Put a bar over the month, or take the month out of its bar."""
        if here := self.here():
            line, month, bar = here
            self._store(line, (cleared if bar else covered)(line.bars, month, month), month)

    def clear_bar(self) -> None:
        """Take the whole bar away."""
        if (here := self.here()) and here[2]:
            line, month, bar = here
            self._store(line, [other for other in line.bars if other != bar], month)

    def lengthen(self, by: int) -> None:
        """Take an end of the bar along with the month that the keys are on, or begin a bar."""
        if not (here := self.here()):
            return
        line, month, bar = here
        first, last = bar or (month, month)
        others = [other for other in line.bars if other != bar]
        # The end that lies in this direction goes on; at the other end of a longer bar, that end comes along.
        shorter = first < last and month == (first if by > 0 else last)
        if shorter:
            new, to = ((first + 1, last) if by > 0 else (first, last - 1)), month + by
        else:
            new = (first, last + 1) if by > 0 else (first - 1, last)
            to = new[1] if by > 0 else new[0]
        if self._is_shown(to):
            self._store(line, covered(others, *new) if not shorter else sorted([*others, new]), to)

    def move_bar(self, by: int) -> None:
        """Move the bar a month on or back."""
        if (here := self.here()) and here[2]:
            line, month, bar = here
            assert bar is not None
            if self._is_shown(month + by):
                others = [other for other in line.bars if other != bar]
                self._store(line, covered(others, bar[0] + by, bar[1] + by), month + by)

    def _is_shown(self, month: int) -> bool:
        return self.gantt.first <= month < self.gantt.first + self.gantt.count

    def _store(self, line: StepLine, bars: list[Bar], month: int) -> None:
        self.gantt.steps.set_bars(line, bars)
        if self._is_shown(month):
            self.stand(MONTHS + month - self.gantt.first)

    def stand(self, column: int) -> None:
        """Go to a month of the same step."""
        self.setCurrentIndex(self.gantt.index(max(0, self.currentIndex().row()), column))
        self.viewport().update()

    def edit_label(self, index: QModelIndex) -> None:
        """Type what stands on the bar; elsewhere, and where the template has no such text, the step's."""
        if self.gantt.field(index):
            self.edit(index)
        else:
            self.across_to_edit.emit()


class BarDelegate(StepDelegate):
    """Draws the ground of the months, and opens an editor over a whole bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid = self.parent()
        assert isinstance(grid, MonthGrid)
        chosen = grid.currentIndex().row() == index.row()
        painter.fillRect(option.rect, colour("stripe" if chosen else "paper"))

    def updateEditorGeometry(self, editor: QLineEdit, option: QStyleOptionViewItem, index: Index) -> None:  # type: ignore[override]
        grid = self.parent()
        assert isinstance(grid, MonthGrid)
        line = grid.gantt.line(index.row())
        bar = bar_at(line.bars, grid.gantt.month(index.column())) if line else None
        rect = grid.rect_of(index.row(), bar) if bar else None
        place = QRect(rect or option.rect)
        least = editor.fontMetrics().horizontalAdvance("0" * 16)
        if place.width() < least:
            place.setWidth(least)
            place.moveRight(min(place.right(), grid.viewport().width()))
        place.setHeight(editor.sizeHint().height())
        editor.setGeometry(place)
        editor.setPlaceholderText(_("Text on the bar"))
