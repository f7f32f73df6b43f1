"""Pictures and QR codes as slabs: never parted, and a caption stays with its picture."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from planner_desktop.document.flow import Slab, Whole
from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import Figure, Orientation, Paragraph
from planner_desktop.document.paragraph import paragraph_slabs
from planner_desktop.document.style import BOTTOM, CM, LEFT, PAPER, TOP
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

ABOVE = 6.0  # room above a picture or a code
_ROOM_FOR_CAPTION = 3 * CM


@dataclass(slots=True, kw_only=True)
class QrSlab(Whole):
    """A QR code in its place."""

    x: float
    width: float
    link: str

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it."""
        ink.qr(self.link, self.x, top, self.width)


@dataclass(slots=True, kw_only=True)
class FigureSlab(Whole):
    """A picture in its place."""

    x: float
    width: float
    picture: Any

    def draw(self, ink: Ink, top: float) -> None:
        """Draw it."""
        ink.picture(self.picture, self.x, top, self.width, self.height)


def figure_slabs(figure: Figure, width: float, orientation: Orientation) -> list[Slab]:
    """The picture over its caption, made smaller where the page is not large enough. Raises DocumentError."""
    from reportlab.lib.utils import ImageReader

    try:
        picture = ImageReader(BytesIO(figure.content))
        across, down = picture.getSize()
    except (OSError, ValueError, SyntaxError) as error:
        raise DocumentError(
            _("The figure “{name}” is no picture that can be printed").format(name=figure.name),
            _("Save it as PNG or JPEG and insert it again."),
        ) from error
    highest = PAPER[orientation][1] - TOP - BOTTOM - _ROOM_FOR_CAPTION
    scale = min(min(figure.width * CM, width) / across, highest / down)
    x = LEFT + (width - across * scale) / 2
    glued = bool(figure.caption)
    slab = FigureSlab(picture=picture, x=x, width=across * scale, height=down * scale, above=ABOVE, glued=glued)
    caption = paragraph_slabs(Paragraph(figure.caption, "center"), width) if figure.caption else []
    return [slab, *caption]
