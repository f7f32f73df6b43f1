"""A draft's connection: statements and transactions at once, sqlite-utils only where tables are made or filled.

To import sqlite-utils takes longer than to open a draft, which needs nothing of it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planner_desktop.errors import DraftError
from planner_desktop.formpack.guard import Connection
from planner_desktop.i18n import _

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.db import Table


def address(path: Path, *, read_only: bool = False) -> str:
    """The URI by which SQLite opens a file: also one on a share, and on Windows one with a long path."""
    place, mode = quote(os.fsencode(path.absolute()), safe=""), "ro" if read_only else "rwc"
    return f"file:{place}?mode={mode}" + ("&vfs=win32-longpath" if sys.platform == "win32" else "")


class Database:
    """A connection in autocommit (`isolation_level=None`)."""

    def __init__(self, connection: Connection) -> None:
        self.conn = connection
        self._schema: int | None = None
        self.execute("PRAGMA recursive_triggers = ON")

    @cached_property
    def tables(self) -> sqlite_utils.Database:
        """The same connection for sqlite-utils, which knows how to make tables."""
        import sqlite_utils

        return sqlite_utils.Database(self.conn)

    def table(self, name: str) -> Table:
        """One table, to be filled from rows as dictionaries."""
        return self.tables.table(name)

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Run one SQL statement with its values. Raises sqlite3.Error."""
        return self.conn.execute(sql, values)

    def keep_schema(self) -> None:
        """From now on every transaction sees first that the schema is still this one: the file may be replaced."""
        self._schema = self.schema_version()

    def schema_version(self) -> int:
        """A number that SQLite changes with every change of the schema."""
        return int(self.execute("PRAGMA main.schema_version").fetchone()[0])

    @contextmanager
    def atomic(self, first: Callable[[], None] | None = None) -> Iterator[None]:
        """A transaction, wholly done or not at all; inside another one a part of it that can fail by itself.

        `first` is called before anything else is read in it.
        """
        begin, undo, done = ("BEGIN", "ROLLBACK", "COMMIT")
        if self.conn.in_transaction:
            begin, undo, done = ("SAVEPOINT part", "ROLLBACK TO part", "RELEASE part")
        self.execute(begin)
        try:
            if first is not None:
                first()
            if begin == "BEGIN" and self._schema not in (None, self.schema_version()):
                raise DraftError(
                    _("Another program has replaced the file while it was open"),
                    _("What you did last was not saved. Save a copy of the draft and go on in the copy."),
                )
            yield
            self.execute(done)
        except BaseException:
            if self.conn.in_transaction:  # an error may have ended it, savepoints and all
                self.execute(undo)
                if undo != "ROLLBACK":
                    self.execute(done)
            raise

    def close(self) -> None:
        """Close the connection; what was not committed is rolled back."""
        self.conn.close()
