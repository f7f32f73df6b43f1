"""The sheet that shows where pasted columns will go, before they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
)

from planner_desktop.exchange.columns import Placing
from planner_desktop.exchange.structure import Structure
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.colours import colour
from planner_desktop.ui.drop_down import DropDown
from planner_desktop.ui.item_views import TableWidget
from planner_desktop.ui.keeping.sheet import Sheet
from planner_desktop.ui.look import Text, marked, tip
from planner_desktop.ui.table.pasting import Pasting
from planner_desktop.ui.table.pasting_asides import LeftOut, NewNames

if TYPE_CHECKING:
    from planner_desktop.ui.table.view import RecordTable

SHOWN = 20
"""So many rows are shown, and looked at for what is refused."""

WITHOUT_SCROLLING = 4
"""So many columns share the width of the sheet."""


class PastingSheet(Sheet):
    """Each column of the clipboard with the field it goes to, and the first rows as they will be stored.

    Enter pastes, Escape leaves. `store` gets the placing and the row to begin at, None for below the last.
    """

    manual = "pasting"

    def __init__(
        self,
        table: RecordTable,
        pasting: Pasting,
        structure: Structure,
        placing: Placing | None,
        store: Callable[[Placing, int | None], None],
    ) -> None:
        super().__init__(
            table.window(),
            _("Paste into the table"),
            _("Choose for each column where it goes. What is red does not fit; it is pasted too, to be mended there."),
        )
        self._pasting, self._store, self._row = pasting, store, table.currentIndex().row()
        self._structure, head = structure, bool(structure.heads)
        self._head = QCheckBox(_("The table has a &head"))
        self._head.setChecked(head)
        self._below = QRadioButton(_("&Below the last row"))
        self._from_here = QRadioButton(_("&From the current row on"))
        at_end = self._row >= len(table.records.ids)
        (self._below if head or at_end else self._from_here).setChecked(True)
        self._from_here.setVisible(not at_end)
        self._below.setVisible(not at_end)
        options = QHBoxLayout()
        for option in (self._head, self._below, self._from_here):
            options.addWidget(option)
        options.addStretch(1)
        self.body.addLayout(options)
        self.table = self._preview()
        self.body.addWidget(self.table, 1)
        below = QHBoxLayout()
        self.left = LeftOut(pasting.grid)
        self.left.changed.connect(self._show)
        self.new = NewNames(pasting)
        self.new.changed.connect(self._show_rows)
        below.addWidget(self.left, 1)
        below.addWidget(self.new, 1)
        self.body.addLayout(below)
        self._summary = Text("", "muted")
        self.body.addWidget(self._summary)
        self.go = self.add_button(_("Paste"), self._paste, first=True)
        self.close_button.setText(_("Cancel"))
        self._head.toggled.connect(self._read_again)
        self._take(placing or pasting.guess(structure))
        letters = self.fontMetrics().averageCharWidth()
        room = table.window().size()
        self.resize(min(room.width() - 40, 110 * letters), min(room.height() - 40, 90 * letters))
        self.boxes[0].setFocus()

    def _preview(self) -> QTableWidget:
        grid = self._pasting.grid
        table = TableWidget(0, grid.width)
        table.setAccessibleName(_("The first rows as they will be stored"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setMinimumHeight(6 * self.fontMetrics().lineSpacing())
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        stretch, drag = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
        table.horizontalHeader().setSectionResizeMode(stretch if grid.width <= WITHOUT_SCROLLING else drag)
        table.insertRow(0)
        self.boxes: list[DropDown] = []
        for column in range(grid.width):
            box = DropDown()
            box.setAccessibleName(_("Column {n} goes to").format(n=column + 1))
            box.addItem(_("(not used)"), None)
            for name, spec in self._pasting.specs.items():
                box.addItem(spec.label, name)
            box.currentIndexChanged.connect(partial(self._chose, column))
            self.boxes.append(box)
            table.setCellWidget(0, column, box)
            table.setColumnWidth(column, 22 * self.fontMetrics().averageCharWidth())
        return table

    # ------------------------------------------------------------ what goes where

    def placing(self) -> Placing:
        """What is chosen."""
        fields = tuple(box.currentData() for box in self.boxes)
        return Placing(fields, bool(self._structure.heads), self.left.rows(), self._structure.units)

    def _read_again(self) -> None:
        self._structure = self._pasting.structure(head=self._head.isChecked())
        self._take(self._pasting.guess(self._structure))

    def _take(self, placing: Placing) -> None:
        self._structure = self._pasting.named(self._structure, placing)
        self.left.show_rows(self._structure)
        self._wanted = list(placing.fields)
        self._latest = list(range(len(self.boxes)))
        self._share()

    def _chose(self, column: int, _index: int) -> None:
        self._wanted[column] = self.boxes[column].currentData()
        self._latest.remove(column)
        self._latest.append(column)
        self._share()

    def _share(self) -> None:
        """A field takes one column, the one for which it was chosen last; the other gets it back when that moves on."""
        taken: set[str | None] = set()
        for column in reversed(self._latest):
            box, field = self.boxes[column], self._wanted[column]
            box.blockSignals(True)
            box.setCurrentIndex(0 if field in taken else max(box.findData(field), 0))
            box.blockSignals(False)
            taken.add(field)
        self._show()

    def _show(self) -> None:
        self.new.show_names(self._pasting.unknown(self.placing()))
        self._show_rows()

    def _show_rows(self) -> None:
        placing, grid = self.placing(), self._pasting.grid
        heads = self._structure.heads or [str(n + 1) for n in range(grid.width)]
        self.table.setHorizontalHeaderLabels([marked(" ".join(head.split())) or str(n) for n, head in enumerate(heads)])
        rows = list(self._pasting.rows(placing))
        self.table.setRowCount(1 + min(len(rows), SHOWN))
        self.table.setVerticalHeaderLabels([_("to"), *(str(n + 1) for n in range(min(len(rows), SHOWN)))])
        refused = 0
        for at, (row, texts) in enumerate(rows[:SHOWN], 1):
            for column, field in enumerate(placing.fields):
                item, text = QTableWidgetItem(), grid.rows[row][column]
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                if field is None:
                    item.setText(marked(text))
                    item.setForeground(QBrush(colour("faint")))
                else:
                    reading = self._pasting.read(field, texts.get(field, ""))
                    item.setText(marked(reading.shown))
                    if reading.refusal:
                        refused += 1
                        item.setForeground(QBrush(colour("bad")))
                        item.setToolTip(tip(marked(reading.refusal)))
                self.table.setItem(at, column, item)
        self.table.resizeRowsToContents()
        self.go.setEnabled(any(placing.fields) and bool(rows))
        told = ngettext("{n} row will be pasted.", "{n} rows will be pasted.", len(rows)).format(n=len(rows))
        if refused:
            cells = ngettext("{n} cell of those shown does not fit.", "{n} cells of those shown do not fit.", refused)
            told += " " + cells.format(n=refused)
        if struck := grid.struck:
            told += " " + ngettext(
                "{n} text that is struck out is left out.", "{n} texts that are struck out are left out.", struck
            ).format(n=struck)
        self._summary.say(told)

    def _paste(self) -> None:
        placing = self.placing()
        row = self._row if self._from_here.isChecked() and self._from_here.isVisible() else None
        self.accept()
        self._store(placing, row)

    def finish(self) -> None:
        window = self.parentWidget()
        if window is not None:
            window.activateWindow()
