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
_DOTS = 300 / 72  # to the point, as office printers set them
_FINEST = 1.5 * _DOTS  # a picture of more is made smaller


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
    from PIL import Image

    highest = PAPER[orientation][1] - TOP - BOTTOM - _ROOM_FOR_CAPTION
    try:
        picture, across, down = _picture(figure.content, min(figure.width * CM, width), highest)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DocumentError(
            _("The figure “{name}” is no picture that can be printed").format(name=figure.name),
            _("Save it as PNG or JPEG and insert it again."),
        ) from error
    x = LEFT + (width - across) / 2
    slab = FigureSlab(picture=picture, x=x, width=across, height=down, above=ABOVE, glued=bool(figure.caption))
    caption = paragraph_slabs(Paragraph(figure.caption, "center"), width) if figure.caption else []
    return [slab, *caption]


def _picture(content: bytes, widest: float, highest: float) -> tuple[Any, float, float]:
    """A picture as ReportLab draws it, and its width and height on paper.

    One of far more dots than a printer sets is made smaller, one that a camera took sideways is turned upright, and
    the colours of a press become those of a screen; every other is taken as it is.
    """
    from PIL import ExifTags, Image, ImageOps
    from reportlab.lib.utils import ImageReader

    image: Image.Image = Image.open(BytesIO(content))
    kind = image.format
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) != 1
    if turned:
        ImageOps.exif_transpose(image, in_place=True)
    scale = min(widest / image.width, highest / image.height)
    across, down = image.width * scale, image.height * scale
    too_fine = scale * _FINEST < 1
    made: Any = BytesIO(content)
    if turned or too_fine or image.mode == "CMYK":
        if image.mode not in ("L", "LA", "RGB", "RGBA"):
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        if too_fine:
            image.thumbnail((max(1, round(across * _DOTS)), max(1, round(down * _DOTS))))
        if kind == "JPEG":
            made = BytesIO()
            image.save(made, "JPEG", quality=90)
            made.seek(0)
        else:
            made = image
    picture: Any = ImageReader(made)
    picture.getRGBData()  # what is broken inside is told now, by name
    return picture, across, down
