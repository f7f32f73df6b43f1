"""What may be picked for a link: records that are there, catalogue rows not yet taken over, and what was typed."""

from collections.abc import Callable, Iterable, Mapping

from planner_desktop.draft import Draft
from planner_desktop.entry.holdings import Catalogue, Holdings, row_title
from planner_desktop.entry.picking import Candidate, folded, matching
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import RecordSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, set_off
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair


def existing(draft: Draft, kind: str, without: Iterable[int] = ()) -> list[Candidate]:
    """The records of a kind that may be picked, but for those of the ids `without`."""
    left_out, holdings = set(without), Holdings(draft)
    records = [record for record in draft.records(kind) if record.id not in left_out]
    return [Candidate(draft.title_of(r), lambda id=r.id: id, brings=holdings.of(r)) for r in records]  # type: ignore[misc]


def untaken(draft: Draft, kind: str) -> list[dict[str, str]]:
    """The rows of a kind's catalogue that are not among the records yet."""
    spec = draft.spec(kind)
    if not spec.catalogue or not spec.key:
        return []
    present = {row[0] for row in draft.database.execute(f"SELECT {spec.key} FROM {kind}")}
    return [row for row in draft.pack.catalogues[spec.catalogue] if row.get(spec.key) not in present]


def from_catalogue(draft: Draft, kind: str, note: str = "") -> list[Candidate]:
    """The catalogue rows that are not taken over yet, to be picked; picking one makes it a record."""
    spec, rows = draft.spec(kind), untaken(draft, kind)
    note, catalogue = note or _("from the catalogue"), Catalogue(draft.pack)
    return [
        Candidate(row_title(spec, row), lambda row=row: draft.adopt(kind, row), note, catalogue.brings(kind, row), True)  # type: ignore[misc]
        for row in rows
    ]


def typed_values(spec: RecordSpec, typed: str) -> dict[str, Value]:
    """The fields of a new record for what was typed: its key where a code stands first, then its name."""
    texts = spec.plain_texts
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
    note = _("add new {label}").format(label=set_off(spec.label))

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
        spec = self.draft.spec(self.kind)
        typed = fields.without_prefix(typed.strip(), spec.fields[spec.key]) if spec.key else typed
        found = matching(self._all, typed)
        text = " ".join(repair(typed).split())
        known = any(folded(candidate.text) == folded(text) for candidate in found[:1])
        if text and not known and not spec.parent:
            found.append(new(self.draft, self.kind, text))
        return found
