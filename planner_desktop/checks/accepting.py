"""Accepting a problem with a reason: a warning or note, or that something required does not apply to the agency.

An error says that the plan cannot be submitted so, and can only be mended. But that a field or table must be filled in
is right only where it applies: a reason then stands in its place, as `unless` and `absent` have it in the editions
where the template itself has a place for that.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records import acceptances
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

_LONGEST = 500
"""So many letters are kept of what a problem said; a text may be very long."""


def can_be_accepted(problem: Problem) -> bool:
    """Whether a problem may be left as it is with a reason, and is not yet."""
    return bool(problem.basis) and problem.accepted is None


def to_mend(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that were not accepted."""
    return [problem for problem in problems if problem.accepted is None]


def accept(draft: Draft, problem: Problem, reason: str) -> None:
    """Accept a problem of the draft as it is, as one action. Raises DraftError."""
    if not problem.basis:
        raise DraftError(
            _("An error cannot be accepted: {message}").format(message=problem.message), problem.fix or _("Mend it.")
        )
    if not (said := reason.strip()):
        raise DraftError(_("Accepting a problem needs a reason"), _("Say why it is right as it is."))
    uid = "" if problem.id is None else draft.uid(problem.kind, problem.id)
    message = problem.message if len(problem.message) <= _LONGEST else problem.message[:_LONGEST] + "…"
    acceptances.put(draft, Acceptance(problem.basis, problem.check, problem.kind, uid, problem.field, message, said))


def take_back(draft: Draft, problem: Problem) -> None:
    """A problem is accepted no more, as one action. Raises DraftError."""
    if problem.accepted is not None:
        acceptances.take_back(draft, problem.accepted)


def marked(draft: Draft, problems: Sequence[Problem]) -> list[Problem]:
    """The problems with what was accepted of them, those that were accepted after all others."""
    known = acceptances.acceptances(draft)
    found = [replace(each, accepted=known[each.basis]) if each.basis in known else each for each in problems]
    return sorted(found, key=lambda each: each.accepted is not None)


@contextmanager
def leaving(draft: Draft) -> Iterator[Draft]:
    """The draft as it leaves the PC: without acceptances of what no check finds any more. Raises QueryError."""
    from planner_desktop.checks.find import find_problems

    held = acceptances.acceptances(draft)
    count = {each.basis for each in find_problems(draft) if each.accepted} if held else set()
    if count == held.keys():
        yield draft
        return
    with draft.snapshot() as plain:
        acceptances.keep_only(plain.database, count)
        yield plain
