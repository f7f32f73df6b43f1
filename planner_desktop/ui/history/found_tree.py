"""What was found in a plan that is to be sent: grouped, with how many there are, and each leads to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from planner_desktop.checks.listing import said_accepted, severity_name
from planner_desktop.checks.problem import SEVERITIES
from planner_desktop.i18n import _
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import marked, tip

if TYPE_CHECKING:
    from planner_desktop.checks import Problem
    from planner_desktop.formpack import FormPack

PROBLEM = Qt.ItemDataRole.UserRole


class FoundTree(TreeWidget):
    """The problems by severity and section, and at the end those that were accepted, with their reasons."""

    def __init__(self, pack: FormPack, go_to: Callable[[Problem], object]) -> None:
        super().__init__()
        self._titles = {section.id: section.title for section in pack.sections}
        self._go_to = go_to
        self.setHeaderHidden(True)
        self.setAccessibleName(_("What was found in the plan"))
        self.itemActivated.connect(self._go)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems anew."""
        self.clear()
        left = [problem for problem in problems if problem.accepted is None]
        groups = [(severity_name(each), [found for found in left if found.severity == each]) for each in SEVERITIES]
        groups.append((_("Accepted with a reason"), [found for found in problems if found.accepted is not None]))
        for name, found in groups:
            if not found:
                continue
            top = _row(f"{name} ({len(found)})")
            self.addTopLevelItem(top)
            order = list(self._titles)
            found.sort(key=lambda problem: order.index(problem.section))
            for section, of in groupby(found, lambda problem: problem.section):
                listed = list(of)
                below = _row(f"{self._titles[section]} ({len(listed)})")
                top.addChild(below)
                for problem in listed:
                    said = said_accepted(problem) if problem.accepted else problem.fix
                    row = _row(problem.message)
                    row.setToolTip(0, tip("\n".join(filter(None, (problem.message, problem.why, said)))))
                    row.setData(0, PROBLEM, problem)
                    below.addChild(row)
            top.setExpanded(True)
        if not problems:
            self.addTopLevelItem(_row(_("No problems found")))

    def _go(self, row: QTreeWidgetItem) -> None:
        problem = row.data(0, PROBLEM)
        if problem is not None:
            self._go_to(problem)


def _row(text: str) -> QTreeWidgetItem:
    return QTreeWidgetItem([marked(text)])
