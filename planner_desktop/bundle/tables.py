"""The records of a plan as CSV, a table for each kind, with a description of them that other programs read.

Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/). The tables are for spreadsheets and for
reading: choices and links are in words, amounts in baht. `plan.json` says the same exactly, and is what counts.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner_desktop.csv_table import neutralised
from planner_desktop.draft import Draft
from planner_desktop.draft.records.records import Record
from planner_desktop.formpack import FieldSpec
from planner_desktop.formpack.tables import UID

DESCRIPTION = "datapackage.json"
ENCODING = "utf-8-sig"
"""Excel knows by the mark that it is UTF-8."""


def tables(draft: Draft) -> Iterator[tuple[str, bytes]]:
    """The files of a plan's tables by their names, the description last."""
    resources = []
    held = {kind: draft.records(kind) for kind in draft.pack.records}
    titles = _Titles(draft, held)
    for kind, records in held.items():
        if records:
            yield f"{kind}.csv", _csv(draft, kind, held, titles)
            resources.append(_resource(draft, kind))
    data = {"profile": "tabular-data-package", "name": draft.pack.edition.id, "resources": resources}
    yield DESCRIPTION, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


class _Titles:
    """What records are called that others link to, each worked out once."""

    def __init__(self, draft: Draft, held: Mapping[str, list[Record]]) -> None:
        self._draft = draft
        self._records = {kind: {record.id: record for record in records} for kind, records in held.items()}
        self._known: dict[tuple[str, int], str] = {}

    def of(self, kind: str, ids: Iterable[int]) -> str:
        """The titles of records, a line each."""
        return "\n".join(self._known.get((kind, id)) or self._title(kind, id) for id in ids)

    def _title(self, kind: str, id: int) -> str:
        self._known[kind, id] = title = self._draft.title_of(self._records[kind][id])
        return title


def _csv(draft: Draft, kind: str, held: Mapping[str, list[Record]], titles: _Titles) -> bytes:
    spec = draft.spec(kind)
    above = {record.id: record.uid for record in held[spec.parent]} if spec.parent else {}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([UID, *([spec.parent] if spec.parent else []), *spec.fields])
    for record in held[kind]:
        under = [above[record.parent or 0]] if spec.parent else []
        values = (_value(draft, record, name, field, titles) for name, field in spec.fields.items())
        writer.writerow([record.uid, *under, *map(neutralised, values)])
    return text.getvalue().encode(ENCODING)


def _value(draft: Draft, record: Record, name: str, spec: FieldSpec, titles: _Titles) -> str:
    if spec.to is not None:
        linked = record.links[name] if name in record.links else [record.values[name]]
        return titles.of(spec.to, [int(id) for id in linked if id is not None])
    if spec.field_type.sql_type is int:
        value = record.values[name]
        if value is None:
            return ""
        if spec.field_type.money:
            baht, satang = divmod(int(value), 100)
            return f"{baht}.{satang:02}"
        return str(bool(value)).lower() if spec.field_type.ticked else str(value)
    return draft.shown(record, name)


def _resource(draft: Draft, kind: str) -> dict[str, Any]:
    spec = draft.spec(kind)
    own = [{"name": UID, "type": "string", "constraints": {"required": True, "unique": True}}]
    keys = []
    if spec.parent:
        own.append({"name": spec.parent, "type": "string", "title": draft.spec(spec.parent).label})
        keys = [{"fields": spec.parent, "reference": {"resource": spec.parent, "fields": UID}}]
    fields = [{"name": name, "type": _type(field), "title": field.label} for name, field in spec.fields.items()]
    schema: dict[str, Any] = {"fields": own + fields, "primaryKey": UID}
    return {
        "name": kind,
        "path": f"{kind}.csv",
        "title": spec.label,
        "profile": "tabular-data-resource",
        "encoding": ENCODING,
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _type(spec: FieldSpec) -> str:
    if spec.to is not None or spec.field_type.sql_type is not int:
        return "string"
    return "number" if spec.field_type.money else "boolean" if spec.field_type.ticked else "integer"
