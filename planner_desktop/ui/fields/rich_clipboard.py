"""Running text on the clipboard: as blocks for this program, with footnotes spelled out for others."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from planner_desktop.errors import ValueRefused
from planner_desktop.exchange import narrative_html
from planner_desktop.exchange.left_behind import LeftBehind
from planner_desktop.exchange.narrative import Narrative, from_text, read_html
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import RichFigure, RichPart
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.rich_pictures import PastedPictures, is_picture

_BLOCKS = "application/x-planner-desktop-rich-text"


def copied(cursor: QTextCursor) -> QMimeData:
    """What the cursor has chosen."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(cursor.selection())
    blocks = rich_document.blocks_of(document)
    data = QMimeData()
    data.setData(_BLOCKS, (rich_text.dump(blocks) or "[]").encode())
    data.setHtml(narrative_html.as_html(blocks))
    data.setText(rich_text.to_plain(blocks))
    return data


def can_paste(data: QMimeData) -> bool:
    """Whether there is something that running text may have."""
    return any((data.hasFormat(_BLOCKS), data.hasHtml(), data.hasText(), data.hasImage(), data.hasUrls()))


def read(data: QMimeData, pictures: PastedPictures) -> Narrative:
    """What is pasted: from this program all of it, from others what a plan's text may have."""
    blocks, left = _ours(data) or _files(data, pictures), LeftBehind()
    if not blocks and data.hasHtml():
        told = read_html(data.html(), pictures.keep)
        blocks, left = told.blocks, told.left
    if not blocks and not left.struck:  # as text alone it would be there again
        refused_files = data.hasUrls() and pictures.lost > 0  # whose text is no more than their paths
        blocks = _picture(data, pictures) or (() if refused_files else from_text(data.text()))
    left.pictures = pictures.lost
    return Narrative(blocks, left)


def _ours(data: QMimeData) -> tuple[RichPart, ...]:
    if not data.hasFormat(_BLOCKS):
        return ()
    try:
        return rich_text.load(data.data(_BLOCKS).toStdString())
    except ValueRefused:  # of another version, which has blocks that this one does not know
        return ()


def _files(data: QMimeData, pictures: PastedPictures) -> tuple[RichPart, ...]:
    files = [url.toLocalFile() for url in data.urls()]
    names = [pictures.keep_file(file) for file in files]
    pictures.lost += sum(name is None and is_picture(file) for name, file in zip(names, files, strict=True))
    return tuple(RichFigure(figure=name) for name in names if name)


def _picture(data: QMimeData, pictures: PastedPictures) -> tuple[RichPart, ...]:
    """A screenshot, or a picture alone."""
    name = pictures.keep_clipboard(data) if data.hasImage() else None
    return (RichFigure(figure=name),) if name else ()
