"""A collection in use by a window: what is slow is done in threads, and whoever shows it hears when it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from planner_desktop.collect import batch
from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.receiving import bundles_in
from planner_desktop.draft.file.author import author_name
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import Worker

if TYPE_CHECKING:
    from planner_desktop.ui.kit.progress_row import ProgressRow

AGAIN_MS = 5000
"""So often a collection that is only read is looked at again: another adds to it."""


class Desk(QObject):
    """The collection of one window, which it closes. `changed` when the tables may say something else.

    `closing` while it is still open: windows in which its plans are read close before it. `print_again`: what comes is
    printed again, and what its PDF draws held against that.
    """

    changed = Signal()
    closing = Signal()
    troubled = Signal(object)

    def __init__(self, collection: Collection, parent: QObject) -> None:
        super().__init__(parent)
        self.collection = collection
        self.by = author_name()
        self.worker = Worker(self)
        self.print_again = False
        self._dropped: list[Path] = []
        if collection.only_reads:
            again = QTimer(self)
            again.setInterval(AGAIN_MS)
            again.timeout.connect(self.changed)
            again.start()

    def ask(self, query: Callable[[Collection], object], then: Callable[..., object]) -> None:
        """Read something in a thread; `then` shows it."""
        self.worker.start(lambda _p, _c: query(self.collection), then, self.troubled.emit)

    def do(self, step: Callable[[Collection, str], object], then: Callable[..., object] = lambda _result: None) -> None:
        """Take a step in a thread, given who takes it; `then` goes on with what it brings, and all is shown anew."""

        def done(result: object) -> None:
            self.changed.emit()
            then(result)

        self.worker.start(lambda _p, _c: step(self.collection, self.by), done, self.troubled.emit)

    # ------------------------------------------------------------ receiving

    def receive(self, paths: Sequence[Path], row: ProgressRow, then: Callable[[list[Arrival]], object]) -> None:
        """Receive bundles, or all in folders, in a thread; what comes while others are received waits for its turn."""
        if row.is_busy:
            self._dropped += paths
            return
        arrivals: list[Arrival] = []
        bundles: list[Path] = []

        def told(arrival: Arrival) -> None:
            arrivals.append(arrival)
            self.worker.mailbox.post(shown)

        def shown() -> None:
            if isValid(self):
                said = _("Receiving plans: {done} of {all}…")
                row.text.say(said.format(done=len(arrivals), all=len(bundles)))
                self.changed.emit()

        def job(progress: Progress, _cancelled: Cancelled) -> list[Arrival]:
            bundles.extend(bundles_in(paths))
            return batch.receive_all(self.collection, paths, self.by, told, progress, print_again=self.print_again)

        def over(_result: object = None) -> None:
            self.changed.emit()
            then(arrivals)
            waiting, self._dropped = self._dropped, []
            if waiting:
                self.receive(waiting, row, then)

        def failed(error: Exception) -> None:
            self._dropped = []
            over()
            self.troubled.emit(error)

        row.run(_("Receiving plans…"), job, over, failed)

    def close(self) -> None:
        """Wait for what is being done, and let go of the collection."""
        self.closing.emit()
        self.worker.stop()
        self.collection.close()
