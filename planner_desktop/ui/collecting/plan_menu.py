"""What can be done with the plan of the marked agency: a menu, which the board and the buttons beside it offer, too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from planner_desktop.collect.seen import PlanSeen
from planner_desktop.i18n import _
from planner_desktop.ui.collecting.board_window import BoardWindow
from planner_desktop.ui.kit.action_text import plain


class PlanMenu:
    """The actions by name. `refresh` offers what can be done with the plan that is shown."""

    BUTTONS = ("read", "return", "accept")

    def __init__(self, window: BoardWindow, menu: QMenu) -> None:
        self.window = window
        self.actions: dict[str, QAction] = {}
        self.buttons: dict[QAction, QPushButton] = {}
        deciding = window.deciding
        self._add("read", _("Read the plan") + "\tEnter", "", lambda _plan: window.read())
        self._add("remark", _("Remark on the whole plan…"), "Ctrl+Shift+M", self._remark_whole)
        self._add("problem", _("Remark on this problem…"), "Ctrl+M", self._remark_problem)
        self._add("look", _("Who looks at it…"), "Ctrl+L", deciding.look)
        self._add("return", _("Return to the agency…"), "Ctrl+R", deciding.give_back)
        self._add("accept", _("Accept the plan"), "Ctrl+Shift+Y", deciding.accept)
        self._add("report", _("Receipt and what was found as PDF…"), "Ctrl+Shift+R", window.ask_report)
        menu.addActions(list(self.actions.values()))
        window.board.table.menu.addActions(list(self.actions.values()))
        for name in self.BUTTONS:
            action = self.actions[name]
            button = QPushButton(plain(action.text()))
            button.clicked.connect(action.trigger)
            window.panel.add_button(button)
            self.buttons[action] = button
        window.told.connect(self.refresh)
        self.refresh()

    def _add(self, name: str, label: str, keys: str, does: Callable[[PlanSeen], object]) -> None:
        action = QAction(label, self.window)
        action.setShortcut(keys)
        action.triggered.connect(partial(self._with_plan, does))
        self.actions[name] = action

    def _with_plan(self, does: Callable[[PlanSeen], object]) -> None:
        if self.window.panel.plan is not None:
            does(self.window.panel.plan)

    def refresh(self) -> None:
        """Offer what can be done with the plan that is shown."""
        plan = self.window.panel.plan
        may = plan is not None and bool(plan.bundle["latest"]) and self.window.receiving.may
        for action in self.actions.values():
            action.setEnabled(may)
        for name in ("read", "report"):
            self.actions[name].setEnabled(plan is not None)
        acceptable = plan is not None and not plan.bundle["errors"] and plan.bundle["verdict"] != "accepted"
        self.actions["accept"].setEnabled(may and acceptable)
        for action, button in self.buttons.items():
            button.setEnabled(action.isEnabled())
            button.setVisible(plan is not None)

    def _remark_whole(self, plan: PlanSeen) -> None:
        self.window.deciding.remark(plan, ("", "", ""), _("the whole plan"))

    def _remark_problem(self, plan: PlanSeen) -> None:
        panel = self.window.panel
        place, said = panel.problem()
        about = panel.where(place[0], place[2]) if place[0] else _("the whole plan")
        self.window.deciding.remark(plan, place, about, said)
