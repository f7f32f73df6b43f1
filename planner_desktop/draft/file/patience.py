"""Asking a drive that may never answer, as a share whose server is gone.

It is asked in a thread of its own, which is waited for only so long. It is no `Worker` of the
window: drafts know no Qt, and the command line asks drives too.
"""

import errno
import threading
from collections.abc import Callable
from typing import Generic

from planner_desktop.i18n import _
from planner_desktop.stopping import Result

ANSWER = 10.0
"""Seconds that a drive has for a small thing."""
WHOLE = 60.0
"""Seconds that it has for a whole draft."""
_LOOK = 0.05  # seconds between two looks whether the waiting was given up


class DoesNotAnswerError(OSError):
    """A drive gave no answer in time. What was asked of it may come to its end later, or never."""

    def __init__(self) -> None:
        super().__init__(errno.ETIMEDOUT, _("the drive does not answer"))


class _Asked(Generic[Result]):
    """Something asked for in a thread."""

    def __init__(self, job: Callable[[], Result], late: Callable[[Result], object]) -> None:
        self._job, self._late = job, late
        self._turn = threading.Lock()
        self.over = threading.Event()
        self.failed: BaseException | None = None
        self.results: list[Result] = []
        self.is_unwanted = False
        threading.Thread(target=self._run, name="drive", daemon=True).start()  # it must not keep the program alive

    def _run(self) -> None:
        try:
            self.results.append(self._job())
        except BaseException as error:  # told to whoever waits
            self.failed = error
        with self._turn:
            self.over.set()
        if self.is_unwanted:
            for result in self.results:
                self._late(result)

    def give_up(self) -> bool:
        """Whether the answer has not come; whatever comes now is put away."""
        with self._turn:
            self.is_unwanted = not self.over.is_set()
            return self.is_unwanted


def within(
    seconds: float,
    job: Callable[[], Result],
    late: Callable[[Result], object] = lambda _result: None,
    *,
    given_up: threading.Event | None = None,
) -> Result:
    """What `job` brings, if it does within `seconds` and nobody has `given_up` waiting. Raises DoesNotAnswerError.

    What it brings later is handed to `late`, in its thread, to be put away.
    """
    asked = _Asked(job, late)
    left = seconds
    while not asked.over.wait(min(left, _LOOK) if given_up else left):
        left -= _LOOK if given_up else left
        if (left <= 0 or (given_up and given_up.is_set())) and asked.give_up():
            raise DoesNotAnswerError
    if asked.failed is not None:
        raise asked.failed
    return asked.results[0]
