"""The parts of a section's screen, one widget for each kind that a form pack knows."""

from planner_desktop.ui.parts.base import PartScreen
from planner_desktop.ui.parts.build import part_screen

__all__ = ["PartScreen", "part_screen"]
