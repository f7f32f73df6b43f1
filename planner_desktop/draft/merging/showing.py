"""What a merge does and what it asks, as officers read it: with names of records in the place of uids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from planner_desktop.draft.merging.conflicts import OpenConflict
from planner_desktop.draft.merging.plan import Conflict, MergeResult
from planner_desktop.draft.merging.state import Kind, Row
from planner_desktop.draft.records.records import Records
from planner_desktop.formpack import fields
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class Taken(Frozen):
    """A record that a merge adds, deletes or changes, and the fields that it changes."""

    what: Literal["added", "deleted", "changed"]
    kind: str
    uid: str
    title: str
    fields: tuple[str, ...] = ()


def taken(result: MergeResult) -> Iterator[Taken]:
    """What a merge makes of the records, kind by kind in their order."""
    for kind, rows in result.merged.records.items():
        before, spec = result.mine.records[kind], result.mine.kinds[kind]
        if rows is before:
            continue
        for uid, row in rows.items():
            old = before.get(uid)
            if old is None:
                yield Taken("added", kind, uid, _called(spec, row))
            elif old != row:
                yield Taken("changed", kind, uid, _called(spec, old), tuple(_differing(old, row)))
        yield from (Taken("deleted", kind, uid, _called(spec, row)) for uid, row in before.items() if uid not in rows)


def _called(spec: Kind, row: Row) -> str:
    return next((str(row.values[name]) for name in spec.named if row.values.get(name)), "")


def _differing(old: Row, row: Row) -> Iterator[str]:
    yield from (name for name, value in row.values.items() if value != old.values.get(name))
    yield from (name for name in {**old.links, **row.links} if row.links.get(name) != old.links.get(name))


def asked(draft: Records, result: MergeResult, name: str) -> list[OpenConflict]:
    """The conflicts of a merge that is only tried, as they would stand in the draft."""
    return [_tried(draft, result, each, name) for each in result.conflicts]


def _tried(draft: Records, result: MergeResult, each: Conflict, name: str) -> OpenConflict:
    import json

    row = result.merged.records[each.kind].get(each.uid)
    title = _called(result.mine.kinds[each.kind], row) if row is not None and each.what != "order" else ""
    sides = (json.dumps(side, ensure_ascii=False, default=vars) for side in (each.base, each.mine, each.theirs))
    return OpenConflict("", result.source, name, each.what, each.kind, each.uid, each.field, title, *sides)


def value(draft: Records, conflict: OpenConflict, side: str) -> str:
    """What a side of a conflict has, in words."""
    held = conflict.value(side)
    if conflict.what == "deleted":
        return _("has the record") if held else _("deleted the record")
    if conflict.what in ("order", "links"):
        to = draft.spec(conflict.kind).fields[conflict.field].to or "" if conflict.field else conflict.kind
        return "\n".join(_title(draft, to, str(uid)) for uid in held or ())
    if conflict.what == "parent":
        return _title(draft, draft.spec(conflict.kind).parent or "", str(held))
    if conflict.what == "double":
        return "" if held is None else _title(draft, conflict.kind, str(held))
    if held is None:
        return ""
    if conflict.what == "refused":
        return str(held[0])
    if conflict.what == "accepted":
        return str(held.get("reason", ""))
    return _of_field(draft, conflict, held)


def _of_field(draft: Records, conflict: OpenConflict, held: Any) -> str:
    spec = draft.pack.records[conflict.kind].fields.get(conflict.field)
    if spec is None:
        return str(held)
    if spec.field_type.to_one:
        return _title(draft, spec.to or "", str(held))
    if spec.field_type.to_many:
        return "\n".join(_title(draft, spec.to or "", str(uid)) for uid in held)
    return fields.show(held, spec) if fields.is_stored(held, spec) else str(held)


def _title(draft: Records, kind: str, uid: str) -> str:
    id = draft.id_of(kind, uid) if kind in draft.pack.records else None
    return draft.title(kind, id) if id is not None else _("(a record that is not in the plan)")
