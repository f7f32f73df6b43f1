"""The cells of a table of records: which are chosen, and the way from one to another."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent

from planner_desktop.draft.records.records import Place
from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.ui.kit.item_views import Index, TableView
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.screens.table.sizes import Sizes
from planner_desktop.ui.session.follow import follow

TO_ENDS = [(key, Qt.KeyboardModifier.ControlModifier) for key in (Qt.Key.Key_Home, Qt.Key.Key_End)]


class Panel(Protocol):
    """What lies over a cell that needs more room than it has."""

    def finish(self) -> None:
        """Store what is typed, and go."""


class RecordGrid(TableView):
    """The cells of a table of records, with its selection and the keys to move about.

    Its columns' widths are stored under `name`. Signal: `filter_wanted` when the filter line is to be shown.
    """

    filter_wanted = Signal()
    panel: Panel | None
    _alone = False
    _tabbed: tuple[int, tuple[int, int]] | None = None
    """The column from which Tab led on, and the row and column where it led."""

    def __init__(self, model: RecordTableModel, name: str) -> None:
        super().__init__()
        self.records = model
        self.setModel(model)
        model.setParent(self)
        follow(self, model.session, model.tables, model.refresh)
        self.panel = None
        self.sizes = Sizes(self, model, name)

    def focused_place(self) -> Place | None:
        """The record and field of the current cell; None in the empty last row."""
        index = self.currentIndex()
        id = self.records.id(index.row())
        return (self.records.kind, id, self.records.fields[index.column()]) if id is not None else None

    def go(self, down: int, on: int) -> None:
        """Go to another cell; from a row's last cell on to the next row's first.

        Down after Tab leads below the cell where Tab began, as in Excel: rows are filled in one after another.
        """
        index = self.currentIndex()
        columns, here = self.records.columnCount(), (index.row(), index.column())
        began = self._tabbed[0] if self._tabbed is not None and self._tabbed[1] == here else here[1]
        at = here[0] * columns + (began if down > 0 else here[1]) + on + down * columns
        if 0 <= at < columns * self.records.rowCount():
            row, column = divmod(at, columns)
            self.setCurrentIndex(self.records.index(row, column))
            self._tabbed = (began if row == here[0] else column, (row, column)) if on else None
        self.setFocus()

    def close_panel(self) -> None:
        """Take the panel away."""
        if self.panel is not None:
            panel, self.panel = self.panel, None
            panel.finish()

    # ------------------------------------------------------------ what is chosen

    def setCurrentIndex(self, index: Index) -> None:
        """Go to a cell and choose it alone, whatever keys are still held down from what led there."""
        self._alone = True
        super().setCurrentIndex(index)
        self._alone = False

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        if self._alone:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        if isinstance(event, QKeyEvent) and (event.key(), event.modifiers()) in TO_ENDS:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect  # Qt would leave the cells before chosen
        return super().selectionCommand(index, event)

    def chosen_rows(self) -> list[int]:
        """The rows with a chosen cell, from top to bottom."""
        chosen = {
            row for part in self.selectionModel().selection().toList() for row in range(part.top(), part.bottom() + 1)
        }
        return sorted(chosen | ({self.currentIndex().row()} if self.currentIndex().isValid() else set()))

    def chosen_columns(self) -> list[int]:
        """The columns with a chosen cell, from left to right."""
        chosen = {
            n for part in self.selectionModel().selection().toList() for n in range(part.left(), part.right() + 1)
        }
        return sorted(chosen | ({self.currentIndex().column()} if self.currentIndex().isValid() else set()))

    def chosen_ids(self) -> list[int]:
        """The records of the rows with a chosen cell."""
        return [id for id in map(self.records.id, self.chosen_rows()) if id is not None]

    def records_chosen(self) -> ChosenRecords:
        """The records shown, and those of the rows with a chosen cell."""
        model = self.records
        return ChosenRecords(
            model.draft, model.kind, self.chosen_ids(), model.where, model.ids,
            is_sorted=bool(model.order_by), writable=model.writable,
        )  # fmt: skip

    def choose_records(self, _kind: str, ids: Sequence[int], *, whole: bool = False) -> None:
        """Go to the first of these records; the `whole` rows of all are chosen."""
        found = sorted(row for row in map(self.records.row, ids) if row is not None)
        if found:
            self.setCurrentIndex(self.records.index(found[0], max(0, self.currentIndex().column()) if whole else 0))
        if found and whole:
            chosen = QItemSelection()
            ends = [n for n, row in enumerate(found) if n + 1 == len(found) or found[n + 1] > row + 1]
            for start, end in zip([0, *(n + 1 for n in ends)], ends, strict=False):  # a range for rows side by side
                last = self.records.index(found[end], self.records.columnCount() - 1)
                chosen.select(self.records.index(found[start], 0), last)
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.setFocus()

    def has_whole_rows(self) -> bool:
        """Whether a row is chosen from end to end; where it has but one cell, that is only a cell."""
        last = self.records.columnCount() - 1
        return last > 0 and any(
            part.left() == 0 and part.right() == last for part in self.selectionModel().selection().toList()
        )

    def choose_rows(self) -> None:
        """Choose the whole rows of the chosen cells."""
        self._choose(self.chosen_rows(), [0, self.records.columnCount() - 1])

    def choose_columns(self) -> None:
        """Choose the whole columns of the chosen cells."""
        self._choose([0, self.records.rowCount() - 1], self.chosen_columns(), down=True)

    def _choose(self, rows: list[int], columns: list[int], *, down: bool = False) -> None:
        chosen = QItemSelection()
        for n in columns if down else rows:
            ends = ((rows[0], n), (rows[-1], n)) if down else ((n, columns[0]), (n, columns[-1]))
            chosen.select(self.records.index(*ends[0]), self.records.index(*ends[1]))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
