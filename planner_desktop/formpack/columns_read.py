"""Which columns a query depends on: while they are as they were, and no row came or went, so is its answer.

SQLite's authorizer tells of every column of a view that is named, used or not. What is really read stands in the
program that SQLite makes of a query, as EXPLAIN tells it: it opens tables and indexes, and takes columns of them
(https://www.sqlite.org/opcode.html).
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from planner_desktop import stopping
from planner_desktop.errors import QueryError
from planner_desktop.formpack.guard import Connection
from planner_desktop.formpack.tables import column

_OPENS, _TAKES = ("OpenRead", "ReopenIdx"), "Column"
_SCHEMAS = "main", "temp"
"""Those whose tables count, by the number that a program calls them by: the draft's own, and its views worked out."""


class ColumnsRead:
    """Tells what queries on one connection depend on, as long as its schema is the same."""

    def __init__(self, connection: Connection, seconds: float) -> None:
        self._connection, self._seconds = connection, seconds
        self._at_page: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._columns: dict[str, list[str]] = {}

    def of(self, sql: str, values: Mapping[str, Any]) -> frozenset[str]:
        """The tables that a query reads, each with the columns of it that it takes, as `column` calls them.

        It depends on which rows a table has even if it takes no column. Of an index all columns count: it may be gone
        through in its order, or be looked into for a value. Raises QueryError.
        """
        try:
            with self._connection.reading_only(self._seconds):
                program = self._connection.execute(f"EXPLAIN {sql}", values).fetchall()
        except sqlite3.Error as error:
            stopping.look()
            raise QueryError(str(error)) from error
        at = [(cursor, (schema, page)) for _n, step, cursor, page, schema, *_rest in program if step in _OPENS]
        if not all(place in self._at_page for _cursor, place in at):
            self._at_page = dict(self._places())  # views were made into tables since
        opened = [(cursor, *self._at_page[place]) for cursor, place in at if place in self._at_page]
        found = {table for _cursor, _kind, _name, table in opened}
        tables: dict[int, str] = {}
        for cursor, kind, name, table in opened:
            if kind == "table":
                tables[cursor] = table
            else:
                found |= {column(table, each) for each in self._of_index(name)}
        for _address, step, cursor, number, *_rest in program:
            if step == _TAKES and cursor in tables:
                found.add(column(tables[cursor], self._of_table(tables[cursor])[number]))
        return frozenset(found)

    def _places(self) -> Iterator[tuple[tuple[int, int], tuple[str, str, str]]]:
        """What stands where: the kind, the name and the table of all that has a first page of its own."""
        for number, schema in enumerate(_SCHEMAS):
            rows = self._connection.execute(
                f"SELECT rootpage, type, name, tbl_name FROM {schema}.sqlite_schema WHERE rootpage > 0"
            )
            yield from (((number, page), (kind, name, table)) for page, kind, name, table in rows)

    def _of_table(self, table: str) -> list[str]:
        if table not in self._columns:
            rows = self._connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])
            self._columns[table] = [row[0] for row in rows]
        return self._columns[table]

    def _of_index(self, index: str) -> list[str]:
        if index not in self._columns:
            rows = self._connection.execute("SELECT name FROM pragma_index_info(?)", [index])
            self._columns[index] = [row[0] for row in rows]
        return self._columns[index]
