"""Reading a draft for misspelt words: which words it may use besides the dictionary's, and where others stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.entry.own_words import own_words
from planner_desktop.formpack import rich_text
from planner_desktop.thai.spelling import Misspelt, misspelt

_FEW = 300
"""Of so many records the names may be words of their own: divisions and agencies, not projects."""


@dataclass(frozen=True, slots=True)
class Names:
    """Where the words come from that a draft may use. `official` texts are right; in `own` names of the draft are."""

    official: tuple[str, ...]
    own: tuple[str, ...]


def names_of(draft: Draft) -> Names:
    """The texts of the edition's catalogues, and the names of the few records that others name."""
    pack = draft.pack
    official = [value for rows in pack.catalogues.values() for row in rows for value in row.values()]
    named = {field.to for spec in pack.records.values() for field in spec.fields.values() if field.to}
    own: list[str] = []
    for kind in sorted(named):
        texts = [name for name, field in pack.records[kind].fields.items() if field.field_type.plain_text]
        ids = draft.ids(kind)
        if texts and len(ids) <= _FEW:
            for record in draft.records(kind):
                own += [str(record.values[name]) for name in texts if record.values[name]]
    return Names(tuple(official), tuple(own))


def known_words(names: Names) -> frozenset[str]:
    """The words that are right besides the dictionary's: the user's own, and those that only names have."""
    official = {text[one.start : one.end] for text in names.official for one in misspelt(text)}
    own = {text[one.start : one.end] for text in names.own for one in misspelt(text) if not one.meant}
    return own_words() | official | own


@dataclass(frozen=True, slots=True)
class Doubt:
    """A misspelt word in a draft: the record and field that it stands in, the word, and what was probably meant."""

    section: str
    kind: str
    id: int
    field: str
    word: str
    meant: str


def doubts(draft: Draft) -> Iterator[Doubt]:
    """Every misspelt word in the texts of a draft that are in use, in the order of its sections."""
    known, use = known_words(names_of(draft)), in_use(draft)
    seen: set[tuple[str, str]] = set()
    for section in use.sections:
        for _number, part in use.parts(section):
            for kind in part.edits(draft.pack):
                for name, field in draft.spec(kind).fields.items():
                    able = field.field_type.free_text and use.has_field(kind, name) and part.shows(kind, name)
                    if not able or (kind, name) in seen:
                        continue
                    seen.add((kind, name))
                    for record in draft.records(kind):
                        for text in _texts(record.values[name], formatted=field.field_type.formatted):
                            for one in misspelt(text, known):
                                yield Doubt(section.id, kind, record.id, name, text[one.start : one.end], one.meant)


def _texts(value: object, *, formatted: bool) -> list[str]:
    if not value:
        return []
    return (rich_text.to_plain(rich_text.load(str(value))) if formatted else str(value)).splitlines()


def look(texts: Iterable[str], known: frozenset[str]) -> dict[str, tuple[Misspelt, ...]]:
    """The misspelt words of each of these texts."""
    return {text: tuple(misspelt(text, known)) for text in texts}
