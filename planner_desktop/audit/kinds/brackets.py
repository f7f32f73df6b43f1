"""Brackets and quotes that do not close."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each
from planner_desktop.i18n import _
from planner_desktop.thai.proof_brackets import unclosed_brackets, unclosed_quotes


def find(plan: Audited) -> Iterator[Finding]:
    """Brackets and quotes without a partner, one finding for each text."""
    yield from each(
        plan,
        "bracket-unclosed",
        "warning",
        unclosed_brackets,
        _("A bracket has no partner: “{around}”"),
        _("Close the bracket, or delete it."),
    )
    yield from each(
        plan,
        "quote-unclosed",
        "warning",
        unclosed_quotes,
        _("A quote does not close: “{around}”"),
        _("Close the quote, or delete it."),
    )
