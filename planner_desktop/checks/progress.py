"""How far each section of a draft has come, as the wizard marks its steps."""

from collections.abc import Sequence
from typing import Literal

from planner_desktop.checks.problems import Problem
from planner_desktop.draft import Draft
from planner_desktop.formpack import Section, fields

SectionState = Literal["computed", "empty", "begun", "complete", "problems"]
"""computed: nothing to enter. empty: nothing entered. begun: something required is missing. problems: all is
entered, but a check found something wrong."""


def section_states(draft: Draft, problems: Sequence[Problem]) -> dict[str, SectionState]:
    """The state of every section, by section id."""
    return {section.id: _state(draft, section, problems) for section in draft.pack.sections}


def _state(draft: Draft, section: Section, problems: Sequence[Problem]) -> SectionState:
    if not section.screen:
        return "computed"
    here = [p for p in problems if p.section == section.id]
    if not any(_entered(draft, kind) for part in section.screen for kind in draft.pack.shown_by(part)):
        return "empty"
    if any(p.check == "required" for p in here):
        return "begun"
    return "problems" if any(p.severity != "note" for p in here) else "complete"


def _entered(draft: Draft, kind: str) -> bool:
    """Whether the officer entered anything: a record the template does not prescribe, or more than the defaults."""
    spec = draft.spec(kind)
    if spec.preset:
        return any(any(record.links.values()) for record in draft.records(kind))
    if not spec.single:
        return bool(draft.ids(kind))
    (record,) = draft.records(kind)
    return any(value not in (None, fields.default(spec.fields[name])) for name, value in record.values.items())
