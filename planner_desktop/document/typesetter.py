"""A document set on pages, and set again after every edit: what did not change is not set anew.

A section whose outline is the same object as last time keeps its slabs; of the others every cell and paragraph that
was there before keeps its lines. Pages between two that must be new are filled again where their slabs are others, and
all are counted anew, so page numbers and contents always follow.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from planner_desktop.document.contents import contents_slabs
from planner_desktop.document.figure import ABOVE, FigureSetter, QrSlab, refused_slab
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab
from planner_desktop.document.font import faces
from planner_desktop.document.memory import Memory, NoMemory
from planner_desktop.document.outline import (
    Contents,
    Document,
    Figure,
    Heading,
    KeepTogether,
    Lying,
    NewPage,
    Orientation,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    QrCode,
    Signatures,
    Space,
    Table,
)
from planner_desktop.document.page_numbers import shown
from planner_desktop.document.paginate import Known, paginate
from planner_desktop.document.paragraph import LineSlab, heading_slabs, paragraph_slabs
from planner_desktop.document.signatures import signature_slabs
from planner_desktop.document.style import CM, LEFT, PAPER, RIGHT
from planner_desktop.document.table_setter import TableSetter
from planner_desktop.document.together import keep_note_below, keep_together, keep_with_table

Headings = list[tuple[str, Heading]]
_BELOW_TABLE = Gap(height=4.0)


class SetBlock(NamedTuple):
    """A block as it was set: its name for links, how its page lies, and the slabs that it gave."""

    block: OutlineBlock
    name: str
    orientation: Orientation
    slabs: Sequence[Slab]


@dataclass(slots=True)
class Typeset:
    """A document with the pages that it was set on, to be drawn, searched and numbered.

    `sets` are its sections as they were set, for those who lay them out once more, in a file of another kind.
    """

    document: Document
    pages: list[LaidPage]
    sets: "Sequence[SetSection]" = ()

    def number(self, page: int) -> str:
        """What is printed for a page's number; nothing for a page that is not counted. Pages count from 0 here."""
        return shown(self.pages[page], self.document)

    def first_page(self, section: str) -> int | None:
        """The first page, counted from 0, with something of a section on it."""
        for n, page in enumerate(self.pages):
            if any(placed.section == section for placed in page.slabs):
                return n
        return None


@dataclass(slots=True)
class SetSection:
    """What a section was when it was set, and the slabs it gave. `contents` are the headings it lists, if it does.

    `begins` is where the slabs of each block begin in the flow.
    """

    section: PrintedSection
    enters: Orientation
    leaves: Orientation
    contents: Headings | None
    flow: list[Slab | PageBreak]
    begins: list[int]

    def blocks(self) -> Iterator[SetBlock]:
        """Its blocks in order, with what each of them was set as."""
        orientation = self.enters
        parts = pairwise([*self.begins, len(self.flow)])
        for (name, block), (begin, end) in zip(_keyed(self.section), parts, strict=True):
            slabs = []
            for item in self.flow[begin:end]:
                if isinstance(item, PageBreak):
                    orientation = item.orientation
                else:
                    slabs.append(item)
            yield SetBlock(block, name, orientation, slabs)


class Typesetter:
    """Sets a document, and sets it again. Raises DocumentError, at once if shaping is impossible.

    One that `remembers` keeps the lines of every text, which pays if the document is set again after small edits.
    """

    def __init__(self, *, remembers: bool = False) -> None:
        faces()
        self._memory = Memory() if remembers else NoMemory()
        self._pages = Known() if remembers else None
        self._sets: dict[str, SetSection] = {}
        self._pictures = FigureSetter()
        self._numbers: dict[str, str] = {}

    def typeset(self, document: Document, step: Callable[[float], None] = lambda _share: None) -> Typeset:
        """Set the document; `step` is told the share that is done, and may raise to stop it."""
        headings = [(key, block) for s in document.sections for key, block in _keyed(s) if isinstance(block, Heading)]
        sets: dict[str, SetSection] = {}
        self._pictures = FigureSetter()
        orientation: Orientation = "portrait"
        count = sum(len(section.blocks) for section in document.sections)
        done = 0
        for section in document.sections:
            known = self._sets.get(section.id)
            if known is None or not _same(known, section, orientation, headings):
                known = self._set(section, orientation, headings, partial(_tell, step, done, count))
            sets[section.id] = known
            orientation = known.leaves
            done += len(section.blocks)
        self._sets = sets
        pages = paginate(((one.section.id, one.flow) for one in sets.values()), self._pages)
        self._numbers.clear()
        self._numbers.update(_heading_pages(pages, document))
        return Typeset(document, pages, list(sets.values()))

    def _set(
        self, section: PrintedSection, enters: Orientation, headings: Headings, step: Callable[[int], None]
    ) -> SetSection:
        flow: list[Slab | PageBreak] = []
        orientation = enters
        notes = 0
        begun: list[int] = []
        stood: list[Orientation] = []  # how pages were before those that lie
        above: list[tuple[Paragraph, int]] = []  # the paragraphs directly above, and where their slabs begin
        begins: list[int] = []
        topped = -1, 0  # the last block at the top of a page, and where its slabs begin
        recall, recall_of = self._memory.recall, self._memory.recall_of
        tables = TableSetter(section.blocks, enters, self._memory)
        for n, (name, block) in enumerate(_keyed(section)):
            width = PAPER[orientation][0] - LEFT - RIGHT
            begins.append(len(flow))
            match block:
                case Heading():
                    flow += recall_of([block], (width, name), partial(heading_slabs, block, width, name))
                case Paragraph():
                    above.append((block, len(flow)))
                    if block.style == "note":
                        keep_note_below(flow, self._memory)
                    slabs = partial(paragraph_slabs, block, width, notes + 1)
                    flow += recall_of([block], (width, notes), partial(recall, (block, width, notes), slabs))
                    notes += len(block.notes)
                case Table() if block.problem:
                    flow.append(refused_slab(block.problem, width))
                case Table():
                    bands = tables.slabs(n)
                    if bands:
                        keep_with_table(flow, above, self._memory)
                    flow += [*bands, _BELOW_TABLE]
                case Contents():
                    flow += contents_slabs(headings, block.levels, self._numbers, width)
                case Space():
                    flow.append(recall(block, partial(Gap, height=block.points)))
                case Figure():
                    pictured = partial(self._pictures.slabs, block, width, orientation)
                    flow += recall((block, width, orientation), pictured)
                case QrCode():
                    size = block.size * CM
                    x = LEFT + (width - size) / 2
                    flow.append(QrSlab(x=x, width=size, height=size, above=ABOVE, link=block.link))
                case Signatures():
                    flow += recall_of([block], width, partial(signature_slabs, block, width))
                case KeepTogether() if block.begins:
                    begun.append(len(flow))
                case KeepTogether():
                    keep_together(flow, begun.pop(), orientation, self._memory)
                case Lying() if block.begins:
                    stood.append(orientation)
                    orientation = _turn(flow, orientation, "landscape")
                case Lying():
                    orientation = _turn(flow, orientation, stood.pop())
                case NewPage():
                    orientation = block.orientation
                    flow.append(PageBreak(block.orientation, block.numbered, block.room))
                    topped = n + block.top, len(flow)
            if not isinstance(block, Paragraph | Space | KeepTogether):
                above.clear()
            if n == topped[0] and isinstance(broken := flow[topped[1] - 1], PageBreak):
                broken.top = len(flow) - topped[1]
            step(n + 1)
        lists = any(isinstance(block, Contents) for block in section.blocks)
        return SetSection(section, enters, orientation, headings if lists else None, flow, begins)


def _tell(step: Callable[[float], None], before: int, count: int, here: int) -> None:
    step((before + here) / count)


def _turn(flow: list[Slab | PageBreak], orientation: Orientation, to: Orientation) -> Orientation:
    """Begin a page that is turned so, if the present one is not."""
    if orientation != to:
        flow.append(PageBreak(to, None))
    return to


def _same(known: SetSection, section: PrintedSection, enters: Orientation, headings: Headings) -> bool:
    contents_same = known.contents is None or known.contents == headings
    return known.section is section and known.enters == enters and contents_same


def _keyed(section: PrintedSection) -> Iterator[tuple[str, OutlineBlock]]:
    """The section's blocks, each with a name for links."""
    return ((f"{section.id}.{n}", block) for n, block in enumerate(section.blocks))


def _heading_pages(pages: list[LaidPage], document: Document) -> Iterator[tuple[str, str]]:
    for page in pages:
        for slab, _top, _section in page.slabs:
            if isinstance(slab, LineSlab) and slab.mark and page.number is not None:
                yield slab.mark.key, shown(page, document)
