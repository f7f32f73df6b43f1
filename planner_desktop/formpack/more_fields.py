"""Fields that one file adds to a record of another: an edition adds to one that it inherits without copying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner_desktop.formpack.model import RecordsFile, Section
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.formpack.suggestions import near
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.located_yaml import Path
    from planner_desktop.formpack.source import PackSource

WORD = "more_fields"


def put(
    source: PackSource, records: dict[str, RecordSpec], files: Sequence[tuple[str, RecordsFile | Section]]
) -> dict[str, str]:
    """Put the fields that the files add into their `records`; the files of these fields, by record.field."""
    homes: dict[str, str] = {}
    for file, part in files:
        for kind, spec in part.records.items():
            for name in (name for name, field in spec.fields.items() if field.after is not None):
                problem = _("`after` belongs to `more_fields`: the fields of a record stand as they are written")
                source.finding(file, ("records", kind, "fields", name, "after"), problem, _("Remove it."))
    for file, part in files:
        for kind, more in part.more_fields.items():
            path: Path = (WORD, kind)
            if kind not in records:
                source.finding(file, path, _("there is no record “{name}”").format(name=kind), near(kind, records))
                continue
            records[kind] = _with(source, file, kind, records[kind], more)
            homes |= {f"{kind}.{name}": file for name in more}
    return homes


def _with(source: PackSource, file: str, kind: str, spec: RecordSpec, more: Mapping[str, FieldSpec]) -> RecordSpec:
    """A record with more fields; those with the same `after` stand behind that in their order."""
    order, last = list(spec.fields), dict[str, str]()
    for name, field in more.items():
        path: Path = (WORD, kind, name)
        if name in spec.fields:
            problem = _("“{record}” has a field “{name}” already").format(record=kind, name=name)
            advice = _("Give it another name. To change a field, `take` the file of its record.")
            source.finding(file, path, problem, advice)
        elif field.after is not None and field.after not in order:
            problem = _("“{record}” has no field “{name}”").format(record=kind, name=field.after)
            source.finding(file, (*path, "after"), problem, near(field.after, order))
        else:
            behind = last.get(field.after or "", field.after)
            order.insert(order.index(behind) + 1 if behind else len(order), name)
            last[field.after or name] = name
    fields = {**more, **spec.fields}
    return spec.with_values(fields={name: fields[name].with_values(after=None) for name in order})


def place(kind: str, field: str, homes: Mapping[str, str]) -> tuple[str, Path]:
    """The file of a record's field and where it stands there; `homes` are those of the form pack."""
    added = homes.get(f"{kind}.{field}")
    return (added, (WORD, kind, field)) if added else (homes[kind], ("records", kind, "fields", field))
