"""The blocks of an outline as the body of a Word file, one after the other."""

from collections.abc import Callable
from dataclasses import replace

from planner_desktop import stopping
from planner_desktop.document.contents import ENTRY_ABOVE
from planner_desktop.document.figure import FigureSlab, QrSlab, RefusedSlab
from planner_desktop.document.flow import Gap
from planner_desktop.document.outline import (
    NOTE,
    Contents,
    Figure,
    Heading,
    Lying,
    NewPage,
    Numbering,
    Orientation,
    Paragraph,
    QrCode,
    Run,
    Signatures,
    Space,
    Table,
)
from planner_desktop.document.page_numbers import TOTAL
from planner_desktop.document.paragraph import LineSlab
from planner_desktop.document.signatures import SignatureSlab
from planner_desktop.document.style import LEFT, PAPER, RIGHT, SHAPES, STEP, heading_shape, paragraph_shape
from planner_desktop.document.typesetter import SetBlock, Typeset
from planner_desktop.document.word.contents import contents
from planner_desktop.document.word.markup import DECLARATION, MAIN, RELATIONSHIPS, w
from planner_desktop.document.word.notes import Notes
from planner_desktop.document.word.numbering import Lists
from planner_desktop.document.word.package import Package
from planner_desktop.document.word.paragraph import Indent, WordParagraph, run, runs, spacer
from planner_desktop.document.word.pictures import NAMESPACES, Pictures
from planner_desktop.document.word.printed import printed
from planner_desktop.document.word.sections import Sections, last_page
from planner_desktop.document.word.signatures import signature_paragraphs, signature_table
from planner_desktop.document.word.styles import (
    CAPTION,
    CELL_STYLE,
    LIST,
    PICTURE,
    entry_style,
    heading_style,
    style_of,
)
from planner_desktop.document.word.table import table_xml

PART = "word/document.xml"
_TINY = 1.0  # points; the height of a paragraph that only has to be there
_BELOW_TABLE = 4.0
_PLACE = "_Toc"  # as Word calls what its own contents list
_LAST_PAGES = 1_000_000  # ids of places, above those of headings
_NO_ROOM = (PICTURE, CELL_STYLE)
"""Styles that leave no room above; what stands so outside of tables has some."""


class Body:
    """Takes a document as it was set on pages, and writes it as Word's text, with notes and lists beside it."""

    def __init__(self, typeset: Typeset, package: Package) -> None:
        self.notes = Notes()
        self.lists = Lists()
        self._typeset = typeset
        self._pictures = Pictures(package, PART)
        self._sections = Sections(typeset.document, typeset.pages, package, PART)
        self._items: list[WordParagraph | str] = []  # a text is a table
        self._places: dict[str, str] = {}  # what headings are called, by their names
        self._space = 0.0  # asked for above what comes next
        self._new_page = False  # what comes next begins one
        self._at_top = True  # of a page that was asked for
        self._turn_to: tuple[Orientation, Numbering] | None = None  # a new page is asked for
        self._page: tuple[Orientation, Numbering] = ("portrait", True)
        self._note = 0  # the number of the last one in its section of the plan
        self._first_note = 0  # of the section of Word
        self._counts_anew = False  # the notes that come, which Word does in a section of its own
        self._on_same_page = False  # the section of Word began there

    def xml(self, step: Callable[[float], None]) -> str:
        """The part of the file with the text; `step` is told the share that is done, and may raise to stop it."""
        sets = self._typeset.sets
        for n, blocks in enumerate(printed(sets, self._typeset.pages)):
            step(n / len(sets))
            self._note = 0
            has_notes = any(isinstance(each.block, Paragraph) and each.block.notes for each in blocks)
            self._counts_anew = has_notes and self._first_note > 0
            for block in blocks:
                stopping.look()
                self._put(block)
        self._closing()
        end = self._end(*self._page)
        if TOTAL in self._typeset.document.page_number:
            self._closing().content += self._last_page()
        body = "".join(item if isinstance(item, str) else item.xml() for item in self._items)
        spaces = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}" {NAMESPACES}'
        return f"{DECLARATION}<w:document {spaces}><w:body>{body}{end}</w:body></w:document>"

    def _put(self, given: SetBlock) -> None:
        block, slabs = given.block, given.slabs
        width = PAPER[given.orientation][0] - LEFT - RIGHT
        if any(not isinstance(slab, Gap) for slab in slabs):
            self._begin()
        match block:
            case NewPage():
                self._turn_to = block.orientation, block.numbered
            case Lying():
                if given.orientation != (self._turn_to or self._page)[0]:
                    self._turn_to = given.orientation, (self._turn_to or self._page)[1]
            case Space():
                self._space += block.points
            case Heading():
                self._heading(block, given.name)
            case Paragraph():
                self._text(block, [slab for slab in slabs if isinstance(slab, LineSlab)])
            case Table() if block.problem:
                for slab in slabs:
                    if isinstance(slab, RefusedSlab):
                        self._refused(slab)
            case Table():
                if xml := table_xml(block, slabs):
                    self._table(xml, slabs[0].above)
            case Contents():
                self._contents(contents(slabs, block.levels, width, self._place))
            case Figure():
                self._figure(block, [slab for slab in slabs if isinstance(slab, FigureSlab | RefusedSlab)])
            case QrCode():
                for code in slabs:
                    if isinstance(code, QrSlab):
                        self._paragraph(WordParagraph(PICTURE, [self._pictures.code(code)]), code.above)
            case Signatures():
                for row in slabs:
                    if isinstance(row, SignatureSlab):
                        self._sign(row, block.columns, width)

    # ------------------------------------------------------------ kinds of block

    def _heading(self, heading: Heading, name: str) -> None:
        said = runs(heading.text, bold=True)
        if heading.contents:
            place = self._place(name)
            number = int(place.removeprefix(_PLACE))
            said = [w("bookmarkStart", id=number, name=place), *said, w("bookmarkEnd", id=number)]
        style = heading_style(heading.level, listed=heading.contents)
        align = None if heading.align == "left" else heading.align
        self._paragraph(WordParagraph(style, said, align), heading_shape(heading.level, heading.align).above)

    def _text(self, block: Paragraph, lines: list[LineSlab]) -> None:
        shape = paragraph_shape(block)
        keep_next = lines[-1].glued
        if not block.label:
            align = block.style if block.style in ("center", "right") else None
            said = self._runs(block, bold=shape.bold)
            made = WordParagraph(style_of(block.style), said, align, keep_next=keep_next)
        else:
            left = lines[0].left - LEFT
            indent = Indent(left, left - min(block.depth * STEP, left))
            said = self._runs(block)
            numbering = self.lists.number(block.label, block.depth, indent)
            if numbering is None:
                said = [run(Run(f"{block.label}\t")), *said]
            style = LIST if shape.justified else style_of(block.style)
            made = WordParagraph(style, said, indent=indent, numbering=numbering, keep_next=keep_next)
        self._paragraph(made, shape.above)

    def _runs(self, block: Paragraph, *, bold: bool = False) -> list[str]:
        """The text, with a mark for each note where the text has one, or at its end."""
        waiting = iter(block.notes)
        said: list[str] = []
        for each in block.text:
            first, *others = each.text.split(NOTE)
            said += runs((replace(each, text=first),), bold=bold)
            for other in others:
                said += [self._mark(note) for note in [next(waiting, None)] if note is not None]
                said += runs((replace(each, text=other),), bold=bold)
        return said + [self._mark(note) for note in waiting]

    def _mark(self, note: tuple[Run, ...]) -> str:
        self._note += 1
        self._first_note = self._first_note or self._note
        return self.notes.mark(note)

    def _contents(self, entries: list[WordParagraph]) -> None:
        for entry in entries:
            self._paragraph(entry, ENTRY_ABOVE if entry.style == entry_style(1) else 0.0)
        if entries:  # a section that ended with the field itself would have no numbers of pages in LibreOffice
            self._items.append(spacer(_TINY))

    def _table(self, xml: str, above: float) -> None:
        space, self._space = self._space, 0.0
        last = self._items[-1] if self._items else ""
        if isinstance(last, WordParagraph) and not (last.section or space or self._new_page):
            last.after = above
        elif self._items or space:
            room = space if self._at_top else space + above
            self._items.append(spacer(max(_TINY, room), new_page=self._new_page))
        self._new_page = self._at_top = False
        self._items.append(xml)
        self._space = _BELOW_TABLE

    def _figure(self, figure: Figure, slabs: list[FigureSlab | RefusedSlab]) -> None:
        (slab,) = slabs
        if isinstance(slab, RefusedSlab):
            self._refused(slab)
        else:
            picture = WordParagraph(PICTURE, [self._pictures.figure(slab)], keep_next=bool(figure.caption))
            self._paragraph(picture, slab.above)
        if figure.caption:
            self._paragraph(WordParagraph(CAPTION, runs(figure.caption)), SHAPES["center"].above)

    def _refused(self, slab: RefusedSlab) -> None:
        said = run(Run(slab.sentence))
        self._paragraph(WordParagraph(CELL_STYLE, [said], "center", framed=True, keep_next=slab.glued), slab.above)

    def _sign(self, row: SignatureSlab, columns: int, width: float) -> None:
        if columns > 1:
            self._table(signature_table(row), row.above)
        else:
            for paragraph in signature_paragraphs(row, width):
                self._paragraph(paragraph, paragraph.before or 0.0)

    # ------------------------------------------------------------ pages and sections

    def _paragraph(self, made: WordParagraph, above: float = 0.0) -> None:
        """Add a paragraph with so many points above it, which its style has of itself or it says."""
        made.new_page, self._new_page = self._new_page, False
        if self._at_top:  # the room above is dropped there, as on paper
            made.before = self._space
        elif self._space or made.style in _NO_ROOM:
            made.before = self._space + above
        self._space, self._at_top = 0.0, False
        self._items.append(made)

    def _begin(self) -> None:
        """Open the page or section that was asked for, before something is put there."""
        turn, self._turn_to = self._turn_to, None
        self._at_top = self._at_top or turn is not None
        if not self._items:
            self._page = turn or self._page
        elif turn and turn == self._page and not self._counts_anew:
            self._new_page = True
        elif turn or self._counts_anew:
            self._end_section(turn or self._page)
            self._on_same_page = not turn
        self._counts_anew = False

    def _end_section(self, following: tuple[Orientation, Numbering]) -> None:
        last = self._closing()
        last.section = self._end(*self._page)
        if following[1] != self._page[1] and TOTAL in self._typeset.document.page_number:
            last.content += self._last_page()
        self._page, self._first_note, self._space = following, 0, 0.0

    def _closing(self) -> WordParagraph:
        """The paragraph that a section ends with, for no table can."""
        last = self._items[-1] if self._items else ""
        if isinstance(last, str) or last.section:
            last = spacer(_TINY)
            self._items.append(last)
        return last

    def _end(self, orientation: Orientation, numbered: Numbering) -> str:
        return self._sections.end(orientation, numbered, first_note=self._first_note, on_same_page=self._on_same_page)

    def _last_page(self) -> list[str]:
        """The place by which the last page is found of those that are counted alike."""
        id = _LAST_PAGES + self._sections.count
        return [w("bookmarkStart", id=id, name=last_page(self._sections.count)), w("bookmarkEnd", id=id)]

    def _place(self, name: str) -> str:
        """What the place of a heading is called."""
        return self._places.setdefault(name, f"{_PLACE}{len(self._places) + 1:08}")
