"""Taking what a workbook changes into its draft, as one undo step."""

from __future__ import annotations

from planner_desktop.draft import Draft
from planner_desktop.draft.draft import Values
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.changes import Meant, NewRow, Preview
from planner_desktop.stopping import Progress


def take(draft: Draft, found: Preview, name: str, progress: Progress | None = None) -> None:
    """Do what a preview of this draft told, `name` being the workbook's. `progress` may raise: then nothing was done.

    A text that its field refused stays beside it, to be mended in the program; what is gone from the workbook stays.
    """
    parts = len(found.new) + len(found.changed) or 1
    with draft.action(_("take in the workbook “{name}”").format(name=name), progress):
        for n, row in enumerate(found.new):
            if progress is not None:
                progress(n / parts)
            _add(draft, row)
        for row in found.new:
            for field, meant in row.meant.items():
                _link(draft, row.kind, row.id, field, meant)
        for n, change in enumerate(found.changed, len(found.new)):
            if progress is not None:
                progress(n / parts)
            for field, value in change.meant.values.items():
                draft.set(change.kind, change.id, field, value)
            _link(draft, change.kind, change.id, change.field, change.meant)
        for each in found.refused:
            if each.of is not None:
                id = each.of.id if isinstance(each.of, NewRow) else each.of
                draft.refuse(each.kind, id, each.field, each.text, each.why)


def _add(draft: Draft, row: NewRow) -> None:
    values: dict[str, Value] = {}
    for meant in row.meant.values():
        values |= meant.values
    if row.row is not None:
        row.id = draft.adopt(row.kind, row.row)
        for field, value in values.items():
            draft.set(row.kind, row.id, field, value)
        return
    start: Values = values
    row.id = draft.add(row.kind, start, parent=row.parent() if row.parent else None)


def _link(draft: Draft, kind: str, id: int, field: str, meant: Meant) -> None:
    if meant.links is None:
        return
    ids = [id for id in dict.fromkeys(taken() for taken in meant.links) if id]  # 0: of a row that was no record
    several = draft.spec(kind).fields[field].field_type.to_many
    draft.set(kind, id, field, ids if several else next(iter(ids), None))
