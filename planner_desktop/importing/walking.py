"""Goes through a written document from its first part to its last, and finds for each its place in the edition."""

from dataclasses import replace

from planner_desktop import stopping
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.written import WrittenDocument, WrittenPart
from planner_desktop.formpack.rich_text import (
    NOTE,
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichPart,
    RichTable,
)
from planner_desktop.i18n import _
from planner_desktop.importing.by_place import PARAGRAPH, read_by_place
from planner_desktop.importing.cells import best_read
from planner_desktop.importing.forms import read_form
from planner_desktop.importing.found_tables import KnownTable, TableFinder
from planner_desktop.importing.joining import join_wordings
from planner_desktop.importing.lines import FoundLine, LineFinder
from planner_desktop.importing.model_parts import ModelLine
from planner_desktop.importing.model_print import ModelPrint
from planner_desktop.importing.reading import Reading
from planner_desktop.importing.report import Matched, Report
from planner_desktop.importing.rows import RowReader
from planner_desktop.importing.shapes import bare
from planner_desktop.importing.staging import Staged
from planner_desktop.importing.stories import Stories
from planner_desktop.regex import regex
from planner_desktop.stopping import Progress, counted
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair

SURE_TABLE = 0.75
"""So much is a table like one of another section that it ends running text."""
_ENTRY = regex(r"(?:^|[\s.…])[0-9๐-๙]{1,3}\s*$")
"""The page that stands behind an entry of the contents."""
_COUNTED = regex(r"^\s*(?:\(?[0-9๐-๙]{1,3}[.)]|[-–•])\s*(?=\S)")
BAR = "■"
"""Stands for the colour of a cell."""


class Walker:
    """Reads a document into staged records; what it finds and what is left it tells the report."""

    def __init__(self, document: WrittenDocument, printed: ModelPrint, report: Report) -> None:
        self.document, self.printed, self.report = document, printed, report
        self.reading = Reading(printed, report)
        self.stage, self.gatherer = self.reading.stage, self.reading.gatherer
        self.stories = Stories(self.reading)
        self._tables = TableFinder(printed)
        self._lines = LineFinder(printed, self.reading)
        self._known_table: KnownTable | None = None
        self._above: dict[str, Staged] = {}
        """What the last rows of the table before named, which a table that goes on with it stands under."""
        self._lead: ModelLine | None = None
        self._at = 0

    def walk(self, progress: Progress | None = None) -> None:
        """Read all of it."""
        for at, part in enumerate(counted(self.document.parts, progress)):
            stopping.look()
            self._at = at
            self._part(part)
        join_wordings(self.stage)
        for rest in self.gatherer.left:
            title = self.printed.pack.section(rest.section).title if rest.section else ""
            self.report.left.append(replace(rest, section=title))

    def _part(self, part: WrittenPart) -> None:
        block = part.block
        if part.grid is not None and isinstance(block, RichTable):
            if block.caption:
                self._text(block.caption, part.place, 0, None)
            self._table(part, part.grid, block)
            if block.note and not self.stories.is_open:
                self._text(block.note, part.place, 0, None)
            for inner in (one for cell in sorted(part.inside) for one in part.inside[cell]):
                self._inside(inner)
            return
        self._known_table = None
        if not isinstance(block, RichList):
            self._lead = None
        match block:
            case RichHeading():
                self._text(block.heading, part.place, max(part.level, 1), block)
            case RichParagraph():
                self._text(block.paragraph, part.place, 0, block)
                story = self.stories.now
                if story is None or story.blocks[-1:] != [block]:  # running text keeps its notes itself
                    for note in block.notes:
                        self.reading.keep(note, part.place)
            case RichList():
                self._list(block, part.place)
            case RichFigure():
                self._figure(block, part.place)
            case _:
                self._rest(block, "", part.place)

    def _inside(self, part: WrittenPart) -> None:
        """What stands in a cell besides its text: a table that is known is read, a picture has its place behind it."""
        if isinstance(part.block, RichFigure):
            self._figure(part.block, part.place)
        elif part.grid is not None and not self.stories.is_open:
            self._part(part)

    def _figure(self, block: RichFigure, place: str) -> None:
        """A picture in running text stays there; any other is left over, and attached all the same."""
        if block.figure and (story := self.stories.now or self.stories.of_place()):
            self.stories.now = story
            story.blocks.append(block)
        else:
            what = " ".join(filter(None, (_("picture {name}").format(name=block.figure), block.caption or block.alt)))
            self.reading.keep(what, place)

    # ------------------------------------------------------------ lines

    def _text(self, text: str, place: str, level: int, block: RichPart | None) -> None:
        plain = repair(text.replace(NOTE, "")).strip()
        if not plain:
            return
        if self.reading.section in self.printed.contents and self._is_entry(plain, level):
            self.report.computed[_("contents")] += 1
        elif found := self._lines.find(plain, level, in_story=self.stories.is_open):
            self._take_line(found, place)
        elif (level or "..." in plain) and self._lines.is_number_of_heading(plain):
            self.report.computed[_("fixed lines")] += 1
        elif lead := self._lines.lead_of(plain):
            self._take_line(FoundLine(lead, {}), place)
            self._lead = lead
        elif not self._several_lines(plain, place) and not self._by_place(plain, place, level):
            self._rest(block, plain, place)

    def _is_entry(self, text: str, level: int) -> bool:
        """Whether a text of the contents is one of its entries: with a page, or to come again as a heading."""
        if level:
            return False
        if _ENTRY.search(text):
            return True
        words = bare(text)
        later = self.document.parts[self._at + 1 :]
        return any(bare(_words_of(part.block)) == words for part in later if part.grid is None)

    def _several_lines(self, text: str, place: str) -> bool:
        """A paragraph in which several lines of the edition follow each other."""
        begun = self._lines.begins(text)
        if begun is None:
            return False
        self._take_line(FoundLine(begun[0], {}), place)
        for piece in self._lines.parts(begun[1]):
            if found := self._lines.find(piece, 0):
                self._take_line(found, place)
            elif not self._by_place(piece, place, 0):
                self.reading.keep(piece, place)
        return True

    def _take_line(self, found: FoundLine, place: str) -> None:
        """A line of the edition stands here: what follows is read as what follows it there."""
        line = found.line
        if line.section != self.reading.section or line.level:
            self.stories.now = None
        self.reading.enter(line.section, line.place)
        self.reading.last = line
        level = line.level or PARAGRAPH
        mentions = self.reading.mentions(found.said, [line.words])
        if self._is_total(line):
            self.report.computed[_("totals")] += 1
        elif mentions:
            self.gatherer.line(mentions, place, level)
        else:
            if line.level:
                self.gatherer.heading(level)
            self.report.computed[_("fixed lines")] += 1

    def _is_total(self, line: ModelLine) -> bool:
        """Whether a line adds up: it tells a number and names no record. The sum of one record looks like its own."""
        spots = line.words.shape.spots
        for kind, name in spots:
            spec = self.printed.pack.records[kind]
            named = {self.stage.name_of(kind), self.stage.code_of(kind)} & {
                one for other, one in spots if other == kind
            }
            if spec.fields[name].field_type.sql_type is int and not named and not spec.single:
                return True
        return False

    def _by_place(self, text: str, place: str, level: int) -> bool:
        return read_by_place(self.reading, text, place, level, in_story=self.stories.is_open)

    # ------------------------------------------------------------ lists

    def _list(self, block: RichList, place: str) -> None:
        texts = [repair(text.replace(NOTE, "")).strip() for text in block.list]
        if self.reading.section in self.printed.contents:
            self.report.computed[_("contents")] += len(texts)
            return
        if self.stories.is_open and not any(self._lines.find(_uncounted(text), 0, in_story=True) for text in texts):
            self._rest(block, "", place)
            return
        for at, text in enumerate(texts):
            where = _("{place} item {number}").format(place=place, number=at + 1)
            plain = _uncounted(text)
            if self._lead is not None and (words := self._lines.behind(self._lead)):
                said = best_read(plain, words, self.reading.reader)
                self.gatherer.line(self.reading.mentions(said, words), where, PARAGRAPH)
            elif not plain or self._item(plain, where):
                continue
            elif found := self._lines.find(plain, 0, in_story=self.stories.is_open):
                self._take_line(found, where)
            elif not self._by_place(plain, where, 0):
                if (len(texts) == at + 1 and at == 0) or self.stories.is_open or self.stories.here():
                    self._rest(RichList(list=tuple(texts[at:]), numbered=block.numbered), "", where)
                    return
                self.reading.keep(text, where)
        for note in block.notes:
            self.reading.keep(note, place)

    def _item(self, text: str, place: str) -> bool:
        """An item of a list that the edition prints here."""
        lines = [
            line
            for line in self.printed.lines
            if line.section == self.reading.section and line.item and line.words.shape.spots
        ]
        here = [line for line in lines if line.place == self.reading.place] or [
            line for line in lines if self.reading.last is not None and line.number > self.reading.last.number
        ]
        if not here or self.stories.is_open or (self.reading.last is not None and self.reading.last.rich):
            return False
        words = [line.words for line in here]
        lone = any(len(each.shape.parts) == 1 for each in words)
        if not lone and all(self.reading.reader.read(text, each.shape) is None for each in words):
            return False
        said = best_read(text, words, self.reading.reader)
        if said:
            self.gatherer.row(self.reading.mentions(said, words), place)
        return bool(said)

    # ------------------------------------------------------------ running text and what is left

    def _rest(self, block: RichPart | None, text: str, place: str) -> None:
        """What no line or table of the edition is: running text where it has its place, else left over."""
        if block is not None and (story := self.stories.here()):
            story.blocks.append(block)
            return
        self.reading.keep(text or _words_of(block), place)

    # ------------------------------------------------------------ tables

    def _table(self, part: WrittenPart, grid: Grid, block: RichTable) -> None:
        grid = replace(grid, rows=tuple(tuple(repair(cell).strip() for cell in row) for row in grid.rows))
        known = self._tables.find(grid, self.reading.section, self.reading.place, self._known_table)
        if known is not None and known.months and (barred := _with_bars(grid, known, part.shaded)) != grid:
            grid = barred
            known = self._tables.find(grid, self.reading.section, self.reading.place, self._known_table)
        elsewhere = known is not None and known.model.section != self.reading.section
        if known is None or (self.stories.is_open and elsewhere and known.likeness < SURE_TABLE):
            self._known_table = None
            self._rest(block, "", part.place)
            return
        above = self._above if self._known_table is not None and known.model is self._known_table.model else {}
        self._known_table = known
        self.stories.now = None
        self.reading.enter(known.model.section, known.model.place)
        if known.model.lines:
            rows = read_form(self.reading, known, grid, part.place)
        else:
            reader = RowReader(self.reading, known, grid, part.place, above)
            rows, self._above = reader.read(), reader.before
        heads = " | ".join(filter(None, known.structure.heads))
        self.report.matched.append(Matched(part.place, self.reading.title(), heads, rows))


def _with_bars(grid: Grid, known: KnownTable, shaded: frozenset[tuple[int, int]]) -> Grid:
    """A chart of steps whose bars are but colours, with a mark in each such month; a row that is coloured all over, as
    heads and sums are, has no bar.
    """
    rows = [list(row) for row in grid.rows]
    for n, row in enumerate(rows):
        if any(text and (n, at) not in shaded for at, text in enumerate(row) if at not in known.months):
            for at in known.months:
                if (n, at) in shaded and not row[at]:
                    row[at] = BAR
    return replace(grid, rows=tuple(map(tuple, rows)))


def _uncounted(text: str) -> str:
    return _COUNTED.sub("", to_arabic(text) if _COUNTED.match(text) else text)


def _words_of(block: RichPart | None) -> str:
    match block:
        case RichHeading():
            return block.heading
        case RichParagraph():
            return block.paragraph
        case RichList():
            return "\n".join(block.list)
        case RichTable():
            return "\n".join(" | ".join(filter(None, row)) for row in block.table)
        case _:
            return ""
