"""A table that is printed twice."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.exchange.plain_names import key
from planner_desktop.i18n import _

_LEAST = 2


def find(plan: Audited) -> Iterator[Finding]:
    """Tables of projects with the same rows in the same part."""
    seen: dict[tuple[str, ...], tuple[Placed, Table]] = {}
    for placed, table in plan.tables:
        rows = [one for one in plan.projects if one.table == placed.at and one.in_part]
        if len(rows) < _LEAST:
            continue
        known = (placed.place.part, *(key(one.name) for one in rows))
        if known in seen:
            _placed, first = seen[known]
            yield Finding(
                "duplicate-table",
                "warning",
                at_lines(*(row.line for row in (*first.rows, *table.rows))),
                placed.place.said,
                short(table.caption, 80),
                "",
                _("The same {count} projects are printed already: {where}").format(
                    count=len(rows), where=plan.plan.where(at_lines(first.line))
                ),
                _("Print the table once."),
            )
        seen.setdefault(known, (placed, table))
