"""What became of a document: what matched, what is doubtful, and what was left over, everything with its place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from planner_desktop.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be meant, and where it stands."""

    text: str
    place: str


@dataclass(slots=True)
class Doubt:
    """A field of a record of which the document says several things. `kept` is what the draft has now.

    `kind`, `id` and `field` lead to it.
    """

    kind: str
    id: int
    field: str
    title: str
    label: str
    kept: str
    candidates: list[Candidate]
    why: str = ""
    decided: bool = False


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A text that has no place in the draft's records; it is kept beside them. `section` is where it likely belongs."""

    place: str
    section: str
    text: str
    behind_name: bool = False
    """It stood behind a name, as a remark does."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A table or heading that is known, the section that it belongs to, and how many rows of it became records."""

    place: str
    section: str
    heads: str
    rows: int


@dataclass(slots=True)
class Report:
    """What became of a document. `counts` has for each kind of record its name and how many there are now."""

    source: str
    edition: str
    edition_why: str
    agency: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    matched: list[Matched] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left: list[LeftOver] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    """What the file holds and cannot be read, with its place."""
    refused: int = 0
    from_catalogue: int = 0
    computed: Counter[str] = field(default_factory=Counter)
    """What the program works out by itself and therefore does not take: totals, numbers, heads again."""

    @property
    def undecided(self) -> list[Doubt]:
        """The doubts that nobody decided yet."""
        return [doubt for doubt in self.doubts if not doubt.decided]

    def as_data(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return asdict(self) | {"computed": dict(self.computed)}

    def lines(self) -> Iterator[str]:
        """The report as text."""
        yield _("{source}: edition {edition} ({why})").format(
            source=self.source, edition=self.edition, why=self.edition_why
        )
        if self.agency:
            yield _("Agency: {name}").format(name=self.agency)
        yield ""
        yield _("Recognised")
        for label, count in self.counts.items():
            yield f"  {label}: {count}"
        for one in self.matched:
            rows = ngettext("{count} row", "{count} rows", one.rows).format(count=one.rows)
            yield f"  {one.place} → {one.section}: {rows}"
        if self.computed:
            said = ", ".join(f"{label} {count}" for label, count in self.computed.items())
            yield "  " + _("Worked out by the program, and so not taken: {what}").format(what=said)
        if self.from_catalogue:
            yield "  " + ngettext(
                "{count} code or name was taken from the edition's catalogues, by the name or code there.",
                "{count} codes and names were taken from the edition's catalogues, by the names or codes there.",
                self.from_catalogue,
            ).format(count=self.from_catalogue)
        yield ""
        yield _("Doubtful: {count}").format(count=len(self.doubts) + self.refused)
        yield from self.doubt_lines()
        if self.refused:
            yield "  " + ngettext(
                "{count} text was not taken by its field; it stands there to be mended.",
                "{count} texts were not taken by their fields; they stand there to be mended.",
                self.refused,
            ).format(count=self.refused)
        yield ""
        yield _("Left over, kept beside the plan: {count}").format(count=len(self.left))
        for rest in self.left:
            yield f"  {rest.place} ({rest.section or '–'}): {rest.text}"
        if self.skipped:
            yield ""
            yield _("In the file, and not taken: {count}").format(count=len(self.skipped))
            yield from (f"  {line}" for line in self.skipped)

    def doubt_lines(self) -> Iterator[str]:
        """The doubts as text, each and its candidates with the numbers by which they are decided."""
        for n, doubt in enumerate(self.doubts, 1):
            decided = _("decided") if doubt.decided else doubt.why
            yield f"  {n}. {doubt.title} – {doubt.label}: {decided}"
            for m, candidate in enumerate(doubt.candidates, 1):
                kept = "✓" if candidate.text == doubt.kept else " "
                yield f"    {kept} {n}={m} {candidate.text} ({candidate.place})"
