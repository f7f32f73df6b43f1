"""Figures inside running text: a picture at the beginning of a paragraph, the rest of which is its caption."""

from collections.abc import Callable
from urllib.parse import quote, unquote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument, QTextImageFormat

from planner_desktop.formpack.rich_text import Figure
from planner_desktop.ui.editors.rich_notes import fragments

SCHEME = "attachment:"
"""Begins the address of a picture that the draft keeps; pictures from elsewhere are not taken over."""
WIDEST = 360  # pixels on the screen; on paper a figure has its own width
_WIDTH = int(QTextImageFormat.Property.UserProperty) + 1


def insert_figure(cursor: QTextCursor, figure: Figure) -> None:
    """Put a figure into the cursor's paragraph, which is empty."""
    picture = QTextImageFormat()
    picture.setName(SCHEME + quote(figure.figure))
    picture.setProperty(_WIDTH, figure.width)
    image = cursor.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(picture.name()))
    if isinstance(image, QImage) and not image.isNull():
        picture.setWidth(min(WIDEST, image.width()))
    cursor.insertImage(picture)
    if figure.caption:
        cursor.insertText(figure.caption)


def read_figure(block: QTextBlock, text: str) -> Figure | None:
    """The figure in a paragraph with this text, if there is one."""
    for part in fragments(block):
        letters = part.charFormat()
        if letters.isImageFormat():
            picture = letters.toImageFormat()
            if picture.name().startswith(SCHEME):
                width = picture.property(_WIDTH)
                name = unquote(picture.name().removeprefix(SCHEME))
                return Figure(figure=name, caption=text, width=width) if width else Figure(figure=name, caption=text)
    return None


def load_figure(address: str, attachment: Callable[[str], bytes]) -> QImage | None:
    """The picture at an address inside a document, if the draft keeps it; empty if it is no picture."""
    if not address.startswith(SCHEME):
        return None
    try:
        return QImage.fromData(attachment(unquote(address.removeprefix(SCHEME))))
    except KeyError:
        return QImage()
