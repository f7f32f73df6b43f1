"""The command that lists the tables of a draft, and the records of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop import csv_table
from planner_desktop.cli.arguments import as_json, draft_argument, file, reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.entry.tables import RecordList


@click.command("table", help=_("List the tables of a draft, or the rows of one."))
@draft_argument
@click.argument("table", metavar="[[SECTION/]RECORD]", default="")
@click.option("--under", type=int, metavar="ID", help=_("Only the rows under this record, by its id."))
@click.option("--csv", "out", metavar="OUT.csv", type=file, help=_("Write the rows as a table for Excel, too."))
@click.option("--readings", is_flag=True, help=_("In the table for Excel, tell behind the rows what targets ask for."))
@as_json
def table(draft: Path, table: str, under: int | None, out: Path | None, readings: bool, as_json: bool) -> None:
    """As `table --help` says."""
    if out is not None and not table:
        raise click.UsageError(_("Name the table that is to be written."))
    if not table:
        _list(draft, as_json=as_json)
        return
    from planner_desktop.entry.tables import table_named

    if out is not None:
        refuse(draft, [out], overwrite=True)
    with reading(draft) as plan:
        found = table_named(plan, table, under, whole=True)
        rows = list(found.texts())
        labels = [found.spec.fields[name].label for name in found.fields]
        if out is not None:
            written = [labels, *(said for _id, said in rows)]
            more = _readings(found, rows) if readings else [[] for _row in written]
            csv_table.write(out, [[*row, *told] for row, told in zip(written, more, strict=True)])
    if as_json:
        say_json([{"id": id} | _with_quantities(found, said) for id, said in rows])
    elif out is None:
        say("\t".join(["id", *map(one_line, labels)]))
        for id, said in rows:
            say("\t".join([str(id), *map(one_line, said)]))
    if out is not None and not as_json:
        wrote(out)


def _targets(found: RecordList) -> list[int]:
    """The places of the columns that are targets."""
    return [n for n, name in enumerate(found.fields) if found.spec.fields[name].quantity]


def _with_quantities(found: RecordList, said: list[str]) -> dict[str, object]:
    """The columns of a row by their fields, with what its targets ask for as plans in JSON tell it."""
    from planner_desktop.draft.plan.target_quantities import SUFFIX, quantity_data

    row: dict[str, object] = dict(zip(found.fields, said, strict=True))
    quantities = {found.fields[n] + SUFFIX: quantity_data(said[n]) for n in _targets(found)}
    return row | {name: parts for name, parts in quantities.items() if parts}


def _readings(found: RecordList, rows: list[tuple[int, list[str]]]) -> list[list[str]]:
    """For the head and each row, three columns for each target: how it is read, and its first number and unit."""
    from planner_desktop.draft.plan.target_quantities import quantity_data
    from planner_desktop.thai.quantities import read_quantity
    from planner_desktop.thai.quantity_said import quantity_said

    labels = [found.spec.fields[found.fields[n]].label for n in _targets(found)]
    heads = (_("{label}: read as"), _("{label}: number"), _("{label}: unit"))
    told = [[head.format(label=label) for label in labels for head in heads]]
    for _id, said in rows:
        row: list[str] = []
        for text in (said[n] for n in _targets(found)):
            first = next(iter(quantity_data(text)), {})
            row += [quantity_said(read_quantity(text)), *(str(first.get(name, "")) for name in ("number", "unit"))]
        told.append(row)
    return told


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
