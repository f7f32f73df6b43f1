"""A form pack's SQL: it may read the draft's tables and call pure functions, for a limited time, and nothing else."""

import itertools
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from planner_desktop import stopping
from planner_desktop.errors import QueryError, SumTooLarge
from planner_desktop.formpack import sql_functions
from planner_desktop.formpack.formats import printed, raised
from planner_desktop.formpack.guard import Connection
from planner_desktop.formpack.record_spec import RecordSpec
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht
from planner_desktop.thai.compared import compared

TIME_LIMIT = 5.0  # seconds for one query; the slowest of ours takes milliseconds
MOST_ROWS = 100_000
MOST_BYTES = 100_000_000  # of all that a query yields

_RAISED = (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError)
"""What sqlite3 raises where SQL or a value in it is at fault: two statements, a NUL, a number too large."""

_fresh = itertools.count()


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection the pure functions that form packs may use besides SQLite's own.

    baht(satang) is an amount as it is written, compared(name) a name as names are told apart, raised(number) a number
    in raised digits, said(value, 'commas|dash') a value in the formats of texts, quantity(text, 'number') what a target
    asks for.
    """
    connection.create_function(
        "baht", 1, lambda satang: None if satang is None else format_baht(satang), deterministic=True
    )
    connection.create_function(
        "compared", 1, lambda name: None if name is None else compared(str(name)), deterministic=True
    )
    connection.create_function(
        "raised", 1, lambda number: None if number is None else raised(number), deterministic=True
    )
    connection.create_function("said", 2, _said, deterministic=True)
    connection.create_function("quantity", 2, _quantity, deterministic=True)
    connection.create_function("quantity", 3, _quantity, deterministic=True)
    sql_functions.add(connection)


def _said(value: Any, names: str) -> str | None:
    """A value, or several in lines, put through formats, as computed fields that are texts have them."""
    return printed(value, tuple(names.split("|"))) or None


def _quantity(text: Any, what: str, place: int = 1) -> str | int | float | None:
    """What the part at a place of a target says of `what`, by the names of `quantity.MEANINGS`; 'parts' is how many
    there are, none where the text is not a quantity. NULL where it does not say.

    A number that is not whole is a float: with at most 15 digits floats are equal, more or less as their texts are.
    """
    from planner_desktop.thai.quantities import read_quantity  # late: its patterns take a tenth of a second
    from planner_desktop.thai.quantity import MEANINGS, NUMBERS, part_data

    if what != "parts" and what not in MEANINGS:
        raise ValueError(f"quantity() knows nothing called {what}")
    parts = () if text is None else read_quantity(str(text)).parts
    if what == "parts":
        return len(parts)
    said = part_data(parts[place - 1]).get(what) if 0 < place <= len(parts) else None
    if what not in NUMBERS or said is None:
        return said
    return float(said) if "." in str(said) else int(said)


def add_label(connection: sqlite3.Connection, records: Mapping[str, RecordSpec]) -> None:
    """Teach a connection label('record.field', word): what is read for the word of a choice of this form pack."""
    choices = {f"{kind}.{name}": field.choices for kind, spec in records.items() for name, field in spec.fields.items()}

    def label(place: str, word: str | float | None) -> str | float | None:
        return None if word is None else choices.get(str(place), {}).get(str(word), word)

    connection.create_function("label", 2, label, deterministic=True)


def add_listed(connection: sqlite3.Connection, catalogues: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Teach a connection listed('catalogue.column', text, 'other'): what the catalogue says in the other column of the
    first row that has just this text in the column; NULL where none has.
    """

    @lru_cache
    def rows(catalogue: str, column: str) -> dict[str, Mapping[str, str]]:
        return {row[column]: row for row in reversed(catalogues.get(catalogue, ())) if column in row}

    def listed(place: str, text: str | None, other: str) -> str | None:
        catalogue, _dot, column = str(place).partition(".")
        row = rows(catalogue, column).get(str(text)) if text is not None else None
        return row.get(str(other)) if row else None

    connection.create_function("listed", 3, listed, deterministic=True)


Seen = dict[str, frozenset[str]]
"""Queries of one form pack that were found only to read, and the tables they read: each is looked into once."""


def run(
    connection: Connection, sql: str, values: Mapping[str, Any], where: str = "", seen: Seen | None = None
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """The columns and rows of a form pack's query; `where` names its place in a QueryError."""
    reads: set[str] = set()
    known = seen is None or sql in seen
    # No text that the program itself runs, for that is prepared already; to learn what is read, none at all.
    text = f"/* form pack */ {sql}" if known else f"/* form pack {next(_fresh)} */ {sql}"
    try:
        with connection.reading_only(TIME_LIMIT, reads):
            cursor = connection.execute(text, values)
            if seen is not None and not known:
                seen[sql] = frozenset(reads) | _joined(connection, text, values, frozenset(reads))
            return [column[0] for column in cursor.description or ()], _rows(cursor)
    except _RAISED as error:
        stopping.look()
        if "integer overflow" in str(error):
            raise SumTooLarge(
                _("Numbers in the plan are too large to be added up ({where})").format(where=where or _("a sum")),
                _("Look at the problems (check): they name the amounts that are too large. Correct those."),
            ) from error
        raise QueryError(_problem(error, where)) from error


def _joined(connection: Connection, sql: str, values: Mapping[str, Any], reads: frozenset[str]) -> frozenset[str]:
    """The tables that a query with `JOIN … USING`, or a view in it, opens: SQLite's authorizer is not told of one that
    nothing else is read from.
    """
    views = dict(connection.execute("SELECT name, sql FROM temp.sqlite_schema WHERE type = 'view'"))
    if not any("USING" in text.upper() for text in (sql, *(views[name] for name in views.keys() & reads))):
        return frozenset()
    pages = {row[3] for row in connection.execute(f"EXPLAIN {sql}", values) if row[1] == "OpenRead"}
    tables = connection.execute("SELECT rootpage, tbl_name FROM main.sqlite_schema")
    return frozenset(name for page, name in tables if page in pages)


def _rows(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """All rows, as long as they are not more than a plan can have."""
    rows, size = [], 0
    for row in cursor:
        stopping.look()
        size += 64 + sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        rows.append(row)
        if len(rows) > MOST_ROWS or size > MOST_BYTES:
            raise ValueError(_("the query yields too much (over {count} rows)").format(count=MOST_ROWS))
    return rows


def column_names(connection: Connection, sql: str, known: Mapping[str, Any]) -> list[str]:
    """The columns that a query yields, found by preparing it. Raises QueryError."""
    try:
        with connection.reading_only(TIME_LIMIT):
            cursor = connection.execute(f"SELECT * FROM ({sql}\n) LIMIT 0", known)
    except _RAISED as error:
        raise QueryError(_problem(error, "")) from error
    return [column[0] for column in cursor.description]


def _problem(error: Exception, where: str) -> str:
    text = str(error)
    if text == "interrupted":
        text = _("the query takes too long (over {seconds:g} s)").format(seconds=TIME_LIMIT)
    elif isinstance(error, MemoryError) or "too big" in text:
        text = _("the query needs too much memory")
    elif "authoriz" in text or "prohibited" in text:
        text = _("the query may only read the draft ({problem})").format(problem=text)
    return f"{where}: {text}" if where else text
