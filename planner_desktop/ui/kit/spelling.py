"""Wavy lines under the misspelt words of an input, and in its context menu what was meant.

Words are looked up in a thread, a moment after the last letter; the line is only painted, the text knows nothing of it.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from planner_desktop.i18n import _
from planner_desktop.thai.spelling import Misspelt, candidates
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.timers import single_shot

_LATER_MS = 400

Found = dict[str, tuple[Misspelt, ...]]


class Words(Protocol):
    """Which words are right, and whether others are marked."""

    def marked(self) -> bool:
        """Whether this user wants misspelt words to be marked."""

    def job(self, texts: list[str]) -> Callable[[object, object], Found]:
        """The work, for a thread, of finding the misspelt words of texts."""

    def keep(self, word: str) -> None:
        """Take a word for right from now on."""


class SpellingMarks(QObject):
    """Marks the misspelt words of one input. `looked` tells that all are marked."""

    looked = Signal()

    def __init__(self, edit: QPlainTextEdit | QTextEdit, words: Words) -> None:
        super().__init__(edit)
        self._edit, self._words = edit, words
        self._worker = Worker(self)
        self._found: Found = {}
        self._timer = single_shot(self, self.look, _LATER_MS)
        edit.textChanged.connect(self._timer.start)
        edit.cursorPositionChanged.connect(self._timer.start)
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.FocusOut):
            self._timer.start()  # what is being typed is not marked, what is left is
        return False

    def look(self) -> None:
        """Look words up that are not known yet, and mark what is misspelt."""
        if not self._edit.isVisible() or self._worker.is_busy:
            return
        if self._edit.isReadOnly() or not self._words.marked():
            self._edit.setExtraSelections([])
            return
        texts = [block.text() for block in self._blocks()]
        self._found = {text: self._found[text] for text in texts if text in self._found}
        missing = [text for text in texts if text not in self._found]
        if missing:
            self._worker.start(self._words.job(missing), self._take)
        else:
            self._mark()

    def look_anew(self) -> None:
        """Other words are right than before."""
        self._found = {}
        self.look()

    def _take(self, found: Found) -> None:
        self._found |= found
        self.look()

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self._edit.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks

    def _mark(self) -> None:
        line = QTextCharFormat()
        line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        line.setUnderlineColor(colour("bad"))
        selections = []
        for cursor, _one in self._marks():
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, line
            selections.append(selection)
        self._edit.setExtraSelections(selections)
        self.looked.emit()

    def _marks(self) -> list[tuple[QTextCursor, Misspelt]]:
        """The misspelt words, but for one that is being typed."""
        typed_at = self._edit.textCursor().position() if self._edit.hasFocus() else -1
        marks = []
        for block in self._blocks():
            text = block.text()
            for one in self._found.get(text, ()):
                start, end = (block.position() + _in_qt_letters(text[:place]) for place in (one.start, one.end))
                if end != typed_at:
                    cursor = QTextCursor(self._edit.document())
                    cursor.setPosition(start)
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    marks.append((cursor, one))
        return marks

    def words(self) -> list[QTextCursor]:
        """The misspelt words that are marked, in their order, each chosen by a cursor."""
        return [cursor for cursor, _one in self._marks()] if self._edit.extraSelections() else []

    def choose(self, word: QTextCursor) -> None:
        """Go into the input and choose a word of it."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.setTextCursor(word)
        self._edit.ensureCursorVisible()

    @property
    def edit(self) -> QPlainTextEdit | QTextEdit:
        """The input."""
        return self._edit

    def offer(self, menu: QMenu, at: QPoint) -> None:
        """Put what was meant with the misspelt word at a point of the viewport before all else in a menu."""
        place = self._edit.cursorForPosition(at).position()
        first = menu.actions()[0] if menu.actions() else None
        for cursor, one in self._marks():
            if cursor.selectionStart() <= place <= cursor.selectionEnd() and first is not None:
                word = cursor.selectedText()
                for meant in candidates(word, one.meant):
                    action = menu.addAction(_("Write “{word}”").format(word=meant))
                    action.triggered.connect(partial(cursor.insertText, meant))
                    menu.insertAction(first, action)
                keep = menu.addAction(_("“{word}” is right: add to my words").format(word=word))
                keep.triggered.connect(partial(self._keep, word))
                menu.insertAction(first, keep)
                menu.insertSeparator(first)
                return

    def _keep(self, word: str) -> None:
        self._words.keep(word)
        for marks in self._edit.window().findChildren(SpellingMarks):
            marks.look_anew()


def _in_qt_letters(text: str) -> int:
    """How many letters Qt counts: a picture (emoji) is two."""
    return len(text.encode("utf-16-le")) // 2
