"""Whether a plan may be given out: not while errors stand, unless its version is marked incomplete with a reason."""

from collections.abc import Iterable

from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import OF_DRAFT, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext


def errors(problems: Iterable[Problem]) -> int:
    """How many errors stand in what is given out. What stays behind in the draft is told in words of its own."""
    return sum(each.severity == "error" and not each.accepted and each.check not in OF_DRAFT for each in problems)


def refuse_errors(draft: Draft) -> None:
    """Raises DraftError where errors stand in a plan that is not marked incomplete, and QueryError."""
    if incomplete.marked(draft) is None:
        refuse(errors(find_problems(draft)))


def refuse(count: int) -> None:
    """Raises DraftError for any number of errors but none."""
    if count:
        said = ngettext(
            "{count} error stands in the plan; it is not given out so.",
            "{count} errors stand in the plan; it is not given out so.",
            count,
        )
        raise DraftError(
            said.format(count=count),
            _("Mend what the list of problems shows (F8, `check`), or mark the plan incomplete and say why."),
        )
