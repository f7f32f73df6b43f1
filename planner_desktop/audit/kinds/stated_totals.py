"""What the sentence behind a table says of number and money, against the table."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.projects import Mention
from planner_desktop.audit.totals import ProjectTable, Stated, project_tables, stated
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht


def find(plan: Audited) -> Iterator[Finding]:
    """Stated amounts and numbers of projects that are not those of the table, or do not agree with each other."""
    tables = list(project_tables(plan))
    yield from _uncounted(tables)
    for table in tables:
        counts: list[Stated] = []
        for said in stated(table):
            yield from _amount(table, said)
            yield from _count(table, said)
            yield from _funded(table, said)
            counts.append(said)
        yield from _parts(table, counts)


def _uncounted(tables: list[ProjectTable]) -> Iterator[Finding]:
    """Last tables of parts with a total but no number of projects, in plans that state it of other parts."""
    of_part: dict[str, list[ProjectTable]] = {}
    for table in tables:
        if table.placed.place.summary or table.placed.place.part == "routine":
            of_part.setdefault(f"{table.placed.place.part} {table.placed.place.summary}", []).append(table)
    silent = {
        part: not any(said.count is not None for one in all_of_it for said in stated(one))
        for part, all_of_it in of_part.items()
    }
    if all(silent.values()):
        return
    for part, is_silent in silent.items():
        last = of_part[part][-1]
        if (
            is_silent
            and last.total
            and not (part.startswith("routine") and f"routine {not last.placed.place.summary}" in of_part)
        ):
            row, budget = last.total
            count = len(_numbered(last))
            yield Finding(
                "count-missing",
                "note",
                at_lines(row.line),
                last.placed.place.said,
                budget.text.strip(),
                str(count),
                _("The part states no number of projects; its table has {count}").format(count=count),
                _("Write how many projects there are, as the other parts do."),
            )


def _amount(table: ProjectTable, said: Stated) -> Iterator[Finding]:
    if said.amount is None:
        return
    place, stated_text = table.placed.place.said, format_baht(said.amount)
    rows = [one for one in table.counted() if one.amount]
    whole = sum(one.amount or 0 for one in rows)
    if table.total and table.total[1].amounts and table.total[1].amount != said.amount:
        yield Finding(
            "totals-differ",
            "error",
            at_lines(table.total[0].line, said.line.line),
            place,
            stated_text,
            format_baht(table.total[1].amount or 0),
            _("Behind the table stands {amount}, in its total {total}").format(
                amount=stated_text, total=table.total[1].text.strip()
            ),
            _("Write the same total in both places."),
        )
    if said.amount != whole and rows:
        yield Finding(
            "total-vs-rows",
            "error",
            at_lines(said.line.line, *(one.line for one in rows)),
            place,
            stated_text,
            format_baht(whole),
            _("The stated total {total} is not the sum of the rows, {sum}").format(
                total=stated_text, sum=format_baht(whole)
            ),
            _("Add the rows up again, and correct the total or the row that is wrong."),
        )


def _numbered(table: ProjectTable) -> list[Mention]:
    """The rows that a stated number may mean: those with a number where rows have numbers."""
    rows = [one for one in table.rows if not one.is_sub]
    return [one for one in rows if one.number] if sum(bool(one.number) for one in rows) > len(rows) / 2 else rows


def _count(table: ProjectTable, said: Stated) -> Iterator[Finding]:
    if said.count is None:
        return
    rows = [one for one in table.rows if not one.is_sub]
    counted = [one for one in rows if one.counts]
    refused = [one for one in rows if one.refused and one in _numbered(table)]
    if refused and said.count in (len(rows), len(counted) + len(refused)) and said.count != len(counted):
        yield Finding(
            "unfunded-counted",
            "error",
            at_lines(said.line.line, *(one.line for one in refused)),
            table.placed.place.said,
            str(said.count),
            str(len(counted)),
            _("The stated number {stated} counts {refused} projects without money").format(
                stated=said.count, refused=len(refused)
            ),
            _("Give projects without money no number, and leave them out of the count."),
        )
    elif said.count != len(counted):
        yield Finding(
            "count-vs-rows",
            "error",
            at_lines(said.line.line, *(one.line for one in counted)),
            table.placed.place.said,
            str(said.count),
            str(len(counted)),
            _("{stated} projects are stated; the table has {found}").format(stated=said.count, found=len(counted)),
            _("Count the projects again, and correct the number or the table."),
        )


def _funded(table: ProjectTable, said: Stated) -> Iterator[Finding]:
    """The numbers of projects that use money, and that use none."""
    rows = table.counted()
    kinds = (
        (said.with_budget, [one for one in rows if one.amount], _("projects with a budget")),
        (said.without_budget, [one for one in rows if not one.amount], _("projects without a budget")),
    )
    for number, having, what in kinds:
        if number is not None and number != len(having):
            yield Finding(
                "funded-count-mismatch",
                "error",
                at_lines(said.line.line, *(one.line for one in having)),
                table.placed.place.said,
                str(number),
                str(len(having)),
                _("{stated} {what} are stated; the table has {found}").format(
                    stated=number, what=what, found=len(having)
                ),
                _("Count them again, and correct the number."),
            )


def _parts(table: ProjectTable, said: list[Stated]) -> Iterator[Finding]:
    """The number of all projects against those with and without money."""
    count = next((one for one in said if one.count is not None), None)
    parts = next((one for one in said if one.with_budget is not None and one.without_budget is not None), None)
    if count is None or parts is None or count.count is None:
        return
    total = (parts.with_budget or 0) + (parts.without_budget or 0)
    if total != count.count:
        yield Finding(
            "counts-disagree",
            "error",
            at_lines(count.line.line, parts.line.line),
            table.placed.place.said,
            str(count.count),
            f"{parts.with_budget} + {parts.without_budget} = {total}",
            _("{count} projects are stated, but {with_budget} + {without} make {total}").format(
                count=count.count, with_budget=parts.with_budget, without=parts.without_budget, total=total
            ),
            _("Count them again: both parts together are all projects."),
        )
