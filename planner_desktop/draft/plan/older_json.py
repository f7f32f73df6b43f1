"""A plan in JSON that an older version of its edition wrote, made to fit the form pack that is, as far as that goes.

What has no place in the corrected edition is taken out and listed, as moving does it (`carrying.Left`). All else must
be sound all the same: what a file from anyone lacks or has too much is refused by who reads it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.plan.carrying import Left
from planner_desktop.draft.records import naming
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, FormPack, RecordSpec, fields
from planner_desktop.formpack.tables import UID
from planner_desktop.i18n import _

JsonRow = dict[str, Any]


def is_older(data: Mapping[str, Any], pack: FormPack) -> bool:
    """Whether a plan says that a lower version of the edition wrote it."""
    edition = data.get("edition")
    version = edition.get("version") if isinstance(edition, dict) else None
    return isinstance(version, int) and version < pack.edition.version


@dataclass
class Fitted:
    """The records of a plan that fit a form pack; `left` is what does not, `named` the texts that shall become links:
    kind, id and field, with the text."""

    pack: FormPack
    records: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    named: list[tuple[str, int, str, str]] = field(default_factory=list)

    def link_named(self, draft: Draft) -> None:
        """Link what the texts name, in the draft that has the records now; what says more than that is listed."""
        for kind, id, name, text in self.named:
            spec = draft.spec(kind).fields[name]
            known = naming.Named(draft, spec.to or "")
            there = naming.taken(draft, spec.to or "", known.find(text)[0])
            if spec.field_type.to_many:
                draft.set(kind, id, name, there)
            elif there:
                draft.set(kind, id, name, there[0])
            if not known.knows(text) or (spec.field_type.to_one and len(there) > 1):
                why = _("not every word of it names one of “{label}”").format(label=draft.spec(spec.to or "").label)
                self.left.append(Left(draft.spec(kind).label, draft.title(kind, id), spec.label, text, why))


def fitted(records: Mapping[str, Any], pack: FormPack) -> Fitted:
    """The records of a plan as a corrected edition takes them."""
    found = Fitted(pack)
    was = {spec.was: kind for kind, spec in pack.records.items() if spec.was and spec.was not in pack.records}
    for kind, rows in records.items():
        spec = pack.records.get(was.get(kind, kind))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            found.records[kind] = rows  # who reads it says what is wrong with it
        elif spec is None:
            for row in rows:
                found.left += _whole(kind, row, row, _("the edition has no such kind of record"))
        else:
            fit = [_row(found, was.get(kind, kind), spec, row) for row in rows]
            found.records[was.get(kind, kind)] = [row for row in fit if row is not None]
    return found


def _row(found: Fitted, kind: str, spec: RecordSpec, row: JsonRow) -> JsonRow | None:
    """A record as the edition takes it; None where it stood under what is no more."""
    if spec.parent and spec.parent not in row:
        found.left += _whole(spec.label, row, spec.fields, _("the edition has it under another kind of record"))
        return None
    title, fit = (
        "" if spec.single else _title(row),
        {name: row[name] for name in ("id", UID, spec.parent) if name and name in row},
    )
    given = {name: value for name, value in row.items() if name not in fit}
    for name, new in spec.fields.items():
        able = [each for each in (name, new.was) if each in given and (each == name or each not in spec.fields)]
        fitting = [each for each in able if new.to is None or not isinstance(given[each], str)]
        if (before := next(iter(fitting or able), None)) is None:
            continue
        value = given.pop(before)
        if new.to is not None and isinstance(value, str) and isinstance(row.get("id"), int):
            found.named.append((kind, row["id"], name, value))
        elif why := _why_not(value, new):
            found.left.append(Left(spec.label, title, new.label, _shown(value), why))
        else:
            fit[name] = value
    why = _("the edition has no such field")
    found.left += [Left(spec.label, title, name, _shown(value), why) for name, value in given.items()]
    return fit


def _why_not(value: Any, spec: FieldSpec) -> str:
    """Why a field does not take a value that an older version of the edition took; empty where it does."""
    if spec.to is not None:
        same = isinstance(value, list) == spec.field_type.to_many
        return "" if same else _("the edition takes something else here")
    try:
        fields.accept(spec.field_type.from_json(value), spec)
    except ValueRefused as error:
        return error.message
    return ""


def _whole(label: str, row: JsonRow, names: Mapping[str, Any], why: str) -> Iterator[Left]:
    title = _title(row)
    yield Left(label, title, "", "", why)
    for name, value in row.items():
        if name in names and name not in ("id", UID):
            spec = names[name]
            yield Left(label, title, spec.label if isinstance(spec, FieldSpec) else name, _shown(value), why)


def _title(row: JsonRow) -> str:
    """What a record may be called by: its first text."""
    return next((_shown(v) for name, v in row.items() if name != UID and isinstance(v, str) and v.strip()), "")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
