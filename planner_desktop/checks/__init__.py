"""What is wrong or missing in a draft, and how far each section has come."""

from planner_desktop.checks.problems import SEVERITIES, Problem, Severity, find_problems
from planner_desktop.checks.progress import SectionState, Standing, section_states, standings

__all__ = [
    "SEVERITIES",
    "Problem",
    "SectionState",
    "Severity",
    "Standing",
    "find_problems",
    "section_states",
    "standings",
]
