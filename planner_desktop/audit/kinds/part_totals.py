"""The projects of a part's tables together against the total and the number in the part's summary."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.parts import Part
from planner_desktop.audit.projects import Mention
from planner_desktop.audit.totals import ProjectTable, project_tables, stated
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht

_PARTS: tuple[Part, ...] = ("city", "agency", "routine")


def find(plan: Audited) -> Iterator[Finding]:
    """Parts whose projects, each counted once, make another sum or number than their summary says."""
    for part in _PARTS:
        tables = [one for one in project_tables(plan) if one.placed.place.part == part and one.placed.place.summary]
        totals = [(row, budget) for one in tables for row, budget in one.totals if budget.amount]
        groups = [[one for one in group if one.in_part and one.part == part] for group in plan.project_groups]
        rows = [group[0] for group in groups if group and group[0].amount and not group[0].refused]
        if len(tables) != 1:
            continue
        yield from _counted(tables[0], groups)
        if not totals or not rows:
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


def _counted(summary: ProjectTable, groups: list[list[Mention]]) -> Iterator[Finding]:
    rows = [group[0] for group in groups if group and group[0].counts]
    said = next((one for one in stated(summary) if one.count is not None), None)
    if said is None or not rows or said.count == len(rows):
        return
    yield Finding(
        "counts-disagree",
        "warning",
        at_lines(said.line.line, *(one.line for one in rows)),
        summary.placed.place.said,
        str(said.count),
        str(len(rows)),
        _("The summary counts {stated} projects, the part's tables have {found}").format(
            stated=said.count, found=len(rows)
        ),
        _("Find the projects that differ, and correct the one or the other."),
    )
