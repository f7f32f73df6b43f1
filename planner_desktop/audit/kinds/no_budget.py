"""Work that needs no money, said in two ways: a dash in some tables, in words in others."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _

_WORDS = "ไม่ใช้งบประมาณ"


def find(plan: Audited) -> Iterator[Finding]:
    """One finding with the rows that have a dash, or brackets, in a plan that has the words without."""
    yield from _in_brackets(plan)
    dashes = [one for one in plan.projects if one.budget.state == "dash" and one.budget.text.strip()]
    words = [one for one in plan.projects if one.budget.none]
    if dashes and words:
        yield Finding(
            "no-budget-marking",
            "note",
            at_lines(*(one.line for one in dashes)),
            plan.place_of(dashes[0].table),
            "-",
            _WORDS,
            _("{count} rows have “-” where others say {words}").format(count=len(dashes), words=_WORDS),
            _("Say it the same way everywhere."),
        )


def _in_brackets(plan: Audited) -> Iterator[Finding]:
    """Parts of projects that need no money, some of them said in brackets."""
    told = [one for one in plan.projects if one.is_sub and one.budget.none]
    bracketed = [one for one in told if one.budget.text.strip().startswith("(")]
    odd = min((bracketed, [one for one in told if one not in bracketed]), key=len)
    if odd:
        yield Finding(
            "no-budget-marking",
            "note",
            at_lines(*(one.line for one in told)),
            plan.place_of(odd[0].table),
            odd[0].budget.text.strip(),
            next(one.budget.text.strip() for one in told if one not in odd),
            _("Parts without a budget say it with brackets and without"),
            _("Say it the same way everywhere."),
        )
