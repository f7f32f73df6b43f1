"""The menu of a Gantt chart's steps: the actions of tables, under their names and keys."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.item_views import MenuRow, menu_of
from planner_desktop.ui.kit.text_menu import offer_history
from planner_desktop.ui.screens.gantt.model import GanttModel


def steps_menu(
    view: QWidget, model: GanttModel, row: int, ask: Callable[[str], object], own: Sequence[MenuRow]
) -> QMenu:
    """What can be done with a step: first `own`, for one side of the chart, then what `ask` does for both."""
    writable, step = model.session.writable(), model.line(row) is not None
    rows: list[MenuRow] = [(_("Insert a row below"), "Ins", writable, partial(ask, "add"))]
    if model.part.sub_steps:
        label = model.session.draft.spec(model.part.sub_steps).label
        add = _("Add {label}").format(label=label)
        rows.append((add, "Ctrl+Ins", writable and step, partial(ask, "add_below")))
    rows += [
        (_("Duplicate rows"), "Ctrl+Shift+D", writable and step, partial(ask, "duplicate")),
        (_("Delete rows"), "Ctrl+-", writable and step, partial(ask, "delete")),
    ]
    moves: list[MenuRow] = [
        (_("Move rows up"), "Alt+Up", writable and step, partial(ask, "up")),
        (_("Move rows down"), "Alt+Down", writable and step, partial(ask, "down")),
    ]
    menu = menu_of(view, own, rows, moves)
    offer_history(menu, model.session.history_wanted.emit)
    return menu
