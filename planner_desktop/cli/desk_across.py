"""The commands of the desk that ask of all plans together: what is wrong between them, tables, the plan of the city."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file
from planner_desktop.cli.collect_server import reading
from planner_desktop.cli.desk import collection_argument
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner_desktop.collect.across import CrossProblem, CrossTable

SHOWN = 10
"""So many problems of a kind are shown; the count says how many there are."""
_csv = click.option("--csv", "table", metavar="OUT.csv", type=file, help=_("Write it as a table for Excel."))
_xlsx = click.option(
    "--xlsx", "workbook", metavar="OUT.xlsx", type=file, help=_("Write a workbook with a sheet for each table.")
)
_overwrite = click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))


@click.command("check", help=_("List what is wrong between the plans of agencies."))
@collection_argument
@_csv
@_xlsx
@_overwrite
@as_json
@click.pass_context
def check(
    context: click.Context, collection: Path, table: Path | None, workbook: Path | None, overwrite: bool, as_json: bool
) -> None:
    """As `collect check --help` says."""
    from planner_desktop.collect.across import as_table, problems
    from planner_desktop.collect.report_files import write_csv, write_workbook

    refuse(collection, [path for path in (table, workbook) if path is not None], overwrite)
    with reading(collection) as desk:
        found, edition = problems(desk), desk.pack.edition.title
    if table is not None:
        write_csv(table, as_table(found))
        wrote(table)
    if workbook is not None:
        write_workbook(workbook, edition, [as_table(found)])
        wrote(workbook)
    if as_json:
        say_json([vars(problem) for problem in found])
    elif not (table or workbook):
        _say_grouped(found)
        say(ngettext("{count} problem", "{count} problems", len(found)).format(count=len(found)))
    context.exit(PROBLEMS if any(problem.severity == "error" for problem in found) else 0)


def _say_grouped(problems: Iterable[CrossProblem]) -> None:
    """Problems by kind, each with its count, the first plans that have it and how to mend it."""
    from planner_desktop.checks.listing import severity_name

    groups: dict[str, list[CrossProblem]] = {}
    for problem in problems:
        groups.setdefault(problem.check, []).append(problem)
    for of_kind in groups.values():
        say(f"{severity_name(of_kind[0].severity)} ({len(of_kind)})")
        for problem in of_kind[:SHOWN]:
            plan = " ".join(filter(None, (problem.agency, problem.receipt and f"({problem.receipt})")))
            say(f"    {one_line(': '.join(filter(None, (plan, problem.message))))}")
        if len(of_kind) > SHOWN:
            say("    …")
        if of_kind[0].fix:
            say("  " + _("How to mend it: {fix}").format(fix=one_line(of_kind[0].fix)))


@click.command(
    "report",
    short_help=_("Make a table of all plans; without a name, list which there are."),
    help=_(
        "Make a table of all plans; without a name, list which there are. --xlsx writes a workbook of this one, or of "
        "all and of what `collect check` finds, with a sheet for each."
    ),
)
@collection_argument
@click.argument("name", metavar="[REPORT]", default="")
@_csv
@_xlsx
@_overwrite
@as_json
def report(
    collection: Path, name: str, table: Path | None, workbook: Path | None, overwrite: bool, as_json: bool
) -> None:
    """As `collect report --help` says."""
    from planner_desktop.collect.across import report, reports
    from planner_desktop.collect.report_files import write_all, write_csv, write_workbook

    if table is not None and not name:
        raise click.UsageError(_("A CSV file holds one table: name it. --xlsx writes all."))
    refuse(collection, [path for path in (table, workbook) if path is not None], overwrite)
    with reading(collection) as desk:
        made = [report(desk, name)] if name else [report(desk, each.id) for each in reports(desk)]
        edition = desk.pack.edition.title
        if workbook is not None and not name:
            write_all(workbook, desk)
    if table is not None:
        write_csv(table, made[0])
        wrote(table)
    if workbook is not None:
        if name:
            write_workbook(workbook, edition, made)
        wrote(workbook)
    if as_json:
        say_json([each.data() for each in made])
        return
    if table or workbook:
        return
    for each in made:
        if not name:
            say(f"{each.id}  {each.title}  ({len(each.rows)})")
        else:
            say_table(each)


def say_table(table: CrossTable) -> None:
    """Tell a report, a line for each row."""
    from planner_desktop.collect.report_files import shown

    say(table.title)
    for row in (table.heads, *(map(shown, row, table.types) for row in table.rows)):
        say(" | ".join(map(one_line, row)))


@click.command("plan", help=_("Write the plan of the city, made of the plans of all agencies, as a PDF."))
@collection_argument
@click.option("--pdf", "out", metavar="OUT.pdf", type=file, required=True, help=_("The PDF."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
def plan(collection: Path, out: Path, overwrite: bool) -> None:
    """As `collect plan --help` says."""
    from planner_desktop.collect import city_plan

    refuse(collection, [out], overwrite)
    with reading(collection) as desk:
        made = city_plan.write(desk, out)
    wrote(out)
    say(ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages))
