"""Every row of a draft is sealed: a checksum for each of its values tells whether the disk gave back what was written.

SQLite finds a page that does not hang together, and never a letter that changed inside a text. The seal of a row is a
CRC-32 for each column, over the table, the row's key, the column's name and the value. Triggers write it in the same
transaction. So a value that is given back is one that was written into that very place.
"""

import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from planner_desktop.draft.file.database import Database
from planner_desktop.formpack.tables import UID, TableShape
from planner_desktop.frozen import Frozen

SEAL = "_seal"  # no form pack can name a field so
Stored = str | int | float | bytes | None


class Sealed(Frozen):
    """A table whose rows are sealed: its key, and all its columns that are, the key's among them."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    counted: bool = True


TALLY_COLUMNS: dict[str, type] = {"record": str, "rows": int}
TALLY = Sealed("tally", ("record",), tuple(TALLY_COLUMNS), counted=False)


def of(shape: TableShape) -> Sealed:
    """How the rows of a record or of its pairs are sealed."""
    return Sealed(shape.name, shape.key, tuple(shape.columns))


def without(sealed: Sealed, column: str) -> Sealed:
    """How a table was sealed before it had a column."""
    return replace(sealed, columns=tuple(name for name in sealed.columns if name != column))


def layout(columns: Mapping[str, type]) -> dict[str, type]:
    """A table's columns as they lie in the file: what came with format 3 stands behind the seal."""
    later = {name: type for name, type in columns.items() if name == UID}
    return {name: type for name, type in columns.items() if name not in later} | {SEAL: bytes} | later


@lru_cache(maxsize=512)
def _layout(table: str, columns: str) -> tuple[int, int, list[bytes]]:
    """What is the same for all rows of a table: the sum of its name, how many keys it has, its other columns."""
    keys, _bar, rest = columns.partition("|")
    return zlib.crc32(table.encode()), len(keys.split(",")), rest.encode().split(b",")


def _bytes(value: Stored) -> bytes:
    if isinstance(value, str):
        return b"s" + value.encode("utf-8", "surrogateescape")
    if isinstance(value, bytes):
        return b"b" + value
    return repr(value).encode()


def of_row(table: str, columns: str, *values: Stored) -> bytes:
    """A row's seal: 4 bytes for each of its columns, whose names are given with commas; `|` stands behind the key's."""
    start, keys, names = _layout(table, columns)
    for value in values[:keys]:
        start = zlib.crc32(_bytes(value) + b"\0", start)
    sums = [start]
    for name, value in zip(names, values[keys:], strict=True):
        sums.append(zlib.crc32(_bytes(value), zlib.crc32(name, start)))
    return struct.pack(f">{len(sums)}I", *sums)


def _order(sealed: Sealed) -> list[str]:
    return [*sealed.key, *(c for c in sealed.columns if c not in sealed.key)]


def _columns(sealed: Sealed) -> str:
    return ",".join(sealed.key) + "|" + ",".join(c for c in sealed.columns if c not in sealed.key)


def sound(sealed: Sealed, row: dict[str, Stored]) -> set[str]:
    """Which columns of a row hold what was written; every sum vouches for the key too."""
    kept = row.get(SEAL)
    if not isinstance(kept, bytes):
        return set()
    order = _order(sealed)
    now = of_row(sealed.table, _columns(sealed), *(row.get(name) for name in order))
    same = [kept[n : n + 4] == now[n : n + 4] for n in range(0, len(now), 4)]
    if not any(same):
        return set()
    return set(sealed.key) | {name for name, held in zip(order[len(sealed.key) :], same[1:], strict=True) if held}


# ---------------------------------------------------------------- in a database


def add_function(connection: sqlite3.Connection) -> None:
    """Teach a connection how rows are sealed, for the triggers."""
    connection.create_function("seal", -1, of_row, deterministic=True)


def build_tally(database: Database) -> None:
    """Make the table that counts the rows of the others."""
    database.tables.create_table("tally", layout(TALLY_COLUMNS), pk="record", strict=True)
    keep(database, TALLY)


def with_seals(sealed: Sealed, columns: Sequence[str], rows: Iterable[Sequence[Stored]]) -> Iterator[list[Stored]]:
    """Rows with these columns, each with its seal behind them."""
    places, names = [columns.index(name) for name in _order(sealed)], _columns(sealed)
    for row in rows:
        yield [*row, of_row(sealed.table, names, *(row[place] for place in places))]


def keep(database: Database, sealed: Sealed) -> None:
    """Have triggers seal a table's rows, and count them. The table has the column already; what of its rows is not
    sealed is sealed now."""
    table = sealed.table
    make_triggers(database, sealed)
    database.execute(f"UPDATE {table} SET {SEAL} = {expression(sealed)} WHERE {SEAL} IS NULL")
    if sealed.counted:
        database.execute(f"INSERT INTO tally (record, rows) VALUES ('{table}', (SELECT count(*) FROM {table}))")


def make_triggers(database: Database, sealed: Sealed) -> None:
    """The triggers that seal and count a table's rows from now on."""
    table = sealed.table
    for event, of_columns in (("INSERT", ""), ("UPDATE", f" OF {', '.join(sealed.columns)}")):
        tally = f"UPDATE tally SET rows = rows + 1 WHERE record = '{table}'; "
        database.execute(
            f"CREATE TRIGGER _seal_{table}_{event.lower()} AFTER {event}{of_columns} ON {table} BEGIN "
            f"UPDATE {table} SET {SEAL} = {expression(sealed, 'NEW.')} WHERE rowid = NEW.rowid; "
            f"{tally if sealed.counted and event == 'INSERT' else ''}END"
        )
    if sealed.counted:
        database.execute(
            f"CREATE TRIGGER _seal_{table}_delete AFTER DELETE ON {table} BEGIN "
            f"UPDATE tally SET rows = rows - 1 WHERE record = '{table}'; END"
        )


def keep_again(database: Database, sealed: Sealed) -> None:
    """Seal a table anew that was sealed otherwise."""
    for event in ("insert", "update", "delete"):
        database.execute(f"DROP TRIGGER IF EXISTS _seal_{sealed.table}_{event}")
    database.execute("DELETE FROM tally WHERE record = ?", [sealed.table])
    database.execute(f"UPDATE {sealed.table} SET {SEAL} = NULL")
    keep(database, sealed)


def expression(sealed: Sealed, row: str = "") -> str:
    """The seal that a row ought to have, in SQL."""
    values = ", ".join(f"{row}{name}" for name in _order(sealed))
    return f"seal('{sealed.table}', '{_columns(sealed)}', {values})"


def broken(database: Database, tables: Sequence[Sealed]) -> Iterator[str]:
    """What in these tables is not as it was written: a phrase for a log, each. Raises sqlite3.DatabaseError."""
    counts = dict(database.execute("SELECT record, rows FROM tally").fetchall())
    for sealed in tables:
        order, columns, rows = _order(sealed), _columns(sealed), 0
        for row in database.execute(f"SELECT {', '.join(order)}, {SEAL} FROM {sealed.table}"):
            rows += 1
            if row[-1] != of_row(sealed.table, columns, *row[:-1]):
                yield f"{sealed.table}: {row[: len(sealed.key)]}"
        if sealed.counted and rows != counts.get(sealed.table):
            yield f"{sealed.table}: {rows} rows, not {counts.get(sealed.table)}"


def is_sound(database: Database, sealed: Sealed, where: str, values: Sequence[Stored]) -> bool:
    """Whether the rows that meet a condition are as they were written."""
    sql = f"SELECT 1 FROM {sealed.table} WHERE {where} AND {SEAL} IS NOT {expression(sealed)}"
    return database.execute(sql, list(values)).fetchone() is None
