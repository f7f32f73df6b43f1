"""Which widget shows a part of a screen: `SCREEN` of WORD/screen.py, by the word that the part begins with.

Each kind is imported when it is first shown, or before that when the officer does nothing else (`ScreensAhead`).
"""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from planner_desktop.formpack import FormPack
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.session import Session


def part_screen(session: Session, part: Screen, parent: QWidget) -> PartScreen:
    """The widget of a part inside `parent`, showing the session's draft."""
    return _screen(part.word)(session, part, parent)


def _screen(word: str) -> type[PartScreen]:
    screen: type[PartScreen] = import_module(f"{__package__}.{word}.screen").SCREEN
    return screen


AHEAD_MS = 100
"""From one import to the next: in between the window does what it is asked."""


class ScreensAhead(QTimer):
    """Imports the kinds of screens that a form pack has, one after another, so that no section waits for its own."""

    def __init__(self, pack: FormPack, parent: QObject) -> None:
        super().__init__(parent)
        self._words = list({part.word: None for section in pack.sections for part in section.screen})
        self.setInterval(AHEAD_MS)
        self.timeout.connect(self._next)

    def _next(self) -> None:
        if self._words:
            _screen(self._words.pop(0))
        else:
            self.stop()
