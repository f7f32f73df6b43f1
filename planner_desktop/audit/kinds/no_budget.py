"""Work that needs no money, said in two ways: a dash in some tables, in words in others."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _

_WORDS = "ไม่ใช้งบประมาณ"


def find(plan: Audited) -> Iterator[Finding]:
    """One finding with the rows that have a dash, in a plan that has the words, too."""
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
