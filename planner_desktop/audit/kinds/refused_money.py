"""Money that was refused: still in a total, or all that a key result has."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.audit.totals import project_tables, stated
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _


def find(plan: Audited) -> Iterator[Finding]:
    """Totals too high by a refused amount, and key results none of whose projects got money or goes without."""
    yield from _in_totals(plan)
    yield from _of_results(plan)


def _in_totals(plan: Audited) -> Iterator[Finding]:
    refused = {one.amount: one for one in plan.projects if one.part == "refused" and one.amount}
    lines: dict[Mention, list[int]] = defaultdict(list)
    for table in project_tables(plan):
        made = sum(row.amount or 0 for row in table.counted())
        totals = [(row.line, budget.amount) for row, budget in table.totals]
        totals += [(said.line.line, said.amount) for said in stated(table)]
        for line, amount in totals:
            if amount and (one := refused.get(amount - made)) and table.placed.place.part != "refused":
                lines[one].append(line)
    for one, numbers in lines.items():
        yield Finding(
            "unfunded-counted",
            "error",
            at_lines(one.line, *numbers),
            plan.place_of(one.table),
            one.budget.text.strip(),
            "",
            _("A total holds the refused {amount} of “{name}”").format(
                amount=one.budget.text.strip(), name=short(plain_name(one.name), 50)
            ),
            _("Take the amount out of the total."),
        )


def _of_results(plan: Audited) -> Iterator[Finding]:
    of_code: dict[str, list[list[Mention]]] = defaultdict(list)
    for group in plan.project_groups:
        for code in {code for one in group if one.in_part or one.in_summary for code in one.codes}:
            of_code[code].append(group)
    for code, groups in of_code.items():
        if all(any(one.refused and one.amount for one in group) for group in groups):
            rows = [one for group in groups for one in group if code in one.codes]
            yield Finding(
                "kr-only-unfunded",
                "warning",
                at_lines(*(one.line for one in rows)),
                plan.place_of(rows[0].table),
                code,
                "",
                _("All projects of key result {code} got no money").format(code=code),
                _("Say how the key result is reached without them, or take it out."),
            )
