"""Words typed twice."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each
from planner_desktop.i18n import _
from planner_desktop.thai.proof_doubled import doubled_words


def find(plan: Audited) -> Iterator[Finding]:
    """Words that stand twice in a row."""
    yield from each(
        plan,
        "doubled-word",
        "warning",
        doubled_words,
        _("Typed twice: “{words}”"),
        _("Delete one of the two, if it is not meant."),
    )
