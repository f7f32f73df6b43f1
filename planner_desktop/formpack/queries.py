"""A form pack's SQL: it may read the draft's tables and call pure functions, for a limited time, and nothing else."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from planner_desktop.errors import QueryError, SumTooLarge
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht

TIME_LIMIT = 5.0  # seconds for one query; the slowest of ours takes milliseconds
STEPS_BETWEEN_LOOKS = 20_000  # SQLite instructions, a few milliseconds

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_REFUSED_FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "randomblob", "zeroblob"}


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection the pure functions that form packs may use besides SQLite's own: baht(satang)."""
    connection.create_function(
        "baht", 1, lambda satang: None if satang is None else format_baht(satang), deterministic=True
    )


def _may(action: int, _first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@contextmanager
def reading_only(connection: sqlite3.Connection, reads: set[str] | None = None) -> Iterator[None]:
    """While it lasts the connection can only read, and a statement that runs over the time limit is stopped.

    `reads` gets the names of the tables and views that are read.
    """

    def may(action: int, first: str | None, *more: str | None) -> int:
        if reads is not None and action == sqlite3.SQLITE_READ and first:
            reads.add(first)
        return _may(action, first, *more)

    connection.set_authorizer(may)
    try:
        with _limited(connection):
            yield
    finally:
        connection.set_authorizer(None)


@contextmanager
def _limited(connection: sqlite3.Connection) -> Iterator[None]:
    end = time.monotonic() + TIME_LIMIT
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


Seen = dict[str, frozenset[str]]
"""Queries of one form pack that were found only to read, and the tables they read: each is looked into once."""


def run(
    connection: sqlite3.Connection, sql: str, values: Mapping[str, Any], where: str = "", seen: Seen | None = None
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """The columns and rows of a form pack's query; `where` names its place in a QueryError."""
    reads: set[str] = set()
    known = seen is not None and sql in seen
    try:
        with _limited(connection) if known else reading_only(connection, reads):
            cursor = connection.execute(sql, values)
            if seen is not None and not known:
                seen[sql] = frozenset(reads)
            return [column[0] for column in cursor.description], cursor.fetchall()
    except sqlite3.Error as error:
        if "integer overflow" in str(error):
            raise SumTooLarge(
                _("Numbers in the plan are too large to be added up ({where})").format(where=where or _("a sum")),
                _("Look at the problems (check): they name the amounts that are too large. Correct those."),
            ) from error
        raise QueryError(_problem(error, where)) from error


def column_names(connection: sqlite3.Connection, sql: str, known: Mapping[str, Any]) -> list[str]:
    """The columns that a query yields, found by preparing it. Raises QueryError."""
    try:
        with reading_only(connection):
            cursor = connection.execute(f"SELECT * FROM ({sql}\n) LIMIT 0", known)
    except sqlite3.Error as error:
        raise QueryError(_problem(error, "")) from error
    return [column[0] for column in cursor.description]


def _problem(error: sqlite3.Error, where: str) -> str:
    text = str(error)
    if text == "interrupted":
        text = _("the query takes too long (over {seconds:g} s)").format(seconds=TIME_LIMIT)
    elif "authoriz" in text or "prohibited" in text:
        text = _("the query may only read the draft ({problem})").format(problem=text)
    return f"{where}: {text}" if where else text
