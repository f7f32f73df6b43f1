"""Misspelt words in the inputs of a draft that is open: right are the dictionary's, its own names', and the user's own.

All of it is imported a moment after an input is shown, for the window is to be there first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.text_menu import TextInput, text_menu
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:
    from planner_desktop.entry.proofreading import Names
    from planner_desktop.thai.spelling import Misspelt

_AFTER_SHOWN_MS = 1_000
_HIDDEN = "spelling hidden"
"""The name of the habit: whether this user wants no such lines."""
_words: WeakKeyDictionary[Session, DraftWords] = WeakKeyDictionary()


def is_marked() -> bool:
    """Whether this user wants misspelt words to be marked."""
    return not habits.habit(_HIDDEN)


def turn(inside: QWidget) -> None:
    """Mark the misspelt words in a window, or mark them no more; the next window does likewise."""
    from planner_desktop.ui.kit.spelling import SpellingMarks

    habits.keep(_HIDDEN, is_marked())
    for marks in inside.findChildren(SpellingMarks):
        marks.look()


def step(inside: QWidget, by: int) -> bool:
    """Choose the next misspelt word of the inputs that are seen in a window, or the one before; whether there is one.

    The next is told from the cursor, from above downwards, and from the last word on from the first again.
    """
    from planner_desktop.ui.kit.spelling import SpellingMarks

    seen = [marks for marks in inside.findChildren(SpellingMarks) if marks.edit.isVisible()]
    seen.sort(key=lambda marks: marks.edit.mapTo(inside, QPoint()).toTuple()[::-1])
    words = [(n, word.selectionStart(), marks, word) for n, marks in enumerate(seen) for word in marks.words()]
    here = next(((n, marks.edit.textCursor()) for n, marks in enumerate(seen) if marks.edit.hasFocus()), None)
    if not words:
        return False
    if by > 0:
        at = (-1, 0) if here is None else (here[0], here[1].selectionEnd())
        chosen = next((one for one in words if one[:2] >= at), words[0])
    else:
        at = (len(seen), 0) if here is None else (here[0], here[1].selectionStart())
        chosen = next((one for one in reversed(words) if one[:2] < at), words[-1])
    _n, _start, marks, word = chosen
    marks.choose(word)
    above: QWidget | None = marks.edit.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and (page := above.widget()) is not None:
        place = marks.edit.viewport().mapTo(page, marks.edit.cursorRect().center())
        above.ensureVisible(place.x(), place.y())
    return True


class DraftWords:
    """The words of one draft, for the inputs of its window."""

    def __init__(self, session: Session) -> None:
        self._session: Session = proxy(session)  # else no session would ever go from `_words`
        self._known: frozenset[str] | None = None

    def job(self, texts: list[str]) -> Callable[[object, object], dict[str, tuple[Misspelt, ...]]]:
        """The work, for a thread, of finding the misspelt words of texts."""
        from planner_desktop.entry import proofreading

        names = proofreading.names_of(self._session.draft) if self._known is None else None
        return partial(self._look, texts, names)

    def _look(
        self, texts: list[str], names: Names | None, _progress: object, _cancelled: object
    ) -> dict[str, tuple[Misspelt, ...]]:
        from planner_desktop.entry import proofreading

        if names is not None:
            self._known = proofreading.known_words(names)
        return proofreading.look(texts, self._known or frozenset())

    def marked(self) -> bool:
        """Whether this user wants misspelt words to be marked."""
        return is_marked()

    def keep(self, word: str) -> None:
        """Take a word for right from now on."""
        from planner_desktop.entry.own_words import add_own_word

        with self._session.trying():
            add_own_word(word)
        self._known = None


def mark_spelling(edit: QPlainTextEdit | QTextEdit, session: Session) -> None:
    """Mark the misspelt words of an input, from a moment after it is made."""

    def begin() -> None:
        from planner_desktop.ui.kit.spelling import SpellingMarks

        if not session.is_closed:
            SpellingMarks(edit, _words.setdefault(session, DraftWords(session))).look()

    QTimer.singleShot(_AFTER_SHOWN_MS, edit, begin)


def menu_with_words(text: TextInput, at: QPoint | None = None, ask_history: Callable[[], None] | None = None) -> QMenu:
    """The menu of an input, above all what was meant with the misspelt word at a point of it, or at its cursor."""
    return text_menu(text, ask_history, partial(_offer, text, at))


def has_menu_with_words(text: TextInput, ask_history: Callable[[], None] | None = None) -> None:
    """Have an input show that menu where the mouse asks for it: what scrolls tells that to no event filter."""
    text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    within = text if isinstance(text, QLineEdit) else text.viewport()
    text.customContextMenuRequested.connect(
        lambda at: menu_with_words(text, at, ask_history).popup(within.mapToGlobal(at))
    )


def _offer(text: TextInput, at: QPoint | None, menu: QMenu) -> None:
    if not isinstance(text, QPlainTextEdit | QTextEdit):
        return
    from planner_desktop.ui.kit.spelling import SpellingMarks

    for marks in text.findChildren(SpellingMarks):
        marks.offer(menu, at or text.cursorRect().center())
