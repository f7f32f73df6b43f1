"""A draft filled with made-up data, always the same, so that whoever writes an edition sees all of it printed.

Every field of every kind of record has a value, and every choice is chosen by some record.
"""

from collections.abc import Sequence

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.plan_json import parents_first
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, RecordSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.thai.dates import common_year

FEW, MANY, MOST_PARENTS = 2, 8, 3
"""Records of a kind under one parent, those at most so that every choice is seen, and parents that get some."""

_TYPED = ("1", "12", "123", "1234", "12345", "1.1", "0 2221 2141", "A1", "1001", "a@b.th", "https://bangkok.go.th")
"""What is tried where a text has a pattern."""


def fill(draft: Draft) -> None:
    """Fill a new draft, as one action. What it has already stays."""
    with draft.action(_("made up")):
        for kind in parents_first(draft.pack):
            _add(draft, kind)
        for kind in draft.pack.records:
            _fill(draft, kind)


def _add(draft: Draft, kind: str) -> None:
    """Records of a kind: of its catalogue where it has one to pick from."""
    spec = draft.spec(kind)
    if spec.single:
        return
    choices = max((len(field.choices) for field in spec.fields.values()), default=0)
    wanted = min(max(FEW, choices), MANY)
    rows = draft.pack.catalogues.get(spec.catalogue or "", ()) if spec.key and not spec.parent else ()
    for row in rows[:wanted]:
        draft.adopt(kind, row)
    parents: Sequence[int | None] = draft.ids(spec.parent)[:MOST_PARENTS] if spec.parent else [None]
    for n, parent in enumerate(parents):
        many = wanted if n == 0 else FEW
        for _n in range(many - len(draft.ids(kind, parent))):
            draft.add(kind, parent=parent)


def _fill(draft: Draft, kind: str) -> None:
    spec = draft.spec(kind)
    others = {field.to: draft.ids(field.to) for field in spec.fields.values() if field.to}
    for n, record in enumerate(draft.records(kind)):
        for name, field in spec.fields.items():
            if field.type == "links":
                there = others[field.to or ""]
                if not record.links[name] and there:
                    draft.set(kind, record.id, name, [there[n % len(there)]])
            elif record.values.get(name) is None or (field.type == "choice" and not spec.single):
                draft.set(kind, record.id, name, _value(draft, spec, field, n, others.get(field.to or "", [])))


def _value(draft: Draft, spec: RecordSpec, field: FieldSpec, n: int, others: Sequence[int]) -> Value:
    year = draft.pack.edition.year
    match field.type:
        case "choice":
            return list(field.choices)[n % len(field.choices)]
        case "link":
            return others[n % len(others)] if others else None
        case "date":
            return f"{common_year(year)}-{n % 9 + 1:02}-15"
        case "months":
            return f"{common_year(year)}-{n % 6 + 1:02}/{common_year(year)}-{n % 6 + 3:02}"
        case "yes_no":
            return 0 if spec.single else n % 2
        case "year":
            return _taken([year, year - 1], field)
        case "number" | "percent" | "baht":
            start = n + 1 if field.type != "baht" else (n + 1) * 1_000_000_00
            return _taken([start, 1, 100, 1000, 0], field)
        case "text" | "long_text" | "rich_text":
            label = " ".join(field.label.split())
            return _parsed([f"{label} {n + 1}", label, *(f"{typed}" for typed in _TYPED)], field)
    return None  # a file


def _taken(values: Sequence[int], field: FieldSpec) -> Value:
    """The first of these that the field takes."""
    return next((value for value in values if not fields.refused(value, field)), None)


def _parsed(texts: Sequence[str], field: FieldSpec) -> Value:
    for text in texts:
        try:
            value = fields.parse(text, field)
        except ValueRefused:
            continue
        if value is not None:
            return value
    return None


def choose(draft: Draft, options: Sequence[str]) -> None:
    """Set options given as `record.field=value`, the value as it is stored or read. Raises ValueRefused."""
    with draft.action(_("made up")):
        for option in options:
            place, _sign, text = option.partition("=")
            kind, _dot, name = place.partition(".")
            spec = draft.pack.records.get(kind)
            if spec is None or not spec.single or name not in spec.fields or spec.fields[name].type == "links":
                able = [f"{k}.{f}" for k, s in draft.pack.records.items() if s.single for f in s.fields]
                raise ValueRefused(
                    _("“{name}” is no field of a single record").format(name=place),
                    _("Write one of: {words}").format(words=", ".join(able)),
                )
            draft.set(kind, draft.ids(kind)[0], name, fields.parse(text, spec.fields[name]))
