"""How far each section of a draft has come, as the wizard marks its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner_desktop.checks.problems import NOT_TAKEN, REQUIRED, Problem
from planner_desktop.draft import Draft
from planner_desktop.formpack import Section, fields
from planner_desktop.formpack.model import FormPart, GanttPart, MatrixPart, Screen, shown

SectionState = Literal["computed", "empty", "begun", "complete", "problems"]
"""computed: nothing to enter. empty: nothing entered. begun: something required is missing, or a list is empty.
problems: all is entered, but a check found something wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a section has come: `left` counts the required fields that are empty, `wrong` what else is wrong.

    `grave`: an error is among what is wrong. `bare` counts the lists in which nothing is entered; an optional section
    needs only one of its lists.
    """

    state: SectionState
    left: int = 0
    wrong: int = 0
    grave: bool = False
    bare: int = 0


def standings(draft: Draft, problems: Sequence[Problem]) -> dict[str, Standing]:
    """How far every section has come, by section id."""
    found = {}
    for section in draft.pack.sections:
        here = [problem for problem in problems if problem.section == section.id]
        left = sum(problem.check == REQUIRED for problem in here)
        wrong = [p.severity for p in here if p.check != REQUIRED and p.severity != "note"]
        refused = any(problem.check == NOT_TAKEN for problem in here)
        bare = _bare(draft, section)
        state = _state(draft, section, left, len(wrong), bare, refused=refused)
        found[section.id] = Standing(state, left, len(wrong), "error" in wrong, bare)
    return found


def section_states(draft: Draft, problems: Sequence[Problem]) -> dict[str, SectionState]:
    """The state of every section, by section id."""
    return {id: standing.state for id, standing in standings(draft, problems).items()}


def _state(draft: Draft, section: Section, left: int, wrong: int, bare: int, *, refused: bool) -> SectionState:
    if not section.screen:
        return "computed"
    if not refused and not any(_entered(draft, kind) for part in section.screen for kind in draft.pack.shown_by(part)):
        return "empty"
    if left:
        return "begun"
    if wrong:
        return "problems"
    return "begun" if bare else "complete"


def _bare(draft: Draft, section: Section) -> int:
    """How many of the section's lists hold nothing; the links of a matrix stand beside the list of its records."""
    empty = [not _listed(draft, part) for part in section.screen if not isinstance(part, FormPart | MatrixPart)]
    return sum(empty) if not section.optional or all(empty) else 0


def _listed(draft: Draft, part: Screen) -> bool:
    """Whether the list that a part of a screen shows holds anything; for a Gantt chart, its steps."""
    if isinstance(part, GanttPart):
        return _entered(draft, part.steps)
    kind = shown(part)
    own = _entered(draft, kind) if draft.spec(kind).preset else bool(draft.ids(kind, where=part.where))
    return own or any(_entered(draft, below) for below in draft.pack.shown_by(part) if below != kind)


def _entered(draft: Draft, kind: str) -> bool:
    """Whether the officer entered anything: a record the template does not prescribe, or more than the defaults."""
    spec = draft.spec(kind)
    if spec.preset:
        return any(any(record.links.values()) for record in draft.records(kind))
    if not spec.single:
        return bool(draft.ids(kind))
    (record,) = draft.records(kind)
    return any(value not in (None, fields.default(spec.fields[name])) for name, value in record.values.items())
