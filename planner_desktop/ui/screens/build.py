"""Which widget shows a part of a screen: `SCREEN` of WORD/screen.py, by the word that the part begins with.

Each kind is imported when it is first shown.
"""

from importlib import import_module

from PySide6.QtWidgets import QWidget

from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.session import Session


def part_screen(session: Session, part: Screen, parent: QWidget) -> PartScreen:
    """The widget of a part inside `parent`, showing the session's draft."""
    screen: type[PartScreen] = import_module(f"{__package__}.{part.word}.screen").SCREEN
    return screen(session, part, parent)
