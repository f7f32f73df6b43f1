"""Pages from slabs. A slab is what is never parted (a line, a table row): it knows its height and draws itself.

Blocks become slabs; `paginate` fills pages with them from the top. Four wishes decide where a page ends: a slab that
is glued stays with the next one, a table's head stands again on every page the table reaches, a row higher than
a page is split, and a footnote stands at the foot of the page that its mark is on.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from planner_desktop import stopping
from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import Numbering, Orientation, Runs
from planner_desktop.document.style import BOTTOM, NOTE_RULE, PAPER, TOP, text_height

_NOTES = 0.5  # of a page: footnotes that need more go on at the foot of the next
_HOLE = 0.4  # of a page: more than this is not left empty to keep a table's rows together


class Said(NamedTuple):
    """The text at a place of a page, and the texts that stand beside it in its row."""

    text: Runs
    beside: Sequence[Runs] = ()


class Slab(Protocol):
    """Something drawn whole on one page. Lengths in points."""

    @property
    def height(self) -> float:
        """How high it is, without the room above it."""

    @property
    def above(self) -> float:
        """Room above it, dropped at the top of a page."""

    @property
    def glued(self) -> bool:
        """Whether the next slab must stand on the same page, as far as pages are high enough."""

    @property
    def head(self) -> "Slab | None":
        """What must stand above it again if it begins a page."""

    @property
    def loose(self) -> bool:
        """Whether it may be split, although it would fit on a page, if it would leave much of this one empty."""

    @property
    def notes(self) -> "Sequence[Slab]":
        """The footnotes that belong on its page."""

    def least(self) -> float:
        """The height below which `split` gives nothing; its whole height if it cannot be split."""

    def split(self, room: float) -> "tuple[Slab, Slab] | None":
        """Two slabs, the first at most `room` high; None if that cannot be."""

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it `top` points below the paper's top edge."""

    def said(self, x: float, y: float) -> Said | None:
        """What it says `x` points from the paper's left edge and `y` below its own top."""


@dataclass(slots=True, kw_only=True)
class Whole:
    """What slabs that are never split have in common."""

    height: float
    above: float = 0.0
    glued: bool = False
    loose: bool = False
    head: None = None
    notes: Sequence[Slab] = ()

    def least(self) -> float:
        """The height in points that a page must have left for it: all of it."""
        return self.height

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """None: it goes onto the next page whole."""
        return None

    def draw(self, ink: Ink, top: float) -> None:
        """Nothing to draw."""

    def said(self, x: float, y: float) -> Said | None:
        """Nothing is said."""
        return None


class Gap(Whole):
    """Empty height. It stands at a page's top if the page was asked for, as on a cover, but opens no page itself."""

    def least(self) -> float:
        """Nothing: what does not fit may vanish."""
        return 0.0


@dataclass(slots=True)
class PageBreak:
    """Not a slab: from here on a new page, so turned, counted or not; None: counted as the page before."""

    orientation: Orientation
    numbered: Numbering | None


Flow = Sequence["Slab | PageBreak"]


class Placed(NamedTuple):
    """A slab, how far its top is below the paper's, and the section it belongs to."""

    slab: Slab
    top: float
    section: str


@dataclass(slots=True)
class LaidPage:
    """A page: where each slab stands, the number printed on it, if any, and its footnotes."""

    orientation: Orientation
    number: int | None
    numbered: Numbering = True
    slabs: list[Placed] = field(default_factory=list)
    notes: list[Slab] = field(default_factory=list)

    @property
    def notes_height(self) -> float:
        """What the footnotes take from the page's foot."""
        return height_of_notes(self.notes)

    @property
    def notes_top(self) -> float:
        """How far the first footnote is below the paper's top."""
        return PAPER[self.orientation][1] - BOTTOM - self.notes_height + NOTE_RULE

    def section_at(self, y: float) -> str:
        """The section that has the page `y` points below the paper's top."""
        found = self.slabs[0].section if self.slabs else ""
        for slab, top, section in self.slabs:
            if top - slab.above > y:
                break
            found = section
        return found

    def said(self, x: float, y: float) -> Said | None:
        """What the page says at a place, in points from the paper's top left corner."""
        for slab, top, _section in self.slabs:
            if top <= y < top + slab.height:
                return slab.said(x, y - top)
        top = self.notes_top
        for note in self.notes:
            if top <= y < top + note.height:
                return note.said(x, y - top)
            top += note.height
        return None


def paginate(sections: Iterable[tuple[str, Flow]]) -> list[LaidPage]:
    """Set the slabs of sections on pages, in order. Every slab is on exactly one page, or split over several."""
    return _Paginator(sections).pages


class _Paginator:
    def __init__(self, sections: Iterable[tuple[str, Flow]]) -> None:
        self.pages: list[LaidPage] = []
        self._counts: Counter[Numbering] = Counter()
        self._at = 0.0
        self._break = PageBreak("portrait", None)
        self._numbered: Numbering = True
        self._late: deque[Slab] = deque()  # footnotes that the page of their mark has no room for
        waiting: list[tuple[Slab, str]] = []
        for section, flow in sections:
            for item in flow:
                if isinstance(item, PageBreak):
                    self._set(waiting)
                    waiting = []
                    self._break = item
                    self._numbered = self._numbered if item.numbered is None else item.numbered
                    self._at = -1.0  # the next slab opens a page; several breaks in a row open only one
                else:
                    waiting.append((item, section))
        self._set(waiting)
        while not self.pages or self._late:
            self._open()

    @property
    def _bottom(self) -> float:
        return PAPER[self._break.orientation][1] - BOTTOM

    @property
    def _top(self) -> float:
        return TOP[self._break.orientation]

    @property
    def _page(self) -> float:
        """The height between the margins."""
        return text_height(self._break.orientation)

    def _open(self) -> None:
        numbered = self._numbered
        self._counts[numbered] += 1
        self.pages.append(LaidPage(self._break.orientation, self._counts[numbered] if numbered else None, numbered))
        self._at = self._top
        self._put_notes(())

    def _put_notes(self, notes: Iterable[Slab]) -> None:
        """Set footnotes at the page's foot, and keep those for the next page that it has no room for."""
        page = self.pages[-1]
        self._late.extend(notes)
        while self._late and (not page.notes or height_of_notes([*page.notes, self._late[0]]) <= self._most_notes):
            page.notes.append(self._late.popleft())

    @property
    def _most_notes(self) -> float:
        return _NOTES * self._page

    def _set(self, slabs: list[tuple[Slab, str]]) -> None:
        """Set a run of slabs without a page break in it, chain by chain."""
        rest = deque(slabs)
        while rest:
            stopping.look()
            first, section = rest[0]
            if not self.pages or self._at < self._top:
                self._open()
            elif isinstance(first, Gap) and first.height > self._room:
                rest.popleft()
                continue
            chain = _chain((slab for slab, _section in rest), self._page)
            fresh = not self.pages[-1].slabs
            if fresh and first.head:
                self._put(first.head, section)
            if not (self._set_whole(chain, rest) or self._set_split(chain, rest)):
                if fresh:
                    self._force(chain, rest)
                else:
                    self._open()

    def _set_whole(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> bool:
        """Set the chain on this page if there is room for it and its footnotes."""
        if total_height(chain) + self._more_for_notes(chain) > self._room + 0.01:
            return False
        for slab in chain:
            self._put(slab, rest.popleft()[1])
        return True

    def _set_split(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> bool:
        """Part the chain inside a slab that may be split, if moving it to the next page would not do better."""
        fitting = self._fitting(chain)
        overfull = total_height(chain) > self._page
        # The slab that does not fit, else the one before it, of which something must stay with what is glued to it.
        for at in (fitting, fitting - 1) if fitting else (0,):
            slab, others = chain[at], chain[:at]
            page = self._page - (slab.head.height if slab.head else 0.0)
            if not (overfull or slab.height > page or (slab.loose and self._room > _HOLE * page)):
                continue
            room = self._room - total_height(others) - self._more_for_notes(others) - slab.above
            parts = slab.split(room if at == fitting else slab.height - 1.0)
            if parts is not None:
                for one in (*others, parts[0]):
                    self._put(one, rest.popleft()[1])
                rest.appendleft((parts[1], self.pages[-1].slabs[-1].section))
                self._open()
                return True
        return False

    def _fitting(self, chain: list[Slab]) -> int:
        """How many of the chain's slabs have room on this page; not all of them."""
        count = 0
        while count < len(chain) - 1:
            slabs = chain[: count + 1]
            if total_height(slabs) + self._more_for_notes(slabs) > self._room + 0.01:
                break
            count += 1
        return count

    def _force(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> None:
        """Fill an empty page with a chain that no page can hold; what is left of it is a chain of its own.

        A slab that is higher than a page stands out rather than vanish.
        """
        count = self._fitting(chain)
        while count > 1 and chain[count].head is chain[count - 1]:
            count -= 1  # no table's head without a row
        for slab in chain[: max(1, count)]:
            self._put(slab, rest.popleft()[1])

    @property
    def _room(self) -> float:
        return self._bottom - self._at - self.pages[-1].notes_height

    def _more_for_notes(self, slabs: Sequence[Slab]) -> float:
        """What the footnotes of slabs would take from the page."""
        new = [note for slab in slabs for note in slab.notes]
        page = self.pages[-1]
        return max(0.0, min(height_of_notes([*page.notes, *new]), self._most_notes) - page.notes_height) if new else 0.0

    def _put(self, slab: Slab, section: str) -> None:
        page = self.pages[-1]
        top = self._at + (slab.above if page.slabs else 0.0)
        page.slabs.append(Placed(slab, top, section))
        self._at = top + slab.height
        self._put_notes(slab.notes)


def _chain(slabs: Iterable[Slab], page: float) -> list[Slab]:
    """The first slab and those glued to it, one after the other. Empty height between them is no parting.

    Of a chain that is higher than a page no more than shows that it is.
    """
    chain: list[Slab] = []
    height = 0.0
    for slab in slabs:
        chain.append(slab)
        if height > page or not (slab.glued or (len(chain) > 1 and isinstance(slab, Gap))):
            break
        height += slab.above + slab.height
    return chain


def total_height(slabs: Iterable[Slab]) -> float:
    """The height of slabs below each other, with the room above each."""
    return sum(slab.above + slab.height for slab in slabs)


def height_of_notes(notes: Sequence[Slab]) -> float:
    """What footnotes take from a page's foot."""
    return sum(note.height for note in notes) + NOTE_RULE if notes else 0.0
