"""Who has a draft open: a file beside the open draft, gone when the draft is closed.

On a drive of this PC an operating system's lock on that file decides, which a dead process lets go of by itself. On a
network share, where such locks are not trusted, and for an owner on another PC, the file's age does: its owner writes
it anew every few seconds, and one not written for long is dead. The age is by the drive's own clock, which no PC's
matters to; one that is from the future was not written through this drive, and is dead too.
"""

import errno
import getpass
import json
import os
import secrets
import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from planner_desktop import leftovers, whole_file
from planner_desktop.errors import DraftError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

BEAT = 15.0  # seconds between two touches
DEAD_AFTER = 60.0  # seconds without one
COARSE = 5.0  # seconds by which two looks at a drive's clock may differ: a stick counts in twos
MOST_BYTES = 10_000
LOOKS = 3
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)  # a drive that has none
_IS_HELD = (32, 33)  # Windows' ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
FAR = 1 << 30  # a byte that is not there is locked: Windows lets nobody read one that is


class Holder(Frozen):
    """Who has a draft open, on which PC, since when (ISO 8601, UTC)."""

    user: str
    pc: str
    since: str
    token: str = ""

    @classmethod
    def here(cls) -> "Holder":
        """This process, from now on."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(user(), socket.gethostname(), now, secrets.token_hex(8))


def user() -> str:
    """The name that this PC knows the officer by; empty where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def lock_path(draft: Path) -> Path:
    """The file that tells who has `draft` open."""
    return draft.with_name(f".{draft.name}.lock")


class Lock:
    """A draft's lock, held until `release`."""

    def __init__(self, path: Path, holder: Holder, descriptor: int | None) -> None:
        self.path = path
        self.holder = holder
        self._descriptor = descriptor
        self._done = threading.Event()
        self._beating = threading.Thread(target=self._beat, name="lock", daemon=True)
        self._beating.start()

    def _beat(self) -> None:
        while not self._done.wait(BEAT):
            with suppress(OSError):  # a share that is away now is there again later, or the lock is taken over
                _touch(self.path, self.holder.token)

    def is_ours(self) -> bool:
        """Whether nobody took it over, as may happen while a PC sleeps."""
        held = _read(self.path)
        return held is not None and held.token == self.holder.token

    def release(self) -> None:
        """Let go; the file is gone afterwards."""
        self._done.set()
        self._beating.join()
        with suppress(OSError):
            if sys.platform == "win32":
                self._let_go()  # nothing open can be removed there
            if self.is_ours():
                whole_file.remove(self.path)
        self._let_go()

    def _let_go(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):  # of a drive that is gone
                os.close(descriptor)


def take(draft: Path, *, trusted: bool = True, dead: str = "") -> Lock | Holder:
    """The lock of a draft, or who has it. `trusted`: whether this drive's locks are to be relied on.

    `dead` is the token of a holder known to be dead. Raises DraftError where no file can be made beside the draft.
    """
    path = lock_path(draft)
    try:
        for attempt in range(20):
            try:
                taken = _take_trusted(path) if trusted else _take_by_age(path, dead)
            except FileNotFoundError:
                if attempt > LOOKS and not path.parent.is_dir():
                    raise
                continue  # its owner let go of it just now
            except OSError as error:
                if not trusted or error.errno not in _NO_LOCKS:
                    raise
                trusted = False
                continue
            if isinstance(taken, Holder) and trusted and taken.pc == socket.gethostname() and attempt < LOOKS:
                time.sleep(0.02)  # the start page may have been looking whether it is held
                continue
            if taken is not None:
                return taken
    except OSError as error:
        problem = f"{path.name}: {whole_file.told(error)}"
        raise DraftError(
            _("{path} cannot be locked: {problem}").format(path=draft, problem=problem),
            _("Choose a folder that you may write to and that has space."),
        ) from error
    return _read(path) or Holder("", "", "")


def is_held(draft: Path, *, trusted: bool = True) -> bool:
    """Whether somebody has a draft open now. Nothing is made or written for it."""
    path = lock_path(draft)
    try:
        descriptor = whole_file.open_plain(path, os.O_RDWR)
    except OSError:
        return False
    try:
        held = _holder(os.read(descriptor, MOST_BYTES))
        if trusted and held is not None and held.pc == socket.gethostname():
            return not _lock(descriptor)
        return -COARSE < time.time() - os.fstat(descriptor).st_mtime < DEAD_AFTER
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _take_trusted(path: Path) -> Lock | Holder | None:
    """By the operating system's lock; None where the file went away meanwhile."""
    descriptor = whole_file.open_plain(path, os.O_RDWR | os.O_CREAT)
    held = False
    try:
        if not _lock(descriptor):
            return _read(path) or Holder("", "", "")
        if not _is_at(descriptor, path):
            return None
        before = _read(path)
        if before is not None and before.pc != socket.gethostname() and _is_touched(path, DEAD_AFTER):
            return before  # this drive is another PC's share, and its lock is not seen here
        holder = Holder.here()
        os.truncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, _as_bytes(holder))
        os.fsync(descriptor)
        whole_file.hide(path)
        held = True
        return Lock(path, holder, descriptor)
    finally:
        if not held:
            with suppress(OSError):
                os.close(descriptor)


def _take_by_age(path: Path, dead: str) -> Lock | Holder | None:
    """By who made the file first; None where it has to be tried again."""
    whole_file.refuse_special(path)
    before = _read(path)
    if path.exists():
        if before is not None and before.token != dead and _is_touched(path, DEAD_AFTER):
            return before
        if before is None and _is_touched(path, BEAT):
            return Holder("", "", "")  # being written just now
        aside = path.with_name("." + leftovers.name(".part"))
        whole_file.move(path, aside)
        moved = _read(aside)
        if moved != before:  # somebody else was quicker, and it is theirs
            with suppress(OSError):
                os.link(aside, path)
        whole_file.remove(aside)
        return None
    holder = Holder.here()
    try:
        descriptor = whole_file.open_plain(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return None
    try:
        os.write(descriptor, _as_bytes(holder))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    whole_file.hide(path)
    held = _read(path)
    return Lock(path, holder, None) if held is not None and held.token == holder.token else None


def _is_touched(path: Path, within: float) -> bool:
    """Whether a lock was written in the last so many seconds, and not in a time that is still to come."""
    return -COARSE < _age(path) < within


def _age(path: Path) -> float:
    """Seconds since a file was touched, by the clock of the drive it is on."""
    probe = path.with_name("." + leftovers.name(".part"))
    try:
        probe.touch(exist_ok=False)
        now = probe.stat().st_mtime
    except OSError:
        now = time.time()
    finally:
        with suppress(OSError):  # it is swept later
            whole_file.remove(probe)
    return now - path.stat().st_mtime


def _touch(path: Path, token: str) -> None:
    """Write our lock as it is: so its time is the drive's own. A time that is set would be this PC's."""
    descriptor = whole_file.open_plain(path, os.O_RDWR)
    try:
        content = os.read(descriptor, MOST_BYTES)
        held = _holder(content)
        if held is not None and held.token == token:
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, content)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _as_bytes(holder: Holder) -> bytes:
    return json.dumps(asdict(holder), ensure_ascii=False).encode()


def _read(path: Path) -> Holder | None:
    try:
        return _holder(whole_file.read(path, MOST_BYTES))
    except OSError:
        return None


def _holder(content: bytes) -> Holder | None:
    try:
        held = Holder(**json.loads(content))
    except (ValueError, TypeError, RecursionError):
        return None
    return held if all(isinstance(told, str) for told in asdict(held).values()) else None


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    """Take the operating system's lock on an open file, if it is free."""
    if sys.platform == "win32":
        return _lock_on_windows(descriptor)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_on_windows(descriptor: int) -> bool:
    """The same there; Python's own `msvcrt.locking` tells a lock that is held from no other error."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        if kernel.LockFile(ctypes.c_void_p(msvcrt.get_osfhandle(descriptor)), FAR, 0, 1, 0):
            return True
        code = ctypes.get_last_error()
        if code not in _IS_HELD:
            raise ctypes.WinError(code)
    return False
