"""Lines to sign on, with what stands around them. A row of them is one slab: no line is parted from who signs on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner_desktop.document.flow import Said, Whole
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, break_lines
from planner_desktop.document.outline import Signatures, Signer, plain
from planner_desktop.document.style import CM, LEFT, SHAPES

_SHAPE = SHAPES["center"]
ROOM = 1.4 * CM  # above the line, for the hand
_WIDEST = 9.5 * CM
_GUTTER = 0.5 * CM  # between those beside each other
GAP = 0.2 * CM  # between the line and the words before and behind it


@dataclass(slots=True)
class Place:
    """Where someone signs: the words before and behind the line and the lines of text below it."""

    signer: Signer
    x: float
    width: float
    before: Line
    after: Line
    below: list[Line]

    @property
    def line(self) -> tuple[float, float]:
        """Where the line to sign on begins and ends."""
        before, after = (line.width + GAP if line.words else 0.0 for line in (self.before, self.after))
        return self.x + before, self.x + self.width - after


@dataclass(slots=True, kw_only=True)
class SignatureSlab(Whole):
    """Those who sign beside each other. With `fields`, a PDF has an empty signature field over every line."""

    places: Sequence[Place]
    fields: bool

    def draw(self, ink: Ink, top: float) -> None:
        """Draw the lines, what stands around them, and the fields."""
        top += ROOM
        for place in self.places:
            start, end = place.line
            ink.leaders(start, end, top, _SHAPE.size)
            with ink.of(ink.structure.begin("P")):
                ink.line(place.before, place.x, top, 0.0, _SHAPE.size, "left", Spread())
                ink.line(place.after, end + GAP, top, 0.0, _SHAPE.size, "left", Spread())
                for n, line in enumerate(place.below, 1):
                    x = max(place.x, min((start + end - line.width) / 2, place.x + place.width - line.width))
                    ink.line(line, x, top + n * _SHAPE.pitch, 0.0, _SHAPE.size, "left", Spread())
            if self.fields:
                hint = " ".join(plain(text) for text in (place.signer.before, place.signer.after) if text)
                ink.signature_field(start, top - ROOM, end - start, ROOM + _SHAPE.pitch * 0.8, hint)

    def said(self, x: float, y: float) -> Said | None:
        """The words behind the line, or the text below it."""
        for place in self.places:
            if place.x <= x < place.x + place.width:
                texts = [place.signer.after, *place.signer.below]
                n = int((y - ROOM) // _SHAPE.pitch)
                return Said(texts[min(max(n, 0), len(texts) - 1)], texts)
        return None


def signature_slabs(block: Signatures, width: float) -> list[SignatureSlab]:
    """The rows of lines to sign on, between the page's margins, `width` points apart."""
    share = width / block.columns
    slabs = []
    for first in range(0, len(block.signers), block.columns):
        row = block.signers[first : first + block.columns]
        places = [_place(signer, LEFT + n * share, share) for n, signer in enumerate(row)]
        lines = 1 + max(len(place.below) for place in places)
        slabs.append(
            SignatureSlab(height=ROOM + lines * _SHAPE.pitch, above=_SHAPE.pitch, places=places, fields=block.fields)
        )
    return slabs


def _place(signer: Signer, x: float, share: float) -> Place:
    width = min(_WIDEST, share - _GUTTER)
    before, after = (break_lines(text, _SHAPE.size, width)[0] for text in (signer.before, signer.after))
    below = [line for text in signer.below for line in break_lines(text, _SHAPE.size, width)]
    return Place(signer, x + (share - width) / 2, width, before, after, below)
