"""Between rich text blocks and Qt's text documents: paragraphs, headings, lists, tables, figures and footnotes."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from planner_desktop.formpack.rich_text import (
    Block,
    Figure,
    Heading,
    ListOf,
    Paragraph,
    TableOf,
    share_notes,
    spelled_out,
)
from planner_desktop.ui.editors import rich_notes
from planner_desktop.ui.editors.rich_figures import insert_figure, read_figure
from planner_desktop.ui.editors.rich_tables import insert_table, read_table

BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
HEADING_GROWTH = {1: 1.35, 2: 1.2, 3: 1.08}


def fill(document: QTextDocument, blocks: tuple[Block, ...]) -> None:
    """Make the document show the blocks; nothing of what it held can be undone."""
    document.setUndoRedoEnabled(False)
    document.clear()
    insert(QTextCursor(document), blocks)
    document.setUndoRedoEnabled(True)


def make_room(cursor: QTextCursor) -> None:
    """Stand in an empty paragraph: what is before and behind the cursor become paragraphs of their own."""
    if not cursor.block().text():
        return
    if not cursor.atBlockStart():
        cursor.insertBlock()
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)


def insert(cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
    """Put the blocks where the cursor is."""
    first = True
    for block in blocks:
        if isinstance(block, TableOf):
            insert_table(cursor, block)
            set_heading(cursor, 0)
            first = True  # behind a table there is a paragraph already
            continue
        if isinstance(block, Figure):
            if not first:
                cursor.insertBlock()
            first = False
            set_heading(cursor, 0)
            insert_figure(cursor, block)
            continue
        current = None
        for text, notes in share_notes(*_texts(block)):
            if not first:
                cursor.insertBlock()
            first = False
            set_heading(cursor, block.level if isinstance(block, Heading) else 0)
            cursor.setCharFormat(cursor.blockCharFormat())
            rich_notes.insert_text(cursor, text, notes)
            if isinstance(block, ListOf):
                if current is None:
                    current = cursor.createList(list_format(block.numbered))
                else:
                    current.add(cursor.block())


def _texts(block: Paragraph | Heading | ListOf) -> tuple[Sequence[str], Sequence[str]]:
    """Its paragraphs and its notes."""
    match block:
        case Paragraph():
            return (block.paragraph,), block.notes
        case ListOf():
            return block.list, block.notes
        case Heading():
            return (block.heading,), ()


def list_format(numbered: bool) -> QTextListFormat:
    """How a list looks."""
    style = QTextListFormat()
    style.setStyle(QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc)
    return style


def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make the cursor's paragraph a heading of this level, 0 for running text; it leaves any list."""
    of = cursor.block().textList()
    if of is not None:
        of.remove(cursor.block())
    style = QTextBlockFormat()
    style.setHeadingLevel(level)
    style.setBottomMargin(6)
    letters = QTextCharFormat()
    if level:
        letters.setFontWeight(QFont.Weight.Bold)
        letters.setFontPointSize(cursor.document().defaultFont().pointSizeF() * HEADING_GROWTH[level])
    cursor.setBlockFormat(style)
    block, document = cursor.block(), cursor.document()
    if level:
        rich_notes.spell_out(document, block.position(), block.position() + block.length())
    none = QTextFormat.ObjectTypes.NoObject.value
    texts = [part for part in rich_notes.fragments(block) if part.charFormat().objectType() == none]
    for start, end in [(part.position(), part.position() + part.length()) for part in texts]:
        over = QTextCursor(document)
        over.setPosition(start)
        over.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        over.setCharFormat(letters)
    cursor.setBlockCharFormat(letters)
    cursor.setCharFormat(letters)


def blocks_of(document: QTextDocument) -> tuple[Block, ...]:
    """What the document holds as blocks; empty paragraphs are left out."""
    blocks: list[Block] = []
    items: list[str] = []
    item_notes: list[str] = []
    open_list: tuple[object, bool] | None = None

    def close_list() -> None:
        nonlocal open_list
        if open_list is not None and items:
            blocks.append(ListOf(list=tuple(items), numbered=open_list[1], notes=tuple(item_notes)))
        items.clear()
        item_notes.clear()
        open_list = None

    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is not None:
            close_list()
            read = read_table(table, _clean)
            blocks.extend([read] if read else [])
            block = document.findBlock(table.lastPosition() + 1)
            continue
        (text, notes), of = rich_notes.read(block), block.textList()
        if of is None:
            close_list()
        if figure := read_figure(block, spelled_out(text, notes)):
            close_list()
            blocks.append(figure)
            block = block.next()
            continue
        if text and of is not None:
            numbered = of.format().style() not in BULLETS
            if open_list is None or open_list != (of.objectIndex(), numbered):
                close_list()
                open_list = (of.objectIndex(), numbered)
            items.append(text)
            item_notes += notes
        elif text and (level := min(block.blockFormat().headingLevel(), 3)):
            blocks.append(Heading(heading=spelled_out(text, notes), level=level))
        elif text:
            blocks.append(Paragraph(paragraph=text, notes=tuple(notes)))
        block = block.next()
    close_list()
    return tuple(blocks)


def _clean(block: QTextBlock) -> str:
    return spelled_out(*rich_notes.read(block))
