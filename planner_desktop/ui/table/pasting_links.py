"""What pasted names and codes lead to, looked up for many cells at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange.likeness import is_near
from planner_desktop.formpack.fields import without_prefix
from planner_desktop.i18n import _
from planner_desktop.thai.repair import repair
from planner_desktop.ui import candidates
from planner_desktop.ui.picking import Candidate, folded

_PARTS = re.compile(r"[,;\n]|\s+และ\s*|\s+/\s+")

_BEFORE_CODE = re.compile(r"^(?:รหัส\s*)?(?:okrs?|krs?|kpis?)?[\s.:]*(?=[0-9])")
"""What plans write before a code: OKR 7402."""

LEAST = 3
"""So many letters of a name tell it, if no other has them; fewer stand anywhere."""


class LinkNames:
    """The records of a kind and the rows of its catalogue by name, by code, and by each of their short texts."""

    def __init__(self, draft: Draft, kind: str, answers: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
        self._draft, self._kind, self._answers = draft, kind, answers
        self._spec = draft.spec(kind)
        self._known: dict[str, Candidate | None] = {}
        self._made: dict[str, Candidate] = {}
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
            key = _BEFORE_CODE.sub("", without_prefix(key, self._spec.fields[self._spec.key]))
        if key and key not in self._known:
            found = [candidate for known, candidate in self._all if all(word in known for word in key.split())]
            self._known[key] = found[0] if len(found) == 1 and len(key) >= LEAST else None
        return self._known.get(key)

    @property
    def creates(self) -> bool:
        """Whether a text that means nothing becomes a record; a code of a catalogue does not."""
        return not self._spec.parent and not (self._spec.catalogue and self._spec.key)

    def several(self, text: str) -> list[Candidate]:
        """What the names of a cell mean, parted by lines or commas. Raises ValueRefused at one that means nothing."""
        found, unknown = self.parted(text)
        if unknown:
            raise ValueRefused(not_created(unknown))
        return found

    def parted(self, text: str) -> tuple[list[Candidate], list[str]]:
        """What the names of a cell mean, new ones among them, and what means nothing and is not created."""
        found: list[Candidate] = []
        unknown: list[str] = []
        for part, known in self._parts(text):
            if known:
                found += known
            elif not self.creates:
                unknown.append(part)
            else:
                for name in self._answers.get(folded(part), usual_answer(part, self.find)):
                    one = self.find(name)
                    found.append(one or self._new(name))
        return found, unknown

    def unknown(self, text: str) -> list[str]:
        """The parts of a cell's text that mean nothing yet."""
        return [" ".join(repair(part).split()) for part, known in self._parts(text) if not known]

    def _parts(self, text: str) -> Iterator[tuple[str, list[Candidate]]]:
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            whole = self.find(line)
            parts = [line] if whole else [part.strip(" -–•") for part in _PARTS.split(line)]
            for part in filter(None, parts):
                one = self.find(part)
                known = [one] if one else self.spaced(part) or self._halves(part)
                codes = part.split() if not known and not self.creates else []
                if len(codes) > 1 and all(code[-1].isdecimal() for code in codes):
                    yield from ((code, [one] if (one := self.find(code)) else []) for code in codes)
                else:
                    yield part, known

    def _halves(self, text: str) -> list[Candidate]:
        """What names parted by strokes mean; nothing where one of them is not known."""
        found = [self.find(part) for part in text.split("/")]
        return [one for one in found if one] if len(found) > 1 and all(found) else []

    def near(self, text: str) -> str:
        """A record whose name may be meant, spelled a little differently; empty where there is none."""
        key = folded(text)
        return next((candidate.text for known, candidate in self._all if is_near(key, known)), "")

    def spaced(self, text: str) -> list[Candidate]:
        """What names parted by spaces alone mean; nothing where one of them is not known."""
        found = [self.find(part) for part in text.split()]
        return [one for one in found if one] if all(found) else []

    def _new(self, text: str) -> Candidate:
        """One record for all the cells that name it; until it is made, the name is not known."""
        key = folded(text)
        if key not in self._made:
            self._made[key] = _once(candidates.new(self._draft, self._kind, " ".join(repair(text).split())))
        return self._made[key]


def not_created(texts: Iterable[str]) -> str:
    """What is said of names and codes that mean nothing and that pasting does not make records of."""
    return _("Not known, and not created: {texts}").format(texts=", ".join(texts))


def usual_answer(text: str, find: Callable[[str], object]) -> list[str]:
    """What becomes of a new name if nobody says otherwise: one record; two where a stroke clearly parts two names."""
    halves = strokes(text)
    alike = {half[:3] for half in halves}
    return halves if len(halves) > 1 and (len(alike) == 1 or any(map(find, halves))) else [text]


def strokes(text: str) -> list[str]:
    """The names that strokes part in a text; one where there is no stroke."""
    return [half.strip() for half in text.split("/") if half.strip()]


def _once(candidate: Candidate) -> Candidate:
    """A candidate that becomes one record, however often it is taken."""
    made: list[int] = []

    def take() -> int:
        if not made:
            made.append(candidate.take())
        return made[0]

    return Candidate(candidate.text, take, candidate.note)
