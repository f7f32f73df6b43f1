"""Long work off the Qt thread, with progress and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]


class Work(QThread):
    """Runs `job(progress, cancelled)` in a thread. Then `succeeded` brings its result, or `failed` its exception."""

    progressed = Signal(float)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, job: Callable[[Progress, Cancelled], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job

    def run(self) -> None:
        try:
            self.succeeded.emit(self._job(self.progressed.emit, self.isInterruptionRequested))
        except Exception as error:  # told in the window's thread, whatever it is
            self.failed.emit(error)

    def cancel(self) -> None:
        """Ask the job to stop; it does so as soon as it looks."""
        self.requestInterruption()
