"""The rows of records that have computed fields: a view that has all that is stored, and what is worked out of it."""

import re
from collections.abc import Iterator

from planner_desktop.formpack.form_pack import FormPack

ENDING = "_row"


def name(kind: str) -> str:
    """The name of the view that holds a record with its computed fields."""
    return kind + ENDING


def source(kind: str, pack: FormPack) -> str:
    """What to read a kind of record from: its rows, with their id in a column that is called as the record, too."""
    if kind in pack.computed:
        return name(kind)
    return kind if kind in pack.records[kind].fields else f"(SELECT *, id AS {kind} FROM {kind})"


def views(pack: FormPack) -> Iterator[tuple[str, str]]:
    """The names and queries of all such views."""
    for kind in pack.computed:
        yield name(kind), query(kind, pack, list(pack.computed[kind]))


def query(kind: str, pack: FormPack, computed: list[str]) -> str:
    """The rows of a kind of record with some of its computed fields, in the order in which they are told.

    One that names another stands in a SELECT around it, so that SQL knows it by name there.
    """
    fields = pack.computed[kind]
    own = "" if kind in pack.records[kind].fields else f", id AS {kind}"
    rows, layer = f"SELECT *{own} FROM {kind}", dict[str, str]()
    for field in computed:
        sql = fields[field].sql or "NULL"
        if any(re.search(rf"\b{before}\b", sql) for before in layer):
            rows, layer = _layer(kind, rows, layer), {}
        layer[field] = sql
    return _layer(kind, rows, layer)


def _layer(kind: str, rows: str, layer: dict[str, str]) -> str:
    said = "".join(f", ({sql}\n) AS {field}" for field, sql in layer.items())
    return f"SELECT {kind}.*{said} FROM ({rows}) AS {kind}" if layer else rows
