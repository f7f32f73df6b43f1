"""A Word document as parts in order: paragraphs, headings, lists, tables and figures, each with its place."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from planner_desktop import stopping, whole_file
from planner_desktop.errors import PlannerError
from planner_desktop.exchange import lists
from planner_desktop.exchange.grid import MOST_CELLS, Grid
from planner_desktop.exchange.lists import PastedLine
from planner_desktop.exchange.word import spoken
from planner_desktop.exchange.word.around import DocumentAround
from planner_desktop.exchange.word.names import GONE, alternative, inner
from planner_desktop.exchange.word.package import Package
from planner_desktop.exchange.word.paragraphs import ParagraphReader, Said, Story
from planner_desktop.exchange.word.pieces import Line, Piece, as_parts, with_captions
from planner_desktop.exchange.word.styles import Style, is_on, level, numbered
from planner_desktop.exchange.word.table_places import PlacedCell, placed, rows_of
from planner_desktop.exchange.written import WrittenDocument, WrittenPart
from planner_desktop.formpack.emphasis import Mend
from planner_desktop.formpack.merged_cells import TableCell, stored, whole_head
from planner_desktop.formpack.rich_text import NOTE, RichFigure, RichTable, spelled_out, to_plain
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_IN_ALL = 3 * MOST_CELLS
"""Cells of all tables of a document, of merged ones each place that they cover."""
_DEEPEST_HEADING = 3
_DEFAULT_WIDTH, _WIDEST = 14, 24
_LOOSE = frozenset(("w:r", "w:hyperlink", "w:fldSimple", "m:oMathPara", "m:oMath"))
"""What belongs into a paragraph, and is one where a program put it beside them."""


def read_document(path: Path, *, pictures: bool = True, mend: bool = True) -> WrittenDocument:
    """The document in a file. Without `pictures`, figures are told but no picture is read; without `mend`, damaged Thai
    stays as it is, for whoever looks for it. Raises PlannerError.
    """
    try:
        with path.open("rb") as file:
            return read_file(file, path.name, pictures=pictures, mend=mend)
    except OSError as error:
        raise PlannerError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error)),
            _("Look whether the file is still there and can be opened by its own program, and try again."),
        ) from error


def read_file(file: IO[bytes], source: str, *, pictures: bool = True, mend: bool = True) -> WrittenDocument:
    """As `read_document`, of a file that is open."""
    around = DocumentAround(Package(file, source), pictures=pictures)
    reader = _DocumentReader(around, spoken.mended if mend else spoken.single_spaced)
    parts = tuple(reader.parts())
    return WrittenDocument(source, parts, around.pictures, around.left.told())


class _DocumentReader:
    def __init__(self, around: DocumentAround, mend: Mend) -> None:
        self._around, self._mend = around, mend
        around.read_story = self._note_text
        self._paragraphs = self._tables = self._cells = 0

    def parts(self) -> Iterator[WrittenPart]:
        """All parts of the body, one after the other."""
        story = Story()
        body = self._around.package.trees(self._around.package.main, 2)
        yield from as_parts(with_captions(self._pieces(body, story, "")))

    # ------------------------------------------------------------ blocks

    def _pieces(self, elements: "Iterable[Element]", story: Story, place: str) -> Iterator[Piece]:
        """What stands in the body (with no place of its own), a cell, a note or a box."""
        yield from self._blocks(elements, story, place)
        if story.carried is not None:
            said, paragraph = story.carried
            story.carried = None
            yield from self._spoken(said, paragraph, story, place)

    def _blocks(self, elements: "Iterable[Element]", story: Story, place: str) -> Iterator[Piece]:
        for element in elements:
            tag = element.tag
            if tag == "w:p":
                yield from self._paragraph(element, story, place)
            elif tag == "w:tbl":
                yield from self._table(element, story, place)
            elif tag in GONE:
                continue
            elif tag == "w:sdt":
                if is_on(inner(element, "w:sdtPr", "w:showingPlcHdr")):
                    self._around.prompt(element, place)
                else:
                    yield from self._blocks(element.findall("w:sdtContent"), story, place)
            elif tag == "mc:AlternateContent":
                for chosen in alternative(element):
                    yield from self._blocks(chosen, story, place)
            elif tag == "w:altChunk":
                name = self._around.related(element.get("r:id", ""))
                self._around.left.say(place, _("a document within it, {name}").format(name=name or "?"))
            elif tag in _LOOSE:
                yield from self._paragraph(_paragraph_of(element), story, place)
            else:
                yield from self._blocks(element, story, place)

    def _paragraph(self, element: "Element", story: Story, place: str) -> Iterator[Piece]:
        if not place and _has_text(element):
            self._paragraphs += 1
        here = place or _("paragraph {n}").format(n=max(self._paragraphs, 1))
        properties = element.find("w:pPr")
        said = ParagraphReader(self._around, story, self._style(properties), here).read(element)
        if story.carried is not None:
            before, _paragraph = story.carried
            before.join(said)
            said, story.carried = before, None
        if _goes_on(properties):
            story.carried = said, element
            return
        yield from self._spoken(said, element, story, here)

    def _style(self, properties: "Element | None") -> Style:
        named = properties.find("w:pStyle") if properties is not None else None
        return self._around.styles.of_paragraph(named.get("w:val") if named is not None else None)

    def _spoken(self, said: Said, element: "Element", story: Story, place: str) -> Iterator[Piece]:
        """What a paragraph says: its pictures, its text, and what stands in its boxes."""
        place = place or _("paragraph {n}").format(n=max(self._paragraphs, 1))
        story.struck += said.struck
        for drawn in said.pictures:
            width = min(max(drawn.width or _DEFAULT_WIDTH, 1), _WIDEST)
            yield WrittenPart(place, RichFigure(figure=drawn.part, width=width, alt=self._mend(drawn.alt)))
        yield from self._lines(said, element, story, place)
        for text in said.written:
            if words := self._mend(text):
                yield Line(PastedLine(words), _("{place}, drawing").format(place=place))
        for box in said.boxes:
            yield from self._pieces(box, Story(), _("{place}, text box").format(place=place))

    def _lines(self, said: Said, element: "Element", story: Story, place: str) -> Iterator[Line]:
        properties = element.find("w:pPr")
        style = self._style(properties)
        item = self._around.numbering.next(numbered(properties, style.numbered))
        text, looks = spoken.lines_of(said.pieces)
        if story.in_cell:
            words = "\n".join(filter(None, map(self._mend, text.split("\n"))))
            marker = item.marker if item else ""
            if words or marker:
                yield Line(PastedLine(words, said.notes, marker=marker), place)
            return
        own = level(properties)
        deep = (style.level or 0) if own is None else own
        notes = iter(said.notes)
        first = True
        for part, of_part in lists.parted(text, looks):
            words, of_words = spoken.mended_with_looks(part, of_part, self._mend)
            if not words:
                continue
            its_notes = [next(notes, "") for _mark in range(words.count(NOTE))]
            line = PastedLine(words, its_notes, min(deep, _DEEPEST_HEADING), caption=style.caption, looks=of_words)
            if item and first and item.marker:
                line.marker, line.of, line.depth = item.marker, item.of, item.depth
            elif not style.contents:
                line = lists.typed(line)
            first = False
            yield Line(line, place, deep, style.contents)

    def _note_text(self, elements: "Iterable[Element]", place: str) -> str:
        """What a note says, in one line."""
        return " ".join(self._texts(self._pieces(elements, Story(in_cell=True), place)).split())

    def _texts(self, pieces: Iterable[Piece]) -> str:
        """Pieces as lines of text."""
        told = []
        for piece in pieces:
            if isinstance(piece, Line):
                text = spelled_out(piece.pasted.text, piece.pasted.notes)
                told.append(f"{piece.pasted.marker} {text}".strip())
            elif isinstance(piece.block, RichTable):
                told.append(to_plain((piece.block,)))
        return "\n".join(filter(None, told))

    # ------------------------------------------------------------ tables

    def _table(self, element: "Element", story: Story, place: str) -> Iterator[Piece]:
        if story.carried is not None:
            said, paragraph = story.carried
            story.carried = None
            yield from self._spoken(said, paragraph, story, place)
        if place:
            here = _("{place}, table in it").format(place=place)
        else:
            self._tables += 1
            here = _("table {n}").format(n=self._tables)
        rows = []
        for row in rows_of(element):
            if row.hidden:
                self._around.left.hidden(here, " ".join(_words(cell.element) for cell in row.cells))
            elif row.cells:
                rows.append(row)
        cells, width = placed(rows)
        if not cells:
            return
        if len(cells) == 1:  # a frame round text
            yield from self._pieces(cells[0].element, story if story.in_cell else Story(), here)
            return
        self._cells += len(rows) * width
        if len(rows) * width > MOST_CELLS or self._cells > MOST_IN_ALL:
            raise self._around.too_many_cells(here)
        head = 0
        while head < len(rows) and rows[head].head:
            head += 1
        yield self._written_table(cells, len(rows), width, head, here)

    def _written_table(self, cells: list[PlacedCell], height: int, width: int, head: int, here: str) -> WrittenPart:
        texts = [[""] * width for _row in range(height)]
        whole: list[TableCell] = []
        inside: dict[tuple[int, int], tuple[WrittenPart, ...]] = {}
        repeated: set[tuple[int, int]] = set()
        wide: dict[tuple[int, int], int] = {}
        shaded: set[tuple[int, int]] = set()
        struck = 0
        for cell in cells:
            stopping.look()
            place = _("{place} row {row} column {column}").format(place=here, row=cell.row + 1, column=cell.column + 1)
            story = Story(in_cell=True)
            pieces = list(self._pieces(cell.element, story, place))
            struck += story.struck
            own = self._texts(piece for piece in pieces if isinstance(piece, Line))
            whole.append(TableCell(cell.row, cell.column, cell.rows, cell.columns, self._texts(pieces)))
            inner = tuple(piece for piece in pieces if isinstance(piece, WrittenPart))
            if inner:
                inside[cell.row, cell.column] = inner
            of_colour = cell.shaded
            for row in range(cell.row, cell.row + cell.rows):
                if of_colour:
                    shaded.update((row, cell.column + across) for across in range(cell.columns))
                texts[row][cell.column] = own
                if row > cell.row:
                    repeated.add((row, cell.column))
                if cell.columns > 1:
                    wide[row, cell.column] = cell.columns
            for covered in cell.covered:
                self._around.left.hidden(place, _words(covered))
        table, merged = stored(whole)
        block = RichTable(table=table, head=whole_head(max(head, 1), height, whole), merged=merged)
        grid = Grid(tuple(map(tuple, texts)), head, frozenset(repeated), {}, wide, struck)
        return WrittenPart(here, block, grid=grid, inside=inside, shaded=frozenset(shaded))


def _has_text(paragraph: "Element") -> bool:
    return any(one.text for one in paragraph.iter("w:t")) or next(paragraph.iter("w:sym"), None) is not None


def _words(element: "Element") -> str:
    return " ".join("".join(one.text or "" for one in element.iter("w:t")).split())


def _paragraph_of(element: "Element") -> "Element":
    """A paragraph round what has none."""
    from xml.etree.ElementTree import Element

    paragraph = Element("w:p")
    paragraph.append(element)
    return paragraph


def _goes_on(properties: "Element | None") -> bool:
    """Whether the mark at a paragraph's end was deleted, moved away or hidden, so that the next one goes on with it."""
    mark = properties.find("w:rPr") if properties is not None else None
    if mark is None:
        return False
    if mark.find("w:del") is not None or mark.find("w:moveFrom") is not None:
        return True
    return is_on(mark.find("w:vanish")) or is_on(mark.find("w:specVanish"))
