"""A collection's tables, made empty, looked at, and connected to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from planner_desktop.closing import closed_on_error
from planner_desktop.collect import tables
from planner_desktop.collect.held import reading
from planner_desktop.draft.file.database import address
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack, guard, queries
from planner_desktop.formpack.cache import digest
from planner_desktop.formpack.lint_collecting import AGENCIES, CATALOGUE, catalogues
from planner_desktop.i18n import _

_NOT_WRITTEN = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN),
    sqlite3.SQLITE_READONLY,  # also where Windows lets nobody write to a file that another has open
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
)


def stamps(pack: FormPack) -> dict[str, str]:
    """What the tables must be of: this format and this form pack."""
    return {"format": str(tables.FORMAT), "edition": pack.edition.id, "form_pack": digest(pack.files, b"")}


def about_of(path: Path) -> dict[str, str] | None:
    """What a collection's tables say of themselves; None where they are missing or cannot be read."""
    if not path.is_file():
        return None
    try:
        with closing(reading(path)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (tables.APPLICATION_ID,):
                return None
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return None
            about = dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error:
        return None
    return about if {"edition", "decisions"} <= about.keys() else None


def build(path: Path, pack: FormPack) -> None:
    """Empty tables of a collection, with the agencies of the edition."""
    with closing(guard.connect(address(path))) as connection:
        with connection.building():
            connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.execute("BEGIN")
            for statement in tables.statements(pack):
                connection.execute(statement)
        queries.add_functions(connection)
        connection.executemany(
            f"INSERT INTO agency ({', '.join(AGENCIES)}, key) VALUES ({', '.join('?' * len(AGENCIES))}, compared(?1))",
            [[row.get(name) or None for name in AGENCIES] for row in pack.catalogues[pack.edition.agencies]],
        )
        for table, columns in catalogues(pack).items():
            rows = pack.catalogues[table.removeprefix(CATALOGUE)]
            values = [[row.get(name) or None for name in columns] for row in rows]
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", values)
        for name, value in (stamps(pack) | {"decisions": "0"}).items():
            connection.execute("INSERT INTO about VALUES (?, ?)", (name, value))
        connection.execute("COMMIT")


@contextmanager
def telling_of_tables(path: Path) -> Iterator[None]:
    """Say in words why tables could not be written that any tool of SQLite may have open. Raises CollectionError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        if code not in _NOT_WRITTEN:
            raise
        problem = _("another program has it open")
        if code == sqlite3.SQLITE_FULL:
            problem = _("the disk is full")
        elif code == sqlite3.SQLITE_IOERR:
            problem = _("the drive does not answer; it may have been pulled out")
        raise CollectionError(
            _("The tables of {path} cannot be written: {problem}").format(path=path, problem=problem),
            _("Nothing that was decided is lost: they follow when you decide again, or open it again."),
        ) from error


def connected(path: Path, pack: FormPack, *, read_only: bool = False) -> guard.Connection:
    """A connection to a collection's tables, with what the edition's queries use."""
    with closed_on_error(guard.connect(address(path, read_only=read_only))) as connection:
        queries.add_functions(connection)
        queries.add_label(connection, pack.records)
        queries.add_listed(connection, pack.catalogues)
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
        with connection.building():
            for name, sql in tables.shown(pack, pack.edition.year):
                connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
    return connection
