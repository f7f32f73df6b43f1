"""What may be picked for a link: records that are there, catalogue rows not yet taken over, and what was typed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import RecordSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.ui.brings import Catalogue, Holdings, Told, row_title

MOST = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to pick. `take` makes it a record, if it is none yet, and gives its id.

    `brings` tells what the record holds, or what will be filled in if it is to be made: then it `fills`.
    """

    text: str
    take: Callable[[], int]
    note: str = ""
    brings: Told = ()
    fills: bool = False

    @property
    def line(self) -> str:
        """How it is listed."""
        return f"{self.text}  ·  {self.note}" if self.note else self.text

    @property
    def whole(self) -> str:
        """All that it is found by."""
        return " ".join((self.text, *(text for _label, text in self.brings)))


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The text as it is compared: without case, extra spaces, and the difference of Thai and Arabic digits."""
    return " ".join(to_arabic(repair(text)).casefold().split())


def matching(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """The candidates that hold every typed word; at most `MOST`.

    Equal ones come first, then those whose name begins so, that have all words in their name, and in what they bring.
    """
    whole = folded(typed)
    words = whole.split()
    ranked: list[tuple[int, Candidate]] = []
    for candidate in candidates:
        text = folded(candidate.text)
        if all(word in text for word in words):
            ranked.append((0 if text == whole else 1 if text.startswith(whole) else 2, candidate))
        elif candidate.brings and all(word in folded(candidate.whole) for word in words):
            ranked.append((3, candidate))
    ranked.sort(key=lambda found: found[0])
    return [candidate for _rank, candidate in ranked[:MOST]]


def existing(draft: Draft, kind: str, without: Iterable[int] = ()) -> list[Candidate]:
    """The records of a kind."""
    left_out, holdings = set(without), Holdings(draft)
    records = [record for record in draft.records(kind) if record.id not in left_out]
    return [Candidate(draft.title_of(r), lambda id=r.id: id, brings=holdings.of(r)) for r in records]  # type: ignore[misc]


def from_catalogue(draft: Draft, kind: str, note: str = "") -> list[Candidate]:
    """The rows of a kind's catalogue that are not among the records yet."""
    spec = draft.spec(kind)
    if not spec.catalogue or not spec.key:
        return []
    present = {row[0] for row in draft.database.execute(f"SELECT {spec.key} FROM {kind}")}
    rows = [row for row in draft.pack.catalogues[spec.catalogue] if row.get(spec.key) not in present]
    note, catalogue = note or _("from the catalogue"), Catalogue(draft.pack)
    return [
        Candidate(row_title(spec, row), lambda row=row: draft.adopt(kind, row), note, catalogue.brings(kind, row), True)  # type: ignore[misc]
        for row in rows
    ]


def typed_values(spec: RecordSpec, typed: str) -> dict[str, Value]:
    """The fields of a new record for what was typed: its key where a code stands first, then its name."""
    texts = [name for name, field in spec.fields.items() if field.type in ("text", "long_text")]
    code, _space, rest = typed.partition(" ")
    if spec.key in texts and spec.key != texts[-1] and any(letter.isdecimal() for letter in code):
        values: dict[str, Value] = {spec.key: fields.parse(to_arabic(code), spec.fields[spec.key])}
        others = [name for name in texts if name != spec.key]
        return values | ({others[0]: fields.parse(rest, spec.fields[others[0]])} if rest and others else {})
    others = [name for name in texts if name != spec.key] if len(texts) > 1 else texts
    return {others[0]: fields.parse(typed, spec.fields[others[0]])} if others else {}


def new(draft: Draft, kind: str, typed: str, preset: Mapping[str, Value] | None = None) -> Candidate:
    """A new record named as typed. Taking it raises ValueRefused where the text does not fit."""
    spec = draft.spec(kind)
    note = _("add new {label}").format(label=spec.label)

    def take() -> int:
        return draft.add(kind, typed_values(spec, typed) | dict(preset or {}))

    try:
        brings = tuple((spec.fields[n].label, str(value)) for n, value in typed_values(spec, typed).items() if value)
    except ValueRefused:
        brings = ()  # told when it is taken
    return Candidate(typed, take, note, brings, fills=True)


class LinkFinder:
    """Finds what a link field may lead to. Call `refresh` before a new search, then the finder with what is typed."""

    def __init__(self, draft: Draft, kind: str, chosen: Callable[[], Iterable[int]] = tuple) -> None:
        self.draft, self.kind, self.chosen = draft, kind, chosen
        self._all: list[Candidate] = []

    def refresh(self) -> None:
        """Look again at what there is."""
        self._all = existing(self.draft, self.kind, self.chosen()) + from_catalogue(self.draft, self.kind)

    def __call__(self, typed: str) -> list[Candidate]:
        """What fits the typed text, with the text itself as a new record last."""
        found = matching(self._all, typed)
        text = " ".join(repair(typed).split())
        known = any(folded(candidate.text) == folded(text) for candidate in found[:1])
        if text and not known and not self.draft.spec(self.kind).parent:
            found.append(new(self.draft, self.kind, text))
        return found
