"""The journal that stands beside a draft whose last edit was cut short, and what one from anyone may say.

A journal may name another file (a "super-journal", https://www.sqlite.org/fileformat2.html#the_rollback_journal), which
SQLite deletes when it has taken the edit back: any file of the user's. A draft is one file, so no journal of ours does.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from planner_desktop import whole_file

_NAMES_ANOTHER = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # how such a journal ends


def beside(path: Path) -> Path:
    """Where a draft's journal is, if there is one."""
    return path.with_name(f"{path.name}-journal")


def leads_elsewhere(path: Path) -> bool:
    """Whether a draft's journal names another file, or is no file, so that SQLite must not see it. Raises OSError."""
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


def copy(path: Path, target: Path) -> None:
    """Copy a draft's journal, if there is one, beside a copy of the draft. Raises OSError."""
    with suppress(FileNotFoundError):
        shutil.copyfile(beside(path), beside(target))
