"""Projects that continue from the year before: their years, and the total of their list."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.totals import project_tables
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import format_baht

_SHARE = regex(r"(?:ปี|พ\.ศ\.)\s*(?:25)?\d\d\s*(?:จำนวน|[:=])?\s*[\d,]{5,}|วงเงิน|ทั้งโครงการ|เบิกจ่าย")
_YEARS = regex(r"\d\d\s*[-–]\s*(?:25)?\d\d")


def find(plan: Audited) -> Iterator[Finding]:
    """Continuing projects that do not say their years, and lists of them without a total."""
    for table in project_tables(plan):
        if table.placed.place.part != "continuing":
            continue
        for row in table.rows:
            if not _YEARS.search(row.name + row.budget.text):
                yield Finding(
                    "continuing-without-years",
                    "warning",
                    at_lines(row.line),
                    table.placed.place.said,
                    row.budget.text.strip(),
                    "",
                    _("“{name}” continues, but says no years").format(name=short(plain_name(row.name))),
                    _("Write from which to which year it goes behind the amount."),
                )
            elif len(row.budget.amounts) == 1 and not _SHARE.search(row.name + row.budget.text):
                yield Finding(
                    "whole-or-share",
                    "note",
                    at_lines(row.line),
                    table.placed.place.said,
                    row.budget.text.strip(),
                    "",
                    _("“{name}” says not whether {amount} is its whole or this year's").format(
                        name=short(plain_name(row.name)), amount=format_baht(row.amount or 0)
                    ),
                    _("Write the whole amount and this year's."),
                )
        amounts = [row for row in table.rows if row.amount]
        if len(amounts) > 1 and not table.totals:
            whole = format_baht(sum(row.amount or 0 for row in amounts))
            yield Finding(
                "total-missing",
                "note",
                at_lines(*(row.line for row in amounts)),
                table.placed.place.said,
                "",
                whole,
                _("The list has no total; its rows make {sum}").format(sum=whole),
                _("Add a row with the total."),
            )
