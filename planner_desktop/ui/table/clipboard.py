"""Copy and paste between a record table and a spreadsheet: tab-separated cells, a row a line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.ui.candidates import LinkFinder, folded

if TYPE_CHECKING:
    from planner_desktop.ui.table.model import RecordTableModel
    from planner_desktop.ui.table.view import RecordTable


def copy(table: RecordTable) -> None:
    """Put the chosen cells on the clipboard."""
    chosen = table.selectedIndexes()
    rows, columns = sorted({i.row() for i in chosen}), sorted({i.column() for i in chosen})
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in rows:
        if table.records.id(row) is not None:
            writer.writerow([table.records.text(row, column) for column in columns])
    if out.getvalue():
        QGuiApplication.clipboard().setText(out.getvalue())


def clear(table: RecordTable) -> None:
    """Empty the chosen cells, as one undo step."""
    model = table.records
    with model.session.trying(), model.session.draft.action(_("clear cells")):
        for index in table.selectedIndexes():
            id, field = model.id(index.row()), model.fields[index.column()]
            if id is not None:
                empty = () if model.field(index.column()).type == "links" else None
                model.session.draft.set(model.kind, id, field, empty)
                model.dismiss(index)


def paste(table: RecordTable) -> None:
    """Put the clipboard's cells in from the current cell on; rows that lack are added. One undo step."""
    model = table.records
    text = QGuiApplication.clipboard().text()
    rows = list(csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t"))
    start, refused = table.currentIndex(), []
    if not rows or not start.isValid():
        return
    with model.session.trying(), model.session.draft.action(_("paste")):
        for down, cells in enumerate(rows):
            row = start.row() + down
            model.record_at(min(row, len(model.ids)))
            model.refresh()
            for on, cell in enumerate(cells[: model.columnCount() - start.column()]):
                try:
                    put(model, row, start.column() + on, cell)
                except ValueRefused as error:
                    refused.append(str(error))
    model.refused.emit("\n".join(refused[:5]))


def put(model: RecordTableModel, row: int, column: int, cell: str) -> None:
    """Put a pasted text into a cell; links are found by their names, a line each. Raises ValueRefused."""
    spec, field, id = model.field(column), model.fields[column], model.ids[row]
    if spec.type in ("file", "rich_text"):
        return
    if spec.type not in ("link", "links"):
        model.enter(row, field, cell)
        return
    finder = LinkFinder(model.session.draft, spec.to or "")
    found: list[int] = []
    for line in filter(None, (line.strip() for line in cell.split("\n"))):
        finder.refresh()
        candidates = finder(line)
        match = next(
            (c for c in candidates if folded(c.text) == folded(line)), candidates[0] if len(candidates) == 1 else None
        )
        if match is None:
            raise ValueRefused(_("{label}: “{text}” is none of the entries").format(label=spec.label, text=line))
        found.append(match.take())
    model.session.draft.set(model.kind, id, field, found if spec.type == "links" else (found[0] if found else None))
