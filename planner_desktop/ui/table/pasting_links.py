"""What pasted names and codes lead to, looked up for many cells at once."""

import re

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.fields import without_prefix
from planner_desktop.i18n import _
from planner_desktop.ui import candidates
from planner_desktop.ui.picking import Candidate, folded

_PARTS = re.compile(r"[,;\n]|\s+และ\s*|\s+/\s+")


LEAST = 3
"""So many letters of a name tell it, if no other has them; fewer stand anywhere."""


class LinkNames:
    """The records of a kind and the rows of its catalogue by name, by code, and by each of their short texts."""

    def __init__(self, draft: Draft, kind: str) -> None:
        self._draft, self._kind = draft, kind
        self._spec = draft.spec(kind)
        self._known: dict[str, Candidate | None] = {}
        listed = candidates.existing(draft, kind) + list(map(_once, candidates.from_catalogue(draft, kind)))
        self._all = [(folded(candidate.text), candidate) for candidate in listed]
        short = [name for name, field in self._spec.fields.items() if field.type == "text"]
        for record in draft.records(kind):
            for name in short:
                self._also(str(record.values[name] or ""), Candidate(draft.title_of(record), lambda id=record.id: id))  # type: ignore[misc]
        for _key, candidate in self._all:
            code, space, name = candidate.text.partition(" ")
            for part in (code, name) if space and any(letter.isdecimal() for letter in code) else ():
                self._also(part, candidate)
        self._known |= dict(reversed(self._all))

    def _also(self, text: str, candidate: Candidate) -> None:
        """What several have is a name of none of them."""
        key = folded(text)
        if key:
            same = self._known.get(key, candidate)
            self._known[key] = candidate if same is not None and same.text == candidate.text else None

    def find(self, text: str) -> Candidate | None:
        """What a name or code means; None where nothing does, or several do."""
        key = folded(text)
        if self._spec.key and key not in self._known:
            key = without_prefix(key, self._spec.fields[self._spec.key])
        if key and key not in self._known:
            found = [candidate for known, candidate in self._all if all(word in known for word in key.split())]
            self._known[key] = found[0] if len(found) == 1 and len(key) >= LEAST else None
        return self._known.get(key)

    def several(self, text: str) -> list[Candidate]:
        """What the names of a cell mean, parted by lines or commas. Raises ValueRefused at one that means nothing."""
        found: list[Candidate] = []
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            whole = self.find(line)
            parts = [line] if whole else [part.strip(" -–•") for part in _PARTS.split(line)]
            for part in filter(None, parts):
                one = self.find(part)
                found += [one] if one else self.spaced(part) or [self._new(part)]
        return found

    def spaced(self, text: str) -> list[Candidate]:
        """What names parted by spaces alone mean; nothing where one of them is not known."""
        found = [self.find(part) for part in text.split()]
        return [one for one in found if one] if all(found) else []

    def _new(self, text: str) -> Candidate:
        if self._spec.parent:
            raise ValueRefused(_("“{text}” is none of the entries").format(text=text))
        known = self._known[folded(text)] = _once(candidates.new(self._draft, self._kind, " ".join(text.split())))
        return known


def _once(candidate: Candidate) -> Candidate:
    """A candidate that becomes one record, however often it is taken."""
    made: list[int] = []

    def take() -> int:
        if not made:
            made.append(candidate.take())
        return made[0]

    return Candidate(candidate.text, take, candidate.note)
