"""The command that lists the tables of a draft, and the records of one."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import as_json, draft_argument, file, reading
from planner_desktop.cli.saying import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _


@click.command("table", help=_("List the tables of a draft, or the rows of one."))
@draft_argument
@click.argument("table", metavar="[[SECTION/]RECORD]", default="")
@click.option("--under", type=int, metavar="ID", help=_("Only the rows under this record, by its id."))
@click.option("--csv", "out", metavar="OUT.csv", type=file, help=_("Write the rows as a table for Excel, too."))
@as_json
def table(draft: Path, table: str, under: int | None, out: Path | None, as_json: bool) -> None:
    """As `table --help` says."""
    if out is not None and not table:
        raise click.UsageError(_("Name the table that is to be written."))
    if not table:
        _list(draft, as_json=as_json)
        return
    from planner_desktop.checks.listing import write_csv
    from planner_desktop.entry.tables import table_named

    if out is not None:
        refuse(draft, [out], overwrite=True)
    with reading(draft) as plan:
        found = table_named(plan, table, under, whole=True)
        rows = list(found.texts())
        labels = [found.spec.fields[name].label for name in found.fields]
        if out is not None:
            write_csv(out, [labels, *(said for _id, said in rows)])
    if as_json:
        say_json([{"id": id} | dict(zip(found.fields, said, strict=True)) for id, said in rows])
    elif out is None:
        say("\t".join(["id", *map(one_line, labels)]))
        for id, said in rows:
            say("\t".join([str(id), *map(one_line, said)]))
    if out is not None and not as_json:
        wrote(out)


def _list(path: Path, *, as_json: bool) -> None:
    from planner_desktop.entry.tables import tables

    with reading(path) as draft:
        listed = []
        for name, each in tables(draft).items():
            above = each.spec.parent
            listed.append({"table": name, "title": each.title, "under": above or None, "records": len(each.ids)})
    if as_json:
        say_json(listed)
    for entry in () if as_json else listed:
        under = _("(under {parent})").format(parent=entry["under"]) if entry["under"] else ""
        say(f"{entry['table']}\t{entry['title']}\t{entry['records']}\t{under}".rstrip())
