"""Running text on the clipboard: as blocks for this program, with footnotes spelled out for others."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from planner_desktop.errors import ValueRefused
from planner_desktop.exchange import narrative, narrative_html
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import Block, Figure
from planner_desktop.ui.editors import rich_document
from planner_desktop.ui.editors.rich_pictures import Pictures

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


def blocks_of(data: QMimeData, pictures: Pictures) -> tuple[Block, ...]:
    """What is pasted, as blocks: from this program all of it, from others what a plan's text may have."""
    if data.hasFormat(_BLOCKS):
        try:
            return rich_text.load(data.data(_BLOCKS).toStdString())
        except ValueRefused:  # of another version, which has blocks that this one does not know
            pass
    files = [name for url in data.urls() if (name := pictures.keep_file(url.toLocalFile()))]
    if files:
        return tuple(Figure(figure=name) for name in files)
    found = narrative.from_html(data.html(), pictures.keep) if data.hasHtml() else ()
    if data.hasImage() and not found and (name := pictures.keep_clipboard(data)):
        return (Figure(figure=name),)
    return found or narrative.from_text(data.text())
