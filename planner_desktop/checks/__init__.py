"""What is wrong or missing in a draft, and how far each section has come."""

from planner_desktop.checks.problems import Problem, Severity, find_problems
from planner_desktop.checks.progress import SectionState, section_states

__all__ = ["Problem", "SectionState", "Severity", "find_problems", "section_states"]
