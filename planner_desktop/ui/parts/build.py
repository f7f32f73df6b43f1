"""Which widget shows a part of a screen."""

from planner_desktop.formpack.model import BoardPart, FormPart, GanttPart, MatrixPart, Screen, TablePart
from planner_desktop.ui.parts.base import PartScreen
from planner_desktop.ui.parts.board import BoardScreen
from planner_desktop.ui.parts.form import FormScreen
from planner_desktop.ui.parts.gantt import GanttScreen
from planner_desktop.ui.parts.matrix import MatrixScreen
from planner_desktop.ui.parts.table import TableScreen
from planner_desktop.ui.parts.tree import TreeScreen
from planner_desktop.ui.session import Session


def part_screen(session: Session, part: Screen) -> PartScreen:
    """The widget of a part, showing the session's draft."""
    if isinstance(part, FormPart):
        return FormScreen(session, part)
    if isinstance(part, TablePart):
        return TableScreen(session, part)
    if isinstance(part, MatrixPart):
        return MatrixScreen(session, part)
    if isinstance(part, GanttPart):
        return GanttScreen(session, part)
    return BoardScreen(session, part) if isinstance(part, BoardPart) else TreeScreen(session, part)
