"""How far each section of a draft has come, as the wizard marks its steps."""

from collections.abc import Iterator, Sequence
from typing import Literal

from planner_desktop.checks import lists
from planner_desktop.checks.problem import EMPTY, NOT_TAKEN, REQUIRED, REVIEW, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.formpack import Section
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.frozen import Frozen

SectionState = Literal["computed", "empty", "begun", "complete", "problems"]
"""computed: nothing to enter. empty: nothing entered. begun: something required is missing, or a list is empty.
problems: all is entered, but a check found something wrong."""


class Standing(Frozen):
    """How far a section has come: `left` counts the required fields that are empty, `wrong` what else is wrong.

    `grave`: an error is among what is wrong. `bare` counts the lists in which nothing is entered; an optional section
    needs only one of its lists. `reviews` counts what comes from last year and nobody has looked at. `parts` tells the
    same of each part of the section's screen.
    """

    state: SectionState
    left: int = 0
    wrong: int = 0
    grave: bool = False
    bare: int = 0
    reviews: int = 0
    parts: tuple["Standing", ...] = ()


def standings(draft: Draft, problems: Sequence[Problem]) -> dict[str, Standing]:
    """How far every section that is in use has come, by section id; what was accepted lacks nothing."""
    found, use = {}, in_use(draft)
    accepted = {problem.basis for problem in problems if problem.accepted}
    for section in use.sections:
        if draft.limits is not None and not draft.limits.fills(section.id):  # in a part, others see to it
            found[section.id] = Standing("computed", parts=tuple(Standing("complete") for _part in section.screen))
            continue
        here = [problem for problem in problems if problem.section == section.id and not problem.accepted]
        bare = [
            is_bare and lists.basis_of(section, part) not in accepted
            for part, is_bare in zip(section.screen, lists.bare(draft, use, section), strict=True)
        ]
        none = any(p.accepted and p.section == section.id and p.check in (REQUIRED, EMPTY) for p in problems)
        refused = any(problem.check == NOT_TAKEN for problem in here)
        left, wrong, grave = _counted(here)
        state = _state(draft, use.parts(section), left, wrong, sum(bare), begun=refused or none)
        reviews = sum(problem.check == REVIEW for problem in here)
        parts = tuple(_parts(draft, section, here, bare))
        found[section.id] = Standing(state, left, wrong, grave, sum(bare), reviews, parts)
    return found


def _counted(problems: Sequence[Problem]) -> tuple[int, int, bool]:
    """How many required fields are empty, how much else is wrong, and whether an error is among that.

    Empty tables are counted by themselves.
    """
    others = (problem for problem in problems if problem.check not in (REQUIRED, EMPTY))
    wrong = [problem.severity for problem in others if problem.severity != "note"]
    return sum(problem.check == REQUIRED for problem in problems), len(wrong), "error" in wrong


def _parts(draft: Draft, section: Section, problems: Sequence[Problem], bare: Sequence[bool]) -> Iterator[Standing]:
    """How far each part of a section's screen has come, by what is to be mended there."""
    for part, is_bare in zip(section.screen, bare, strict=True):
        kinds = part.edits(draft.pack)
        listed = set(draft.ids(part.record, where=part.where)) if part.where else None
        here = [
            problem
            for problem in problems
            if problem.kind in kinds
            and (not problem.field or part.shows(problem.kind, problem.field))
            and (listed is None or problem.kind != part.record or problem.id in listed)
        ]
        left, wrong, grave = _counted(here)
        state: SectionState = "problems" if wrong else "begun" if left or is_bare else "complete"
        yield Standing(state, left, wrong, grave, int(is_bare))


def section_states(draft: Draft, problems: Sequence[Problem]) -> dict[str, SectionState]:
    """The state of every section, by section id."""
    return {id: standing.state for id, standing in standings(draft, problems).items()}


def _state(
    draft: Draft, parts: Sequence[tuple[int, Screen]], left: int, wrong: int, bare: int, *, begun: bool
) -> SectionState:
    if not parts:
        return "computed"
    entered = any(lists.is_entered(draft, kind) for _n, part in parts for kind in part.edits(draft.pack))
    if not begun and not entered and not any(lists.is_said_absent(draft, part) for _n, part in parts):
        return "empty"
    if left:
        return "begun"
    if wrong:
        return "problems"
    return "begun" if bare else "complete"
