"""What a draft took from a catalogue, taken again from a newer one: by the key of the row, field by field.

A field that still says what the older catalogue said comes to say what the newer one says. One that the officer wrote
otherwise stays as it is, and is told with both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.records import adoption, naming
from planner_desktop.draft.records.records import Record
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, FormPack, RecordSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Retaken:
    """A field whose row of the catalogue is other: its record and label, what it said, and what the catalogue says now.

    `kept` where the officer had written something else, which stays. A row that is gone has no field, and its record
    stays.
    """

    record: str
    key: str
    title: str
    field: str
    before: str
    after: str
    kept: bool = False
    gone: bool = False


def line(each: Retaken) -> str:
    """One of them in words, on one line."""
    what = " – ".join(filter(None, (each.record, " ".join(each.title.split()), each.field)))
    before, after = (" ".join(text.split()) for text in (each.before, each.after))
    if each.gone:
        return _("The catalogue has it no more; it stays: {what}").format(what=what)
    said = _("Stays as you wrote it: {what}: “{before}”; the catalogue says: “{after}”")
    if not each.kept:
        said = _("Says now what the catalogue says: {what}: “{before}” → “{after}”")
    return said.format(what=what, before=before, after=after)


def retake(new: Draft, old: FormPack) -> list[Retaken]:
    """Take again in a draft what its catalogues say otherwise than those of the form pack it had before."""
    found: list[Retaken] = []
    with new.action("catalogues"):
        for kind, spec in new.pack.records.items():
            was = old.records.get(kind)
            if not (spec.catalogue and spec.key and was and was.catalogue):
                continue
            before, after = old.catalogues.get(was.catalogue, ()), new.pack.catalogues[spec.catalogue]
            if before != after:
                found += _of_kind(new, kind, spec, _by_key(before, spec.key), _by_key(after, spec.key))
    return found


def _by_key(rows: Rows, key: str) -> dict[str, Mapping[str, str]]:
    """The rows by their key, without those of which several have the same: none can be told to be what was taken."""
    found: dict[str, Mapping[str, str]] = {}
    twice = {row.get(key, "") for n, row in enumerate(rows) if row.get(key, "") in {r.get(key, "") for r in rows[:n]}}
    found |= {row.get(key, ""): row for row in rows if row.get(key, "") not in twice | {""}}
    return found


def _of_kind(
    new: Draft,
    kind: str,
    spec: RecordSpec,
    before: Mapping[str, Mapping[str, str]],
    after: Mapping[str, Mapping[str, str]],
) -> Iterator[Retaken]:
    for record in new.records(kind):
        key = str(record.values.get(spec.key or "") or "")
        was, now, title = before.get(key), after.get(key), new.title_of(record)
        if was is None or was == now:
            continue
        if now is None:
            yield Retaken(spec.label, key, title, "", "", "", gone=True)
            continue
        for name, field in spec.fields.items():
            if name == spec.key or not field.field_type.is_column or was.get(name, "") == now.get(name, ""):
                continue
            links = next((each for each, of in spec.fields.items() if of.read_from == name), None)
            label, held = spec.fields[links or name].label, new.shown(record, links or name)
            told = Retaken(spec.label, key, title, label, held, now.get(name, ""))
            if links is None:
                outcome = _value_again(new, record, name, was.get(name, ""), now.get(name, ""))
            else:
                outcome = _links_again(new, record, (name, links), was.get(name, ""), now.get(name, ""))
            if outcome is not None:
                yield replace(told, kept=not outcome)


def _value_again(new: Draft, record: Record, name: str, was: str, now: str) -> bool | None:
    """Whether the field came to say what the catalogue says now; None where it does already, or cannot be told."""
    field, held = new.spec(record.kind).fields[name], record.values.get(name)
    try:
        old, wanted = _value(new, field, was), _value(new, field, now)
    except ValueRefused:
        return None  # the check of catalogues tells where they differ
    if held == wanted:
        return None
    if held == old:
        new.set(record.kind, record.id, name, wanted)
    return held == old


def _value(draft: Draft, field: FieldSpec, text: str) -> Value:
    if not text:
        return None
    if not field.field_type.to_one:
        return fields.parse(text, field)
    key = draft.spec(field.to or "").key
    return next(iter(draft.ids(field.to or "", where={key: text})), None) if key else None


def _links_again(new: Draft, record: Record, of: tuple[str, str], was: str, now: str) -> bool:
    """The same of links that are read from the names in a text, which stays where it says more."""
    name, links = of
    named, says_all = naming.Named(new, new.spec(record.kind).fields[links].to or "").find(was)
    is_as_taken = list(record.links[links]) == named and record.values.get(name) == (None if says_all else was or None)
    if is_as_taken:
        taken = {links: (), name: now or None} | adoption.read_names(new, record.kind, {name: now})
        for each, value in taken.items():
            new.set(record.kind, record.id, each, value)
    return is_as_taken
