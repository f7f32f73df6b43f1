"""Records on the clipboard: read as text by every program, and as records with all that stands under them by this one.

What is copied is the content, not a reference: it can be pasted when the record is gone, and into another draft. What
comes from the clipboard may be anyone's: each value is taken only as its field takes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import fields
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.i18n import _

FORMAT = "application/x-bmaplan-records"
"""The name of the form on the clipboard that holds whole records."""
MOST = 5_000_000
"""So many letters are read of what another program may have put there."""
DEEPEST = 20
"""So many records stand under each other at most."""


class Copied(NamedTuple):
    """Copied records: a line of text each, those under others behind tabs; and as data for `paste`."""

    text: str
    data: str


def copy(draft: Draft, kind: str, ids: Sequence[int]) -> Copied:
    """These records with all that stands under them."""
    lines: list[str] = []
    rows = [_row(draft, kind, id, 0, lines) for id in ids]
    return Copied("\n".join(lines), json.dumps({"kind": kind, "records": rows}, ensure_ascii=False))


def _row(draft: Draft, kind: str, id: int, deep: int, lines: list[str]) -> dict[str, Any]:
    record, spec = draft.record(kind, id), draft.spec(kind)
    lines.append("\t" * deep + " ".join(draft.title_of(record).split()))
    values: dict[str, Any] = {}
    for name, field in spec.fields.items():
        if field.to is None:
            value = field.field_type.to_json(record.values[name])
        else:
            held = record.links[name] if field.field_type.to_many else [int(record.values[name] or 0)]
            value = [uid for uid in (draft.uid(field.to, other) for other in held) if uid]
        if value not in (None, []):
            values[name] = value
    below = {
        child: [_row(draft, child, under, deep + 1, lines) for under in draft.ids(child, id)]
        for child in draft.pack.children(kind)
    }
    return {"values": values, "below": {child: rows for child, rows in below.items() if rows}}


def kind_of(data: str) -> str:
    """The kind of record that was copied; empty where it is none that can be read."""
    return str(_read(data).get("kind", ""))


def paste(draft: Draft, data: str, kind: str, where: Mapping[str, Value], near: int | None) -> list[int]:
    """New records of what was copied, with the values of `where`, below the record they are near or at the end.

    One action; their ids. What a field does not take, and links to what this draft does not have, are left out.
    """
    copied = _read(data)
    rows = copied.get("records")
    if copied.get("kind") != kind or not isinstance(rows, list) or not rows:
        return []
    spec, new = draft.spec(kind), list[int]()
    parent = at = None
    if near is not None:
        parent = draft.record(kind, near).parent
        at = draft.ids(kind, parent).index(near) + 1
    with draft.action(_("paste {count} {label}").format(count=len(rows), label=spec.label)):
        for n, row in enumerate(rows):
            new.append(_put(draft, kind, row, where, parent, None if at is None else at + n, 0))
    return new


def _put(
    draft: Draft, kind: str, row: Any, where: Mapping[str, Value], parent: int | None, at: int | None, deep: int
) -> int:
    given: dict[str, Any] = row if isinstance(row, dict) else {}
    values = given.get("values")
    taken = _values(draft, kind, values if isinstance(values, dict) else {})
    id = draft.add(kind, {**taken, **where}, parent=parent, at=at)
    below = given.get("below")
    under_it: dict[str, Any] = below if isinstance(below, dict) and deep < DEEPEST else {}
    for child in draft.pack.children(kind):
        rows = under_it.get(child)
        for under in rows if isinstance(rows, list) else ():
            _put(draft, child, under, {}, id, None, deep + 1)
    return id


def _values(draft: Draft, kind: str, given: Mapping[str, Any]) -> dict[str, Value | Sequence[int]]:
    """The values as the draft's fields take them."""
    found: dict[str, Value | Sequence[int]] = {}
    for name, field in draft.spec(kind).fields.items():
        if name not in given:
            continue
        if field.to is not None:
            ids = _linked(draft, field.to, given[name])
            if ids:
                found[name] = ids if field.field_type.to_many else ids[0]
        elif (value := _value(draft, given[name], field)) is not None:
            found[name] = value
    return found


def _linked(draft: Draft, to: str, uids: Any) -> list[int]:
    names = [uid for uid in uids if isinstance(uid, str)] if isinstance(uids, list) else []
    return [id for id in (draft.id_of(to, uid) for uid in dict.fromkeys(names)) if id is not None]


def _value(draft: Draft, given: Any, field: FieldSpec) -> Value:
    try:
        value = fields.accept(field.field_type.from_json(given), field)
    except ValueRefused:
        return None
    kept = {each.name for each in draft.attachments()} if field.field_type.files(value) else set()
    return value if set(field.field_type.files(value)) <= kept else None


def _read(data: str) -> dict[str, Any]:
    try:
        found = json.loads(data) if len(data) <= MOST else {}
    except (ValueError, RecursionError):
        found = {}
    return found if isinstance(found, dict) else {}
