"""Long work off the Qt thread: jobs in threads, with progress and a way to stop them."""

from collections import deque
from collections.abc import Callable
from functools import cache, partial
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Generic

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from planner_desktop import stopping
from planner_desktop.errors import StoppedError
from planner_desktop.stopping import Cancelled, Progress, Result

TELL_SECONDS = 0.04
"""Progress is passed on no more often than this."""


class _Mailbox(QObject):
    """Brings calls from threads into the Qt thread.

    A thread may outlive the window it works for, so this, which lives as long as the program, is all of Qt it touches.
    """

    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], object]] = deque()
        self._arrived.connect(self._call_next, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        self._calls.append(call)
        self._arrived.emit()

    def _call_next(self) -> None:
        self._calls.popleft()()


@cache
def _mailbox() -> _Mailbox:
    return _Mailbox()


def _raise(error: Exception) -> None:
    raise error


class Worker(QObject):
    """Runs the long jobs of its parent, each in a thread, and calls back in the Qt thread.

    `over` tells that no job is running any more. At its end the program waits for the threads, but not for those of a
    worker that `may_hang`: they ask drives that may never answer.
    """

    over = Signal()

    def __init__(self, parent: QObject, *, may_hang: bool = False) -> None:
        super().__init__(parent)
        self.may_hang = may_hang
        self.mailbox = _mailbox()
        self.running: set[_Running[Any]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running whose result is still wanted."""
        return bool(self.running)

    def start(
        self,
        job: Callable[[Progress, Cancelled], Result],
        then: Callable[[Result], object] = lambda _result: None,
        failed: Callable[[Exception], object] = _raise,
        *,
        progress: Progress = lambda _share: None,
        stopped: Callable[[StoppedError], object] = lambda _error: None,
        late: Callable[[Result], object] = lambda _result: None,
    ) -> None:
        """Run `job(progress, cancelled)`; its result goes to `then`, its exception to `failed`.

        A job that was cancelled may end with a result, an exception, or StoppedError, which goes to `stopped`. A result
        that is no longer wanted goes to `late`, in either thread, to be closed.
        """
        running = _Running(self, job, then, failed, progress, stopped, late)
        self.running.add(running)
        running.start()

    def cancel(self) -> None:
        """Ask the jobs to stop; they do as soon as they look, within a second even inside one table or query."""
        for running in self.running:
            running.cancelled.set()

    def leave(self) -> None:
        """Cancel the jobs and want nothing more of them; there is room for the next at once."""
        running, self.running = self.running, set()
        for each in running:
            each.leave()

    def stop(self) -> None:
        """Leave the jobs and wait until their threads have ended: what they work for closes."""
        running = list(self.running)
        self.leave()
        for each in running:
            each.join()


class _Running(Thread, Generic[Result]):
    """A job in its thread."""

    def __init__(
        self,
        worker: Worker,
        job: Callable[[Progress, Cancelled], Result],
        then: Callable[[Result], object],
        failed: Callable[[Exception], object],
        progress: Progress,
        stopped: Callable[[StoppedError], object],
        late: Callable[[Result], object],
    ) -> None:
        super().__init__(name="work", daemon=worker.may_hang)
        self.cancelled = Event()
        self._worker, self._job, self._then, self._failed = worker, job, then, failed
        self._progress, self._stopped, self._late = progress, stopped, late
        self._post = worker.mailbox.post
        self._told = 0.0
        self._turn = Lock()
        self._is_wanted = True
        self._results: list[Result] = []
        """The result, once it is there."""

    def run(self) -> None:
        follow: Callable[[], object]
        try:
            with stopping.when(self.cancelled.is_set):
                result = self._job(self._tell, self.cancelled.is_set)
        except StoppedError as error:
            follow = partial(self._stopped, error)
        except Exception as error:  # told in the Qt thread, whatever it is
            follow = partial(self._failed, error)
        else:
            follow = partial(self._then, result)
            with self._turn:
                if self._is_wanted:
                    self._results.append(result)
            if not self._results:
                self._late(result)
        self._post(partial(self._end, follow))

    def _tell(self, share: float) -> None:
        if monotonic() - self._told > TELL_SECONDS:
            self._told = monotonic()
            self._post(lambda: self._progress(share) if self._is_wanted and isValid(self._worker) else None)

    # ------------------------------------------------------------ in the Qt thread

    def _end(self, follow: Callable[[], object]) -> None:
        if not self._is_wanted:
            return
        if not isValid(self._worker):
            self.leave()
            return
        self._worker.running.discard(self)
        try:
            follow()
        finally:
            if isValid(self._worker) and not self._worker.is_busy:
                self._worker.over.emit()

    def leave(self) -> None:
        """Cancel it, and close the result that is there already."""
        self.cancelled.set()
        with self._turn:
            self._is_wanted = False
        for result in self._results:
            self._late(result)
