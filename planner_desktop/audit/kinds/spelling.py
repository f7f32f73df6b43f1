"""Misspelt words."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each
from planner_desktop.i18n import _
from planner_desktop.thai.proof_neighbours import Neighbours
from planner_desktop.thai.proof_spelling import Spelling, common_misspellings


def find(plan: Audited) -> Iterator[Finding]:
    """Words often misspelt, and words one letter off others of the plan."""
    message = _("“{words}” is perhaps “{meant}”")
    yield from each(plan, "misspelling", "warning", common_misspellings, message)
    spelling = Spelling(said.text for said in plan.texts)
    neighbours = Neighbours(said.text for said in plan.texts)
    yield from each(plan, "misspelling", "warning", spelling.misspelt, message)
    yield from each(plan, "misspelling", "warning", neighbours.misplaced, message)
