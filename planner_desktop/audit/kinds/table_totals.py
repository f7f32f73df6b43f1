"""The total of a table of projects against the amounts of its rows."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.projects import Mention
from planner_desktop.audit.totals import ProjectTable, project_tables
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht


def find(plan: Audited) -> Iterator[Finding]:
    """Totals that are not the sum of their rows, and totals that are not stated."""
    for table in project_tables(plan):
        yield from _of_table(table)


def _of_table(table: ProjectTable) -> Iterator[Finding]:
    above = 0
    for row, budget in table.totals:
        rows = [one for one in table.counted(row) if one.amount]
        whole, since = _sum(rows), _sum([one for one in rows if one.line > above])
        said = budget.amount or 0
        above = row.line
        if said in (whole, since) or (budget.blank and not whole):
            continue
        lines = at_lines(row.line, *(one.line for one in rows))
        place = table.placed.place.said
        if budget.blank:
            yield Finding(
                "total-missing",
                "warning",
                at_lines(row.line, *(one.line for one in rows)),
                place,
                " ".join(filter(None, row.cells)),
                format_baht(whole),
                _("The total row has no amount; its rows make {sum}").format(sum=format_baht(whole)),
                _("Write the sum of the rows into the total."),
            )
            continue
        yield Finding(
            "total-vs-rows",
            "error",
            lines,
            place,
            budget.text.strip(),
            format_baht(whole),
            _("The total {total} is not the sum of its rows, {sum}").format(
                total=budget.text.strip(), sum=format_baht(whole)
            ),
            _("Add the rows up again, and correct the total or the row that is wrong."),
        )


def _sum(rows: list[Mention]) -> int:
    return sum(one.amount or 0 for one in rows)
