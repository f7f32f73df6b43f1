"""The projects of a part's tables together against the total of the part's summary."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.parts import Part
from planner_desktop.audit.totals import project_tables
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht

_PARTS: tuple[Part, ...] = ("city", "agency", "routine")


def find(plan: Audited) -> Iterator[Finding]:
    """Parts whose projects, each counted once, make another sum than their summary says."""
    for part in _PARTS:
        tables = [one for one in project_tables(plan) if one.placed.place.part == part and one.placed.place.summary]
        totals = [(row, budget) for one in tables for row, budget in one.totals if budget.amount]
        groups = [[one for one in group if one.in_part and one.part == part] for group in plan.project_groups]
        rows = [group[0] for group in groups if group and group[0].amount and not group[0].refused]
        if len(tables) != 1 or not totals or not rows:
            continue
        made = sum(row.amount or 0 for row in rows)
        row, budget = totals[-1]
        if made != budget.amount:
            yield Finding(
                "totals-differ",
                "error",
                at_lines(row.line, *(one.line for one in rows)),
                tables[0].placed.place.said,
                budget.text.strip(),
                format_baht(made),
                _("The summary says {total}, the part's tables make {sum}").format(
                    total=budget.text.strip(), sum=format_baht(made)
                ),
                _("Find the projects that differ, and correct the one or the other."),
            )
