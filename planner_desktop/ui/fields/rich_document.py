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
    QTextList,
)

from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import Looks
from planner_desktop.formpack.rich_text import (
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichPart,
    RichTable,
    Sign,
    list_of,
    share_notes,
    spelled_out,
)
from planner_desktop.ui.fields import rich_notes
from planner_desktop.ui.fields.rich_figures import insert_figure, read_figure
from planner_desktop.ui.fields.rich_lists import ListBuilder, level_of, sign_of
from planner_desktop.ui.fields.rich_tables import insert_table, read_table

HEADING_GROWTH = {1: 1.35, 2: 1.2, 3: 1.08}


def fill(document: QTextDocument, blocks: tuple[RichPart, ...]) -> None:
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


def insert(cursor: QTextCursor, blocks: tuple[RichPart, ...]) -> None:
    """Put the blocks where the cursor is."""
    first = True
    for block in blocks:
        if isinstance(block, RichTable):
            insert_table(cursor, block)
            set_heading(cursor, 0)
            first = True  # behind a table there is a paragraph already
            continue
        if isinstance(block, RichFigure):
            if not first:
                cursor.insertBlock()
            first = False
            set_heading(cursor, 0)
            insert_figure(cursor, block)
            continue
        placing = ListBuilder()
        of_texts = looks_of(block)
        for n, (text, notes) in enumerate(share_notes(*_texts(block))):
            if not first:
                cursor.insertBlock()
            first = False
            set_heading(cursor, block.level if isinstance(block, RichHeading) else 0)
            cursor.setCharFormat(cursor.blockCharFormat())
            rich_notes.insert_text(cursor, text, notes, of_texts[n] if of_texts else b"")
            if isinstance(block, RichList):
                placing.put(cursor.block(), block.level(n), block.sign(n))


def _texts(block: RichParagraph | RichHeading | RichList) -> tuple[Sequence[str], Sequence[str]]:
    """Its paragraphs and its notes."""
    match block:
        case RichParagraph():
            return (block.paragraph,), block.notes
        case RichList():
            return block.list, block.notes
        case RichHeading():
            return (block.heading,), ()


def looks_of(block: RichPart) -> list[Looks]:
    """How the letters of each of a block's texts look; nothing where all look alike."""
    match block:
        case RichParagraph():
            return [emphasis.looks_of(len(block.paragraph), block.bold, block.italic)]
        case RichList():
            return emphasis.shared(block.list, block.bold, block.italic)
        case _:
            return []


def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make the cursor's paragraph a heading of this level, 0 for running text; it leaves any list."""
    of = cursor.block().textList()
    if of is not None:
        of.remove(cursor.block())
    was_heading = cursor.blockFormat().headingLevel() > 0
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
    if not level and not was_heading:
        texts = []  # bold and italic letters stay
    for start, end in [(part.position(), part.position() + part.length()) for part in texts]:
        over = QTextCursor(document)
        over.setPosition(start)
        over.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        over.setCharFormat(letters)
    cursor.setBlockCharFormat(letters)
    cursor.setCharFormat(letters)


def blocks_of(document: QTextDocument) -> tuple[RichPart, ...]:
    """What the document holds as blocks; empty paragraphs are left out."""
    blocks: list[RichPart] = []
    items = _Items()
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is not None:
            blocks += items.taken()
            read = read_table(table, _clean)
            blocks.extend([read] if read else [])
            block = document.findBlock(table.lastPosition() + 1)
            continue
        (text, notes, of_text), of = rich_notes.read_looks(block), block.textList()
        figure = read_figure(block, spelled_out(text, notes))
        if of is None or figure or items.begins_another(of):
            blocks += items.taken()
        if figure:
            blocks.append(figure)
        elif text and of is not None:
            items.add(of, text, notes, of_text)
        elif text and (level := min(block.blockFormat().headingLevel(), 3)):
            blocks.append(RichHeading(heading=spelled_out(text, notes), level=level))
        elif text:
            bold, italic = emphasis.ranges([of_text], emphasis.BOLD), emphasis.ranges([of_text], emphasis.ITALIC)
            blocks.append(RichParagraph(paragraph=text, notes=tuple(notes), bold=bold, italic=italic))
        block = block.next()
    return (*blocks, *items.taken())


class _Items:
    """The items of a list while they are read; `base` is the level of its first one."""

    def __init__(self) -> None:
        self._list: int | None = None
        self._base = 1
        self._items: list[tuple[str, int, Sign, list[str], Looks]] = []

    def begins_another(self, of: QTextList) -> bool:
        """Whether an item of this list belongs to another one than those before."""
        return self._list is not None and level_of(of) <= self._base and of.objectIndex() != self._list

    def add(self, of: QTextList, text: str, notes: list[str], of_text: Looks) -> None:
        if self._list is None:
            self._list, self._base = of.objectIndex(), level_of(of)
        self._items.append((text, level_of(of) - self._base + 1, sign_of(of), notes, of_text))

    def taken(self) -> list[RichList]:
        """The list, if there is one, which ends here."""
        items, self._items, self._list = self._items, [], None
        if not items:
            return []
        texts, levels, signs, notes, of_texts = zip(*items, strict=True)
        return [list_of(texts, levels, signs, notes=[note for own in notes for note in own], of_looks=of_texts)]


def _clean(block: QTextBlock) -> str:
    return spelled_out(*rich_notes.read(block))
