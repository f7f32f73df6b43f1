"""What the reading of a document has in hand: where it is, what it found, and what it keeps as left over."""

from collections.abc import Sequence

from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.i18n import _
from planner_desktop.importing.cells import Said
from planner_desktop.importing.gathering import Gatherer, Mention
from planner_desktop.importing.model_parts import ModelLine, Words
from planner_desktop.importing.model_print import ModelPrint
from planner_desktop.importing.report import LeftOver, Report
from planner_desktop.importing.shapes import Reader, Spot, bare
from planner_desktop.importing.spots import SpotPatterns
from planner_desktop.importing.staging import Stage


class Reading:
    """The reading of one document. `section` and `place` are those of the edition that was read last."""

    def __init__(self, printed: ModelPrint, report: Report) -> None:
        self.printed, self.report = printed, report
        self.stage = Stage(printed.pack, printed.in_one_table())
        self.gatherer = Gatherer(self.stage, printed.plan)
        names = frozenset((kind, self.stage.name_of(kind)) for kind in printed.pack.records)
        self.reader = Reader(SpotPatterns(printed.pack), names)
        self.section = printed.pack.sections[0].id
        self.place = 0
        self.last: ModelLine | None = None
        """The line of the edition that was read last."""
        self._listed: dict[Spot, set[str]] = {}

    def enter(self, section: str, place: int) -> None:
        """From here on the document is read as this place of this section."""
        self.section, self.place = section, place
        self.gatherer.enter(section)

    def title(self) -> str:
        """The section's title, as the officer knows it."""
        return self.printed.pack.section(self.section).title

    def keep(self, text: str, place: str) -> bool:
        """Keep a text that no field takes; that of the contents the program works out."""
        if self.section in self.printed.contents:
            self.report.computed[_("contents")] += 1
        elif not bare(text) and not any(letter.isdecimal() for letter in text):
            self.report.computed[_("empty rows")] += 1
        elif text.strip():
            self.report.left.append(LeftOver(place, self.title(), text.strip()))
        return True

    def lines_here(self) -> list[ModelLine]:
        """The lines that the edition prints in this place."""
        return [line for line in self.printed.lines if line.section == self.section and line.place == self.place]

    def mentions(self, said: Said, words: Sequence[Words]) -> list[Mention]:
        """The records that a text mentions, with the nodes of the model that stand there."""
        found: dict[str, Mention] = {}
        for (kind, name), text in said.items():
            nodes = {node for one in words for node in one.nodes.get((kind, name), ())}
            mention = found.setdefault(kind, Mention(kind, set()))
            mention.nodes |= nodes
            mention.said[name] = text
        return list(found.values())

    def is_listed(self, spot: Spot, text: str) -> bool:
        """Whether a text stands in the catalogue that a kind of record is picked from."""
        kind, name = spot
        if spot not in self._listed:
            rows = self.printed.pack.catalogues.get(self.printed.pack.records[kind].catalogue or "", ())
            self._listed[spot] = {bare_key(row[name]) for row in rows if row.get(name)}
        return bare_key(text) in self._listed[spot]


def row_of(place: str, row: int) -> str:
    """Where a row of a table stands, the first is 0."""
    return _("{place} row {number}").format(place=place, number=row + 1)
