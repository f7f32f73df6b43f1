"""Pages from slabs. A slab is what is never parted (a line, a table row): it knows its height and draws itself.

Blocks become slabs; `paginate` fills pages with them from the top. Three wishes decide where a page ends: a slab that
is glued stays with the next one, a table's head stands again on every page the table reaches, and a row higher than
a page is split.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import Orientation
from planner_desktop.document.style import BOTTOM, PAPER, TOP


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
        """Set a run of slabs without a page break in it."""
        slabs = slabs[::-1]
        while slabs:
            slab = slabs.pop()
            if not self.pages or self._at < TOP:
                self._open()
            elif isinstance(slab, Gap) and slab.height > self._bottom - self._at:
                continue
            fresh = not self.pages[-1].slabs
            if fresh and slab.head:
                self._put(slab.head)
            if self._fits(slab, slabs, fresh):
                self._put(slab)
                continue
            parts = None
            if slab.height > self._bottom - TOP - (slab.head.height if slab.head else 0.0) or fresh:
                parts = slab.split(self._bottom - self._at - slab.above)
            if parts:
                self._put(parts[0])
                slabs += [parts[1]]
                self._open()
            elif fresh:
                self._put(slab)  # higher than a page and not to be split: let it stand out rather than lose it
            else:
                slabs.append(slab)
                self._open()

    def _fits(self, slab: Slab, following: list[Slab], fresh: bool) -> bool:
        """Whether the slab fits here together with those glued to it, or alone if they never will."""
        room = self._bottom - self._at
        if slab.above + slab.height > room + 0.01:
            return False
        page = self._bottom - TOP
        height, last = slab.above + slab.height, slab
        for other in reversed(following):
            if not last.glued:
                break
            height += other.above + (other.height if other.height <= page else other.least())
            last = other
        return height <= room + 0.01 or fresh or height > page

    def _put(self, slab: Slab) -> None:
        page = self.pages[-1]
        top = self._at + (slab.above if page.slabs else 0.0)
        page.slabs.append((slab, top))
        self._at = top + slab.height
