"""What the edition asks of many collections together: its `national` queries, of the tables of a folder."""

from pathlib import Path

from planner_desktop.collect.across import CrossTable
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.collecting import CrossReport
from planner_desktop.i18n import _
from planner_desktop.national import warehouse


def reports(pack: FormPack) -> list[CrossReport]:
    """The tables that an edition makes of many collections, in its order."""
    return [report for across in pack.across.values() for report in across.national]


def report(folder: Path, pack: FormPack, name: str) -> CrossTable:
    """One of them, worked out by DuckDB. Raises CollectionError."""
    known = {each.id: each for each in reports(pack)}
    if name not in known:
        raise CollectionError(
            _("The edition has no report “{name}”").format(name=name),
            _("There are: {names}").format(names=", ".join(known) or "–"),
        )
    said = known[name]
    with warehouse.connected() as duck:
        warehouse.shown(duck, folder, pack)
        found = duck.execute(f"SELECT {', '.join(said.columns)} FROM ({said.sql})").fetchall()
    columns = said.columns.values()
    return CrossTable(
        name, said.title, tuple(each.label for each in columns), tuple(each.type for each in columns), tuple(found)
    )
