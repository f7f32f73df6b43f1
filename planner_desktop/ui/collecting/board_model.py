"""The board as Qt's views read it: a row for each agency, filtered by where its plan stands and by typed text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QBrush

from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.wording import board_standing
from planner_desktop.entry.picking import folded
from planner_desktop.i18n import _
from planner_desktop.thai.collation import collation_key
from planner_desktop.thai.dates import format_moment
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.look import brief, tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
SORT_KEY = Role.UserRole + 1
STANDINGS = ("missing", "wrong", "received", "returned", "accepted")
"""In the order in which the desk has something to do about them."""
COLOURS: dict[str, ColourName] = {
    "missing": "muted",
    "wrong": "bad",
    "received": "begun",
    "returned": "other",
    "accepted": "good",
}
NO_INDEX = QModelIndex()


def when(at: str) -> str:
    """A moment of the tables as it is read; empty where there is none."""
    return format_moment(datetime.fromisoformat(at)) if at else ""


def _columns() -> tuple[tuple[str, Callable[[OnBoard], str], Callable[[OnBoard], Any]], ...]:
    """What each column is called, says of a row, and sorts by."""
    return (
        (_("Agency"), lambda row: f"{row.abbreviation}  {row.agency}".strip(), lambda row: collation_key(row.agency)),
        (_("Standing"), board_standing, lambda row: STANDINGS.index(_of(row))),
        (_("Version"), lambda row: row.version, lambda row: int(row.version) if row.version.isdigit() else -1),
        (_("Received"), lambda row: when(row.received_at), lambda row: row.received_at),
        (_("Receipt"), lambda row: row.receipt, lambda row: row.receipt),
        (_("Errors/warnings"), _found, lambda row: (row.errors, row.warnings)),
        (_("Looked at by"), lambda row: row.looked_at_by, lambda row: collation_key(row.looked_at_by)),
    )


def _found(row: OnBoard) -> str:
    return f"{row.errors} / {row.warnings}" if row.receipt else ""


def _of(row: OnBoard) -> str:
    return row.standing if row.standing in STANDINGS else "wrong"


class BoardModel(QAbstractTableModel):
    """The rows of the board; `show_rows` brings others, and those that stayed keep their place."""

    NUMBERS = (2, 5)
    """The columns of numbers, which stand at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OnBoard] = []
        self.columns = _columns()

    def show_rows(self, rows: Sequence[OnBoard]) -> None:
        """Show these rows; where the same agencies stand in the same places only what they say is read anew."""
        if [row.agency for row in rows] == [row.agency for row in self.rows]:
            before, self.rows = self.rows, list(rows)
            for n, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def counts(self) -> Counter[str]:
        """How many agencies stand where."""
        return Counter(map(_of, self.rows))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.columns[section][0]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, (head, says, key) = self.rows[index.row()], self.columns[index.column()]
        if role == Role.DisplayRole:
            return harmless(brief(says(row)))
        if role == SORT_KEY:
            return key(row)
        if role == Role.AccessibleTextRole:
            return f"{head}: {harmless(says(row)) or '–'}"
        if role == Role.ToolTipRole and index.column() in (0, 1):
            return tip(says(row))
        if role == Role.TextAlignmentRole and index.column() in self.NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.ForegroundRole and index.column() == 1:
            return QBrush(colour(COLOURS[_of(row)]))
        return None


class BoardFilter(QSortFilterProxyModel):
    """The rows whose plan stands where it is asked for, and that hold every typed word."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__(model)
        self.setSourceModel(model)
        self._model = model
        self._standing, self._words = "", [""]

    def ask(self, standing: str, typed: str) -> None:
        """Show only what stands so (everything where that is empty) and holds these words."""
        self._standing, self._words = standing, folded(typed).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        said = self._model.rows[row]
        if self._standing and _of(said) != self._standing:
            return False
        text = folded(" ".join(says(said) for _head, says, _key in self._model.columns))
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORT_KEY), right.data(SORT_KEY)
        return bool(one < other)

    def row_at(self, index: Index) -> OnBoard | None:
        """The agency of a row that is shown."""
        return self._model.rows[self.mapToSource(index).row()] if index.isValid() else None
