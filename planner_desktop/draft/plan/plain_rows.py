"""The records of a whole plan put into the tables of a draft in memory at once, where no trigger is to see each.

A plan that is only looked at needs neither history nor seals: without them it is in its tables in a tenth of the time.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planner_desktop.draft.file import uids
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.tables import UID, links_table, parents_first

Row = Mapping[str, Any]
"""A record as a plan's JSON has it, or with its values as they are stored."""


def kinds(pack: FormPack) -> "list[PlainRows]":
    """All kinds of record, each after the one that it stands under."""
    return [PlainRows(kind, pack) for kind in parents_first(pack.records)]


class PlainRows:
    """How the records of a kind become rows of its table, and of its tables of pairs."""

    def __init__(self, name: str, pack: FormPack) -> None:
        spec = pack.records[name]
        self.name, self._parent = name, spec.parent
        self._columns = list(spec.columns)
        self._pairs = {f: _into(links_table(name, f), [name, spec.fields[f].to or ""]) for f in spec.pairs}
        self._into = _into(name, ["id", *([self._parent] if self._parent else []), UID, *self._columns])
        self._empty = [f"DELETE FROM {table}" for table in (name, *(links_table(name, f) for f in spec.pairs))]

    def put(self, connection: sqlite3.Connection, records: Sequence[Row], values: Sequence[Row]) -> None:
        """Have the tables hold these records alone, in their order, with these values."""
        for emptying in self._empty:
            connection.execute(emptying)
        connection.executemany(self._into, self._rows(records, values))
        for field, into in self._pairs.items():
            connection.executemany(into, _linked(field, records, values))

    def _rows(self, records: Sequence[Row], values: Sequence[Row]) -> Iterator[list[Any]]:
        places: Counter[int | None] = Counter()
        for record, said in zip(records, values, strict=True):
            above = record[self._parent] if self._parent else None
            places[above] += 1
            head = [record["id"], *([above] if self._parent else []), record.get(UID) or uids.new_uid()]
            yield [*head, *[said.get(column) for column in self._columns], places[above]]


def _linked(field: str, records: Iterable[Row], values: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for record, said in zip(records, values, strict=True):
        for place, other in enumerate(said.get(field) or (), 1):
            yield record["id"], other, place


def _into(table: str, columns: Sequence[str]) -> str:
    """SQL that puts a row with these columns and its position into a table."""
    names = ", ".join((*columns, "position"))
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * (len(columns) + 1))})"
