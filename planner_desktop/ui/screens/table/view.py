"""The table itself: where its keys lead, what is chosen in it, and the panel for cells that need room."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

from planner_desktop.ui.fields import editor_for
from planner_desktop.ui.fields.on_screen import CellKind
from planner_desktop.ui.kit.item_views import Index, open_menu
from planner_desktop.ui.screens.table import rows
from planner_desktop.ui.screens.table.actions import TableActions
from planner_desktop.ui.screens.table.cells import CellDelegate
from planner_desktop.ui.screens.table.grid import RecordGrid
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.screens.table.panel import CellPanel
from planner_desktop.ui.screens.table.row_heads import RowHeads
from planner_desktop.ui.session.read_only import only_show


class RecordTable(RecordGrid):
    """The table of records: typing edits a cell, Enter goes down, Tab goes on; the last row is always a new one.

    Its columns' widths are stored under `name`.
    """

    panel: CellPanel | None

    def __init__(self, model: RecordTableModel, name: str = "") -> None:
        super().__init__(model, name)
        delegate = CellDelegate(self)
        delegate.go.connect(self.go)
        self.setItemDelegate(delegate)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab is dealt with below, so that it leaves the table at its ends
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        head = self.horizontalHeader()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        head.setDefaultAlignment(left | Qt.TextFlag.TextWordWrap)
        head.setHighlightSections(False)
        self.heads = RowHeads(self)
        self.setVerticalHeader(self.heads)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.dataChanged):
            signal.connect(self.sizes.fit_later)
        self.list_actions = TableActions(self)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._ask_head)
        head.sectionHandleDoubleClicked.connect(self.sizes.fit_column)
        self.setCurrentIndex(model.index(0, 0))

    # ------------------------------------------------------------ size

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def content_height(self) -> int:
        """The height at which nothing has to be scrolled."""
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        return self.verticalHeader().length() + self.horizontalHeader().height() + below + 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sizes.share_out()
        self.sizes.fit_later()

    def showEvent(self, event: QShowEvent) -> None:
        self.sizes.fit_later()
        super().showEvent(event)

    # ------------------------------------------------------------ keys

    def take_key(self, key: str) -> bool:
        index = self.currentIndex()
        if key in ("down", "up"):
            self.go(1 if key == "down" else -1, 0)
        elif key in ("leave", "leave_back"):
            super().focusNextPrevChild(key == "leave")
        elif key == "tick" and self.records.cell(index.column()) is CellKind.TICK:
            self.toggle(index)
        else:
            escape = key == "give_up"
            return escape and (self.heads.stop() or self.records.take_back(index) or rows.show_all(self))
        return True

    def takes_text(self, index: Index) -> bool:
        return (
            self.records.writable
            and index.isValid()
            and self.records.may_edit(index.row())
            and self.records.cell(index.column()).takes_letters
        )

    def begin_with(self, text: str) -> None:
        if self._opens_panel(self.currentIndex()):
            self.open_panel(self.currentIndex(), text)
        else:
            super().begin_with(text)

    def context_menu(self) -> QMenu:
        return self.list_actions.menu()

    def _ask_head(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            open_menu(self.list_actions.head_menu(column), self, self.horizontalHeader().mapToGlobal(at))

    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab goes over the cells; from the empty row's last one it leaves the table, backwards from the first cell.
        index = self.currentIndex()
        last = (self.records.rowCount() - 1, self.records.columnCount() - 1)
        stays = (index.row(), index.column()) < last if next else (index.row(), index.column()) > (0, 0)
        if not index.isValid() or not stays:
            return super().focusNextPrevChild(next)
        self.go(0, 1 if next else -1)
        return True

    def toggle(self, index: QModelIndex) -> None:
        """Tick or untick a box; in the empty row a record is made first."""
        row = index.row()
        if self.records.id(row) is None:
            with self.records.session.trying():
                self.records.record_at(row)
        index = self.records.index(row, index.column())
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self.records.setData(
            index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )

    # ------------------------------------------------------------ cells that need room

    def _opens_panel(self, index: QModelIndex) -> bool:
        return index.isValid() and self.records.cell(index.column()).opens_panel

    def edit(self, index: QModelIndex, *args: object) -> bool:  # type: ignore[override]
        """Edit a cell in place, or in a panel over it. As Qt calls it: with what triggered it and the event."""
        if not args:
            if self._opens_panel(index):
                self.open_panel(index)
                return True
            if not index.flags() & Qt.ItemFlag.ItemIsEditable:  # Qt would warn of it
                self.records.say_why_not(index.row())
                return False
            super().edit(index)
            return True
        trigger = args[0]
        if self._opens_panel(index):
            if trigger == QAbstractItemView.EditTrigger.DoubleClicked:
                self.open_panel(index)
            return False
        return bool(super().edit(index, *args))

    def open_panel(self, index: QModelIndex, typed: str = "") -> None:
        """Show the cell's editor in a panel over the cell."""
        row, field = index.row(), self.records.fields[index.column()]
        with self.records.session.trying():
            id = self.records.record_at(row)
            index = self.records.index(row, index.column())
            self.setCurrentIndex(index)
            self.close_panel()
            self.panel = CellPanel(self, editor_for(self.records.session, self.records.kind, field), id)
            self.panel.place(
                self.visualRect(index).translated(self.viewport().mapTo(self.window(), QPoint(0, 0))).topLeft()
            )
            if not self.records.writable:
                only_show(self.panel)
            self.panel.start(typed)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_panel()
        self.sizes.keep_now()
        super().hideEvent(event)
