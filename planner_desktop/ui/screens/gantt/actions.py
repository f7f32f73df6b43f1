"""What can be done in a Gantt chart: with the steps in its list, and with the months and bars beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from planner_desktop.entry.entering import enter
from planner_desktop.exchange import tab_separated
from planner_desktop.formpack.screen_parts import GanttPart
from planner_desktop.i18n import _, later, set_off
from planner_desktop.ui.kit.item_views import TableView
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.screens.gantt.grid import MonthGrid
from planner_desktop.ui.screens.gantt.model import TEXT, WEIGHT, GanttModel
from planner_desktop.ui.screens.gantt.step_list import StepList
from planner_desktop.ui.screens.gantt.steps import StepLine
from planner_desktop.ui.screens.list_actions import ACTIONS, ROWS, ListAction, ListActions, ListKind, View
from planner_desktop.ui.session.session import Session

ENTER = ("F2", "Return", "Enter")
RECORDS = ("add", "above", "under", "duplicate", "delete", "", "up", "down")

STEPS = ListKind(
    later("Gantt charts"),
    ("edit", "cut", "copy", "paste", "clear", "", *RECORDS),
    ROWS | {"edit": replace(ROWS["edit"], keys=ENTER)},
    {
        "across": Key(later("From the last column to the months"), ("Right",)),
        "give_up": Key(later("Take back what was not taken"), ("Escape",)),
    },
)
MONTHS = ListKind(
    later("Months of Gantt charts"),
    (
        *("toggle", "clear", "edit"),
        (later("Length and place of the bar"), ("longer", "shorter", "on", "back")),
        "",
        *RECORDS,
    ),
    ROWS
    | {
        "toggle": ListAction(later("Set or clear the month"), ("Space",), later("A bar begins or ends here")),
        "clear": replace(ACTIONS["clear"], label=later("Take the bar away"), help=later("All months of the bar")),
        "edit": ListAction(later("Text on the bar"), ENTER, later("Type what stands on the bar, or the step’s text")),
        "longer": ListAction(
            later("Lengthen or shorten the bar to the right"),
            ("Shift+Right",),
            later("Take the nearer end of the bar along"),
        ),
        "shorter": ListAction(
            later("Lengthen or shorten the bar to the left"),
            ("Shift+Left",),
            later("Take the nearer end of the bar along"),
        ),
        "on": ListAction(later("Bar a month later"), ("Ctrl+Right",), later("Move the whole bar")),
        "back": ListAction(later("Bar a month earlier"), ("Ctrl+Left",), later("Move the whole bar")),
    },
    {
        "first": Key(later("First month"), ("Home",)),
        "last": Key(later("Last month"), ("End",)),
        "across": Key(later("From the first month to the list"), ("Left",)),
        "stop": Key(later("Leave a bar that is dragged where it was"), ("Escape",)),
    },
)


class Chart(View, Protocol):
    """What the actions ask of the chart, which has a list of steps and a grid of months."""

    session: Session
    part: GanttPart
    model: GanttModel
    list: StepList
    grid: MonthGrid

    @property
    def line(self) -> StepLine | None:
        """The step that the keys are on."""


class StepActions(ListActions):
    """The actions of one side of a chart; what is done to whole steps is the same on both."""

    def __init__(
        self,
        chart: Chart,
        view: TableView,
        kind: ListKind,
        does: Mapping[str, Callable[[], object]],
        why_not: Callable[[str], str],
    ) -> None:
        self._chart = chart
        super().__init__(view, kind, chart.session, {"under": self._add_under, **does}, chart, why_not)
        sub_steps = chart.part.sub_steps
        self["under"].setVisible(sub_steps is not None)
        if sub_steps is not None:
            label = chart.session.draft.spec(sub_steps).label
            self["under"].setText(_("Add {label}").format(label=set_off(label)))

    def _add_under(self) -> None:
        line, parent, new = self._chart.line, self._chart.model.parent_id, None
        if line is None:
            self.add()
        elif parent is not None:
            with self.session.trying():
                new = self._chart.model.steps.add_below(parent, line)
            if new is not None:
                self._chart.choose_records(new.kind, [new.id])


def of_steps(chart: Chart) -> StepActions:
    """The actions of the list of steps."""
    view, model = chart.list, chart.model

    def why_not(name: str) -> str:
        index = view.currentIndex()
        if name == "copy":
            return "" if model.line(index.row()) is not None else _("Nothing is chosen in the list")
        typed = name in ("cut", "clear") and model.field(index) is None
        return _("Nothing can be typed here") if typed else ""

    def copy() -> None:
        line, column = model.line(view.currentIndex().row()), view.currentIndex().column()
        if line is not None:
            QGuiApplication.clipboard().setText(model.edited(line, column))

    does: dict[str, Callable[[], object]] = {
        "edit": view.edit_here,
        "copy": copy,
        "paste": partial(_paste, chart),
        "clear": lambda: model.setData(view.currentIndex(), ""),
    }
    return StepActions(chart, view, STEPS, does, why_not)


def of_months(chart: Chart) -> StepActions:
    """The actions of the months."""
    view = chart.grid

    def why_not(name: str) -> str:
        here = view.here()
        if name == "toggle" and here is None:
            return _("Nothing is chosen in the list")
        bare = name in ("clear", "on", "back") and (here is None or here[2] is None)
        return _("There is no bar here") if bare else ""

    does: dict[str, Callable[[], object]] = {
        "toggle": view.toggle, "clear": view.clear_bar, "edit": lambda: view.edit_label(view.currentIndex()),
        "longer": partial(view.lengthen, 1), "shorter": partial(view.lengthen, -1),
        "on": partial(view.move_bar, 1), "back": partial(view.move_bar, -1),
    }  # fmt: skip
    return StepActions(chart, view, MONTHS, does, why_not)


def _paste(chart: Chart) -> None:
    """Put the clipboard's cells in from the current one on, as in a table: steps that lack are added."""
    model, draft, start = chart.model, chart.session.draft, chart.list.currentIndex()
    parent, grid = model.parent_id, tab_separated.read(QGuiApplication.clipboard().text())
    fields = [field for field in (model.part.text, model.part.weight) if field is not None]
    columns = fields[{TEXT: 0, WEIGHT: 1}.get(start.column(), len(fields)) :]
    if parent is None or not grid.rows or not columns:
        return
    with (
        chart.session.trying(),
        draft.action(_("paste {count} {label}").format(count=len(grid.rows), label=draft.spec(model.part.step).label)),
    ):
        for row, texts in enumerate(grid.rows, start.row()):
            line = model.line(row)
            kind, id = (line.kind, line.id) if line else (model.part.step, model.steps.beside(parent, None).add())
            for field, text in zip(columns, texts, strict=False):
                enter(draft, kind, id, field, text)
