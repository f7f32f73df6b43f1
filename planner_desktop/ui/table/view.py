"""The table itself: keys, the panel for cells that need room, copy and paste, row heights and column widths."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from planner_desktop.formpack import FieldSpec
from planner_desktop.thai.words import ZERO_WIDTH_SPACE
from planner_desktop.ui.editors import editor_for
from planner_desktop.ui.editors.base import offer_history
from planner_desktop.ui.table import clipboard
from planner_desktop.ui.table.cells import INSET, PANEL_TYPES, CellDelegate
from planner_desktop.ui.table.model import RecordTableModel
from planner_desktop.ui.table.panel import CellPanel

WRAPPED = Qt.TextFlag.TextWordWrap

SHARES = {
    "long_text": 5.0, "text": 2.5, "links": 3.0, "link": 3.0, "baht": 2.2, "choice": 2.0, "yes_no": 1.2,
    "number": 1.2, "percent": 1.2, "year": 1.2, "months": 2.2, "date": 1.6, "rich_text": 4.0, "file": 2.0,
}  # fmt: skip
"""How much of the width a column gets, by what it holds."""


def share(spec: FieldSpec) -> float:
    """A field's share; a text with a pattern is a code."""
    return 1.3 if spec.type == "text" and spec.pattern else SHARES[spec.type]


@lru_cache(maxsize=8192)
def text_height(font: str, text: str, width: int) -> int:
    """The height of a cell with this text; kept, for measuring is most of the work of showing a table."""
    described = QFont()
    described.fromString(font)
    inside = width - 2 * INSET - 6  # the style leaves three pixels on either side
    return QFontMetrics(described).boundingRect(QRect(0, 0, inside, 10_000), WRAPPED, text or "ก").height() + 2 * INSET


def spread(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """The columns' widths: by their shares, but none less than its least."""
    widths, free, room = list(least), set(range(len(shares))), float(width)
    while free:
        part = room / sum(shares[n] for n in free)
        tight = {n for n in free if part * shares[n] < least[n]}
        if not tight:
            for n in free:
                widths[n] = int(part * shares[n])
            break
        free -= tight
        room -= sum(least[n] for n in tight)
    return widths


class RecordTable(QTableView):
    """Type to edit; Enter goes down, Tab goes on; the last row is always a new one. `fitted` says its rows changed."""

    fitted = Signal()

    def __init__(self, model: RecordTableModel) -> None:
        super().__init__()
        self.records = model
        self.setModel(model)
        model.setParent(self)
        self.panel: CellPanel | None = None
        delegate = CellDelegate(self)
        delegate.go.connect(self.go)
        self.setItemDelegate(delegate)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab is dealt with below, so that it leaves the table at its ends
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left | Qt.TextFlag.TextWordWrap)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().sectionResized.connect(self._fit_later)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setSectionsClickable(True)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.dataChanged):
            signal.connect(self._fit_later)
        self.setCurrentIndex(model.index(0, 0))
        self._shared_width = 0

    # ------------------------------------------------------------ size

    def _fit_later(self) -> None:
        self._fitting.start()

    def _fit(self) -> None:
        heads = self.verticalHeader()
        widths = [self.columnWidth(n) for n in range(self.records.columnCount())]
        for row in range(self.records.rowCount()):
            texts = (str(self.records.index(row, n).data() or "") for n in range(len(widths)))
            high = max(map(text_height, repeat(self.font().toString()), texts, widths))
            if heads.sectionSize(row) != high:
                heads.resizeSection(row, high)
        # Qt lets the words of a head wrap, but does not make it higher for them.
        header = self.horizontalHeader()
        high = max(self._head_height(n) for n in range(self.records.columnCount()))
        if header.height() != high:
            header.setFixedHeight(high)
        self.fitted.emit()

    def _least_width(self, column: int) -> int:
        """The width of the longest word of a column's head."""
        bold = QFont(self.font())
        bold.setBold(True)
        words = re.split(f"[ {ZERO_WIDTH_SPACE}]", str(self.records.headerData(column, Qt.Orientation.Horizontal)))
        return 20 + max(QFontMetrics(bold).horizontalAdvance(word) for word in words)

    def _head_height(self, column: int) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        room = QRect(0, 0, self.horizontalHeader().sectionSize(column) - 16, 1000)
        text = str(self.records.headerData(column, Qt.Orientation.Horizontal))
        return QFontMetrics(bold).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() + 14

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def content_height(self) -> int:
        """The height at which nothing has to be scrolled."""
        return self.verticalHeader().length() + self.horizontalHeader().height() + 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        if width == self._shared_width:
            return
        self._shared_width = width
        header = self.horizontalHeader()
        columns = range(self.records.columnCount())
        least = [self._least_width(n) for n in columns]
        widths = spread(width, [share(self.records.field(n)) for n in columns], least)
        for n in columns:
            header.resizeSection(n, widths[n])
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit()

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        index = self.currentIndex()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            clipboard.copy(self)
        elif event.matches(QKeySequence.StandardKey.Cut):
            clipboard.copy(self)
            clipboard.clear(self)
        elif event.matches(QKeySequence.StandardKey.Paste):
            clipboard.paste(self)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.go(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # with Ctrl: out of the table at once
            super().focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers & Qt.KeyboardModifier.AltModifier:
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Insert:
            self.insert_row()
        elif key == Qt.Key.Key_Minus and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.delete_rows()
        elif key == Qt.Key.Key_Delete:
            # Where whole rows are chosen by their numbers, Delete is for the rows, else for what is in the cells.
            clipboard.clear(self) if not self.selectionModel().selectedRows() else self.delete_rows()
        elif key == Qt.Key.Key_F2:
            self.edit(index)
        elif key == Qt.Key.Key_Space and plain and self.records.field(index.column()).type == "yes_no":
            self.toggle(index)
        elif key == Qt.Key.Key_Backspace and plain:
            clipboard.clear(self)
        elif key == Qt.Key.Key_Escape and self.records.dismiss(index):
            pass
        elif plain and event.text().isprintable() and event.text() and self._opens_panel(index):
            self.open_panel(index, event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        offer_history(menu, self.records.session.history_wanted.emit)
        menu.popup(event.globalPos())

    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab goes over the cells; from the empty row's last one it leaves the table, backwards from the first cell.
        index = self.currentIndex()
        last = (self.records.rowCount() - 1, self.records.columnCount() - 1)
        stays = (index.row(), index.column()) < last if next else (index.row(), index.column()) > (0, 0)
        if not index.isValid() or not stays:
            return super().focusNextPrevChild(next)
        self.go(0, 1 if next else -1)
        return True

    def go(self, down: int, on: int) -> None:
        """Go to another cell; from a row's last cell on to the next row's first."""
        index = self.currentIndex()
        columns = self.records.columnCount()
        at = index.row() * columns + index.column() + on + down * columns
        if 0 <= at < columns * self.records.rowCount():
            self.setCurrentIndex(self.records.index(at // columns, at % columns))
        self.setFocus()

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

    # ------------------------------------------------------------ rows

    def chosen_ids(self) -> list[int]:
        """The records of the rows with a chosen cell."""
        rows = sorted({i.row() for i in self.selectedIndexes()} | {self.currentIndex().row()})
        return [id for id in map(self.records.id, rows) if id is not None]

    def insert_row(self) -> None:
        """A new record after the current row, at the end from the empty row."""
        draft, model = self.records.session.draft, self.records
        id = model.id(self.currentIndex().row())
        with model.session.trying():
            at = draft.ids(model.kind).index(id) + 1 if id is not None else None
            new = draft.add(model.kind, model.where, at=at)
            self.setCurrentIndex(model.index(model.ids.index(new), 0))
        self.setFocus()

    def delete_rows(self) -> None:
        """Delete the chosen records. Nothing is asked: undo brings them back."""
        ids, row = self.chosen_ids(), self.currentIndex().row()
        if ids:
            self.close_panel()
            with self.records.session.trying():
                self.records.session.draft.delete(self.records.kind, ids)
            self.setCurrentIndex(self.records.index(min(row, len(self.records.ids)), self.currentIndex().column()))
        self.setFocus()

    def move_row(self, by: int) -> None:
        """Move the current record up or down among those shown."""
        model, row = self.records, self.currentIndex().row()
        id, other = model.id(row), model.id(row + by)
        if id is not None and other is not None:
            with model.session.trying():
                model.session.draft.move(model.kind, id, model.session.draft.ids(model.kind).index(other))
            self.setCurrentIndex(model.index(model.ids.index(id), self.currentIndex().column()))
        self.setFocus()

    # ------------------------------------------------------------ cells that need room

    def _opens_panel(self, index: QModelIndex) -> bool:
        return index.isValid() and self.records.field(index.column()).type in PANEL_TYPES

    def edit(self, index: QModelIndex, *args: object) -> bool:  # type: ignore[override]
        """Edit a cell in place, or in a panel over it. As Qt calls it: with what triggered it and the event."""
        if not args:
            if self._opens_panel(index):
                self.open_panel(index)
                return True
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
            self.panel.start(typed)

    def close_panel(self) -> None:
        """Take the panel away."""
        if self.panel is not None:
            panel, self.panel = self.panel, None
            panel.finish()

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_panel()
        super().hideEvent(event)
