"""What the sheet of pasting tells beside the rows: which are left out and why, and what will be made anew."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidgetItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.entry import pasting_words
from planner_desktop.entry.names import Answer
from planner_desktop.entry.pasted_names import NamesFound, PastedNames, Unknown
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import Structure
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import ListWidget, TableWidget
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, marked, tip

LINES = 4
"""So many rows of each list are seen at once."""
ROW = Qt.ItemDataRole.UserRole
LONGEST = 70
MOST_LISTED, AT_ONCE = 500, 12
"""So many names are listed, and asked about before the sheet is shown; the others a moment later."""


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
        column = bare(QVBoxLayout(self))
        column.addWidget(self._title)
        column.addWidget(self.list)
        column.addStretch(1)

    def show_rows(self, structure: Structure) -> None:
        """List the rows that a structure leaves out; empty ones only count."""
        self._empty = frozenset(row for row, reason in structure.left.items() if reason == "empty")
        told = list(pasting_words.left_out(self._grid, structure))
        self.list.blockSignals(True)
        self.list.clear()
        for row, reason, said in told:
            short = said if len(said) <= LONGEST else said[:LONGEST] + "…"
            item = QListWidgetItem(marked(pasting_words.left_out_line(row, reason, short)))
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
    """What comes into the draft besides the rows: names that no record has yet, and entries of catalogues.

    What becomes of a name may be chosen, where it is not merely an unknown code.
    """

    changed = Signal()

    def __init__(self, names: PastedNames) -> None:
        super().__init__()
        self._names = names
        self._listed: NamesFound | None = None
        self._asked: list[Unknown] = []
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
        column = bare(QVBoxLayout(self))
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_names(self, found: NamesFound) -> None:
        """List these: what is doubtful first, codes that are not created next, entries of catalogues last."""
        if found is self._listed:
            return
        self._listed, self.boxes = found, []
        names = sorted(found.unknown, key=lambda name: (not name.created, not (name.near or name.halves)))
        taken = [text for texts in found.taken.values() for text in texts]
        more = len(names) + len(taken) - MOST_LISTED
        self._asked = names = names[:MOST_LISTED]
        taken = taken[: MOST_LISTED - len(names)]
        self.table.setRowCount(0)
        self.table.setRowCount(len(names) + len(taken) + (more > 0))
        for row, name in enumerate(names):
            self._list(row, name)
        self._ask(0, found)
        for row, text in enumerate(taken, len(names)):
            self._say(row, marked(text), _("from the catalogue"))
        if more > 0:
            self._say(MOST_LISTED, ngettext("And {n} more", "And {n} more", more).format(n=more), "")
        self._title.say(pasting_words.counts(found, self._names))
        self.table.setAccessibleName(self._title.said())
        high = sum(self.table.rowHeight(row) for row in range(min(self.table.rowCount(), LINES)))
        self.table.setFixedHeight(high + 2 * self.table.frameWidth())
        self.setVisible(bool(names or taken))

    def _say(self, row: int, text: str, becomes: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        self.table.setItem(row, 0, item)
        self.table.setItem(row, 1, QTableWidgetItem(becomes))
        lines = 1 + text.count("\n")
        self.table.setRowHeight(row, lines * self.fontMetrics().lineSpacing() + 14)
        return item

    def _list(self, row: int, name: Unknown) -> None:
        said = "\n".join(filter(None, (name.text, pasting_words.much_like(name))))
        item = self._say(row, marked(said), _("made new") if name.created else _("not known, not created"))
        if name.near or not name.created:
            item.setForeground(QBrush(colour("begun" if name.created else "bad")))

    def _ask(self, first: int, found: NamesFound) -> None:
        """Ask what becomes of some of the names, and in a moment of the next: boxes by the hundred take their time."""
        for row in range(first, min(first + AT_ONCE, len(self._asked))):
            name = self._asked[row]
            self.boxes.append(self._choices(row, name) if name.created or name.near else None)
        if len(self.boxes) < len(self._asked):
            QTimer.singleShot(0, self, partial(self._ask_on, found))

    def _ask_on(self, found: NamesFound) -> None:
        if found is self._listed:
            self._ask(len(self.boxes), found)

    def _choices(self, row: int, name: Unknown) -> DropDown:
        box = DropDown()
        box.setAccessibleName(_("What becomes of “{name}”").format(name=name.text))
        for label, names in pasting_words.choices(name):
            box.addItem(label, names)
        usual = self._names.usual_answer(name)
        box.setCurrentIndex(next((n for n in range(box.count()) if box.itemData(n) == usual), 0))
        box.currentIndexChanged.connect(lambda _index: self._answer(name, box.currentData()))
        self.table.setCellWidget(row, 1, box)
        return box

    def _answer(self, name: Unknown, names: Answer) -> None:
        self._names.answer(name, names)
        self.changed.emit()
