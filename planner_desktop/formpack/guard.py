"""A connection to SQLite on which what others wrote is only data: it can read, for a limited time, and change nothing.

A draft and its form pack come from anyone: the file's own schema, the form pack's SQL and the values may all be made
to do harm. So a connection has limits, and an authorizer that lets the schema be changed only while the program does
so (https://www.sqlite.org/security.html).
"""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from planner_desktop import stopping

LENGTH = 200_000_000  # bytes of one value or row; an attachment has at most 100,000,000
HEAP = 700_000_000  # bytes that SQLite may take in this process; what needs more fails with a MemoryError
STEPS_BETWEEN_LOOKS = 100  # SQLite instructions between two looks at the clock, for one may take milliseconds
STEPS_OF_OURS = 10_000  # the same for the program's own statements, which only look whether they shall stop
PATIENCE = 30.0  # seconds that the slow queries of one connection may take together
QUICK = 0.5  # seconds; a query that takes less is not counted among them
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LENGTH,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 250,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 250_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 127,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 32_766,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 64,
}
STATEMENTS = 1_000  # kept prepared by one connection: all queries of a form pack, which are asked by turns
QUERY_LENGTH = 10_000_000  # bytes of one value that a form pack's query makes

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_SCHEMA = {
    getattr(sqlite3, f"SQLITE_{action}")
    for action in (
        "CREATE_INDEX", "CREATE_TABLE", "CREATE_TEMP_INDEX", "CREATE_TEMP_TABLE", "CREATE_TEMP_TRIGGER",
        "CREATE_TEMP_VIEW", "CREATE_TRIGGER", "CREATE_VIEW", "CREATE_VTABLE", "DROP_INDEX", "DROP_TABLE",
        "DROP_TEMP_INDEX", "DROP_TEMP_TABLE", "DROP_TEMP_TRIGGER", "DROP_TEMP_VIEW", "DROP_TRIGGER", "DROP_VIEW",
        "DROP_VTABLE", "ALTER_TABLE", "ATTACH", "DETACH", "REINDEX", "ANALYZE",
    )
}  # fmt: skip
PURE_FUNCTIONS_TEXT = """
    abs avg baht ceil ceiling char coalesce compared concat concat_ws count cume_dist date datetime dense_rank
    first_value floor format glob group_concat hex ifnull iif instr json json_array json_array_length json_each
    json_extract json_group_array json_group_object json_object json_quote json_tree json_type json_valid
    julianday label lag last_value lead length like listed lower ltrim max min mod nth_value ntile nullif octet_length
    percent_rank printf quantity quote raised rank replace round row_number rtrim said sign string_agg strftime
    substr substring sum time total trim trunc typeof unicode unixepoch upper -> ->>
"""
PURE_FUNCTIONS = frozenset(PURE_FUNCTIONS_TEXT.split())
"""What a form pack may call: functions that make a value of their arguments, and reach for nothing else."""


class GuardMode(Enum):
    """What statements that are prepared now may do."""

    USE = auto()
    """The program's own: everything but changing the schema."""
    BUILD = auto()
    """The program's own while it makes tables, brings them to today's format, or copies the file."""
    QUERY = auto()
    """A form pack's: reading."""


class _Door:
    """What the authorizer asks. An object of its own, for a connection that held itself would never be freed."""

    def __init__(self) -> None:
        self.mode = GuardMode.USE
        self.reads: set[str] | None = None

    def may(self, action: int, first: str | None, second: str | None, *_where: str | None) -> int:
        if self.mode is GuardMode.BUILD:
            return sqlite3.SQLITE_OK
        if self.mode is GuardMode.USE:
            return sqlite3.SQLITE_DENY if action in _SCHEMA else sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and first and self.reads is not None:
            self.reads.add(first)
        if action in _READING or (action == sqlite3.SQLITE_FUNCTION and second in PURE_FUNCTIONS):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY


class Connection(sqlite3.Connection):
    """A guarded connection, in autocommit if it is opened by `connect`."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for limit, most in LIMITS.items():
            self.setlimit(limit, most)
        if sys.version_info >= (3, 12):
            self.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for setting in ("temp_store = MEMORY", "mmap_size = 0", f"hard_heap_limit = {HEAP}"):
            self.execute(f"PRAGMA {setting}").fetchall()
        self.door = _Door()
        self.set_authorizer(self.door.may)
        self._patience = PATIENCE
        self.set_progress_handler(stopping.is_asked, STEPS_OF_OURS)

    @contextmanager
    def building(self) -> Iterator[None]:
        """While it lasts the program may change the schema, and copy the database into a file (VACUUM INTO)."""
        before, self.door.mode = self.door.mode, GuardMode.BUILD
        self.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        try:
            yield
        finally:
            self.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            self.door.mode = before

    @contextmanager
    def reading_only(self, seconds: float, reads: set[str] | None = None) -> Iterator[None]:
        """While it lasts what is prepared can only read, and is stopped after so many seconds, or when all slow ones
        together took too long.

        `reads` gets the names of the tables and views that are read, as far as a statement was not prepared before:
        SQLite keeps statements by their text, so no text may be one that the program itself has run.
        """
        start = time.monotonic()
        self.door.mode, self.door.reads = GuardMode.QUERY, reads
        self.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, QUERY_LENGTH)
        try:
            with self.limited(min(seconds, self._patience)):
                yield
        finally:
            self._patience -= max(0.0, time.monotonic() - start - QUICK)
            self.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH)
            self.door.mode, self.door.reads = GuardMode.USE, None

    def renew_patience(self) -> None:
        """Begin to count the time of slow queries anew: the connection serves for another piece of work."""
        self._patience = PATIENCE

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Stop what takes longer, with sqlite3.OperationalError "interrupted"."""
        end = time.monotonic() + seconds
        self.set_progress_handler(lambda: time.monotonic() > end or stopping.is_asked(), STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self.set_progress_handler(stopping.is_asked, STEPS_OF_OURS)


def connect(name: str, *, timeout: float = 10) -> Connection:
    """A guarded connection to a file's URI, or `:memory:`.

    Views of a draft are made off the Qt thread on a snapshot, one thread at a time.
    """
    connection = sqlite3.connect(
        name,
        uri=True,
        timeout=timeout,
        check_same_thread=False,
        isolation_level=None,
        factory=Connection,
        cached_statements=STATEMENTS,
    )
    assert isinstance(connection, Connection)
    return connection
