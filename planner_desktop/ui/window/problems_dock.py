"""Where the panel of problems stands below the form. The panel is made when it is first wanted: few begin with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from planner_desktop.checks import Problem
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.ui.kit import manual_at

if TYPE_CHECKING:
    from planner_desktop.ui.window.problem_tree import ProblemTree
    from planner_desktop.ui.window.problems_panel import ProblemsPanel


class ProblemsDock(QDockWidget):
    """Holds the problems that were found last; its signals are those of the panel."""

    wanted = Signal(object)
    copy_wanted = Signal(object)
    export_wanted = Signal(object)
    step_wanted = Signal(int)
    accept_wanted = Signal(object)
    take_back_wanted = Signal(object)
    reviewed = Signal(object, bool)

    def __init__(self, pack: FormPack, parent: QWidget | None = None) -> None:
        super().__init__(_("Problems"), parent)
        self.setObjectName("problems")
        manual_at.tells(self, "problems")
        self._titles = {section.id: section.title for section in pack.sections}
        self.problems: list[Problem] = []

    @cached_property
    def panel(self) -> ProblemsPanel:
        """The panel, made now if it was not yet."""
        from planner_desktop.ui.window.problems_panel import ProblemsPanel

        panel = ProblemsPanel(self._titles, self)
        panel.wanted.connect(self.wanted)
        panel.copy_wanted.connect(self.copy_wanted)
        panel.export_wanted.connect(self.export_wanted)
        panel.step_wanted.connect(self.step_wanted)
        panel.accept_wanted.connect(self.accept_wanted)
        panel.take_back_wanted.connect(self.take_back_wanted)
        panel.reviewed.connect(self.reviewed)
        panel.shut.connect(self.hide)
        self.setTitleBarWidget(panel.head)
        self.setWidget(panel)
        panel.show_problems(self.problems)
        return panel

    @property
    def tree(self) -> ProblemTree:
        """The problems as they are listed."""
        return self.panel.tree

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems; nothing moves where they are the same as before."""
        self.problems = list(problems)
        if "panel" in vars(self):
            self.panel.show_problems(problems)

    def setVisible(self, visible: bool) -> None:
        if visible:
            self.panel.fit(self.height())
        super().setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "panel" in vars(self):
            self.panel.fit(self.height())
