"""A bar of a Gantt chart under the mouse."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF

from planner_desktop.thai.months import Bar, covered
from planner_desktop.ui.screens.gantt.steps import StepLine

Mode = Literal["draw", "move", "first", "last"]


@dataclass
class Drag:
    """A bar under the mouse: `bars` are the others of its step, `start` the month where it was taken."""

    line: StepLine
    mode: Mode
    start: int
    bar: Bar
    bars: list[Bar]
    at: QPointF
    now: Bar | None = None
    """Where it is now; None until the mouse has moved."""

    def to(self, month: int) -> None:
        """The mouse is over a month."""
        first, last = self.bar
        if self.mode == "move":
            self.now = first + month - self.start, last + month - self.start
        else:
            fixed = {"first": last, "last": first, "draw": self.start}[self.mode]
            self.now = min(fixed, month), max(fixed, month)

    def result(self) -> list[Bar]:
        """The step's bars as they are now."""
        return covered(self.bars, *self.now) if self.now else [*self.bars, self.bar]
