"""Names for what is only there while it is written, so that what a killed program left can be told and taken away.

A name says which PC and which process made it. It is dead where that process is no more on this PC, or where it is
older than a day by its drive's own clock, whoever made it.
"""

import os
import secrets
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner_desktop.regex import regex

OLD = 24 * 60 * 60.0  # seconds
_BUNDLE = regex(r"bundle-[a-z0-9_]{8}")  # the folder in which earlier versions put a bundle together
_IN_A_BUNDLE = regex(
    r"plan\.(pdf|json|schema\.json)|draft\.bmaplan|README\.txt|attachments|data|bagit\.txt|bag-info\.txt"
    r"|(tag)?manifest-sha(256|512)\.txt|tmp[a-z0-9_]{8}"
)
_NAME = regex(r"\.?planner-(?P<pc>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{12}(\.part(-journal)?)?")


def name(suffix: str = "") -> str:
    """A name that nobody else has; ours for as long as this process lives."""
    return f"planner-{_pc()}-{os.getpid()}-{secrets.token_hex(6)}{suffix}"


def _pc() -> str:
    import socket  # a start page needs none

    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of this PC that only this user may look into, gone at the end; after a kill at the program's next start.

    Raises OSError.
    """
    place = Path(tempfile.gettempdir())
    folder = place / name()
    folder.mkdir(mode=0o700)
    sweep(folder)
    _sweep_bundles(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # another program may hold a file in it: the next start will do


def sweep_temporary() -> None:
    """Take away the temporary folders of sessions that were killed."""
    with suppress(OSError), temporary_folder():
        pass


def sweep(ours: Path) -> None:
    """Take away what dead sessions of this user left beside `ours`, a file or folder that was made just now."""
    with suppress(OSError):  # a drive that is away, or whose folder may not be listed
        now = ours.lstat()
        for left in os.scandir(ours.parent):
            if left.name == ours.name or not _NAME.fullmatch(left.name):
                continue
            with suppress(OSError):  # another session was quicker
                found = left.stat(follow_symlinks=False)
                if found.st_uid == now.st_uid and _is_dead(left.name, now.st_mtime - found.st_mtime):
                    _take_away(Path(left.path), found.st_mode)


def _sweep_bundles(ours: Path) -> None:
    """Take away the folders of bundles that earlier versions left beside `ours`, a folder that was made just now."""
    with suppress(OSError):
        now = ours.lstat()
        for left in os.scandir(ours.parent):
            if not _BUNDLE.fullmatch(left.name):
                continue
            with suppress(OSError):
                found = left.stat(follow_symlinks=False)
                of_us = found.st_uid == now.st_uid and stat.S_IMODE(found.st_mode) == stat.S_IMODE(now.st_mode)
                if of_us and now.st_mtime - found.st_mtime > OLD and _holds_a_bundle(Path(left.path)):
                    _take_away(Path(left.path), found.st_mode)


def _holds_a_bundle(folder: Path) -> bool:
    """Whether one folder is in it, with files of a bundle and no others. Raises OSError."""
    names = [left.name for left in os.scandir(folder)]
    if len(names) != 1 or not stat.S_ISDIR((folder / names[0]).lstat().st_mode):
        return False
    inside = [left.name for left in os.scandir(folder / names[0])]
    return bool(inside) and all(_IN_A_BUNDLE.fullmatch(name) for name in inside)


def _is_dead(left: str, age: float) -> bool:
    told = _NAME.fullmatch(left)
    assert told
    return age > OLD or (told["pc"] == _pc() and not _lives(int(told["process"])))


def _take_away(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        shutil.rmtree(path)
    elif stat.S_ISREG(mode):
        path.unlink()


def _lives(process: int) -> bool:
    """Whether a process of this PC is there; another may have its number by now, and counts as it."""
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        import ctypes

        asked, running = 0x1000, 259  # PROCESS_QUERY_LIMITED_INFORMATION, STILL_ACTIVE
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(asked, False, process)
        if not handle:
            return int(kernel.GetLastError()) != 87  # ERROR_INVALID_PARAMETER: there is none
        status = ctypes.c_ulong()
        told = kernel.GetExitCodeProcess(handle, ctypes.byref(status))
        kernel.CloseHandle(handle)
        return not told or status.value == running
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
