"""Writing a file whole: under its name stands what was there or what is new, and the new one is on the disk afterwards.

Everything that the program writes goes through here, but for SQLite's own commits and logs. What is written is first a
file beside the other, with a name that nobody else has, made so that no link leads it elsewhere. Files are taken away
here too: on Windows another program that has one open, as a virus scanner has each new one for a moment, is waited for.
"""

import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

from planner_desktop import file_names, leftovers, windows_files
from planner_desktop.app_paths import user_data
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, Result

PATIENCE = 2.0 if sys.platform == "win32" else 0.0
"""Seconds for which a file is tried for that another program holds; elsewhere than on Windows none can."""
_HELD = (5, 32, 33, 145)
"""Windows' ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION; and ERROR_DIR_NOT_EMPTY, where a file
that was taken away is there until the last program lets go of it."""
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EACCES, errno.EPERM)
_FULL, _FULL_WINDOWS = (errno.ENOSPC, getattr(errno, "EDQUOT", -1)), (39, 112)
"""Also Windows' ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL."""
_AWAY, _AWAY_WINDOWS = (errno.ENODEV, errno.ENXIO), (21, 55, 433, 1006, 1167)
"""Also ERROR_NOT_READY, ERROR_DEV_NOT_EXIST, ERROR_NO_SUCH_DEVICE, ERROR_FILE_INVALID, ERROR_DEVICE_NOT_CONNECTED."""
_PROTECTED_WINDOWS = 19  # ERROR_WRITE_PROTECT
_PIECE = 1 << 20  # bytes
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has none: there the file is looked at before
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class HeldError(PermissionError):
    """Another program has the file open and lets go of it for nobody; it was waited for."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EACCES, _("it is open in another program, as in Acrobat, Excel or Word"), str(path))


def cannot_be_written(path: Path, error: Exception) -> tuple[str, str]:
    """Message and fix for a file that could not be written, the same words for every kind of file."""
    problem = told(error)
    if isinstance(error, HeldError):
        fix = _("Close it there and try again, or choose another name. What was there before is unchanged.")
    elif isinstance(error, file_names.NameRefusedError):
        fix = _("Give it another name.")
    elif isinstance(error, FileNotFoundError) and (long := file_names.too_long(path)):
        problem, fix = long, _("Choose a folder that is less deep, or shorter names.")
    else:
        fix = _("Choose a folder that you may write to and that has space.")
    return _("{path} cannot be written: {problem}").format(path=path, problem=problem), fix


def told(error: Exception) -> str:
    """An error's own words, without the number and the path that Python writes around a system's; what a system often
    says, and in English, is said in the user's language."""
    if isinstance(error, OSError):
        code = getattr(error, "winerror", None)
        if error.errno in _FULL or code in _FULL_WINDOWS:
            return _("the disk is full")
        if error.errno in _AWAY or code in _AWAY_WINDOWS or error.strerror == os.strerror(errno.EIO):
            return _("the drive does not answer; it may have been pulled out")
        if error.errno == errno.EROFS or code == _PROTECTED_WINDOWS:
            return _("the drive is write-protected")
        if error.errno and error.strerror == os.strerror(error.errno) and (said := _often(error.errno)):
            return said
    if isinstance(error, UnicodeError):
        return _("it is not written as UTF-8")
    return str((isinstance(error, OSError) and error.strerror) or error)


def _often(number: int) -> str:
    """What a system often says; of other things nothing."""
    return {
        errno.ENOENT: _("there is no file or folder of that name"),
        errno.EACCES: _("you have no right to it"),
        errno.EPERM: _("you have no right to it"),
        errno.EEXIST: _("there is one of that name already"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a folder on the way to it is a file"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.EBUSY: _("another program is using it"),
        errno.ELOOP: _("it is a link"),
        errno.EMFILE: _("too many files are open"),
    }.get(number, "")


@contextmanager
def making(path: Path, *, new: bool = False, private: bool = False) -> Iterator[Path]:
    """Where to write a file that shall stand at `path`: empty, and put into its place when the block ends.

    `new`: what stands at `path` is never replaced (FileExistsError). `private`: a new file is this user's alone; one
    that is replaced keeps who may read it. Raises OSError; then what was there is there still, and nothing else.
    """
    file_names.refuse(path)
    before = _replaceable(path, new=new)
    if before is not None and sys.platform == "win32":
        _look_whether_held(path)  # now, before the long work
    part = path.with_name("." + leftovers.name(".part"))
    mode = 0o600 if private or before is not None else 0o666
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, mode))
    leftovers.sweep(part)
    try:
        yield part
        _settle(part, before)
        _replaceable(path, new=new)
        _patiently(lambda: _give_name(part, path, new=new), path)
    except BaseException:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):  # the error itself is what counts; a dead part is swept later
                remove(left)
        raise
    sync_folder(path.parent)


@contextmanager
def making_folder(folder: Path) -> Iterator[Path]:
    """Where to put the files of a new folder: it appears whole, with all of them, and on the disk. Raises OSError."""
    file_names.refuse(folder)
    _replaceable(folder, new=True)
    part = folder.with_name("." + leftovers.name(".part"))
    part.mkdir()
    leftovers.sweep(part)
    try:
        yield part
        for place, _folders, files in os.walk(part, topdown=False):
            for name in files:
                _settle(Path(place, name), None)
            sync_folder(Path(place))
        _replaceable(folder, new=True)
        move(part, folder)
    except BaseException:
        with suppress(OSError):  # the error itself is what counts
            _patiently(lambda: shutil.rmtree(part), part)
        raise
    sync_folder(folder.parent)


def remove_folder(folder: Path) -> None:
    """Take a folder away: at any moment it is there whole or gone. Raises OSError, also where it is a link."""
    if is_link(folder):
        raise OSError(errno.ELOOP, _("it is a link"), str(folder))
    part = folder.with_name("." + leftovers.name(".part"))
    move(folder, part)
    sync_folder(folder.parent)
    with suppress(OSError):  # it is swept later
        _patiently(lambda: shutil.rmtree(part), part)


def write(path: Path, content: bytes, *, new: bool = False, private: bool = False) -> None:
    """Write a file whole, as `making` does. Raises OSError."""
    with making(path, new=new, private=private) as part:
        part.write_bytes(content)


def copy(source: Path, path: Path) -> None:
    """Write a file whole that holds what another holds, however large. Raises OSError."""
    with making(path) as part, opened(source):
        shutil.copyfile(source, part)


def copy_and_read_back(source: Path, part: Path, told: Progress) -> None:
    """Copy a file to another drive, and see that what stands there is what was written. Raises OSError.

    It is read from the drive itself as far as the system lets a program ask for that, and not from memory.
    """
    size, at = max(1, source.stat().st_size), 0
    written = hashlib.sha256()
    with source.open("rb") as content, windows_files.said_by_windows(), part.open("wb") as to:
        while piece := content.read(_PIECE):
            written.update(piece)
            to.write(piece)
            at += len(piece)
            told(at / size / 2)
        to.flush()
        os.fsync(to.fileno())
    there = hashlib.sha256()
    for piece in _of_drive(part):
        there.update(piece)
        at += len(piece)
        told(min(1.0, at / size / 2))
    if there.digest() != written.digest():
        raise OSError(errno.EIO, _("what was read back from the drive is not what was written"), str(part))


def opened(path: Path) -> BufferedReader:
    """A file, to be read; what another program has to itself for a moment is waited for. Raises HeldError, OSError."""
    return _patiently(lambda: path.open("rb"), path)


def append(path: Path, content: bytes, behind: int) -> None:
    """Add to a file that only grows, behind so many bytes of it: what a killed program left there is cut off. It is on
    the disk afterwards, as far as it goes: what is added must tell whether it is whole. Raises OSError."""
    is_new = not path.exists()
    with os.fdopen(open_plain(path, os.O_RDWR | os.O_CREAT), "r+b") as file:
        file.truncate(behind)
        file.seek(behind)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take a file away, if it is there. Raises OSError."""
    _patiently(lambda: path.unlink(missing_ok=True), path)


def move(path: Path, to: Path) -> None:
    """Give a file or folder another name. Raises OSError."""
    _patiently(lambda: os.rename(path, to), path)


def read(path: Path, most: int) -> bytes:
    """What a file holds that anybody may have put there. Raises OSError where it is a link, no file, or over `most`."""
    with open(open_plain(path, os.O_RDONLY), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        content = file.read(min(size, most) + 1)  # room is taken for as much as is asked for
    if len(content) > most:
        raise OSError(errno.EFBIG, _("it is too large"), str(path))
    return content


def open_plain(path: Path, flags: int) -> int:
    """A descriptor of a file, as of `os.open`; never of what a link leads to, of a pipe or device. Raises OSError."""
    refuse_special(path)
    descriptor = _patiently(lambda: os.open(path, flags | _NOFOLLOW | _NONBLOCK | _BINARY, 0o666), path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it became one just now
        os.close(descriptor)
        raise OSError(errno.EEXIST, _("it is no file"), str(path))
    return descriptor


def hide(path: Path) -> None:
    """Have a file not be shown with those of the user; where names with a dot are not shown, that does."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(path), 2)  # FILE_ATTRIBUTE_HIDDEN; one that is seen does no harm


def own_folder(folder: Path) -> Path:
    """Have a folder in the user's own there, on the disk, that only this user may look into. Raises OSError."""
    missing, whole = [], folder
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)
    root = user_data()
    if sys.platform != "win32" and whole.is_relative_to(root) and root.stat().st_mode & 0o077:
        with suppress(OSError):  # not ours
            root.chmod(0o700)  # an earlier version made it for all to see
    return whole


def _settle(part: Path, before: os.stat_result | None) -> None:
    """Have what was written on the disk, readable by whom the file before was."""
    descriptor = _patiently(lambda: os.open(part, os.O_RDWR | _BINARY), part)
    try:
        if before is not None:
            with suppress(OSError):  # a drive that keeps no such thing
                part.chmod(stat.S_IMODE(before.st_mode))
        with windows_files.said_by_windows():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows does so by itself. Raises OSError."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
        os.sync()  # a drive that cannot do it for one folder, or a folder that may not be read


def _replaceable(path: Path, *, new: bool) -> os.stat_result | None:
    """What stands at `path` to be replaced; None where nothing does. Raises OSError where it is no file of its own."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if new:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if _is_link(found):
        raise OSError(errno.EINVAL, _("it is a link; name the file that it leads to"), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, _("it is no file, and is not replaced"), str(path))
    return found


def is_link(path: Path) -> bool:
    """Whether a name leads elsewhere; not where there is nothing. Raises OSError."""
    try:
        return _is_link(path.lstat())
    except FileNotFoundError:
        return False


def _is_link(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == 0xA0000003  # a junction on Windows


def refuse_special(path: Path) -> None:
    """Refuse a link, pipe or device; what is not there at all is all right. Raises OSError."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if _is_link(found):
        raise OSError(errno.ELOOP, _("it is a link"), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EEXIST, _("it is no file"), str(path))


def _give_name(part: Path, path: Path, *, new: bool) -> None:
    if not new:
        os.replace(part, path)
        return
    if sys.platform == "win32":
        os.rename(part, path)  # fails there if the name is taken
        return
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.rename(part, path)  # a stick knows no second name; that the first is free was seen just now
    else:
        os.unlink(part)


def _of_drive(path: Path) -> Iterator[bytes]:
    """What a file holds, past what the system remembers of it where it can be asked to."""
    if sys.platform == "win32":
        yield from _patiently(lambda: windows_files.past_memory(path, _PIECE), path)
        return
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_PIECE):
            yield piece


def _look_whether_held(path: Path) -> None:
    os.close(_patiently(lambda: os.open(path, os.O_RDWR | _BINARY), path))


def _patiently(does: Callable[[], Result], path: Path) -> Result:
    """Do it, and where another program holds the file, again and again for a while. Raises HeldError, OSError."""
    until, wait = time.monotonic() + PATIENCE, 0.01
    while True:
        try:
            with windows_files.said_by_windows():
                return does()
        except OSError as error:
            if not _is_held(error):
                raise
            if time.monotonic() >= until:
                raise HeldError(path) from error
            time.sleep(wait)
            wait = min(2 * wait, 0.25)


def _is_held(error: OSError) -> bool:
    """Whether it is for another program that has the file open, as far as Windows tells."""
    code = getattr(error, "winerror", None)
    if code is not None:
        return code in _HELD
    return sys.platform == "win32" and isinstance(error, PermissionError)  # of what C's library opens
