"""What is wrong or missing in a draft, and how far each section has come."""

from planner_desktop.checks.accepting import to_mend
from planner_desktop.checks.find import LiveProblems, find_problems
from planner_desktop.checks.problem import SEVERITIES, Problem, Severity
from planner_desktop.checks.progress import SectionState, Standing, section_states, standings

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
