"""The left side of a Gantt chart: the steps with their weights, typed into as a table."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner_desktop.draft.records.records import Place
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, TableView, type_into
from planner_desktop.ui.screens.gantt.model import CUMULATIVE, MONTHS, TEXT, WEIGHT, GanttModel
from planner_desktop.ui.screens.list_actions import ListActions
from planner_desktop.ui.screens.table.cells import INSET, TypingDelegate, paint_inset, several_lines

MOST_LINES = 4
"""Of a step's text in the chart, so that its neighbours are seen; the rest is there to be typed in."""


class StepDelegate(TypingDelegate):
    """Cells of the list: a step's text in several lines, its weight in one. Enter goes down, Tab goes on."""

    go = Signal(int, int)
    left = Signal()
    """An editor was closed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GanttModel)
        line = model.line(index.row())
        if line is not None and line.kind != model.part.step and index.column() == TEXT:
            option.rect.setLeft(option.rect.left() + self.indent(option))
        paint_inset(painter, option, index, super().paint)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        line = model.line(index.row()) if isinstance(model, GanttModel) else None
        if isinstance(model, GanttModel) and line is not None and model.refusal(line, index.column()) is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour("bad"))

    @staticmethod
    def indent(option: QStyleOptionViewItem) -> int:
        """How far a sub-step stands in."""
        return option.fontMetrics.horizontalAdvance("0.0")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(INSET, INSET, -INSET - self.indent(option), -INSET)
        size, line = super().sizeHint(inner, index), option.fontMetrics.lineSpacing()
        height = max(line, min(size.height(), MOST_LINES * line))
        return QSize(size.width() + 2 * INSET, height + 2 * INSET)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GanttModel)
        editor: QLineEdit | QPlainTextEdit = several_lines(parent) if index.column() == TEXT else QLineEdit(parent)
        self.keep_typing(editor, model.session, index, model.place)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self.left.emit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and alt and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
                return True
            if enter or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.go.emit(*((1, 0) if enter else (0, 1 if key == Qt.Key.Key_Tab else -1)))
                return True
        return super().eventFilter(editor, event)


class StepList(TableView):
    """The steps with their weights. Signal: `across` when the months are to take the focus."""

    list_actions: ListActions
    across = Signal()
    resized = Signal()

    def __init__(self, model: GanttModel) -> None:
        super().__init__()
        self.gantt = model
        self.setModel(model)
        self.delegate = StepDelegate(self)
        self.setItemDelegate(self.delegate)
        self.delegate.go.connect(self._go)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.arrange)
        self.arrange()

    def focused_place(self) -> Place | None:
        """The step and field of the current cell."""
        return self.gantt.focused_place(self.currentIndex())

    def arrange(self) -> None:
        """Show the columns of the list, the text as wide as there is room."""
        for column in range(self.gantt.columnCount()):
            unweighed = column in (WEIGHT, CUMULATIVE) and self.gantt.part.weight is None
            self.setColumnHidden(column, column >= MONTHS or unweighed)
        head = self.horizontalHeader()
        for column in (WEIGHT, CUMULATIVE):
            title = str(self.gantt.headerData(column, Qt.Orientation.Horizontal))
            head.resizeSection(column, head.fontMetrics().horizontalAdvance(title) + 14)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)

    @property
    def last(self) -> int:
        """The rightmost column of the list."""
        return TEXT if self.gantt.part.weight is None else CUMULATIVE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def take_key(self, key: str) -> bool:
        index = self.currentIndex()
        if key == "give_up":
            return self.gantt.take_back(index)
        if index.column() < self.last:
            return False
        self.across.emit()
        return True

    def is_new(self, index: Index) -> bool:
        """Whether it is the row for another step."""
        return index.isValid() and self.gantt.line(index.row()) is None

    def edit_here(self) -> None:
        """Type into the cell; in the row for another step begin one."""
        if self.is_new(self.currentIndex()):
            self.list_actions["add"].trigger()
        else:
            self.edit(self.currentIndex())

    def takes_text(self, index: Index) -> bool:
        return self.gantt.session.writable() and (self.is_new(index) or self.gantt.field(index) is not None)

    def begin_with(self, text: str) -> None:
        if self.gantt.line(self.currentIndex().row()) is not None:
            super().begin_with(text)
            return
        self.list_actions["add"].trigger()
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            type_into(editor, text)

    def context_menu(self) -> QMenu:
        return self.list_actions.menu()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.is_new(index):
            self.list_actions["add"].trigger()
        else:
            super().mouseDoubleClickEvent(event)

    def _go(self, down: int, on: int) -> None:
        index = self.currentIndex()
        if on > 0 and index.column() + 1 >= self.last:
            self.across.emit()
        else:
            to = self.gantt.index(index.row() + down, max(TEXT, index.column() + on))
            self.setCurrentIndex(to if to.isValid() else index)
            if on > 0 and self.gantt.field(to):
                self.edit(to)
