"""A plan in a document of a word processor, as the audit sees a printed one.

Such a document has no lines that anybody could count: each block and row gets a number of its own, and `places` says
where it stands, "ตารางที่ 3 แถวที่ 5".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from planner_desktop.audit import charts
from planner_desktop.audit.blocks import Block, Heading, Items, Line, Paragraph, Plan, Row, Table
from planner_desktop.audit.template import agencies_of, tables_of
from planner_desktop.exchange.structure import structure_of
from planner_desktop.exchange.written import WrittenDocument, WrittenPart
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.formpack.rich_text import (
    NOTE,
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichTable,
    share_notes,
    with_labels,
)
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_YEAR = regex(r"(?:ปี|พ\.ศ\.)[^0-9]{0,20}(25[0-9]{2})")
_PAGE = regex(r"(.*\S)\s+([0-9๐-๙]{1,4}|[ก-ฮ]|[ivxIVX]{1,6})\Z", re.DOTALL)
_LOOKED_AT = 60
"""So many texts from the beginning tell whose plan it is, and of which year."""
_TOP = regex(r"(?:ส่วนที่|บทที่)\s*[0-9]|คำนำ|สารบัญ|สาระสำคัญ|ภาคผนวก|ผนวก")
_LONGEST_HEADING, _LONGEST_CAPTION = 160, 200


def plan_of(document: WrittenDocument) -> Plan:
    """The plan in a document."""
    return _WrittenPlan(document).plan()


class _WrittenPlan:
    def __init__(self, document: WrittenDocument) -> None:
        self._document = document
        self._places: dict[int, str] = {}
        self._notes = 0
        self._above: list[str] = []
        """The texts above what is read, the nearest last."""
        self._labels = _heads_of_editions()
        self._has_styles = any(part.level for part in document.parts)

    def plan(self) -> Plan:
        blocks: list[Block] = []
        for of_contents, parts in groupby(self._document.parts, lambda part: part.contents):
            if of_contents:
                blocks.append(self._contents(tuple(parts)))
            else:
                blocks += [block for part in parts for block in self._blocks(part)]
        first = [text for block in blocks[:_LOOKED_AT] for text in _beginning(block)]
        return Plan(
            agency=_agency(first),
            fiscal_year=next((int(found[1]) for text in first if (found := _YEAR.search(to_arabic(text)))), 0),
            blocks=tuple(blocks),
            source=self._document.source,
            skipped=self._document.skipped,
            places=self._places,
        )

    def _line(self, place: str) -> int:
        """A number for what stands at a place."""
        number = len(self._places) + 1
        self._places[number] = place
        return number

    def _blocks(self, part: WrittenPart) -> Iterator[Block]:
        match part.block:
            case RichHeading(heading=text):
                self._above = [text]
                yield Heading(part.level or part.block.level, text, self._line(part.place))
            case RichParagraph():
                yield from self._paragraph(part, part.block)
            case RichList():
                yield self._items(part, part.block)
            case RichTable():
                yield from self._table(part, part.block)
            case RichFigure(caption=text) if text:
                yield Paragraph(text, self._line(part.place))

    def _contents(self, parts: Sequence[WrittenPart]) -> Block:
        """The lines of the table of contents: what stands in it, and on which page."""
        rows = []
        for part in parts:
            text = part.block.paragraph if isinstance(part.block, RichParagraph) else ""
            found = _PAGE.match(text)
            rows.append(Row(found.groups() if found else (text, ""), self._line(part.place)))
        return Table("", (), tuple(rows), rows[0].line)

    def _paragraph(self, part: WrittenPart, block: RichParagraph) -> Iterator[Block]:
        text = block.paragraph.replace(NOTE, "")
        line = self._line(part.place)
        if not self._has_styles and _looks_like_heading(block):
            self._above = [text]
            yield Heading(1 if _TOP.match(to_arabic(text)) else 2, text, line)
        else:
            self._above.append(text)
            yield Paragraph(text, line)
        yield from self._footnotes(part, block.notes)

    def _footnotes(self, part: WrittenPart, notes: Sequence[str]) -> Iterator[Block]:
        for note in notes:
            self._notes += 1
            yield Paragraph(note, self._line(part.place), str(self._notes))

    def _items(self, part: WrittenPart, block: RichList) -> Block:
        texts = [text.replace(NOTE, "") for text, _notes in share_notes(block.list, block.notes)]
        printed = list(part.printed) or [line.strip() for line in with_labels(block, texts)]
        line = self._line(part.place)
        lines = [line, *(self._line(part.place) for _item in printed[1:])]
        self._above += printed[-3:]
        return Items(tuple(Line(text, at) for text, at in zip(printed, lines, strict=True)), line)

    def _table(self, part: WrittenPart, block: RichTable) -> Iterator[Block]:
        grid = part.grid
        if grid is None:
            return
        line = self._line(part.place)
        lines = [self._line(_("{place} row {row}").format(place=part.place, row=n + 1)) for n in range(len(grid.rows))]
        if chart := charts.chart_of(part, self._above, line, lines):
            yield chart
        else:
            structure = structure_of(grid, self._labels)
            titles = [" ".join(filter(None, grid.rows[n])) for n, why in structure.left.items() if why == "title"]
            caption = block.caption or " ".join(titles) or next(reversed(self._above), "")
            once = [
                tuple("" if (n, at) in grid.repeated else cell for at, cell in enumerate(row))
                for n, row in enumerate(grid.rows)
            ]
            above = {n for n, why in structure.left.items() if why in ("title", "head", "numbers", "head again")}
            yield Table(
                caption if len(caption) <= _LONGEST_CAPTION else "",
                tuple(once[n] for n, why in structure.left.items() if why == "head"),
                tuple(Row(row, lines[n]) for n, row in enumerate(once) if n not in above and any(row)),
                line,
            )
        for inside in part.inside.values():
            for inner in inside:
                yield from self._blocks(inner)
        if block.note:
            yield Paragraph(block.note, self._line(part.place))
        self._above = self._above[-1:]


def _heads_of_editions() -> tuple[str, ...]:
    """What stands above the columns of the tables of all editions."""
    tables = (table for edition in editions() for table in tables_of(edition_pack(edition.id)))
    return tuple(dict.fromkeys(column.title for table in tables for column in table.columns if column.title))


def _looks_like_heading(block: RichParagraph) -> bool:
    """Whether a paragraph is short and bold as a whole, but for its number, where no style says what a heading is."""
    text = block.paragraph
    if len(text) > _LONGEST_HEADING or len(block.bold) != 1:
        return False
    ((first, end),) = block.bold
    return end == len(text) and not re.search(r"[ก-ฮa-zA-Z]{2}", text[:first])


def _beginning(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.text


def _agency(texts: Sequence[str]) -> str:
    """The agency that the first texts name: the longest name of those that the editions know."""
    names = {name for edition in editions() for name in agencies_of(edition_pack(edition.id))}
    for text in texts:
        plain = text.replace(" ", "")
        if found := [name for name in names if name.replace(" ", "") in plain]:
            return max(found, key=len)
    return ""
