"""How much memory this process holds, from which on a limit for what a file from anyone may take is counted."""

import mmap
import sys
from pathlib import Path


def data_held() -> int:
    """Bytes of data, as Linux counts them for its limit (RLIMIT_DATA); 0 where they are not told."""
    return _told(Path("/proc/self/status"), "VmData:")


def is_short(of: int) -> bool:
    """Whether this PC cannot give so many bytes now; what another process takes back a moment later nobody can tell."""
    free = _free()
    if free is not None and free < of:
        return True
    own = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if sys.platform != "win32" else {}
    try:
        mmap.mmap(-1, of, **own).close()  # taken, and not filled: the system says whether it would give it
    except (OSError, MemoryError):
        return True
    return False


def _free() -> int | None:
    """Bytes that programs may still take; None where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = (("length", ctypes.c_ulong), ("load", ctypes.c_ulong), ("told", ctypes.c_ulonglong * 7))

        status = Status(length=ctypes.sizeof(Status))
        told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.told[3]) if told else None  # what may be promised to programs, on disk or not
    file = Path("/proc/meminfo")
    free = _told(file, "MemAvailable:")
    return free + _told(file, "SwapFree:") if free else None


def _told(file: Path, name: str) -> int:
    """A figure in one of the kernel's own files, which are in units of 1024 bytes."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)
