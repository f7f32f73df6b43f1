"""The commands on many collections together, for those who receive more than a city's plans."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import as_json, file
from planner_desktop.cli.desk_across import say_table
from planner_desktop.cli.output import say, say_json
from planner_desktop.i18n import _


@click.group("national", help=_("Put many collections together, and ask of them as Parquet."))
def national() -> None:
    """As `collect national --help` says."""


@national.command("put", help=_("Put collections into a folder of Parquet files, by table and year."))
@click.argument("folder", metavar="FOLDER", type=file)
@click.argument("collections", metavar="COLLECTION.bmacollect...", nargs=-1, required=True, type=file)
def _put(folder: Path, collections: tuple[Path, ...]) -> None:
    from planner_desktop.national.warehouse import put

    for path in collections:
        _say_counts(path, put(folder, path))


@national.command("ask", help=_("List what is asked of them, or answer one of these reports."))
@click.argument("folder", metavar="FOLDER", type=file)
@click.argument("name", metavar="[REPORT]", default="")
@click.option("--edition", metavar="ID", default="", help=_("Whose queries; the newest edition's if not said."))
@as_json
def _ask(folder: Path, name: str, edition: str, as_json: bool) -> None:
    from planner_desktop.formpack.editions import edition_pack
    from planner_desktop.national import asking

    pack = edition_pack(edition)
    if not name:
        for each in asking.reports(pack):
            say(f"{each.id}\t{each.title}")
        return
    table = asking.report(folder, pack, name)
    if as_json:
        say_json({"id": table.id, "title": table.title, "heads": table.heads, "types": table.types, "rows": table.rows})
    else:
        say_table(table)


@click.command("copy", help=_("Copy a collection into a PostgreSQL database, for several to ask of."))
@click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
@click.option("--to", "url", metavar="postgresql://…", required=True, help=_("The database."))
def copy_to(collection: Path, url: str) -> None:
    """As `collect copy --help` says."""
    from planner_desktop.national.postgres import copy

    _say_counts(collection, copy(collection, url))


def _say_counts(path: Path, counts: dict[str, int]) -> None:
    said = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    say(f"{path.name}: {said}")
