"""What is other in a corrected form pack of an edition, as a list to be read: sections, records, fields, texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.model import CheckSpec, Section
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.formpack.strict import Strict
from planner_desktop.i18n import _

DifferenceKind = Literal["added", "removed", "changed"]
T = TypeVar("T")

_TEXTS = frozenset({"heading", "paragraph", "title", "item", "cell", "cells", "empty", "before", "after", "below"})
"""The words of a document that hold what is printed."""


@dataclass(frozen=True, slots=True)
class PackChange:
    """One thing that is other: where (a section's or record's title), what it is called, and how it read and reads."""

    what: DifferenceKind
    where: str
    name: str
    before: str = ""
    after: str = ""


def told(change: PackChange) -> str:
    """What is other, in words: “field: added”."""
    words = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
    return f"{change.name}: {words[change.what]}"


def differing(old: FormPack, new: FormPack) -> list[PackChange]:
    """What `new` has become, seen from `old`."""
    edition = {
        _("title"): (old.edition.title, new.edition.title),
        _("contact"): (old.edition.contact, new.edition.contact),
    }
    of_edition = _words(new.edition.title, edition)
    of_all = [[check for checks in pack.checks.values() for check in checks] for pack in (old, new)]
    checks = _checks(new.edition.title, *of_all)
    return [*of_edition, *_sections(old, new), *checks, *_records(old, new), *_catalogues(old, new)]


def _both(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T | None, T | None]]:
    for name in dict.fromkeys((*old, *new)):
        yield old.get(name), new.get(name)


def _sections(old: FormPack, new: FormPack) -> Iterator[PackChange]:
    kind = _("section")
    for was, now in _both({s.id: s for s in old.sections}, {s.id: s for s in new.sections}):
        if was is None or now is None:
            one = was or now
            assert one is not None
            yield PackChange("removed" if was else "added", one.title, kind)
            continue
        yield from _words(now.title, {_("title"): (was.title, now.title), _("guidance"): (was.help, now.help)})
        guides = ["\n".join(filter(None, (part.guide for part in each.screen))) for each in (was, now)]
        yield from _words(now.title, {_("guidance"): (guides[0], guides[1])})
        yield from _checks(now.title, was.checks, now.checks)
        yield from _printed(was, now)


def _checks(where: str, old: Iterable[CheckSpec], new: Iterable[CheckSpec]) -> Iterator[PackChange]:
    kind = _("check")
    for was, now in _both({c.id: c for c in old}, {c.id: c for c in new}):
        if was is None or now is None:
            before, after = was.message if was else "", now.message if now else ""
            yield PackChange("removed" if was else "added", where, kind, before, after)
        elif was != now:
            yield PackChange("changed", where, kind, was.message, now.message)


def _printed(old: Section, new: Section) -> Iterator[PackChange]:
    """Texts that are printed no more, or only now; where none is, but the document is other, that."""
    before, after = Counter(_texts(old.document)), Counter(_texts(new.document))
    gone, come = [*(before - after)], [*(after - before)]
    for n in range(max(len(gone), len(come))):
        was, now = (texts[n] if n < len(texts) else "" for texts in (gone, come))
        what: DifferenceKind = "changed" if was and now else "removed" if was else "added"
        yield PackChange(what, new.title, _("printed text"), was, now)
    if not gone and not come and old.document != new.document:
        yield PackChange("changed", new.title, _("how it is printed"))


def _texts(part: Any, word: str = "") -> Iterator[str]:
    if isinstance(part, str):
        if word in _TEXTS and part.strip():
            yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each, word)
    elif isinstance(part, Strict):
        for name, each in vars(part).items():
            yield from _texts(each, name)


def _records(old: FormPack, new: FormPack) -> Iterator[PackChange]:
    was_called = {spec.was or "": kind for kind, spec in new.records.items() if spec.was in old.records}
    names = {kind: kind if kind in new.records else was_called.get(kind, kind) for kind in old.records}
    before = {name: old.seen(kind) for kind, name in names.items()}
    for was, now in _both(before, {kind: new.seen(kind) for kind in new.records}):
        if was is None or now is None:
            one = was or now
            assert one is not None
            yield PackChange("removed" if was else "added", one.label, _("record"))
            continue
        yield from _words(now.label, {_("title"): (was.label, now.label), _("guidance"): (was.help, now.help)})
        yield from _fields(now.label, was.fields, now.fields)


def _fields(where: str, old: Mapping[str, FieldSpec], new: Mapping[str, FieldSpec]) -> Iterator[PackChange]:
    renamed = {field.was: name for name, field in new.items() if field.was in old and name not in old}
    before = {(renamed.get(name) or name) if name not in new else name: field for name, field in old.items()}
    for was, now in _both(before, new):
        if was is None or now is None:
            labels = was.label if was else "", now.label if now else ""
            yield PackChange("removed" if was else "added", where, _("field"), *labels)
            continue
        words = [name for name in FieldSpec.__dataclass_fields__ if getattr(was, name) != getattr(now, name)]
        if other := ", ".join(name for name in words if name != "was"):
            before_it, after_it = _told(was, now), _told(now, was)
            if before_it == after_it:
                said = _("{field} · entered, worked out or checked in another way ({words})")
                after_it = said.format(field=after_it, words=other)
            yield PackChange("changed", where, _("field"), before_it, after_it)


def _told(field: FieldSpec, other: FieldSpec) -> str:
    """A field as it is told: what it is called, what it takes, and what is said of it; its type if `other` has not."""
    own, of_other = field.field_type, other.field_type
    said = [field.label, own.called() if own is not of_other else "", _("required") if field.required else ""]
    if (field.min, field.max) != (other.min, other.max):
        said += [_("at least {least}").format(least=field.min)] if field.min is not None else []
        said += [_("at most {most}").format(most=field.max)] if field.max is not None else []
    return " · ".join(filter(None, (*said, ", ".join(field.choices.values()), field.help)))


def _words(where: str, words: Mapping[str, tuple[str, str]]) -> Iterator[PackChange]:
    for name, (was, now) in words.items():
        if was != now:
            yield PackChange("changed", where, name, was, now)


def _catalogues(old: FormPack, new: FormPack) -> Iterator[PackChange]:
    """Rows by the key that tells them apart, field by field; where a catalogue has no such key, how many are other."""
    for name in dict.fromkeys((*old.catalogues, *new.catalogues)):
        before, after = old.catalogues.get(name, ()), new.catalogues.get(name, ())
        if before == after:
            continue
        spec = next((spec for spec in new.records.values() if spec.catalogue == name and spec.key), None)
        key = "name" if name == new.edition.agencies else spec.key if spec else None
        where = spec.label if spec else name
        keyed = [{row.get(key or "", ""): row for row in rows} for rows in (before, after)]
        if not key or [len(rows) for rows in keyed] != [len(before), len(after)]:
            were, are = (Counter(tuple(row.values()) for row in rows) for rows in (before, after))
            gone, come = sum((were - are).values()), sum((are - were).values())
            told = _("{gone} rows gone, {come} rows new").format(gone=gone, come=come)
            yield PackChange("changed", where, _("catalogue"), "", told)
            continue
        labels = {column: field.label for column, field in spec.fields.items()} if spec else {}
        for code, (was, now) in zip(dict.fromkeys((*keyed[0], *keyed[1])), _both(*keyed), strict=True):
            if was is None or now is None:
                said = " · ".join(filter(None, (text for column, text in (was or now or {}).items() if column != key)))
                yield PackChange("removed" if was else "added", where, code, said if was else "", said if now else "")
                continue
            for column in dict.fromkeys((*was, *now)):
                old_text, text = was.get(column, ""), now.get(column, "")
                if old_text != text:
                    yield PackChange("changed", where, f"{code} · {labels.get(column, column)}", old_text, text)
