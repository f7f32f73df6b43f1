"""Copy and paste between a record table and other programs: as HTML, and as tab-separated text for those without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData
from PySide6.QtGui import QGuiApplication

from planner_desktop.entry.pasting import Look, Pasting
from planner_desktop.exchange import copies, tab_separated, tables
from planner_desktop.exchange.columns import ColumnMapping
from planner_desktop.exchange.grid import Grid
from planner_desktop.i18n import _
from planner_desktop.ui.screens.table.pasting_sheet import MANY, PastingSheet
from planner_desktop.ui.session.in_slices import in_slices, in_thread

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid

LONG = 10_000
"""So long a clipboard is read in a thread."""


def copy(table: RecordGrid, *, heads: bool = False) -> None:
    """Put the chosen cells on the clipboard, with the columns' heads above them if wanted."""
    model, chosen = table.records, table.selectedIndexes()
    columns = sorted({index.column() for index in chosen})
    rows = [
        [model.text(row, column) for column in columns]
        for row in sorted({index.row() for index in chosen})
        if model.id(row) is not None
    ]
    if not rows:
        return
    types = [model.field(column).held_as for column in columns]
    labels = [model.field(column).label for column in columns] if heads else []
    numbers, amounts = [type.adds_up for type in types], [type.money for type in types]
    data = QMimeData()
    data.setHtml(copies.as_html(rows, numbers, labels, grouped=amounts))
    data.setText(tab_separated.write([labels, *rows] if labels else rows))
    QGuiApplication.clipboard().setMimeData(data)


def clear(table: RecordGrid) -> None:
    """Empty the chosen cells, as one undo step."""
    model, chosen = table.records, table.selectedIndexes()
    cells = [(id, model.fields[i.column()]) for i in chosen if (id := model.id(i.row())) is not None]
    with (
        model.session.trying(),
        in_slices(model.session, table.window(), _("Emptying the cells…"), len(cells)) as progress,
    ):
        table.records_chosen().clear(cells, progress)


def paste(table: RecordGrid) -> None:
    """Put the clipboard's cells in from the current cell on; rows that lack are added. One undo step.

    Where the cells do not fit as they stand, a sheet shows what would go where.
    """
    with table.records.session.trying():
        grid, start = _read(table), table.currentIndex()
        if not grid.rows or not start.isValid():
            return
        filled = _filling(table, grid)
        if filled:
            pasting = Pasting(table.records, filled)
            first = min((index.row(), index.column()) for index in table.selectedIndexes())
            store(table, pasting, pasting.here(min(i.column() for i in table.selectedIndexes())), first[0])
            return
        pasting, look = look_at(table, grid)
        if look.at_once:
            store(table, pasting, look.placing, start.row())
        else:
            show_sheet(table, pasting, look)


def look_at(table: RecordGrid, grid: Grid) -> tuple[Pasting, Look]:
    """How all of a grid would be pasted from the current cell on, looked at in a thread where it has many rows."""
    pasting, start = Pasting(table.records, grid), table.currentIndex()
    pasting.prepare()
    anew = start.row() >= len(table.records.ids)
    look = in_thread(
        table.records.session, table.window(), _("Looking at what was copied…"),
        lambda progress: pasting.look(max(0, start.column()), anew=anew, progress=progress),
        long=len(grid.rows) >= MANY,
    )  # fmt: skip
    return pasting, look


def show_sheet(table: RecordGrid, pasting: Pasting, look: Look, remarks: Sequence[str] = ()) -> None:
    """Have the officer choose what goes where, with what is to be known of the cells."""
    PastingSheet(table, pasting, look, lambda chosen, row: store(table, pasting, chosen, row), remarks).show()


def _read(table: RecordGrid) -> Grid:
    """The cells on the clipboard, read in a thread where there are many."""
    data = QGuiApplication.clipboard().mimeData()
    html, text = data.html() if data.hasHtml() else "", data.text()
    return in_thread(
        table.records.session, table.window(), _("Reading the clipboard…"),
        lambda _step: grid_of(html, text), long=len(html) + len(text) >= LONG,
    )  # fmt: skip


def grid_of(html: str, text: str) -> Grid:
    """The cells of the HTML if that has a table, else of the text."""
    found = tables.grid_of(html) if html else None
    return found or tab_separated.read(text)


def _filling(table: RecordGrid, grid: Grid) -> Grid | None:
    """One cell for all that are chosen, as spreadsheets do; None where it is not that."""
    chosen = table.selectedIndexes()
    if len(chosen) < 2 or len(grid.rows) != 1 or grid.width != 1:
        return None
    rows, columns = {index.row() for index in chosen}, {index.column() for index in chosen}
    high = max(rows) - min(rows) + 1 - (max(rows) >= len(table.records.ids) and len(rows) > 1)
    wide = max(columns) - min(columns) + 1
    number = grid.numbers.get((0, 0))
    numbers = {(row, at): number for row in range(high) for at in range(wide)} if number else {}
    return Grid((grid.rows[0] * wide,) * high, numbers=numbers)


def store(table: RecordGrid, pasting: Pasting, placing: ColumnMapping, row: int | None) -> None:
    """Paste from this row on, or below the last one, and choose what was pasted."""
    model = table.records
    first = len(model.ids) if row is None else row
    refused = None
    with model.session.trying():
        with in_slices(model.session, table.window(), _("Pasting…"), len(pasting.grid.rows)) as progress:
            refused = pasting.run(placing, row, progress)
        model.refresh()
        if refused:
            model.refused.emit("\n".join(pasting.told(refused)))
        else:
            model.tell_refused()  # what was refused before
    if refused is None:
        return
    columns = [model.fields.index(field) for field in placing.fields if field in model.fields]
    last = min(first + len(pasting.grid.rows) - len(placing.left), len(model.ids)) - 1
    if columns and last >= first:
        start, end = model.index(first, min(columns)), model.index(last, max(columns))
        table.setCurrentIndex(start)
        table.selectionModel().select(QItemSelection(start, end), QItemSelectionModel.SelectionFlag.Select)
    wrong = next((one for one in refused if one.id in model.ids and one.field in model.fields), None)
    if wrong:  # go to where something is to be mended; what is chosen is not red
        row, column = model.ids.index(wrong.id), model.fields.index(wrong.field)
        table.setCurrentIndex(model.index(row, column))
    table.setFocus()
