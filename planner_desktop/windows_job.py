"""A job of Windows around a program that this one starts: it bounds its memory and time, and ends it with this one.

Elsewhere a process bounds itself (RLIMIT_DATA) before it reads what is not to be trusted. Windows has no such limit; it
puts a process into a job, whose limits hold for whatever runs in it, and which ends with its last handle. That one is
ours, and the system closes it whenever this process is over, also when it was killed
(https://learn.microsoft.com/windows/win32/procthread/job-objects).

The program is in its job only a moment after it was started. So it waits for its input before it does anything, and
gets that once it is in the job.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

NO_CONSOLE = 0x8 if sys.platform == "win32" else 0
"""DETACHED_PROCESS: the program shows no window, and no host of a console is one process more in its job."""
PROCESSES = 1 if sys.prefix == sys.base_prefix else 2
"""How many may run in the job; the python.exe of a virtual environment on Windows starts another one."""
OVER_TIME = 1816
"""ERROR_NOT_ENOUGH_QUOTA, the exit code of a process whose seconds are over."""

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_MAY_SET_QUOTA_AND_END = 0x101  # PROCESS_SET_QUOTA, PROCESS_TERMINATE
_PROCESS_TIME, _ACTIVE_PROCESSES, _PROCESS_MEMORY, _NO_FAULT_BOX, _ENDS_WITH_HANDLE = 0x2, 0x8, 0x100, 0x400, 0x2000
_TICKS = 10_000_000  # of a second


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64 bits, flat; its numbers of type DWORD are 32 bits long."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("transferred", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits(memory: int, seconds: float) -> Limits:
    """Of one process with so many bytes, and seconds of the processor; no box tells of it if it breaks down."""
    flags = _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _NO_FAULT_BOX | _ENDS_WITH_HANDLE
    return Limits(flags=flags, process_time=int(seconds * _TICKS), processes=PROCESSES, process_memory=memory)


@contextmanager
def around(process: int, *, memory: int, seconds: float) -> Iterator[None]:
    """Have a process in a job of its own, with so many bytes of memory, and seconds of the processor that it may spend
    on its own code; at the end it is ended. Raises OSError.

    `process` is the number of one that was started here and is still held, so that the number is no other's. The bytes
    are those that Windows promised it (its commit charge), used or not. Elsewhere nothing is done.
    """
    if sys.platform != "win32":
        yield
        return
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    told = limits(memory, seconds)
    with ExitStack() as handles:

        def kept(handle: int | None) -> ctypes.c_void_p:
            if not handle:
                raise ctypes.WinError(ctypes.get_last_error())
            handles.callback(kernel.CloseHandle, ctypes.c_void_p(handle))
            return ctypes.c_void_p(handle)

        job = kept(kernel.CreateJobObjectW(None, None))
        its = kept(kernel.OpenProcess(_MAY_SET_QUOTA_AND_END, False, process))
        if not (
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told))
            and kernel.AssignProcessToJobObject(job, its)
        ):
            raise ctypes.WinError(ctypes.get_last_error())
        yield
