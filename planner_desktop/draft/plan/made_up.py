"""A draft filled with made-up data, always the same, so that whoever writes an edition sees all of it printed.

Every field of every kind of record has a value, and every choice is chosen by some record.
"""

from collections.abc import Sequence

from planner_desktop.draft.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import fields
from planner_desktop.formpack.tables import parents_first
from planner_desktop.i18n import _

FEW, MANY, MOST_PARENTS = 2, 8, 3
"""Records of a kind under one parent, those at most so that every choice is seen, and parents that get some."""


def fill(draft: Draft) -> None:
    """Fill a new draft, as one action. What it has already stays."""
    with draft.action(_("made up")):
        for kind in parents_first(draft.pack.records):
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
            there = others.get(field.to or "", [])
            if field.field_type.to_many:
                if not record.links[name] and there:
                    draft.set(kind, record.id, name, [there[n % len(there)]])
            elif field.field_type.to_one:
                if record.values[name] is None and there:
                    draft.set(kind, record.id, name, there[n % len(there)])
            elif record.values[name] is None or (field.choices and not spec.single):
                draft.set(kind, record.id, name, field.field_type.example(field, n, draft.pack.edition.year))


def choose(draft: Draft, options: Sequence[str]) -> None:
    """Set options given as `record.field=value`, the value as it is stored or read. Raises ValueRefused."""
    with draft.action(_("made up")):
        for option in options:
            place, _sign, text = option.partition("=")
            kind, _dot, name = place.partition(".")
            spec = draft.pack.records.get(kind)
            if spec is None or not spec.single or name not in spec.columns:
                able = [f"{k}.{f}" for k, s in draft.pack.records.items() if s.single for f in s.fields]
                raise ValueRefused(
                    _("“{name}” is no field of a single record").format(name=place),
                    _("Write one of: {words}").format(words=", ".join(able)),
                )
            draft.set(kind, draft.ids(kind)[0], name, fields.parse(text, spec.fields[name]))
