"""The parts of a project (11.1, 11.2, amounts in brackets) against the project's own amount."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose parts make more or less than they themselves."""
    whole: Mention | None = None
    parts: list[Mention] = []
    for mention in (*plan.projects, None):
        if mention is not None and mention.is_sub and whole is not None and mention.table == whole.table:
            parts.append(mention)
            continue
        if whole is not None and any(part.amount for part in parts):
            yield from _compared(plan, whole, parts)
        whole, parts = mention, []


def _compared(plan: Audited, whole: Mention, parts: list[Mention]) -> Iterator[Finding]:
    total = sum(part.amount or 0 for part in parts)
    if total == (whole.amount or 0):
        return
    yield Finding(
        "sub-items",
        "error" if total > (whole.amount or 0) else "warning",
        at_lines(whole.line, *(part.line for part in parts)),
        plan.place_of(whole.table),
        whole.budget.text.strip(),
        format_baht(total),
        _("“{name}” has {amount}, its parts make {sum}").format(
            name=short(plain_name(whole.name)), amount=whole.budget.text.strip() or "–", sum=format_baht(total)
        ),
        _("Correct the project's amount or those of its parts."),
    )
