"""A draft's connection: statements and transactions at once, sqlite-utils only where tables are made or filled.

To import sqlite-utils takes longer than to open a draft, which needs nothing of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.db import Table


class Database:
    """A connection in autocommit (`isolation_level=None`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
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
        """Run one statement."""
        return self.conn.execute(sql, values)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """A transaction, wholly done or not at all; inside another one a part of it that can fail by itself."""
        begin, undo, done = ("BEGIN", "ROLLBACK", "COMMIT")
        if self.conn.in_transaction:
            begin, undo, done = ("SAVEPOINT part", "ROLLBACK TO part", "RELEASE part")
        self.execute(begin)
        try:
            yield
            self.execute(done)
        except BaseException:
            if self.conn.in_transaction:  # an error may have ended it, savepoints and all
                self.execute(undo)
                if undo != "ROLLBACK":
                    self.execute(done)
            raise

    def close(self) -> None:
        """Close the connection."""
        self.conn.close()
