"""Slabs and the pages that hold them. A slab (a line, a row of a table) knows its height and draws itself.

Blocks become slabs; `paginate` sets slabs on pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import Numbering, Orientation, Runs
from planner_desktop.document.style import BOTTOM, NOTE_RULE, PAPER


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
    """Not a slab: from here on a new page, so turned, counted or not; None: counted as the page before.

    No new page where a share `room` of the present one is still free, and it is turned and counted so; then the next
    `top` slabs are left out.
    """

    orientation: Orientation
    numbered: Numbering | None
    room: float = 0.0
    top: int = 0


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


def total_height(slabs: Iterable[Slab]) -> float:
    """The height of slabs below each other, with the room above each."""
    return sum(slab.above + slab.height for slab in slabs)


def height_of_notes(notes: Sequence[Slab]) -> float:
    """What footnotes take from a page's foot."""
    return sum(note.height for note in notes) + NOTE_RULE if notes else 0.0
