"""Which records, or rows of their catalogue not taken over yet, a text names: “สนพ. และ สนอ.” names two agencies.

A record is known by each of its short texts, and printed by the first; one that holds several names parts them by
semicolons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from planner_desktop.formpack import RecordSpec
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

_BRACKETS = regex(r"\([^()]*\)")
_PARTS = regex(r"[,;\n/]")
_AND = "และ"


def names(spec: RecordSpec, values: Mapping[str, object]) -> Iterator[str]:
    """The names that a record, or a row of its catalogue, is known by: its short texts."""
    for name, field in spec.fields.items():
        if field.field_type.plain_text and not field.field_type.multiline:
            yield from (part.strip() for part in str(values.get(name) or "").split(";"))


class Named:
    """The records and catalogue rows of one kind by their names. What several are called is a name of none."""

    def __init__(self, draft: Draft, kind: str) -> None:
        spec = draft.spec(kind)
        self._of: dict[str, int | Mapping[str, str] | None] = {}
        self._printed: set[str] = set()
        records = draft.records(kind)
        for record in records:
            self._know(spec, record.values, record.id)
        present = {record.values[spec.key] for record in records} if spec.key else set()
        for row in draft.pack.catalogues.get(spec.catalogue or "", ()) if spec.key else ():
            if row[spec.key or ""] not in present:
                self._know(spec, row, row)

    def _know(self, spec: RecordSpec, values: Mapping[str, object], found: int | Mapping[str, str]) -> None:
        known = [name for name in names(spec, values) if name]
        self._printed.update(known[:1])
        for key in map(_key, known):
            self._of[key] = found if self._of.get(key, found) is found else None

    def find(self, text: str) -> tuple[list[int | Mapping[str, str]], bool]:
        """What the text names, each once in its order, and whether it says no more than what is printed of them."""
        whole = self._of.get(_key(text))
        if whole is not None:
            return [whole], text in self._printed
        named = list(self._each(text))
        found = [each for n, each in enumerate(named) if each is not None and each not in named[:n]]
        known = bool(found) and None not in named
        return found, known and all(word in self._printed for word in text.split())

    def knows(self, text: str) -> bool:
        """Whether the text says no more than names."""
        return self._of.get(_key(text)) is not None or None not in self._each(text)

    def _each(self, text: str) -> Iterator[int | Mapping[str, str] | None]:
        """What each part of the text names; None for one that names nothing. A name may itself have “และ” in it."""
        for part in _PARTS.split(_BRACKETS.sub(" ", text)):
            pieces = part.split(_AND)
            while pieces:
                ends = range(len(pieces), 0, -1)
                end = next((n for n in ends if self._of.get(_key(_AND.join(pieces[:n]))) is not None), 0)
                if end:
                    yield self._of[_key(_AND.join(pieces[:end]))]
                else:
                    yield from (self._of.get(_key(word)) for word in pieces[0].split())
                del pieces[: end or 1]


def _key(text: str) -> str:
    """As names are told apart; the points of abbreviations are left out, for everyone sets them otherwise."""
    return compared(text).replace(".", "")


def taken(draft: Draft, kind: str, found: Iterable[int | Mapping[str, str]]) -> list[int]:
    """The ids of what was found, catalogue rows taken over as records."""
    return [each if isinstance(each, int) else draft.adopt(kind, each) for each in found]
