"""What is wrong or missing in a draft, and how far each section has come."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner_desktop.checks.accepting import to_mend
from planner_desktop.checks.problem import SEVERITIES, Problem, Severity
from planner_desktop.checks.progress import SectionState, Standing, section_states, standings

if TYPE_CHECKING:
    from planner_desktop.checks.find import LiveProblems, find_problems

__all__ = [
    "SEVERITIES",
    "LiveProblems",
    "Problem",
    "SectionState",
    "Severity",
    "Standing",
    "find_problems",
    "section_states",
    "standings",
    "to_mend",
]


def __getattr__(name: str) -> Any:
    """The checks themselves, which a window shows before it looks for problems."""
    if name not in ("LiveProblems", "find_problems"):
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.find"), name)
