"""What is left to do in a part that was handed out: the problems of what the division may fill."""

from collections.abc import Sequence

from planner_desktop.checks.accepting import to_mend
from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft


def left_in_part(draft: Draft, problems: Sequence[Problem] | None = None) -> list[Problem]:
    """The problems to mend of records that may be edited here; of all, in a whole plan. `problems` if found already."""
    found = to_mend(find_problems(draft) if problems is None else problems)
    if draft.limits is None:
        return list(found)
    return [problem for problem in found if _is_in(draft, problem)]


def _is_in(draft: Draft, problem: Problem) -> bool:
    if draft.limits is None:
        return True
    if problem.id is None:  # of a kind as a whole, as an empty table
        return draft.limits.fills(problem.section) and draft.limits.allows_new(problem.kind)
    return problem.kind in draft.pack.records and draft.limits.allows(problem.kind, problem.id)
