"""Typed Thai breaks at words, also where Qt finds none: it does so only with libthai, which Windows lacks.

The text stays as it is. What makes a line end at a word is room behind the word's last letter, so wide that nothing
else fits on the line: a format of the layout alone, as spelling checkers put under words. The document, its undo steps,
cursors and what is copied know nothing of it.
"""

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from planner_desktop.ui.kit.word_ends import Range, a_range, rooms, shown

_ROOM = QTextFormat.Property.FontLetterSpacing.value
_REACH = 100
"""A letter typed may change where words end so many letters behind it."""
_MOST_TIMES = 3
"""So often the lines are ended anew where that changes the input's width."""


@cache
def qt_finds_thai_words() -> bool:
    """Whether Qt itself ends lines at Thai words."""
    words = "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย"
    layout = QTextLayout(words)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1)
    layout.endLayout()
    return line.textLength() < len(words)


def wrap_at_words(edit: QPlainTextEdit | QTextEdit) -> "Wrapping | None":
    """Have the lines of an input end at Thai words; None where Qt does so itself."""
    return None if qt_finds_thai_words() else Wrapping(edit)


class Wrapping(QObject):
    """Ends the lines of one input at words."""

    def __init__(self, edit: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._changed: list[tuple[QTextBlock, float]] = []
        self._busy = self._late = False
        edit.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)  # where there is room behind a word, only there
        self._document.contentsChange.connect(self._before_layout)
        self._document.contentsChanged.connect(self._after_layout)
        self.again()

    @property
    def _document(self) -> QTextDocument:
        # Asked for each time: what stands for it in Python does not outlive the delegate's making of a cell's editor.
        return self._edit.document()

    def again(self) -> None:
        """The input has another width or font: end all its lines anew."""
        self._late = True  # a scroll bar may come or go while lines are ended
        for _time in range(_MOST_TIMES):
            if self._late and not self._busy and not self._changed:
                self._late = False
                self._mend(self._document.begin(), self._document.lastBlock())

    def _before_layout(self, start: int, removed: int, added: int) -> None:
        """A change is about to be laid out."""
        if self._busy:
            return
        blocks = list(_blocks(self._document.findBlock(start), start + added))
        self._changed = [(block, self._width(block)) for block in blocks]
        for block, width in self._changed:
            if len(blocks) > 1 or not self._mend_lines(block, start - block.position(), removed, added, width):
                self._set_rooms(block, width)

    def _after_layout(self) -> None:
        """It is laid out: only now it is known how wide a new paragraph is in its list or cell."""
        if self._busy:
            return
        changed, self._changed = self._changed, []
        if self._late:
            self.again()
        elif any(_is_in_table(block) or self._width(block) != width for block, width in changed):
            self._mend(changed[0][0], changed[-1][0])

    def _mend(self, first: QTextBlock, last: QTextBlock) -> None:
        """Set the rooms of some paragraphs anew, telling nobody: no text has changed."""
        self._busy, told = True, self._document.blockSignals(True)
        if (table := QTextCursor(first).currentTable()) is not None:
            first = table.firstCursorPosition().block()
        if (table := QTextCursor(last).currentTable()) is not None:
            last = table.lastCursorPosition().block()
        blocks = list(_blocks(first, last.position()))
        # Columns are never narrower than what is in them, room too: first without any.
        self._lay_out([block for block in blocks if _is_in_table(block) and _take_rooms(block)])
        for block in blocks:
            self._document.documentLayout().blockBoundingRect(block)  # has it laid out
        self._lay_out([block for block in blocks if self._set_rooms(block, self._width(block))])
        self._document.blockSignals(told)
        self._busy = False

    def _lay_out(self, blocks: list[QTextBlock]) -> None:
        """Have paragraphs laid out again."""
        if blocks:
            start, end = blocks[0].position(), blocks[-1].position() + blocks[-1].length() - 1
            self._document.markContentsDirty(start, max(1, end - start))

    def _width(self, block: QTextBlock) -> float:
        if isinstance(self._edit, QPlainTextEdit):
            return self._edit.viewport().width() - 2 * self._document.documentMargin()
        return block.layout().lineAt(0).width() if block.layout().lineCount() else 0.0

    def _set_rooms(self, block: QTextBlock, width: float) -> bool:
        """Put the rooms behind the words of one paragraph; whether they are others than before."""
        before = block.layout().formats()
        own = _own(before)
        found, _end = rooms(shown(block, self._document, own, width), 0, lambda _at: False)
        if own + found == before:
            return False
        block.layout().setFormats(own + found)
        return True

    def _mend_lines(self, block: QTextBlock, at: int, removed: int, added: int, width: float) -> bool:
        """Set the rooms of the lines about a change; whether the paragraph's other lines are still known."""
        layout, grown = block.layout(), added - removed
        starts = [layout.lineAt(n).textStart() for n in range(layout.lineCount())]
        if len(starts) < 3 or layout.preeditAreaText() or layout.lineAt(0).width() != width:
            return False
        last = layout.lineAt(len(starts) - 1)
        if last.textStart() + last.textLength() + grown != block.length() - 1:
            return False
        before = layout.formats()
        begin = max([start for start in starts if start <= at][-2:-1], default=0)  # its first word may go a line up
        known = {start + grown for start in starts if start + grown >= at + added + _REACH}
        paragraph = shown(block, self._document, own := _own(before), width)
        found, end = rooms(paragraph, begin, known.__contains__)
        old = [part for part in before if part.format.hasProperty(_ROOM)]
        above = [part for part in old if part.start + part.length <= begin]
        below = [
            a_range(part.start + grown, part.start + part.length + grown, part.format)
            for part in old
            if part.start + grown >= end
        ]
        layout.setFormats(own + above + found + below)
        return True


def _blocks(block: QTextBlock, end: int) -> Iterator[QTextBlock]:
    """The paragraphs from one to that at the position `end`."""
    while block.isValid() and block.position() <= end:
        yield block
        block = block.next()


def _is_in_table(block: QTextBlock) -> bool:
    return QTextCursor(block).currentTable() is not None


def _take_rooms(block: QTextBlock) -> bool:
    """Take all rooms out of a paragraph; whether there were any."""
    before = block.layout().formats()
    own = _own(before)
    block.layout().setFormats(own)
    return len(own) < len(before)


def _own(formats: list[Range]) -> list[Range]:
    """The formats of a layout that make no room: those of an input method."""
    return [part for part in formats if not part.format.hasProperty(_ROOM)]


class WrappedText(QPlainTextEdit):
    """Several lines of plain text that end at words."""

    _wrapping: Wrapping | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrapping = wrap_at_words(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wrapping and event.size().width() != event.oldSize().width():
            self._wrapping.again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._wrapping and event.type() == QEvent.Type.FontChange:
            self._wrapping.again()
