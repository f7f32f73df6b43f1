"""The sheet that shows where pasted columns will go, before they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
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

from planner_desktop.entry import pasting_words
from planner_desktop.entry.pasting import Look, Pasting
from planner_desktop.exchange.columns import ColumnMapping
from planner_desktop.exchange.numbered import mark
from planner_desktop.exchange.structure import Structure
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Progress, Result
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TableWidget
from planner_desktop.ui.kit.look import Text, marked, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.screens.table.pasting_asides import LeftOut, NewNames
from planner_desktop.ui.session.in_slices import EditStoppedError, in_thread

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid

SHOWN = 20
"""So many rows are shown, and looked at for what is refused."""

MANY = 50
"""So many rows are looked through in a thread."""

WITHOUT_SCROLLING = 4
"""So many columns share the width of the sheet."""


class PastingSheet(Sheet):
    """Each column of the clipboard with the field it goes to, and the first rows as they will be stored.

    Enter pastes, Escape leaves. `store` gets the placing and the row to begin at, None for below the last.
    """

    manual = "pasting"

    def __init__(
        self,
        table: RecordGrid,
        pasting: Pasting,
        look: Look,
        store: Callable[[ColumnMapping, int | None], None],
        remarks: Sequence[str] = (),
    ) -> None:
        super().__init__(
            table.window(),
            _("Paste into the table"),
            _("Choose for each column where it goes. What is red does not fit; it is pasted too, to be mended there."),
        )
        self.remarks = Text("\n".join(remarks), "warning")
        self.body.addWidget(self.remarks)
        self._session = table.records.session
        self._pasting, self._store, self._row = pasting, store, table.currentIndex().row()
        self._structure, head = look.structure, bool(look.structure.heads)
        self._head = QCheckBox(_("The table has a &head"))
        self._head.setChecked(head)
        self._bare = QCheckBox("")
        self._bare.setChecked(True)
        self._below = QRadioButton(_("&Below the last row"))
        self._from_here = QRadioButton(_("&From the current row on"))
        at_end = self._row >= len(table.records.ids)
        (self._below if head or at_end else self._from_here).setChecked(True)
        self._from_here.setVisible(not at_end)
        self._below.setVisible(not at_end)
        options = QHBoxLayout()
        for option in (self._head, self._bare, self._below, self._from_here):
            options.addWidget(option)
        options.addStretch(1)
        self.body.addLayout(options)
        self.table = self._preview()
        self.body.addWidget(self.table, 1)
        below = QHBoxLayout()
        self.left = LeftOut(pasting.grid)
        self.left.changed.connect(self._show)
        self.new = NewNames(pasting.names)
        self.new.changed.connect(self._show_rows)
        below.addWidget(self.left, 1)
        below.addWidget(self.new, 1)
        self.body.addLayout(below)
        self._summary = Text("", "muted")
        self.body.addWidget(self._summary)
        self.go = self.add_button(_("Paste"), self._paste, first=True)
        self.close_button.setText(_("Cancel"))
        self._head.toggled.connect(self._read_again)
        self._bare.toggled.connect(self._show)
        self._take(look.structure, look.placing)
        letters = self.fontMetrics().horizontalAdvance("0")
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
            table.setColumnWidth(column, 22 * self.fontMetrics().horizontalAdvance("0"))
        return table

    # ------------------------------------------------------------ what goes where

    def placing(self) -> ColumnMapping:
        """What is chosen."""
        placing = self._placing()
        return placing if self._bare.isChecked() else replace(placing, bared=frozenset())

    def _placing(self) -> ColumnMapping:
        """What is chosen, without what counts the names."""
        fields = tuple(box.currentData() for box in self.boxes)
        placing = ColumnMapping(fields, bool(self._structure.heads), self.left.rows(), self._structure.units)
        return self._pasting.bared(placing, self._structure)

    def _in_thread(self, job: Callable[[Progress | None], Result], *, known: bool = False) -> Result:
        pasting = self._pasting
        many = len(pasting.grid.rows) >= MANY and not known
        return in_thread(self._session, self, _("Looking at what was copied…"), job, long=many)

    def _read_again(self) -> None:
        head = self._head.isChecked()
        with self._stoppable():
            self._take(*self._in_thread(lambda _step: self._pasting.guess(self._pasting.structure(head=head))))

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Looking at many rows, which may be stopped: then it is told, and nothing is pasted."""
        try:
            yield
        except EditStoppedError as error:
            self.reject()
            self._session.troubled.emit(error)

    def _take(self, structure: Structure, placing: ColumnMapping) -> None:
        self._structure = structure
        self.left.show_rows(structure)
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
        placing, counted = self.placing(), self._placing().bared
        first = next((mark(row[at]).strip() for at in counted for row in self._rows(placing) if row[at]), "")
        self._bare.setText(_("&Without what counts the names (“{mark}”)").format(mark=first))
        self._bare.setVisible(bool(counted))
        with self._stoppable():
            known = self._pasting.has_found(placing)
            self.new.show_names(self._in_thread(lambda progress: self._pasting.found(placing, progress), known=known))
            self._show_rows()

    def _rows(self, placing: ColumnMapping) -> Iterator[tuple[str, ...]]:
        return (row for n, row in enumerate(self._pasting.grid.rows) if n not in placing.left)

    def _show_rows(self) -> None:
        placing, grid = self.placing(), self._pasting.grid
        heads = self._structure.heads or [str(n + 1) for n in range(grid.width)]
        self.table.setHorizontalHeaderLabels([marked(" ".join(head.split())) or str(n) for n, head in enumerate(heads)])
        rows, count = list(self._pasting.rows(placing, SHOWN)), len(grid.rows) - len(placing.left)
        self.table.setRowCount(1 + len(rows))
        self.table.setVerticalHeaderLabels([_("to"), *(str(n + 1) for n in range(len(rows)))])
        refused = 0
        for at, (row, texts) in enumerate(rows, 1):
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
        self.go.setEnabled(any(placing.fields) and bool(count))
        told = pasting_words.summary(count, grid.struck)
        if refused:
            cells = ngettext("{n} cell of those shown does not fit.", "{n} cells of those shown do not fit.", refused)
            told += " " + cells.format(n=refused)
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
