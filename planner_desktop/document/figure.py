"""Pictures and QR codes as slabs: never parted, and a caption stays with its picture."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from planner_desktop.document.flow import Slab, Whole
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, break_lines
from planner_desktop.document.outline import Figure, Orientation, Paragraph, Run, plain
from planner_desktop.document.paragraph import paragraph_slabs
from planner_desktop.document.style import CELL, CM, LEFT, text_height
from planner_desktop.errors import PictureRefused
from planner_desktop.i18n import _
from planner_desktop.pictures import Budget, Picture

ABOVE = 6.0  # room above a picture or a code
_ROOM_FOR_CAPTION = 3 * CM
_DOTS = 300 / 72  # to the point, as office printers set them
_FRAME = 6.0  # between the words that stand for a picture and the frame round them
_DRAWN = 2_000_000  # pixels of a common picture, as it is printed
_FINEST = 1.5 * _DOTS  # a picture of more is made smaller


@dataclass(slots=True, kw_only=True)
class QrSlab(Whole):
    """A QR code that leads to `link`: `x` and `width` are points on the page."""

    x: float
    width: float
    link: str

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it."""
        ink.qr(self.link, self.x, top, self.width)


@dataclass(slots=True, kw_only=True)
class FigureSlab(Whole):
    """A picture in its place, kept as a file: decoded it would take far more memory."""

    x: float
    width: float
    content: bytes
    alt: str

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it."""
        with ink.of(ink.structure.begin("Figure", alt=self.alt)):
            ink.picture(_reader(self.content), self.x, top, self.width, self.height)


@dataclass(slots=True, kw_only=True)
class RefusedSlab(Whole):
    """A frame where a picture or a table cannot be printed, which says so."""

    x: float
    width: float
    sentence: str
    lines: list[Line]

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it."""
        ink.boxes([(self.x, top, self.width, self.height)])
        with ink.of(ink.structure.begin("P")):
            for n, line in enumerate(self.lines):
                ink.line(line, self.x, top + _FRAME + n * CELL.pitch, self.width, CELL.size, "center", Spread())


class FigureSetter:
    """Sets the pictures of one document: each once, and all together not more than a PC has memory and time for."""

    def __init__(self) -> None:
        self._budget = Budget()
        self._made: dict[tuple[bytes, float, float], tuple[bytes, float, float]] = {}

    def slabs(self, figure: Figure, width: float, orientation: Orientation) -> list[Slab]:
        """The picture over its caption, made smaller where the page is not large enough.

        One that cannot be printed leaves a frame with its name and the reason; the rest of the plan is printed.
        """
        highest = text_height(orientation) - _ROOM_FOR_CAPTION
        slab: Slab
        try:
            content, across, down = self._printed(figure, min(figure.width * CM, width), highest)
            x = LEFT + (width - across) / 2
            alt = figure.alt or plain(figure.caption) or figure.name
            slab = FigureSlab(
                content=content, alt=alt, x=x, width=across, height=down, above=ABOVE, glued=bool(figure.caption)
            )
        except PictureRefused as refused:
            slab = refused_slab(refusal(figure.name, refused.message), width, glued=bool(figure.caption))
        text = Paragraph(figure.caption, "center")
        caption = paragraph_slabs(text, width, role="Caption") if figure.caption else []
        return [slab, *caption]

    def _printed(self, figure: Figure, widest: float, highest: float) -> tuple[bytes, float, float]:
        if figure.problem:
            raise PictureRefused(figure.problem)
        key = hashlib.sha256(figure.content).digest(), widest, highest
        if key in self._made:
            self._budget.spend(pixels=_DRAWN)  # it is decoded again to be drawn
        else:
            self._made[key] = _printed(figure.content, widest, highest, self._budget)
        return self._made[key]


def refused_slab(said: str, width: float, *, glued: bool = False) -> RefusedSlab:
    """The frame that says what is not printed in its place, and why."""
    lines = break_lines((Run(said),), CELL.size, width - 2 * _FRAME)
    height = len(lines) * CELL.pitch + 2 * _FRAME
    return RefusedSlab(sentence=said, lines=lines, x=LEFT, width=width, height=height, above=ABOVE, glued=glued)


def refusal(name: str, reason: str) -> str:
    """What is said of a picture that is not printed."""
    return _("The picture “{name}” is not printed: {reason}").format(name=" ".join(name.split()), reason=reason)


def _printed(content: bytes, widest: float, highest: float, budget: Budget) -> tuple[bytes, float, float]:
    """A picture's file as it is printed, and its width and height on paper.

    One of far more dots than a printer sets is made smaller, one that a camera took sideways is turned upright, and
    the colours of a press become those of a screen; every other is taken as it is.
    """
    picture = Picture(content)
    scale = min(widest / picture.width, highest / picture.height)
    across, down = picture.width * scale, picture.height * scale
    if scale * _FINEST < 1:
        image = picture.image(max(1, round(across * _DOTS)), max(1, round(down * _DOTS)), budget)
    else:
        image = picture.image(budget=budget)
        if picture.is_printed_as_it_is:
            budget.spend(size=len(content))
            return content, across, down
    made = BytesIO()
    if picture.format == "JPEG":
        image.save(made, "JPEG", quality=90)
    else:
        image.save(made, "PNG", compress_level=1)
    budget.spend(size=len(made.getvalue()))
    return made.getvalue(), across, down


def _reader(content: bytes) -> Any:
    """A picture's file as ReportLab draws it; a JPEG goes into the PDF as it is."""
    from reportlab.lib.utils import ImageReader

    picture = Picture(content)
    reader: Any = ImageReader(picture.image())
    if picture.format == "JPEG":
        reader.jpeg_fh = lambda: BytesIO(content)
    return reader
