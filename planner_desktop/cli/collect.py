"""The commands of the strategy office's desk: bundles of all agencies received, looked at, and asked of together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file, print_again
from planner_desktop.cli.collect_server import reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.collect.wording import against_told, board_standing, is_bad, lines_of, standing_name
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.collect.across import CrossTable
    from planner_desktop.collect.batch import Arrival

_collection = click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
_receipt = click.argument("receipt", metavar="RECEIPT")
_by = click.option("--by", default="", metavar="NAME", help=_("Who does it, if not the one whom this PC knows."))
SHOWN = 10
"""So many problems of a kind are shown; the count says how many there are."""


@click.group(
    "collect",
    invoke_without_command=True,
    help=_(
        "Receive the plans of all agencies, and ask of them together. Without a command the desk opens: the "
        "collections opened last, or a new one."
    ),
)
@click.pass_context
def collect(context: click.Context) -> None:
    """The desk of the strategy office."""
    if context.invoked_subcommand is None:
        _open_desk(context, None)


def _open_desk(context: click.Context, collection: Path | None) -> None:
    from planner_desktop.cli import window

    context.exit(window.show(collection or Path(window.DESK)))


def _who(by: str) -> str:
    from planner_desktop.draft.file.author import author_name

    return by or author_name()


@collect.command("new", help=_("Begin a collection of an edition's plans."))
@_collection
@click.option("--edition", metavar="ID", required=True, help=_("The edition whose plans are collected."))
def _new(collection: Path, edition: str) -> None:
    from planner_desktop.collect.opening import make

    with make(collection, edition):
        wrote(collection)


@collect.command("open", help=_("Open a collection in its window; without one, the collections opened last."))
@click.argument("collection", metavar="[COLLECTION.bmacollect]", type=file, required=False)
@click.pass_context
def _open(context: click.Context, collection: Path | None) -> None:
    _open_desk(context, collection)


@collect.command(
    "receive",
    short_help=_("Receive bundles, or all in a folder; each gets a receipt."),
    help=_(
        "Receive bundles, or all in a folder; each gets a receipt. Without any, go on with those that were still "
        "waiting when the program was cut off."
    ),
)
@_collection
@click.argument("bundles", metavar="[BUNDLE...]", nargs=-1, type=file)
@print_again
@_by
@as_json
@click.pass_context
def _receive(
    context: click.Context, collection: Path, bundles: tuple[Path, ...], print_again: bool, by: str, as_json: bool
) -> None:
    from planner_desktop.collect.batch import receive_all, waiting
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        told = (lambda _arrival: None) if as_json else _say
        arrivals = receive_all(desk, bundles or waiting(desk), _who(by), told, print_again=print_again)
    if as_json:
        say_json([_as_data(arrival) for arrival in arrivals])
    else:
        counts = Counter(arrival.receipt.verdict if arrival.receipt else "unread" for arrival in arrivals)
        each = ", ".join(f"{standing_name(verdict)} {count}" for verdict, count in counts.items())
        said = ngettext("{count} bundle: {counts}", "{count} bundles: {counts}", len(arrivals))
        say(said.format(count=len(arrivals), counts=each or "–"))
    context.exit(PROBLEMS if any(is_bad(arrival) for arrival in arrivals) else 0)


def _as_data(arrival: Arrival) -> dict[str, Any]:
    said = vars(arrival.receipt) if arrival.receipt else {"trouble": arrival.trouble}
    return {"name": arrival.path.name, **said}


def _say(arrival: Arrival) -> None:
    for line in lines_of(arrival):
        say(line)


@collect.command("watch", help=_("Receive whatever comes into a folder, until it is stopped (Ctrl+C)."))
@_collection
@click.argument("folder", metavar="FOLDER", type=file)
@click.option("--every", type=click.FloatRange(0), metavar=_("SECONDS"), help=_("So long between two looks."))
@click.option("--once", is_flag=True, help=_("End once all that lies there is received."))
@print_again
@_by
def _watch(collection: Path, folder: Path, every: float | None, once: bool, print_again: bool, by: str) -> None:
    from time import sleep

    from planner_desktop.collect.batch import receive_all
    from planner_desktop.collect.opening import open_collection
    from planner_desktop.collect.watching import EVERY_SECONDS, Watched
    from planner_desktop.errors import CollectionError

    watched, said = Watched(folder), ""

    def came(arrival: Arrival) -> None:
        for each in watched.came([arrival]):
            _say(each)

    with open_collection(collection) as desk:
        while True:
            try:
                receive_all(desk, watched.look(), _who(by), came, print_again=print_again)
                said = ""
            except CollectionError as error:
                desk.refuse_if_only_read()
                if once:
                    raise
                if str(error) != said:  # once, not at each look
                    said = str(error)
                    say(said, err=True)
            if once and not watched.is_waiting:
                return
            sleep(EVERY_SECONDS if every is None else every)


@collect.command("board", help=_("List every agency with where its plan stands."))
@_collection
@as_json
def _board(collection: Path, as_json: bool) -> None:

    with reading(collection) as desk:
        rows = desk.board()
    if as_json:
        say_json([vars(row) for row in rows])
        return
    for row in rows:
        name = f"{row.abbreviation} {row.agency}".strip()
        told = [row.receipt, row.version and _("version {number}").format(number=row.version), row.looked_at_by]
        say("  ".join(filter(None, [board_standing(row), one_line(name), *told])))
    counts = Counter(row.standing for row in rows)
    say(", ".join(f"{standing_name(standing)} {count}" for standing, count in counts.items()))


@collect.command("show", help=_("Show a plan that was received: its problems and remarks."))
@_collection
@_receipt
@as_json
def _show(collection: Path, receipt: str, as_json: bool) -> None:
    from planner_desktop.collect.seen import seen

    with reading(collection) as desk:
        plan = seen(desk, receipt)
    remarks = [vars(each) for each in plan.remarks]
    if as_json:
        say_json(plan.bundle | {"problems": plan.problems, "remarks": remarks})
        return
    for name, value in plan.bundle.items():
        if value not in (None, "", 0):
            say(f"{name}: {one_line(str(value))}")
    if said := against_told(plan.bundle):
        say(said)
    _say_grouped(plan.problems)
    for number, each in enumerate(remarks, 1):
        place = "/".join(filter(None, (each["kind"], each["record"], each["field"])))
        say(f"  {number}. {one_line(each['text'])}{f' ({place})' if place else ''}")


@collect.command(
    "receipts",
    short_help=_("List every receipt in order, also of what was refused."),
    help=_(
        "List every receipt in order, also of what was refused; or only those that are named. --pdf writes what was "
        "found in each, with its receipt, for the agency."
    ),
)
@_collection
@click.argument("numbers", metavar="[RECEIPT...]", nargs=-1)
@click.option("--pdf", "folder", metavar=_("FOLDER"), type=file, help=_("Write a PDF of each into a folder."))
@as_json
def _receipts(collection: Path, numbers: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    from planner_desktop.collect import receipt_report
    from planner_desktop.collect.seen import receipts, seen

    with reading(collection) as desk:
        rows = [seen(desk, number).bundle for number in numbers] or receipts(desk)
        written = receipt_report.write_all(desk, [row["receipt"] for row in rows], folder) if folder else []
    if as_json:
        say_json(rows)
        return
    for path in written:
        wrote(path)
    for row in rows if folder is None else ():
        told = (row["receipt"], standing_name(row["verdict"]), row["received_at"], row["agency"], row["name"])
        say("  ".join(one_line(str(each)) for each in told if each))
        if said := against_told(row):
            say(f"    {said}")


def _say_grouped(problems: list[dict[str, Any]]) -> None:
    """Problems by kind, each with its count and the first places."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for problem in problems:
        groups.setdefault(problem["check"], []).append(problem)
    for check, of_kind in groups.items():
        say(f"{of_kind[0]['severity']}: {check} ({len(of_kind)})")
        for problem in of_kind[:SHOWN]:
            say(f"    {one_line(problem['message'])}")


@collect.command(
    "compare", help=_("List what differs from the version before, from last year's plan, or from another receipt.")
)
@_collection
@_receipt
@click.argument("other", metavar="[OTHER_RECEIPT]", default="")
@click.option("--last-year", is_flag=True, help=_("From the agency's plan of the year before."))
@as_json
def _compare(collection: Path, receipt: str, other: str, last_year: bool, as_json: bool) -> None:
    from planner_desktop.cli.compare import say_differences
    from planner_desktop.collect.received_plan import plan_of, to_compare
    from planner_desktop.collect.seen import seen
    from planner_desktop.draft.history.comparison import compare
    from planner_desktop.errors import CollectionError

    with reading(collection) as desk, plan_of(desk, receipt) as plan:
        known = seen(desk, receipt)
        other = other or (known.last_year if last_year else known.before)
        if not other:
            raise CollectionError(
                _("There is nothing to compare {receipt} with").format(receipt=receipt),
                _("Name another receipt; `collect receipts` lists them."),
            )
        with to_compare(desk, other).open(plan) as old:
            say_differences(compare(old, plan), plan.pack, as_json=as_json)


@collect.command("look", help=_("Note who looks at a plan."))
@_collection
@_receipt
@click.argument("who", metavar="NAME")
@_by
def _look(collection: Path, receipt: str, who: str, by: str) -> None:
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.look(desk, receipt, who, _who(by))


@collect.command("remark", help=_("Make a remark on a plan, a record of it, or a field."))
@_collection
@_receipt
@click.argument("text", metavar="TEXT")
@click.option("--kind", default="", metavar="KIND", help=_("The kind of the record, as `collect show` names it."))
@click.option("--record", default="", metavar="UID", help=_("The record."))
@click.option("--field", default="", metavar="FIELD", help=_("The field."))
@_by
def _remark(collection: Path, receipt: str, text: str, kind: str, record: str, field: str, by: str) -> None:
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection
    from planner_desktop.draft.history.returning import Remark

    with open_collection(collection) as desk:
        deciding.remark(desk, receipt, Remark(text, kind, record, field), _who(by))


@collect.command("withdraw", help=_("Take back a remark on a plan, by its number."))
@_collection
@_receipt
@click.argument("number", metavar="NUMBER", type=int)
@_by
def _withdraw(collection: Path, receipt: str, number: int, by: str) -> None:
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.withdraw(desk, receipt, number, _who(by))


@collect.command("return", help=_("Return a plan to its agency, with the reason and all remarks."))
@_collection
@_receipt
@click.option("--reason", default="", metavar="TEXT", help=_("Why it is returned."))
@click.option("--to", "out", metavar="OUT.bmareturn", type=file, required=True, help=_("The file for the agency."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@_by
def _return(collection: Path, receipt: str, reason: str, out: Path, overwrite: bool, by: str) -> None:
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    refuse(collection, [out], overwrite)
    with open_collection(collection) as desk:
        deciding.give_back(desk, receipt, reason, _who(by), out)
    wrote(out)


@collect.command("accept", help=_("Accept a plan."))
@_collection
@_receipt
@_by
def _accept(collection: Path, receipt: str, by: str) -> None:
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.accept(desk, receipt, _who(by))


_csv = click.option("--csv", "table", metavar="OUT.csv", type=file, help=_("Write it as a table for Excel."))
_xlsx = click.option(
    "--xlsx", "workbook", metavar="OUT.xlsx", type=file, help=_("Write a workbook with a sheet for each table.")
)
_overwrite = click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))


@collect.command("check", help=_("List what is wrong between the plans of agencies."))
@_collection
@_csv
@_xlsx
@_overwrite
@as_json
@click.pass_context
def _check(
    context: click.Context, collection: Path, table: Path | None, workbook: Path | None, overwrite: bool, as_json: bool
) -> None:
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
        _say_grouped([vars(problem) for problem in found])
        say(ngettext("{count} problem", "{count} problems", len(found)).format(count=len(found)))
    context.exit(PROBLEMS if any(problem.severity == "error" for problem in found) else 0)


@collect.command(
    "report",
    short_help=_("Make a table of all plans; without a name, list which there are."),
    help=_(
        "Make a table of all plans; without a name, list which there are. --xlsx writes a workbook of this one, or of "
        "all and of what `collect check` finds, with a sheet for each."
    ),
)
@_collection
@click.argument("name", metavar="REPORT", default="")
@_csv
@_xlsx
@_overwrite
@as_json
def _report(
    collection: Path, name: str, table: Path | None, workbook: Path | None, overwrite: bool, as_json: bool
) -> None:
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


@collect.command("plan", help=_("Write the plan of the city, made of the plans of all agencies, as a PDF."))
@_collection
@click.option("--pdf", "out", metavar="OUT.pdf", type=file, required=True, help=_("The PDF."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
def _plan(collection: Path, out: Path, overwrite: bool) -> None:
    from planner_desktop.collect import city_plan

    refuse(collection, [out], overwrite)
    with reading(collection) as desk:
        made = city_plan.write(desk, out)
    wrote(out)
    say(ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages))


@collect.command("rebuild", help=_("Make a collection's tables anew from its bundles and decisions."))
@_collection
def _rebuild(collection: Path) -> None:
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection, anew=True) as desk:
        count = len(desk.decisions.all)
    say(ngettext("{count} decision was followed", "{count} decisions were followed", count).format(count=count))
