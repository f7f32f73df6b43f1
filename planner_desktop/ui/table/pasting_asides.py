"""What the sheet of pasting tells beside the rows: which are left out and why, and what will be made anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidgetItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import Reason, Structure
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.colours import colour
from planner_desktop.ui.drop_down import DropDown
from planner_desktop.ui.item_views import ListWidget, TableWidget
from planner_desktop.ui.look import Text, marked, tip
from planner_desktop.ui.table.pasting import Pasting, Unknown

LINES = 4
"""So many rows of each list are seen at once."""
ROW = Qt.ItemDataRole.UserRole
LONGEST = 70


def reason_in_words(reason: Reason) -> str:
    """Why a row is no record."""
    return {
        "title": _("title of the table"),
        "head": _("head of the table"),
        "numbers": _("numbers of the columns"),
        "head again": _("head of the table, again"),
        "group": _("heading of a group"),
        "total": _("total"),
        "note": _("note below the table"),
        "no name": _("without a name"),
        "empty": _("empty"),
    }[reason]


class LeftOut(QWidget):
    """The rows that are no records, with the reason; what is ticked is pasted all the same."""

    changed = Signal()

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid
        self._empty: frozenset[int] = frozenset()
        self._title = Text("", "label", self)
        self.list = ListWidget(self)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title.setBuddy(self.list)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.list)
        column.addStretch(1)

    def show_rows(self, structure: Structure) -> None:
        """List the rows that a structure leaves out; empty ones only count."""
        self._empty = frozenset(row for row, reason in structure.left.items() if reason == "empty")
        told = {row: reason for row, reason in structure.left.items() if row not in self._empty}
        self.list.blockSignals(True)
        self.list.clear()
        for row, reason in told.items():
            said = " · ".join(dict.fromkeys(" ".join(cell.split()) for cell in self._grid.rows[row] if cell))
            short = said if len(said) <= LONGEST else said[:LONGEST] + "…"
            line = _("Row {row}, {reason}: {text}").format(row=row + 1, reason=reason_in_words(reason), text=short)
            item = QListWidgetItem(marked(line))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(ROW, row)
            item.setToolTip(tip(marked(said)))
            self.list.addItem(item)
        self.list.blockSignals(False)
        title = ngettext(
            "{n} row is left out; tick it to paste it", "{n} rows are left out; tick those to be pasted", len(told)
        ).format(n=len(told))
        self._title.say(title)
        self.list.setAccessibleName(title)
        high = sum(self.list.sizeHintForRow(row) for row in range(min(len(told), LINES)))
        self.list.setFixedHeight(high + 2 * self.list.frameWidth() + 2)
        self.setVisible(bool(told))

    def rows(self) -> frozenset[int]:
        """The rows that are left out."""
        items = [self.list.item(n) for n in range(self.list.count())]
        out = {item.data(ROW) for item in items if item.checkState() == Qt.CheckState.Unchecked}
        return self._empty | out


class NewNames(QWidget):
    """The names that no record has yet: what becomes of each may be chosen, where they are not merely unknown codes."""

    changed = Signal()

    def __init__(self, pasting: Pasting) -> None:
        super().__init__()
        self._pasting = pasting
        self._listed: list[Unknown] = []
        self.setVisible(False)
        self._title = Text("", "label", self)
        self.table = TableWidget(0, 2, self)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._title.setBuddy(self.table)
        self.boxes: list[DropDown | None] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_names(self, names: list[Unknown]) -> None:
        """List these; those of codes that are not created last."""
        names = sorted(names, key=lambda name: not name.created)
        if names == self._listed:
            return
        self._listed, self.boxes = names, []
        self.table.setRowCount(0)
        self.table.setRowCount(len(names))
        for row, name in enumerate(names):
            said = name.text
            if name.near:
                said += "\n" + _("much like “{name}”").format(name=name.near)
            item = QTableWidgetItem(marked(said))
            if name.near or not name.created:
                item.setForeground(QBrush(colour("begun" if name.created else "bad")))
            self.table.setItem(row, 0, item)
            if name.created:
                self.boxes.append(self._choices(row, name))
            else:
                self.boxes.append(None)
                self.table.setItem(row, 1, QTableWidgetItem(_("not known, not created")))
            self.table.setRowHeight(row, (2 if name.near else 1) * self.fontMetrics().lineSpacing() + 14)
        self._title.say(self._told())
        self.table.setAccessibleName(self._title.said())
        high = sum(self.table.rowHeight(row) for row in range(min(len(names), LINES)))
        self.table.setFixedHeight(high + 2 * self.table.frameWidth())
        self.setVisible(bool(names))

    def _told(self) -> str:
        counts: dict[str, int] = {}
        for name in self._listed:
            if name.created:
                label = self._pasting.kind_label(name.field)
                counts[label] = counts.get(label, 0) + 1
        parts = [
            ngettext("{n} new {label} will be made", "{n} new {label} will be made", n).format(n=n, label=label)
            for label, n in counts.items()
        ]
        unknown = sum(not name.created for name in self._listed)
        if unknown:
            parts.append(ngettext("{n} code is not known", "{n} codes are not known", unknown).format(n=unknown))
        return " · ".join(parts)

    def _choices(self, row: int, name: Unknown) -> DropDown:
        box = DropDown()
        box.setAccessibleName(_("What becomes of “{name}”").format(name=name.text))
        box.addItem(_("make it new"), [name.text])
        if name.halves:
            box.addItem(_("make or use each: {names}").format(names=", ".join(name.halves)), list(name.halves))
        if name.near:
            box.addItem(_("take “{name}”").format(name=name.near), [name.near])
        box.addItem(_("leave it out"), [])
        usual = self._pasting.usual_answer(name)
        box.setCurrentIndex(next((n for n in range(box.count()) if box.itemData(n) == usual), 0))
        box.currentIndexChanged.connect(lambda _index: self._answer(name, box.currentData()))
        self.table.setCellWidget(row, 1, box)
        return box

    def _answer(self, name: Unknown, names: list[str]) -> None:
        self._pasting.answer(name, names)
        self.changed.emit()
