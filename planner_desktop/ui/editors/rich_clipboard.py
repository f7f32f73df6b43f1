"""Running text on the clipboard: as blocks for this program, with footnotes spelled out for others."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE, Block
from planner_desktop.ui.editors import rich_document, rich_notes

_BLOCKS = "application/x-planner-desktop-rich-text"


def copied(cursor: QTextCursor) -> QMimeData:
    """What the cursor has chosen."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(cursor.selection())
    data = QMimeData()
    data.setData(_BLOCKS, (rich_text.dump(rich_document.blocks_of(document)) or "[]").encode())
    rich_notes.spell_out(document)
    data.setHtml(document.toHtml())
    data.setText(document.toPlainText().replace(NOTE, ""))
    return data


def blocks_of(data: QMimeData) -> tuple[Block, ...]:
    """What is pasted, as blocks: from this program all of it, from others what a plan's text may have."""
    if data.hasFormat(_BLOCKS):
        try:
            return rich_text.load(data.data(_BLOCKS).toStdString())
        except ValueRefused:  # of another version, which has blocks that this one does not know
            pass
    return rich_document.from_html(data.html()) if data.hasHtml() else rich_text.from_plain(data.text())
