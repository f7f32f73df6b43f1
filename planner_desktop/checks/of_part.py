"""What is left to do in a part that was handed out: the problems of what the division may fill."""

from collections.abc import Sequence

from planner_desktop.checks.accepting import to_mend
from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft


def in_part(draft: Draft, problems: Sequence[Problem]) -> list[Problem]:
    """Those problems that can be mended here: in a part those of what may be filled, in a whole plan all."""
    return [problem for problem in problems if _is_in(draft, problem)]


def left_in_part(draft: Draft) -> list[Problem]:
    """What is to be mended in a part before it is given back. Raises QueryError."""
    from planner_desktop.checks.find import find_problems

    return to_mend(in_part(draft, find_problems(draft)))


def _is_in(draft: Draft, problem: Problem) -> bool:
    if draft.limits is None:
        return True
    if problem.id is None:  # of a kind as a whole, as an empty table
        return draft.limits.fills(problem.section) and draft.limits.allows_new(problem.kind)
    return problem.kind in draft.pack.records and draft.limits.allows(problem.kind, problem.id)
