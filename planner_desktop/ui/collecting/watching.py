"""A folder watched by a window: it is looked at in a thread, for its drive may be away, and what came is received."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.watching import EVERY_SECONDS, Watched
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.progress_row import ProgressRow


class Watching(QObject):
    """Looks at a folder until it is stopped. `received` brings the arrivals, `said` why it cannot be looked at, or
    nothing once it can again.
    """

    received = Signal(object)
    said = Signal(str)

    def __init__(self, folder: Path, desk: Desk, row: ProgressRow) -> None:
        super().__init__(desk)
        self.folder, self._desk, self._row = folder, desk, row
        self._watched = Watched(folder)
        self._worker = Worker(self, may_hang=True)
        self._trouble = ""
        self._timer = QTimer(self)
        self._timer.setInterval(int(EVERY_SECONDS * 1000))
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look now, unless a look is still under way, or bundles are being received."""
        if not self._worker.is_busy and not self._row.is_busy:
            self._worker.start(lambda _p, _c: self._watched.look(), self._found, self._failed)

    def _found(self, paths: list[Path]) -> None:
        self._say("")
        if paths:
            self._desk.receive(paths, self._row, self._arrived)

    def _arrived(self, arrivals: list[Arrival]) -> None:
        if told := self._watched.came(arrivals):
            self.received.emit(told)

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.said.emit(trouble)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._worker.leave()
