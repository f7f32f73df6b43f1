"""What pasted names and codes lead to, looked up for many cells at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from planner_desktop.draft import Draft
from planner_desktop.draft.records import naming
from planner_desktop.entry import candidates
from planner_desktop.entry.picking import Candidate, folded
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange import numbered
from planner_desktop.exchange.likeness import Alike
from planner_desktop.formpack.fields import without_prefix
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.repair import repair

_PARTS = regex(r"[,;\n]|\s+และ\s*|\s+/\s+")

_LIST = regex(r"[,;\n]")

_BEFORE_CODE = regex(r"^(?:รหัส\s*)?(?:okrs?|krs?|kpis?)?[\s.:]*(?=[0-9])")
"""What plans write before a code: OKR 7402."""

LEAST = 3
"""So many letters may mean the one name that holds them; fewer stand anywhere."""

Answer = Sequence[str] | None
"""The names that are taken for one that means nothing; None where nobody said."""


class LinkNames:
    """The records of a kind and the rows of its catalogue by name, by code, and by each of their short texts."""

    def __init__(self, draft: Draft, kind: str, answers: Mapping[str, Answer] = MappingProxyType({})) -> None:
        self._draft, self._kind, self._answers = draft, kind, answers
        self._spec = draft.spec(kind)
        self._known: dict[str, Candidate | None] = {}
        self._made: dict[str, Candidate] = {}
        records = draft.records(kind)
        listed = [Candidate(draft.title_of(record), lambda id=record.id: id) for record in records]  # type: ignore[misc]
        listed += map(_once, candidates.from_catalogue(draft, kind))
        self._all = [(folded(candidate.text), candidate) for candidate in listed]
        self._alike: Alike | None = None
        known: list[Mapping[str, object]] = [*(record.values for record in records), *candidates.untaken(draft, kind)]
        for values, candidate in zip(known, listed, strict=True):
            for name in naming.names(self._spec, values):
                self._also(name, candidate)
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
        """What a name or code means; None where nothing does, or several do. A part of a name means nothing."""
        key = folded(text)
        if self._spec.key and key not in self._known:
            key = _BEFORE_CODE.sub("", without_prefix(key, self._spec.fields[self._spec.key]))
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
            answer = None if known else self._answer(part)
            if answer is None:
                found += known
                unknown += [] if known else [part]
            for name in answer or ():
                found.append(self.find(name) or self._new(name))
        return found, unknown

    def _answer(self, part: str) -> Answer:
        usual = usual_answer(part, self.find) if self.creates else None
        return self._answers.get(folded(part), usual)

    def read(self, text: str) -> tuple[list[str], list[Candidate]]:
        """The parts of a cell's text that mean nothing yet, and what the others take over from the catalogue."""
        unknown: list[str] = []
        taken: list[Candidate] = []
        for part, known in self._parts(text):
            taken += [candidate for candidate in known if candidate.fills]
            unknown += [] if known else [" ".join(repair(part).split())]
        return unknown, taken

    def _parts(self, text: str) -> Iterator[tuple[str, list[Candidate]]]:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        for line in map(numbered.bare, lines) if numbered.are_counted(lines) else lines:
            whole = self.find(line)
            parts = [line] if whole else [part.strip(" -–•") for part in self._parted(line)]
            for part in filter(None, parts):
                one = self.find(part)
                known = [one] if one else self.spaced(part) or self._halves(part)
                codes = part.split() if not known and not self.creates else []
                if len(codes) > 1 and all(code[-1].isdecimal() for code in codes):
                    yield from ((code, [one] if (one := self.find(code)) else []) for code in codes)
                else:
                    yield part, known

    def _parted(self, line: str) -> Iterator[str]:
        """The names of a line. One that is known may have “และ” in it, as offices have."""
        for part in _LIST.split(line):
            yield from [part] if self.find(part.strip(" -–•")) else _PARTS.split(part)

    def _halves(self, text: str) -> list[Candidate]:
        """What names parted by strokes mean; nothing where one of them is not known."""
        found = [self.find(part) for part in text.split("/")]
        return [one for one in found if one] if len(found) > 1 and all(found) else []

    def holding(self, text: str) -> Candidate | None:
        """The only record whose name holds these words, which may be meant."""
        key = folded(text)
        words = key.split() if len(key) >= LEAST else []
        found = [candidate for known, candidate in self._all if words and all(word in known for word in words)]
        return found[0] if len(found) == 1 else None

    def near(self, text: str) -> str:
        """A record whose name may be meant: cut short, or spelled a little differently. Empty where there is none."""
        if holding := self.holding(text):
            return holding.text
        if self._alike is None:
            self._alike = Alike()
            for known, _candidate in self._all:
                self._alike.add(known)
        found = self._known.get(self._alike.find(folded(text)))
        return found.text if found is not None else ""

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

    return Candidate(candidate.text, take, candidate.note, fills=candidate.fills)
