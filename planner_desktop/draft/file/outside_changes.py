"""Notices that another program overwrote, replaced or took away an open draft's file, before more is written to it.

SQLite trusts that nobody writes past its locks. A program that keeps a folder in step with a cloud or another PC does:
it puts its own version there, or writes it into the file. What is entered then would go into a file that nobody sees,
or into somebody else's plan.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from planner_desktop.draft.file import journals
from planner_desktop.draft.file.database import Database, address
from planner_desktop.errors import FileGoneError, FileOverwrittenError
from planner_desktop.i18n import _

_CONTENT = (
    "SELECT (SELECT since || user || pc FROM session), (SELECT max(id) FROM action), "
    "(SELECT at FROM action ORDER BY id DESC LIMIT 1), "
    "(SELECT max(id) FROM change), (SELECT max(at) FROM typing)"
)
"""What is another in another version of the draft."""


class Untouched:
    """The file of an open draft as this program left it. What it does costs no more than a look at the file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.path = Path(database.execute("PRAGMA database_list").fetchone()[2])
        self._log = journals.log(self.path)
        self._which = self._stat()[:2]
        self._version = self._data_version()
        self._failed = False
        """Whether a write of ours failed: taking it back changes what tells versions apart, too."""
        self.note()

    def expect(self) -> None:
        """What is in the open transaction is about to be stored."""
        self._next = self._database.execute(_CONTENT).fetchone()

    def failed(self) -> None:
        """It could not be stored, or not wholly: SQLite takes it back when it reads next."""
        self._failed = True

    def stored(self) -> None:
        """What was expected is on the disk."""
        self._stamped()
        self._content = self._next

    def note(self) -> None:
        """The file is as it is by us."""
        self._stamped()
        self._content = self._next = self._database.execute(_CONTENT).fetchone()

    def _stamped(self) -> None:
        self._failed = False
        try:
            self._stamp = self._stat()[2:]
        except (FileGoneError, OSError):
            self._stamp = (0, 0)  # told before the next edit
        self._changes = self._database.conn.total_changes

    def check(self) -> None:
        """Raises FileGoneError where the file is no longer there, FileOverwrittenError where another wrote into it."""
        try:
            found = self._stat()
        except OSError:
            return  # what is wrong with the drive SQLite tells when it writes
        if found[:2] != self._which:
            raise _gone(self.path, _("another file was put into its place"))
        if os.path.lexists(self._log):  # what is entered would stand in there
            raise _overwritten(self.path)
        try:
            version = self._data_version()
            if version != self._version and not self._is_ours_after_failing():
                raise _overwritten(self.path)
            self._version = version
            if found[2:] != self._stamp:
                if self._database.conn.total_changes == self._changes and self._on_disk() != self._content:
                    raise _overwritten(self.path)
                self.note()
        except sqlite3.DatabaseError as error:
            if (error.sqlite_errorcode or 0) & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            raise _overwritten(self.path) from error

    def _is_ours_after_failing(self) -> bool:
        """Whether it is another version only because a write failed: the one before that write, or the one after."""
        found = self._database.execute(_CONTENT).fetchone() if self._failed else None
        if found is None or found not in (self._content, self._next):
            return False
        self.note()
        return True

    def _stat(self) -> tuple[int, int, int, int]:
        """Which file it is, where the system can tell, and its size and time."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError as error:
            raise _gone(self.path, _("it was deleted, moved or renamed, or its drive was taken away")) from error
        if sys.platform == "win32":  # there nobody can take away a file that is open
            return 0, 0, found.st_size, found.st_mtime_ns
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def _data_version(self) -> int:
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def _on_disk(self) -> object:
        """What stands in the file, read past what this connection remembers of it."""
        with closing(sqlite3.connect(address(self.path, read_only=True), uri=True, timeout=10)) as fresh:
            return fresh.execute(_CONTENT).fetchone()


def _gone(path: Path, why: str) -> FileGoneError:
    return FileGoneError(
        _("{path} is not the open draft any more: {why}").format(path=path, why=why),
        _("Nothing you entered before is lost: save a copy now and go on in it."),
    )


def _overwritten(path: Path) -> FileOverwrittenError:
    return FileOverwrittenError(
        _("Another program wrote its own version into {path} while it was open here").format(path=path),
        _("Nothing was changed in it. Open the newest backup beside it and compare; then go on in one of them."),
    )
