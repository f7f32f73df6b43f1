"""Where a printed text was entered: the record and field behind a place of a page.

A form pack's queries do not say from which records a row comes, so these are found by what they hold: the record most
of whose values stand in the row, and of it the field whose value stands in the cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner_desktop.document.flow import Said
from planner_desktop.document.outline import Runs, plain
from planner_desktop.draft import Draft, Record
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.formpack.fields import Value
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_SHORT = 6  # letters; a shorter value is found only where it stands by itself, as "5" not in "15"
_AROUND = " \t\n()[]“”\"':;,.-"
_RAISED = regex("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # marks of footnotes


class Origin(NamedTuple):
    """A record's field; None if the record is known but not the field."""

    kind: str
    id: int
    field: str | None


@dataclass(slots=True)
class _Print:
    """Printed texts without what printing changes: the letters of each in one piece, and its words between blanks."""

    letters: str
    words: set[str]

    @classmethod
    def of(cls, texts: Iterable[Runs]) -> "_Print":
        said = [_RAISED.sub("", to_arabic(plain(text))) for text in texts]
        whole = ["".join(text.split()) for text in said]
        words = {word.strip(_AROUND) for text in said for word in text.split()}
        return cls("\n".join(whole), {*whole, *words})

    def has(self, value: str) -> bool:
        return value in self.letters if len(value) >= _SHORT else value in self.words


@dataclass(slots=True)
class _Match:
    """What of a record stands in a row: how many letters of each field, in the cell and beside it."""

    own: dict[str, int] = field(default_factory=dict)
    linked: dict[str, int] = field(default_factory=dict)
    own_beside: int = 0
    linked_beside: int = 0

    def score(self) -> tuple[int, int, int]:
        """How well the record fits: a higher one is better."""
        own, linked = sum(self.own.values()), sum(self.linked.values())
        whole = own + linked + self.own_beside + self.linked_beside
        if len(self.own) > 1 or (own and self.own_beside):
            return 4, whole + own + linked, own
        if linked and self.own_beside:  # as the division of a project: its name alone is not what the row is about
            return 3, whole, own
        return (2, own, linked) if own else (1, linked, 0) if linked else (0, whole, 0)

    def field(self) -> str | None:
        """The field that most of the cell is from, its own before the name of a linked record."""
        return max(self.own or self.linked, key=lambda name: (self.own or self.linked)[name], default=None)


def find(draft: Draft, section: str, said: Said, use: InUse | None = None) -> Origin | None:
    """The record and field that a text of a section was entered in; None if nothing of a record stands there.

    Of records that fit equally well the first is taken, those on the section's own screen before others. `use` is what
    is in use of the form pack, where that is known.
    """
    spec = draft.pack.section(section)
    here = {kind for _number, part in (use or in_use(draft)).parts(spec) for kind in part.edits(draft.pack)}
    cell, row = _Print.of([said.text]), _Print.of(text for text in said.beside if text is not said.text)
    titles: dict[tuple[str, int], str] = {}
    best, most = None, ((0, 0, 0), False)
    for kind in draft.pack.records:
        for record in draft.records(kind):
            match = _match(draft, record, cell, row, titles)
            score = match.score(), kind in here
            if score > most and any(score[0]):
                best, most = Origin(kind, record.id, match.field()), score
    return best


def _match(draft: Draft, record: Record, cell: _Print, row: _Print, titles: dict[tuple[str, int], str]) -> _Match:
    match = _Match()
    fields = draft.spec(record.kind).fields
    for name, value in _own(draft, record):
        weight = 1 if fields[name].choices else len(value)  # its words are those of many records
        if cell.has(value):
            match.own[name] = match.own.get(name, 0) + weight
        elif row.has(value):
            match.own_beside += weight
    if match.own or match.own_beside:  # links alone say little, and to name them takes long
        for name, value in _linked(draft, record, titles):
            if cell.has(value):
                match.linked[name] = match.linked.get(name, 0) + len(value)
            elif row.has(value):
                match.linked_beside += len(value)
    return match


def _own(draft: Draft, record: Record) -> Iterator[tuple[str, str]]:
    """What a record's own fields say, a line at a time."""
    for name, spec in draft.spec(record.kind).fields.items():
        if spec.field_type.own_words:
            for line in re.split("[\n\t]", draft.shown(record, name)):
                if letters := _letters(line):
                    yield name, letters


def _linked(draft: Draft, record: Record, titles: dict[tuple[str, int], str]) -> Iterator[tuple[str, str]]:
    """The names of the records that a record's fields lead to."""
    for name, spec in draft.spec(record.kind).fields.items():
        held: Sequence[Value] = record.links.get(name) or (record.values.get(name),)
        for id in held if spec.to else ():
            if id is not None:
                key = (spec.to or "", int(id))
                if key not in titles:
                    titles[key] = _letters(draft.title(*key))
                yield name, titles[key]


def _letters(text: str) -> str:
    return "".join(_RAISED.sub("", to_arabic(text)).split())
