"""Hyphens that a line's end has left within a word."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each
from planner_desktop.i18n import _
from planner_desktop.thai.proof_hyphens import stray_hyphens


def find(plan: Audited) -> Iterator[Finding]:
    """Each word that is parted, where the plan has it in one elsewhere."""
    whole = "\n".join(said.text for said in plan.texts)
    yield from each(
        plan,
        "stray-hyphen",
        "note",
        lambda text: stray_hyphens(text, whole),
        _("A hyphen within a word: “{words}”"),
    )
