"""The names and codes in pasted cells: which lead to records, which are made anew or taken from the catalogue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner_desktop.draft import Draft
from planner_desktop.entry.names import Answer, LinkNames, strokes, usual_answer
from planner_desktop.entry.picking import folded
from planner_desktop.exchange.likeness import Alike
from planner_desktop.formpack import FieldSpec
from planner_desktop.stopping import Progress, counted
from planner_desktop.thai.digits import to_arabic

MOST_COMPARED = 1000
"""So many new names are compared with each other; who pastes more of them pastes no names."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in the pasted cells that no record has yet: it is created, with what it may be instead, or it is not."""

    field: str
    text: str
    created: bool
    near: str = ""
    halves: tuple[str, ...] = ()


@dataclass(slots=True)
class NamesFound:
    """What pasting would bring into the draft besides its rows: `taken` are the entries of catalogues by field."""

    unknown: list[Unknown]
    taken: dict[str, list[str]]


class PastedNames:
    """What links the cells of a table mean. `specs` are those of the fields that they may go to."""

    def __init__(self, draft: Draft, specs: Mapping[str, FieldSpec]) -> None:
        self._draft, self._specs = draft, specs
        self._names: dict[str, LinkNames] = {}
        self._answers: dict[str, dict[str, Answer]] = {}

    def links(self, field: str) -> LinkNames:
        """The names that a field may mean."""
        if field not in self._names:
            to = self._to(field)
            self._names[field] = LinkNames(self._draft, to, self._answers.setdefault(to, {}))
        return self._names[field]

    def prepare(self) -> None:
        """Read what the draft has, so that a thread can go on without it."""
        for field, spec in self._specs.items():
            if spec.to:
                self.links(field)

    def forget(self) -> None:
        """The draft is about to change; what was answered stays."""
        self._names.clear()

    def _to(self, field: str) -> str:
        return self._specs[field].to or ""

    def knows(self, field: str, text: str) -> bool:
        """Whether a text likely is a name or code of what a field leads to."""
        names = self.links(field)
        if "." in field:  # only codes, for names are often much alike
            parts = [to_arabic(part) for part in (text, *re.split(r"[,;\s]+", text)) if part.strip()]
            return any(len(part) > 2 and part[-1].isdecimal() and names.find(part) for part in parts)
        parts = [part for part in (text, *text.replace(",", "\n").split("\n")) if part.strip()]
        return any(names.find(part) or names.spaced(part) or names.holding(part) for part in parts)

    def found(self, texts: Iterable[tuple[str, str]], progress: Progress | None = None) -> NamesFound:
        """What the texts of fields would bring, each name once. `progress` is told how far it is, and may raise."""
        found = NamesFound([], {})
        seen: set[tuple[str, str]] = set()
        alike: dict[str, Alike] = {}
        for field, text in counted([*dict.fromkeys(texts)], progress):
            to = self._to(field)
            unknown, taken = self.links(field).read(text)
            for one in taken:
                listed = found.taken.setdefault(field, [])
                listed += [one.text] if one.text not in listed else []
            for name in unknown:
                if (to, folded(name)) not in seen:
                    seen.add((to, folded(name)))
                    found.unknown.append(self._unknown(field, name, alike.setdefault(to, Alike()), len(seen)))
        return found

    def _unknown(self, field: str, text: str, before: Alike, count: int) -> Unknown:
        names, halves = self.links(field), tuple(strokes(text))
        near = names.near(text)
        if names.creates and count <= MOST_COMPARED:
            near = near or before.find(folded(text))
            before.add(folded(text))
        return Unknown(field, text, names.creates, near, halves if len(halves) > 1 else ())

    def answer(self, unknown: Unknown, names: Answer) -> None:
        """Take these names for a new one: itself, an existing one, its halves, or nothing. None: what is usual."""
        self._answers.setdefault(self._to(unknown.field), {})[folded(unknown.text)] = names

    def usual_answer(self, unknown: Unknown) -> Answer:
        """What becomes of a new name: what was chosen, else what is usual."""
        answers = self._answers.get(self._to(unknown.field), {})
        usual = usual_answer(unknown.text, self.links(unknown.field).find) if unknown.created else None
        return answers.get(folded(unknown.text), usual)

    def kind_label(self, field: str) -> str:
        """What the records that a link leads to are called."""
        return self._draft.spec(self._to(field)).label
