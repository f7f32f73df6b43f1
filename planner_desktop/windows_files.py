"""What Windows says of files that Python does not pass on: why one failed, and what stands on the drive itself.

Elsewhere nothing of this is needed, and nothing is done.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from mmap import mmap
from pathlib import Path
from typing import Any

_READS, _SHARES_ALL, _THAT_EXISTS, _PAST_MEMORY = 0x80000000, 0x7, 3, 0x20000000
_CANNOT = 87  # ERROR_INVALID_PARAMETER, of a drive that knows no such reading


@contextmanager
def said_by_windows() -> Iterator[None]:
    """Have an error of C's library bear Windows' own number, too.

    Of a stick that was pulled out while it was written to the library says only that a descriptor or an argument was
    wrong, and it has one number for a file that another program has open and for a stick that is write-protected.
    """
    if sys.platform != "win32":
        yield
        return
    import ctypes  # a start needs none

    last = _last_number()
    last[0] = 0
    try:
        yield
    except OSError as error:
        code = last[0]
        if error.winerror is not None or not code:
            raise
        raise OSError(error.errno, ctypes.FormatError(code).strip(), error.filename, code) from error


def _last_number() -> Any:
    """Where C's library notes, for each thread, the number of Windows' last error."""
    import ctypes

    noted = ctypes.CDLL("ucrtbase").__doserrno
    noted.restype = ctypes.POINTER(ctypes.c_ulong)
    return noted()


def past_memory(path: Path, piece: int) -> Iterator[bytes]:
    """What a file holds on its drive, piece by piece, and not what Windows remembers of it. Raises OSError.

    `piece` is a multiple of any drive's sector. Where a drive cannot be read so, it is read as others are.
    """
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes
    import msvcrt

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), _READS, _SHARES_ALL, None, _THAT_EXISTS, _PAST_MEMORY, None)
    if handle == ctypes.c_void_p(-1).value:  # INVALID_HANDLE_VALUE
        code = ctypes.get_last_error()
        if code != _CANNOT:
            raise ctypes.WinError(code)
        return _pieces(path.open("rb", buffering=0), piece)
    return _pieces(os.fdopen(msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY), "rb", buffering=0), piece)


def _pieces(file: RawIOBase, piece: int) -> Iterator[bytes]:
    with file, mmap(-1, piece) as room:  # which begins where a page of memory does, as such reading asks
        while True:
            with said_by_windows():
                count = file.readinto(room) or 0
            yield room[:count]
            if count < piece:  # the end: nobody may go on from there, in the middle of a sector
                return
