"""Long work off the Qt thread, with progress and a way to stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from planner_desktop import stopping
from planner_desktop.errors import StoppedError
from planner_desktop.stopping import Cancelled, Progress


class Work(QThread):
    """Runs `job(progress, cancelled)` in a thread. Then `succeeded` brings its result, or `failed` its exception.

    One that was cancelled may end with neither: with `stopped`, as its innermost loops look whether it is.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    failed = Signal(object)
    stopped = Signal(object)

    def __init__(self, job: Callable[[Progress, Cancelled], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job

    def run(self) -> None:
        try:
            with stopping.when(self.isInterruptionRequested):
                result = self._job(self.progressed.emit, self.isInterruptionRequested)
        except StoppedError as error:
            self.stopped.emit(error)
        except Exception as error:  # told in the window's thread, whatever it is
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)

    def cancel(self) -> None:
        """Ask the job to stop; it does so as soon as it looks, within a second even inside one table or query."""
        self.requestInterruption()


class OneWork(QObject):
    """Does one long work at a time. `over` tells that there is room for the next."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.work: Work | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self.work is not None

    def start(
        self,
        job: Callable[[Progress, Cancelled], object],
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Do a job, and go on with its result or its exception. Nothing may be under way."""
        assert self.work is None
        self.work = Work(job, self)
        self.work.succeeded.connect(then)
        self.work.failed.connect(failed)
        self.work.finished.connect(self._over)
        self.work.start()

    def _over(self) -> None:
        if self.work is not None:
            self.work.deleteLater()
        self.work = None
        self.over.emit()

    def wait(self) -> None:
        """Stop what is under way and wait until it has (what it was for closes)."""
        if self.work is not None:
            self.work.cancel()
            self.work.wait()
