"""What lies in this PC and not in a bundle: then nothing is said of the bundle, and it is to be looked at again.

A full disk, a stick that was pulled out, a PC that is short of memory or too busy tell nothing of what an agency sent.
"""

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

_OF_NAMES = {getattr(errno, name) for name in ("ENAMETOOLONG", "EINVAL", "EILSEQ", "ENOTDIR", "EISDIR", "EEXIST")}
"""What comes of the names and sizes in a zip."""
_OF_DRIVES = {
    getattr(errno, name)
    for name in (
        "ENOSPC", "EDQUOT", "EIO", "ENOMEM", "EMFILE", "ENFILE", "ESTALE", "ENODEV", "ENXIO", "EROFS", "ETIMEDOUT",
        "EBUSY",
    )
    if hasattr(errno, name)
}  # fmt: skip
"""What never comes of a file that is whole."""


class NotLookedAtError(BundleError):
    """A bundle that could not be looked at, for something that is not in it: this is no verdict."""


def not_looked_at(path: Path, problem: str, fix: str = "") -> NotLookedAtError:
    """It says nothing of the bundle."""
    said = _("{path} could not be looked at: {problem}. This says nothing of the bundle.")
    return NotLookedAtError(
        said.format(path=path, problem=problem),
        fix or _("See whether the disk has room and the PC is not too busy, and try again."),
    )


def of_machine(error: BaseException) -> str:
    """What of this PC an error came of, in words; empty where it came of what was read."""
    if isinstance(error, OSError):
        own = error.errno is not None and error.errno not in _OF_NAMES
        return whole_file.told(error) if own else ""
    return next(filter(None, map(_behind, _chain(error))), "")


def _behind(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno in _OF_DRIVES:
        return whole_file.told(error)
    code = getattr(error, "sqlite_errorcode", None)  # Python's own, as of a text in no code, have none
    if isinstance(error, sqlite3.OperationalError) and code == sqlite3.SQLITE_FULL:
        return str(error)
    return ""


def is_for_memory(error: BaseException) -> bool:
    """Whether an error came of memory that was not given."""
    return any(isinstance(each, MemoryError) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
