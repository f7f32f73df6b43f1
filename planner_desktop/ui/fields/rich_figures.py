"""Figures inside running text: a picture at the beginning of a paragraph, the rest of which is its caption."""

from collections.abc import Callable
from urllib.parse import quote, unquote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument, QTextImageFormat

from planner_desktop.errors import DraftError, PictureRefused
from planner_desktop.formpack.rich_text import RichFigure
from planner_desktop.pictures import Budget, Picture
from planner_desktop.ui.fields.rich_notes import fragments

SCHEME = "attachment:"
"""Begins the address of a picture that the draft keeps; pictures from elsewhere are not taken over."""
AT_ONCE = Budget(pixels=200_000_000)
"""Of decoding for one text, which waits for it: a second at most."""
WIDEST = 360  # pixels on the screen; on paper a figure has its own width
_WIDTH = int(QTextImageFormat.Property.UserProperty) + 1
_ALT = _WIDTH + 1


def insert_figure(cursor: QTextCursor, figure: RichFigure) -> None:
    """Put a figure into the cursor's paragraph, which is empty."""
    picture = QTextImageFormat()
    picture.setName(SCHEME + quote(figure.figure))
    picture.setProperty(_WIDTH, figure.width)
    picture.setProperty(_ALT, figure.alt)
    image = cursor.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(picture.name()))
    if isinstance(image, QImage) and not image.isNull():
        picture.setWidth(min(WIDEST, image.width()))
    cursor.insertImage(picture)
    if figure.caption:
        cursor.insertText(figure.caption)


def read_figure(block: QTextBlock, text: str) -> RichFigure | None:
    """The figure in a paragraph with this text, if there is one."""
    for part in fragments(block):
        letters = part.charFormat()
        if letters.isImageFormat():
            picture = letters.toImageFormat()
            if picture.name().startswith(SCHEME):
                width = picture.property(_WIDTH)
                name = unquote(picture.name().removeprefix(SCHEME))
                given = {"width": width} if width else {}
                return RichFigure(figure=name, caption=text, alt=picture.property(_ALT) or "", **given)
    return None


def figure_at(block: QTextBlock) -> int | None:
    """Where the picture of a paragraph is in the document; None if there is none that the draft keeps."""
    for part in fragments(block):
        letters = part.charFormat()
        if letters.isImageFormat() and letters.toImageFormat().name().startswith(SCHEME):
            return part.position()
    return None


def alt_at(document: QTextDocument, position: int) -> str:
    """What is said of the picture at a position to those who do not see it."""
    return str(_over(document, position).charFormat().property(_ALT) or "")


def set_alt(document: QTextDocument, position: int, alt: str, *, goes_on: bool) -> None:
    """Say that of the picture at a position; if it `goes_on`, both changes are taken back together."""
    cursor = _over(document, position)
    if goes_on:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    letters = cursor.charFormat()
    letters.setProperty(_ALT, alt)
    cursor.setCharFormat(letters)
    cursor.endEditBlock()


def _over(document: QTextDocument, position: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def load_figure(address: str, attachment: Callable[[str], bytes], budget: Budget) -> QImage:
    """The picture at an address inside a document, for the screen; empty if it is none that the draft keeps."""
    if not address.startswith(SCHEME):
        return QImage()  # nothing is looked for elsewhere, neither on this PC nor on the network
    try:
        content = attachment(unquote(address.removeprefix(SCHEME)))
        image = Picture(content).image(2 * WIDEST, 4 * WIDEST, budget).convert("RGBA")
    except (KeyError, DraftError, PictureRefused):
        return QImage()  # the list of problems tells of it
    across, down = image.size
    return QImage(image.tobytes(), across, down, 4 * across, QImage.Format.Format_RGBA8888).copy()
