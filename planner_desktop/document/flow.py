"""Pages from slabs. A slab is what is never parted (a line, a table row): it knows its height and draws itself.

Blocks become slabs; `paginate` fills pages with them from the top. Three wishes decide where a page ends: a slab that
is glued stays with the next one, a table's head stands again on every page the table reaches, and a row higher than
a page is split.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import Orientation
from planner_desktop.document.style import BOTTOM, PAPER, TOP

_HOLE = 0.4  # of a page: more than this is not left empty to keep a table's rows together


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

    def least(self) -> float:
        """The height below which `split` gives nothing; its whole height if it cannot be split."""

    def split(self, room: float) -> "tuple[Slab, Slab] | None":
        """Two slabs, the first at most `room` high; None if that cannot be."""

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it `top` points below the paper's top edge."""


@dataclass(slots=True)
class Gap:
    """Empty height. It stands at a page's top if the page was asked for, as on a cover, but opens no page itself."""

    height: float
    above: float = 0.0
    glued: bool = False
    loose: bool = False
    head: None = None

    def least(self) -> float:
        """Nothing: what does not fit may vanish."""
        return 0.0

    def split(self, room: float) -> "tuple[Slab, Slab] | None":
        """Nothing to split."""
        return None

    def draw(self, ink: Ink, top: float) -> None:
        """Nothing to draw."""


@dataclass(slots=True)
class PageBreak:
    """Not a slab: from here on a new page, so turned, counted or not."""

    orientation: Orientation
    numbered: bool


@dataclass(slots=True)
class LaidPage:
    """A page: where each slab stands, and the number printed on it, if any."""

    orientation: Orientation
    number: int | None
    slabs: list[tuple[Slab, float]] = field(default_factory=list)


def paginate(flow: Sequence[Slab | PageBreak]) -> list[LaidPage]:
    """Set slabs on pages, in order. Every slab is on exactly one page, or split over several."""
    return _Paginator(flow).pages


class _Paginator:
    def __init__(self, flow: Sequence[Slab | PageBreak]) -> None:
        self.pages: list[LaidPage] = []
        self._count = 0
        self._at = 0.0
        self._break = PageBreak("portrait", True)
        waiting: list[Slab] = []
        for item in flow:
            if isinstance(item, PageBreak):
                self._set(waiting)
                waiting = []
                self._break = item
                self._at = -1.0  # the next slab opens a page; several breaks in a row open only one
            else:
                waiting.append(item)
        self._set(waiting)
        if not self.pages:
            self._open()

    @property
    def _bottom(self) -> float:
        return PAPER[self._break.orientation][1] - BOTTOM

    def _open(self) -> None:
        self._count += self._break.numbered
        number = self._count if self._break.numbered else None
        self.pages.append(LaidPage(self._break.orientation, number))
        self._at = TOP

    def _set(self, slabs: list[Slab]) -> None:
        """Set a run of slabs without a page break in it, chain by chain."""
        rest = deque(slabs)
        while rest:
            if not self.pages or self._at < TOP:
                self._open()
            elif isinstance(rest[0], Gap) and rest[0].height > self._room:
                rest.popleft()
                continue
            chain = _chain(rest)
            fresh = not self.pages[-1].slabs
            if fresh and chain[0].head:
                self._put(chain[0].head)
            if not (self._set_whole(chain, rest) or self._set_split(chain, rest)):
                if fresh:
                    self._force(rest)
                else:
                    self._open()

    def _set_whole(self, chain: list[Slab], rest: deque[Slab]) -> bool:
        """Set the chain on this page if there is room for it."""
        if _height(chain) > self._room + 0.01:
            return False
        for slab in chain:
            self._put(slab)
            rest.popleft()
        return True

    def _set_split(self, chain: list[Slab], rest: deque[Slab]) -> bool:
        """Set the chain with only a part of its last slab here, if moving it to the next page would not do better."""
        *others, last = chain
        page = self._bottom - TOP - (last.head.height if last.head else 0.0)
        too_high = last.height > page or _height(chain) > self._bottom - TOP
        if not too_high and not (last.loose and self._room > _HOLE * page):
            return False
        parts = last.split(self._room - _height(others) - last.above)
        if parts is None:
            return False
        for slab in (*others, parts[0]):
            self._put(slab)
        for _slab in chain:
            rest.popleft()
        rest.appendleft(parts[1])
        self._open()
        return True

    def _force(self, rest: deque[Slab]) -> None:
        """Set the first slab of a chain that no page can hold; one higher than a page stands out rather than vanish."""
        slab = rest.popleft()
        parts = slab.split(self._room) if slab.height > self._room else None
        self._put(parts[0] if parts else slab)
        if parts:
            rest.appendleft(parts[1])
            self._open()

    @property
    def _room(self) -> float:
        return self._bottom - self._at

    def _put(self, slab: Slab) -> None:
        page = self.pages[-1]
        top = self._at + (slab.above if page.slabs else 0.0)
        page.slabs.append((slab, top))
        self._at = top + slab.height


def _chain(slabs: Iterable[Slab]) -> list[Slab]:
    """The first slab and those glued to it, one after the other. Empty height between them is no parting."""
    chain: list[Slab] = []
    for slab in slabs:
        chain.append(slab)
        if not (slab.glued or (len(chain) > 1 and isinstance(slab, Gap))):
            break
    return chain


def _height(slabs: Iterable[Slab]) -> float:
    return sum(slab.above + slab.height for slab in slabs)
