"""Catalogue rows taken over as records, so that an officer picks instead of typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner_desktop.draft.records import naming
from planner_desktop.formpack import fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, set_off

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft


def adopt(draft: Draft, kind: str, row: Mapping[str, str]) -> int:
    """Take a catalogue row over as a record; its id. What it stands under and links to is taken over as well.

    If a record with its key is there already, that one is meant. Rows of catalogues without a key that name this one
    as their parent (a goal's indicators) come along.
    """
    spec = draft.spec(kind)
    if spec.key and (present := draft.ids(kind, where={spec.key: row[spec.key]})):
        return present[0]
    with draft.action(_("add {label}").format(label=set_off(spec.label))):
        values: dict[str, Value | Sequence[int]] = {}
        for name, field in spec.fields.items():
            text = row.get(name, "")
            if text and field.field_type.to_one:
                values[name] = _with_key(draft, field.to or "", text)
            elif text and field.field_type.is_column:
                values[name] = fields.parse(text, field)
        values |= read_names(draft, kind, values)
        parent = _with_key(draft, spec.parent, row[spec.parent]) if spec.parent else None
        new = draft.add(kind, values, parent=parent)
        for child in draft.pack.children(kind) if spec.key else ():
            _adopt_all(draft, child, new, kind, row[spec.key or ""])
    return new


def read_names(
    draft: Draft, kind: str, values: Mapping[str, Value | Sequence[int]]
) -> dict[str, Value | Sequence[int]]:
    """What the texts among a record's values name, as links; and these texts as they then remain."""
    found: dict[str, Value | Sequence[int]] = {}
    for name, field in draft.spec(kind).fields.items():
        text = values.get(field.read_from or "")
        if text and not values.get(name):
            named, says_all = naming.Named(draft, field.to or "").find(str(text))
            found[name] = naming.taken(draft, field.to or "", named)
            if says_all:
                found[field.read_from or ""] = None
    return found


def _with_key(draft: Draft, kind: str, key: str) -> int | None:
    spec = draft.spec(kind)
    if present := draft.ids(kind, where={spec.key or "": key}):
        return present[0]
    rows = draft.pack.catalogues.get(spec.catalogue or "", ())
    return next((adopt(draft, kind, row) for row in rows if row.get(spec.key or "") == key), None)


def _adopt_all(draft: Draft, kind: str, parent: int, parent_kind: str, key: str) -> None:
    spec = draft.spec(kind)
    if spec.catalogue and not spec.key:
        for row in draft.pack.catalogues[spec.catalogue]:
            if row.get(parent_kind) == key:
                values: dict[str, Value | Sequence[int]] = {
                    n: fields.parse(text, spec.fields[n]) for n, text in row.items() if n != parent_kind
                }
                draft.add(kind, values | read_names(draft, kind, values), parent=parent)


def add_presets(draft: Draft) -> None:
    """Add the rows that the template prescribes, as the state before which nothing can be undone."""
    with draft.action(_("new plan")):
        for kind, spec in draft.pack.records.items():
            if spec.preset:
                for row in draft.pack.catalogues[spec.catalogue or ""]:
                    adopt(draft, kind, row)
    draft.forget_history()
