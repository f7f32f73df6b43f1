"""What may stand beside a draft, and what of that SQLite must not see in a draft from anyone.

A journal is there after an edit that was cut short. It may name another file (a "super-journal",
https://www.sqlite.org/fileformat2.html#the_rollback_journal), which SQLite deletes when it has taken the edit back: any
file of the user's. A draft is one file, so no journal of ours does.

A log ("-wal", https://www.sqlite.org/walformat.html) no draft has: whatever the file says of itself, SQLite takes the
pages in it for the draft's, and writes them into it. Without one a file that is marked as having it holds all there is.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.draft.file.database import address
from planner_desktop.i18n import _

_NAMES_ANOTHER = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # how such a journal ends
_MARKS = slice(18, 20)  # bytes of a file's head: what a program must know to write it, and to read it


def beside(path: Path) -> Path:
    """Where a draft's journal is, if there is one."""
    return path.with_name(f"{path.name}-journal")


def log(path: Path) -> Path:
    """Where the log is that another program made, if there is one."""
    return path.with_name(f"{path.name}-wal")


def foreign(path: Path) -> str:
    """Which file beside a draft is not its own, so that SQLite must not open it, in the user's words; empty if none is.

    Raises OSError.
    """
    found = log(path) if os.path.lexists(log(path)) else beside(path) if _leads_elsewhere(path) else None
    if found is None:
        return ""
    return _("Beside the file lies {name}, which this program did not make and does not use").format(name=found.name)


def _leads_elsewhere(path: Path) -> bool:
    """Whether a draft's journal names another file, or is no file."""
    try:
        whole_file.refuse_special(beside(path))
    except OSError:
        return True
    try:
        with beside(path).open("rb") as journal:
            journal.seek(0, 2)
            journal.seek(max(0, journal.tell() - len(_NAMES_ANOTHER)))
            return journal.read() == _NAMES_ANOTHER
    except FileNotFoundError:
        return False


def take_back(path: Path) -> None:
    """Have SQLite take back the edit that was cut short, if a journal that is not foreign tells of one.

    It is to be done before another file takes the place of this one: SQLite would take it back from that one, too.
    Raises sqlite3.Error.
    """
    if beside(path).exists():
        with closing(sqlite3.connect(address(path), uri=True, isolation_level=None)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def is_logged(path: Path) -> bool:
    """Whether a draft is marked as one that has a log. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_MARKS.stop)[_MARKS.stop - 1 :] == b"\x02"


def mark_as_plain(path: Path) -> None:
    """Have a draft that has no log not be marked as having one, before SQLite makes it one. Raises OSError."""
    if is_logged(path):
        with path.open("r+b") as file:
            file.seek(_MARKS.start)
            file.write(b"\x01\x01")
            file.flush()
            os.fsync(file.fileno())


def copy(path: Path, target: Path) -> None:
    """Copy a draft's journal, if there is one, beside a copy of the draft. Raises OSError."""
    with suppress(FileNotFoundError):
        shutil.copyfile(beside(path), beside(target))
