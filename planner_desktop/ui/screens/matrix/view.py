"""The table of a matrix as it is drawn and ticked: heads that stay, ticks, counts at its right and its foot."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.item_views import Index, TableView
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.lines import in_lines
from planner_desktop.ui.screens.list_actions import ACTIONS, ListAction, ListActions, ListKind
from planner_desktop.ui.screens.matrix.model import MatrixModel, Pair

LINES = 2
"""How many lines of a record's title stand at the head of its row; one where the table is low."""
LOW = 12
"""Lines that a low table has room for."""


MATRIX = ListKind(
    later("Tables of links"),
    ("tick", "clear", "", "open"),
    {
        "tick": ListAction(
            later("Tick or untick the chosen cells"), ("Space",), later("All of them, as the current one was not")
        ),
        "clear": replace(ACTIONS["clear"], label=later("Untick the chosen cells"), help=later("The records stay")),
        "open": ListAction(
            later("Go to the record of the row"), ("Return", "Enter"), later("Where it is entered"), False
        ),
    },
    {
        "leave": Key(later("Leave the table"), ("Tab", "Ctrl+Tab")),
        "leave_back": Key(later("Leave the table backwards"), ("Shift+Tab", "Ctrl+Shift+Tab")),
        "give_up": Key(later("Ticks that are being drawn stay as they were"), ("Escape",)),
    },
)


class Ticks(QStyledItemDelegate):
    """Draws a cell: a tick where two records are linked, the row and column of the current cell shaded."""

    def __init__(self, view: "MatrixView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, current = self._view, self._view.currentIndex()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("chosen"))
        elif index.row() == current.row() or index.column() == current.column():
            painter.fillRect(option.rect, colour("accent_soft"))
        pair = view.matrix.pair(index.row(), index.column())
        if view.matrix.is_on(pair):
            self._tick(painter, option.rect, "accent" if view.matrix.may_tick(pair) else "muted")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tick(self, painter: QPainter, place: QRect, ground: ColourName) -> None:
        side = round(self._view.fontMetrics().height() * 0.85)
        box = QRect(0, 0, side, side)
        box.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, side / 5, side / 5)
        painter.setPen(QPen(colour("on_accent"), max(2.0, side / 8)))
        points = ((0.24, 0.52), (0.43, 0.7), (0.77, 0.3))
        x = [round(box.left() + a * side) for a, _b in points]
        y = [round(box.top() + b * side) for _a, b in points]
        painter.drawLine(x[0], y[0], x[1], y[1])
        painter.drawLine(x[1], y[1], x[2], y[2])


class Heads(QHeaderView):
    """The heads of the rows or columns; one whose record is linked with none stands out."""

    def __init__(self, orientation: Qt.Orientation, view: "MatrixView") -> None:
        super().__init__(orientation, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        view, matrix = self._view, self._view.matrix
        side = (matrix.columns if across else matrix.rows)[section]
        bare = not (matrix.of_column if across else matrix.of_row)[side.id]
        at = view.currentIndex().column() if across else view.currentIndex().row()
        painter.save()
        painter.fillRect(rect, colour("chosen" if section == at else "notice_ground" if bare else "head"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colour("begun" if bare and section != at else "ink"))
        inside = rect.adjusted(view.pad, 0, -view.pad, 0)
        font = QFont(view.font())
        if across:
            font.setBold(True)
            painter.setFont(font)
            code = QRect(rect.left(), rect.top() + view.pad // 2, rect.width(), QFontMetrics(font).height())
            painter.drawText(code, Qt.AlignmentFlag.AlignCenter, matrix.mark(side.id, across=True) + side.short)
            if view.names_above:
                inside.setTop(code.bottom())
                self._lines(painter, inside, in_lines(side.title, view.small().toString(), inside.width(), 3))
        else:
            painter.setFont(font)
            number = QRect(rect.left(), rect.top(), view.number_width, rect.height())
            said = f"{matrix.mark(side.id, across=False)}{side.number}"
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, said)
            inside.setLeft(number.right() + 1)
            lines = in_lines(side.title, font.toString(), inside.width(), view.head_lines)
            self._lines(painter, inside, lines, middle=True)
        painter.restore()

    def _lines(self, painter: QPainter, place: QRect, lines: tuple[str, ...], *, middle: bool = False) -> None:
        if not middle:
            painter.setFont(self._view.small())
        high = painter.fontMetrics().lineSpacing()
        top = place.top() + (max(0, place.height() - high * len(lines)) // 2 if middle else 0)
        across = Qt.AlignmentFlag.AlignLeft if middle else Qt.AlignmentFlag.AlignHCenter
        for n, line in enumerate(lines):
            box = QRect(place.left(), top + n * high, place.width(), high)
            painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, line)

    def sizeHint(self) -> QSize:
        across = self.orientation() == Qt.Orientation.Horizontal
        return QSize(0, self._view.head_height()) if across else QSize(self._view.head_width, 0)


class MatrixView(TableView):
    """The table of ticks: Space, a click or a drag sets or clears them.

    Signal: `looked` with the row and column of the current cell.
    """

    looked = Signal(int, int)
    opened = Signal(str, int)
    """The record of a head that was double-clicked, or of the current row with Enter: its kind and id."""

    def __init__(self, matrix: MatrixModel) -> None:
        super().__init__()
        self.matrix = matrix
        matrix.setParent(self)
        metrics = self.fontMetrics()
        self.pad = max(4, metrics.height() // 4)
        self.number_width = metrics.horizontalAdvance("0000" if matrix.session.draft.limits is None else "✎ 000")
        self.head_width = metrics.horizontalAdvance("0") * 40
        self.names_above = not any(side.code for side in matrix.all_columns)
        """Where the columns have no codes, the beginnings of their names stand over them."""
        self._drawing: bool | None = None
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(Heads(Qt.Orientation.Vertical, self))
        self.setModel(matrix)
        self.setItemDelegate(Ticks(self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultSectionSize(self._column_width())
        self.head_lines = LINES
        self.horizontalHeader().sectionDoubleClicked.connect(self._open_column)
        self.verticalHeader().sectionDoubleClicked.connect(self._open_row)
        self.horizontalHeader().sectionPressed.connect(lambda column: self._step_to(self.currentIndex().row(), column))
        self.verticalHeader().sectionPressed.connect(lambda row: self._step_to(row, self.currentIndex().column()))
        does: dict[str, Callable[[], object]] = {
            "tick": self.turn_chosen, "clear": lambda: matrix.tick(dict.fromkeys(self._chosen(), False)),
            "open": lambda: self._open_row(self.currentIndex().row()),
        }  # fmt: skip
        self.list_actions = ListActions(self, MATRIX, matrix.session, does, None, self._why_not)
        matrix.modelReset.connect(self._reset)
        self._reset()

    def small(self) -> QFont:
        """The letters of names over columns."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    def _column_width(self) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        said = [self.matrix.mark(side.id, across=True) + side.short for side in self.matrix.all_columns]
        widest = max(map(QFontMetrics(bold).horizontalAdvance, said), default=0)
        least = self.fontMetrics().horizontalAdvance("0") * (13 if self.names_above else 6)
        return max(least, widest + 2 * self.pad)

    def head_height(self) -> int:
        """The height of the heads of columns."""
        names = 3 * QFontMetrics(self.small()).lineSpacing() if self.names_above else 0
        return self.fontMetrics().height() + names + 2 * self.pad

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the row heads their share of the width and height that there is now."""
        lines = LINES if self.viewport().height() > LOW * self.fontMetrics().lineSpacing() else 1
        self.head_lines = lines
        self.verticalHeader().setDefaultSectionSize(lines * self.fontMetrics().lineSpacing() + self.pad)
        wide = min(self.fontMetrics().horizontalAdvance("0") * 56, self.width() * 2 // 5)
        if wide != self.head_width:
            self.head_width = wide
            self.verticalHeader().setFixedWidth(wide)
            self.updateGeometries()  # Qt would leave the cells where they are, under the heads

    def _reset(self) -> None:
        if self.matrix.rows and self.matrix.columns:
            self.setCurrentIndex(self.matrix.index(0, 0))

    def _step_to(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.matrix.index(max(0, row), max(0, column)))

    def _open_row(self, row: int) -> None:
        self.opened.emit(self.matrix.row_kind, self.matrix.rows[row].id)

    def _open_column(self, column: int) -> None:
        self.opened.emit(self.matrix.column_kind, self.matrix.columns[column].id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the shading of its row and column
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.looked.emit(current.row(), current.column())

    # ------------------------------------------------------------ keys

    def take_key(self, key: str) -> bool:
        if key in ("leave", "leave_back"):
            return super().focusNextPrevChild(key == "leave")
        if not self.matrix.pending:
            return False
        self._give_up()
        return True

    def context_menu(self) -> QMenu:
        return self.list_actions.menu(history=False)

    def _why_not(self, name: str) -> str:
        index = self.currentIndex()
        if not index.isValid():
            return _("Nothing is chosen in the list")
        may = name == "open" or self.matrix.may_tick(self.matrix.pair(index.row(), index.column()))
        return "" if may else self.matrix.session.why_not()

    def _chosen(self) -> list[Pair]:
        return [self.matrix.pair(index.row(), index.column()) for index in self.selectedIndexes()]

    def turn_chosen(self) -> None:
        """Tick the chosen cells, or all of them not, as the current one was."""
        index = self.currentIndex()
        here = self.matrix.pair(index.row(), index.column())
        self.matrix.tick(dict.fromkeys([here, *self._chosen()], not self.matrix.is_on(here)))

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        may = index.isValid() and self.matrix.may_tick(self.matrix.pair(index.row(), index.column()))
        if event.button() == Qt.MouseButton.LeftButton and plain and may:
            self.setFocus()
            self.setCurrentIndex(index)
            self._drawing = not self.matrix.is_on(self.matrix.pair(index.row(), index.column()))
            self._draw_at(index)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._drawing is not None:
            if index.isValid() and index != self.currentIndex():
                self.setCurrentIndex(index)
                self._draw_at(index)
            return
        if index.isValid():
            self.looked.emit(index.row(), index.column())
        if event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing is None:
            super().mouseReleaseEvent(event)
            return
        drawn, self.matrix.pending, self._drawing = self.matrix.pending, {}, None
        self.matrix.tick(drawn)

    def leaveEvent(self, event: object) -> None:
        self.looked.emit(self.currentIndex().row(), self.currentIndex().column())

    def _draw_at(self, index: Index) -> None:
        assert self._drawing is not None
        self.matrix.pending[self.matrix.pair(index.row(), index.column())] = self._drawing
        self.viewport().update()

    def _give_up(self) -> None:
        self.matrix.pending, self._drawing = {}, None
        self.viewport().update()


class Counts(QWidget):
    """How many ticks each row or column of a matrix has, beside it and scrolled with it."""

    def __init__(self, orientation: Qt.Orientation, view: MatrixView) -> None:
        super().__init__()
        self._view, self._across = view, orientation == Qt.Orientation.Horizontal
        metrics = view.fontMetrics()
        if self._across:
            self.setFixedHeight(metrics.height() + view.pad)
        else:
            self.setFixedWidth(metrics.horizontalAdvance("0000") + view.pad)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        view.matrix.dataChanged.connect(lambda *_args: self.update())
        view.matrix.modelReset.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        view, matrix = self._view, self._view.matrix
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("head"))
        font = QFont(view.font())
        font.setBold(True)
        painter.setFont(font)
        area = view.viewport().geometry()
        if self._across:
            painter.setClipRect(area.left(), 0, area.width(), self.height())
        else:
            painter.setClipRect(0, area.top(), self.width(), area.height())
        heads = view.horizontalHeader() if self._across else view.verticalHeader()
        sides = matrix.columns if self._across else matrix.rows
        counts = matrix.of_column if self._across else matrix.of_row
        end = area.width() if self._across else area.height()
        first = heads.visualIndexAt(0)
        for n in range(max(0, first), len(sides)):
            start, size = heads.sectionViewportPosition(n), heads.sectionSize(n)
            if start > end:
                break
            if self._across:
                place = QRect(area.left() + start, 0, size, self.height())
            else:
                place = QRect(0, area.top() + start, self.width(), size)
            count = counts[sides[n].id]
            painter.setPen(colour("ink" if count else "begun"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count))
        if self._across:
            painter.setClipping(False)
            painter.setPen(colour("muted"))
            total = QRect(0, 0, area.left() - view.pad, self.height())
            painter.drawText(total, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.accessibleName())
