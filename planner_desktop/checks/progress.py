"""How far each section of a draft has come, as the wizard marks its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner_desktop.checks.problems import REQUIRED, Problem
from planner_desktop.draft import Draft
from planner_desktop.formpack import Section, fields

SectionState = Literal["computed", "empty", "begun", "complete", "problems"]
"""computed: nothing to enter. empty: nothing entered. begun: something required is missing. problems: all is
entered, but a check found something wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a section has come: `left` counts the required fields that are empty, `wrong` what else is wrong.

    `grave`: an error is among what is wrong.
    """

    state: SectionState
    left: int = 0
    wrong: int = 0
    grave: bool = False


def standings(draft: Draft, problems: Sequence[Problem]) -> dict[str, Standing]:
    """How far every section has come, by section id."""
    found = {}
    for section in draft.pack.sections:
        here = [problem for problem in problems if problem.section == section.id]
        left = sum(problem.check == REQUIRED for problem in here)
        wrong = [p.severity for p in here if p.check != REQUIRED and p.severity != "note"]
        state = _state(draft, section, left, len(wrong))
        found[section.id] = Standing(state, left, len(wrong), "error" in wrong)
    return found


def section_states(draft: Draft, problems: Sequence[Problem]) -> dict[str, SectionState]:
    """The state of every section, by section id."""
    return {id: standing.state for id, standing in standings(draft, problems).items()}


def _state(draft: Draft, section: Section, left: int, wrong: int) -> SectionState:
    if not section.screen:
        return "computed"
    if not any(_entered(draft, kind) for part in section.screen for kind in draft.pack.shown_by(part)):
        return "empty"
    if left:
        return "begun"
    return "problems" if wrong else "complete"


def _entered(draft: Draft, kind: str) -> bool:
    """Whether the officer entered anything: a record the template does not prescribe, or more than the defaults."""
    spec = draft.spec(kind)
    if spec.preset:
        return any(any(record.links.values()) for record in draft.records(kind))
    if not spec.single:
        return bool(draft.ids(kind))
    (record,) = draft.records(kind)
    return any(value not in (None, fields.default(spec.fields[name])) for name, value in record.values.items())
