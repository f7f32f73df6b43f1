"""Which widget shows a part of a screen. Each kind is imported when it is first shown."""

from importlib import import_module

from PySide6.QtWidgets import QWidget

from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.session import Session

_SCREENS = {
    "form": ("one_record", "FormScreen"),
    "table": ("table.screen", "TableScreen"),
    "board": ("board.screen", "BoardScreen"),
    "tree": ("tree", "TreeScreen"),
    "gantt": ("gantt.screen", "GanttScreen"),
    "matrix": ("matrix.screen", "MatrixScreen"),
}
"""Module and class by the word that a part begins with."""


def part_screen(session: Session, part: Screen, parent: QWidget) -> PartScreen:
    """The widget of a part inside `parent`, showing the session's draft."""
    module, name = _SCREENS[part.word]
    screen: type[PartScreen] = getattr(import_module(f"{__package__}.{module}"), name)
    return screen(session, part, parent)
