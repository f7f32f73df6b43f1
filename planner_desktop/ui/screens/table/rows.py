"""What is done to the rows of a table alone: filled down, sorted, hidden. The rest every list of records can."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner_desktop.formpack.fields import Order
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, counted
from planner_desktop.thai.collation import collation_key
from planner_desktop.ui.session.in_slices import in_slices

if TYPE_CHECKING:
    from planner_desktop.draft import Record
    from planner_desktop.formpack import FieldSpec
    from planner_desktop.ui.screens.table.grid import RecordGrid
    from planner_desktop.ui.screens.table.model import RecordTableModel


def land(table: RecordGrid, before: int) -> None:
    """Put the chosen records before a row."""
    model, ids = table.records, set(table.chosen_ids())
    table.close_panel()
    with model.session.trying():
        table.records_chosen().place(sum(id not in ids for id in model.ids[:before]))
    table.scrollTo(table.currentIndex())


def fill_down(table: RecordGrid) -> None:
    """Put what stands in the topmost chosen row into the rows below, in the chosen columns; from above into one row."""
    model, rows = table.records, table.chosen_rows()
    if len(rows) == 1:
        rows = [rows[0] - 1, *rows]
    if rows[0] < 0 or rows[0] >= len(model.ids):
        return
    table.close_panel()
    columns, draft = table.chosen_columns(), model.session.draft
    source = model.reader.record(model.ids[rows[0]])
    with (
        model.session.trying(),
        in_slices(model.session, table.window(), _("Filling…"), len(rows)) as progress,
        draft.action(_("fill down {count} rows").format(count=len(rows) - 1), progress),
    ):
        for row in counted(rows[1:], progress):
            id = model.id(row)
            if id is None and len(rows) > 2:
                continue  # the empty row is filled only by itself
            id = model.record_at(row) if id is None else id
            for column in columns:
                copy_value(model, source, id, model.fields[column])
    table.setFocus()


def copy_value(model: RecordTableModel, source: Record, id: int, field: str) -> None:
    """Put what a record holds in a field into another record's, with the words that may stand for an amount."""
    draft, spec = model.session.draft, model.spec.fields[field]
    if spec.field_type.computed:
        return
    if spec.field_type.to_many:
        draft.set(model.kind, id, field, source.links[field])
        return
    draft.set(model.kind, id, field, source.values[field])
    if spec.states:
        draft.set(model.kind, id, spec.states, source.values[spec.states])


def sort(table: RecordGrid, column: int, *, descending: bool = False) -> None:
    """Give the rows shown the order of a column, once; rows with nothing in it come last."""
    model = table.records
    field, spec, draft = model.fields[column], model.field(column), model.session.draft
    table.close_panel()
    with (
        model.session.trying(),
        in_slices(model.session, table.window(), _("Sorting…"), len(model.ids)) as progress,
        draft.action(_("sort by {label}").format(label=spec.label), progress),
    ):
        draft.arrange(model.kind, _sorted(model, field, descending, progress), progress)
    table.scrollTo(table.currentIndex())
    table.setFocus()


def _sorted(model: RecordTableModel, field: str, descending: bool, progress: Progress | None) -> list[int]:
    """The records shown in the order of a field."""
    spec = model.spec.fields[field]
    by_value = spec.field_type.order(spec) is not Order.WORDS
    full: list[tuple[object, int]] = []
    words: list[tuple[object, int]] = []
    empty: list[int] = []
    for record in counted(model.reader.records(model.ids), progress):
        value = model.reader.value(record, field) if by_value else None
        text = model.reader.text(record, field)
        if value is not None:
            full.append((value, record.id))
        elif text.strip():
            (words if by_value else full).append((collation_key(text), record.id))
        else:
            empty.append(record.id)
    order = []
    for part in (full, words):
        part.sort(key=lambda each: each[0], reverse=descending)  # type: ignore[arg-type, return-value]
        order += [id for _key, id in part]
    return order + empty


def directions(spec: FieldSpec) -> tuple[str, str]:
    """How sorting by a field is called, forwards and backwards."""
    return {
        Order.WORDS: (_("Sort from A to Z"), _("Sort from Z to A")),
        Order.SIZE: (_("Sort from small to large"), _("Sort from large to small")),
        Order.TIME: (_("Sort from early to late"), _("Sort from late to early")),
    }[spec.field_type.order(spec)]


def only_this(table: RecordGrid) -> None:
    """Show only rows that have the text of the current cell in its column; all again where it is so already."""
    model, index = table.records, table.currentIndex()
    only, field = dict(model.filter.only), model.fields[index.column()]
    if field in only:
        del only[field]
    elif model.id(index.row()) is not None:
        only[field] = model.text(index.row(), index.column())
    keep_current(table, lambda: model.set_filter(model.filter.words, only))


def show_all(table: RecordGrid) -> bool:
    """Show all rows again; whether some may have been hidden."""
    if not table.records.filter:
        return False
    keep_current(table, lambda: table.records.set_filter("", {}))
    return True


def keep_current(table: RecordGrid, does: Callable[[], None]) -> None:
    """Do something after which the current record is to be the current one still, if it is shown."""
    model, index = table.records, table.currentIndex()
    id = model.id(index.row())
    does()
    row = model.row(id) if id is not None else None
    row = row if row is not None else min(max(0, index.row()), max(0, model.rowCount() - 1))
    table.setCurrentIndex(model.index(row, max(0, index.column())))
