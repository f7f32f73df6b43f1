"""The commands of the strategy office's desk: a collection is begun, bundles are received, and where each stands."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file, print_again
from planner_desktop.cli.collect_server import reading
from planner_desktop.cli.desk import by_option, collection_argument, decider
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import wrote
from planner_desktop.collect.wording import against_told, board_standing, is_bad, lines_of, standing_name
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.dates import format_moment

if TYPE_CHECKING:
    from planner_desktop.collect.batch import Arrival


@click.group(
    "collect",
    invoke_without_command=True,
    short_help=_("Receive the plans of all agencies, and ask of them together."),
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


@collect.command("new", help=_("Begin a collection of an edition's plans."))
@collection_argument
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
@collection_argument
@click.argument("bundles", metavar="[BUNDLE...]", nargs=-1, type=file)
@print_again
@by_option
@as_json
@click.pass_context
def _receive(
    context: click.Context, collection: Path, bundles: tuple[Path, ...], print_again: bool, by: str, as_json: bool
) -> None:
    from planner_desktop.collect.batch import receive_all, waiting
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        told = (lambda _arrival: None) if as_json else _say
        arrivals = receive_all(desk, bundles or waiting(desk), decider(by), told, print_again=print_again)
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
@collection_argument
@click.argument("folder", metavar="FOLDER", type=file)
@click.option("--every", type=click.FloatRange(0), metavar=_("SECONDS"), help=_("So long between two looks."))
@click.option("--once", is_flag=True, help=_("End once all that lies there is received."))
@print_again
@by_option
@click.pass_context
def _watch(
    context: click.Context, collection: Path, folder: Path, every: float | None, once: bool, print_again: bool, by: str
) -> None:
    from time import sleep

    from planner_desktop.collect.batch import receive_all
    from planner_desktop.collect.opening import open_collection
    from planner_desktop.collect.watching import EVERY_SECONDS, Watched
    from planner_desktop.errors import CollectionError

    watched, said, bad = Watched(folder), "", False

    def came(arrival: Arrival) -> None:
        nonlocal bad
        bad = bad or is_bad(arrival)
        for each in watched.came([arrival]):
            _say(each)

    with open_collection(collection) as desk:
        while True:
            try:
                receive_all(desk, watched.look(), decider(by), came, print_again=print_again)
                said = ""
            except CollectionError as error:
                desk.refuse_if_only_read()
                if once:
                    raise
                if str(error) != said:  # once, not at each look
                    said = str(error)
                    say(said, err=True)
            if once and not watched.is_waiting:
                context.exit(PROBLEMS if bad else 0)
            sleep(EVERY_SECONDS if every is None else every)


@collect.command("board", help=_("List every agency with where its plan stands."))
@collection_argument
@as_json
def _board(collection: Path, as_json: bool) -> None:

    with reading(collection) as desk:
        rows = desk.board()
    if as_json:
        say_json([vars(row) for row in rows])
        return
    for row in rows:
        name = f"{row.abbreviation} {row.agency}".strip()
        when = row.received_at and format_moment(datetime.fromisoformat(row.received_at))
        told = [row.receipt, when, row.version and _("version {number}").format(number=row.version), row.looked_at_by]
        say("  ".join(filter(None, [board_standing(row), one_line(name), *told])))
    counts = Counter(row.standing for row in rows)
    say(", ".join(f"{standing_name(standing)} {count}" for standing, count in counts.items()))


@collect.command(
    "receipts",
    short_help=_("List every receipt in order, also of what was refused."),
    help=_(
        "List every receipt in order, also of what was refused; or only those that are named. --pdf writes what was "
        "found in each, with its receipt, for the agency."
    ),
)
@collection_argument
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
        when = format_moment(datetime.fromisoformat(row["received_at"]))
        told = (row["receipt"], standing_name(row["verdict"]), when, row["agency"], row["name"])
        say("  ".join(one_line(str(each)) for each in told if each))
        if said := against_told(row):
            say(f"    {said}")


@collect.command("rebuild", help=_("Make a collection's tables anew from its bundles and decisions."))
@collection_argument
def _rebuild(collection: Path) -> None:
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection, anew=True) as desk:
        count = len(desk.decisions.all)
    say(ngettext("{count} decision was followed", "{count} decisions were followed", count).format(count=count))
