"""How long a command may take, and how much memory: a file from anyone may be made so that its work never ends.

When the time is over the work is stopped as by Ctrl+C, so that what is half written is taken away; where that does not
help, as in a library in C, the process ends all the same.
"""

import _thread
import os
import sys
import threading
from collections.abc import Callable

from planner_desktop.memory import data_held

SECONDS = 50.0
GRACE = 2.5
"""Seconds until the work is stopped where nobody gives it more, and from then on until the process is ended."""
MEMORY = 850_000_000
"""Bytes of data beyond what the program has when a command begins; what asks for more gets a MemoryError. On Windows
SQLite's own bound and the files' must do."""


class Bounds:
    """While it lasts the command is stopped when its seconds are over (0: never), and then `stopped`."""

    def __init__(self, over: Callable[[], None], seconds: float) -> None:
        self.stopped = False
        self._over = over
        parts = (seconds, self._stop), (seconds + GRACE, self._end)
        self._timers = [threading.Timer(*part) for part in parts if seconds]
        for timer in self._timers:
            timer.daemon = True

    def __enter__(self) -> "Bounds":
        self._memory = _limit_memory(data_held() + MEMORY)
        for timer in self._timers:
            timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for timer in self._timers:
            timer.cancel()
        _limit_memory(self._memory)

    def _stop(self) -> None:
        self.stopped = True
        _thread.interrupt_main()

    def _end(self) -> None:
        self._over()
        sys.stdout.flush()
        os._exit(2)


def _limit_memory(most: int) -> int:
    """Have this process take no more data than so many bytes; what its limit was before, -1 for none."""
    if sys.platform == "win32":
        return most
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [each for each in (most, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(bounds, default=resource.RLIM_INFINITY), hard))
    return before
