"""Which widget shows a part of a screen. Each kind is imported when it is first shown."""

from PySide6.QtWidgets import QWidget

from planner_desktop.formpack.screen_parts import BoardPart, FormPart, GanttPart, MatrixPart, Screen, TablePart
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.session import Session


def part_screen(session: Session, part: Screen, parent: QWidget) -> PartScreen:
    """The widget of a part inside `parent`, showing the session's draft."""
    if isinstance(part, FormPart):
        from planner_desktop.ui.screens.one_record import FormScreen

        return FormScreen(session, part, parent)
    if isinstance(part, TablePart):
        from planner_desktop.ui.screens.table.screen import TableScreen

        return TableScreen(session, part, parent)
    if isinstance(part, MatrixPart):
        from planner_desktop.ui.screens.matrix.screen import MatrixScreen

        return MatrixScreen(session, part, parent)
    if isinstance(part, GanttPart):
        from planner_desktop.ui.screens.gantt.screen import GanttScreen

        return GanttScreen(session, part, parent)
    if isinstance(part, BoardPart):
        from planner_desktop.ui.screens.board.screen import BoardScreen

        return BoardScreen(session, part, parent)
    from planner_desktop.ui.screens.tree import TreeScreen

    return TreeScreen(session, part, parent)
