"""Looks for a text a moment after it was typed, off the Qt thread, and again after each change of the draft."""

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.draft.records.search import Match, Place, Query, find, places
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import OneWork
from planner_desktop.ui.session.session import Session

TYPED_MS, CHANGED_MS = 120, 400


class BackgroundSearch(QObject):
    """`found` brings the matches of the last query asked, in the draft as it is now."""

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.query = Query("")
        self.wanted = False
        """Whether anybody looks at what is found."""
        self.pending = False
        """Whether what was found last is not what there is now."""
        self._places: list[Place] | None = None
        self._changes = 0
        self._work = OneWork(self)
        self._work.over.connect(self._over)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self._changed)

    def ask(self, query: Query) -> None:
        """Look for something else, or again after a while in which nobody looked."""
        self.wanted = True
        if query != self.query or self._places is None:
            self.query = query
            self._begin(TYPED_MS)

    def sleep(self) -> None:
        """Nobody looks at what is found."""
        self.wanted = False

    def _changed(self) -> None:
        self._places = None
        self._changes += 1
        if self.wanted and self.query.asks:
            self._begin(CHANGED_MS)

    def _begin(self, delay: int) -> None:
        self.pending = True
        if self._work.work is not None:
            self._work.work.cancel()
        self._timer.start(delay)

    def _look(self) -> None:
        if self._work.is_busy:
            return  # `_over` comes back to it
        query, changes, known = self.query, self._changes, self._places
        snapshot = self.session.draft.snapshot() if known is None and query.asks else None

        def job(_progress: Progress, cancelled: Cancelled) -> tuple[list[Place] | None, list[Match]]:
            among = known
            if snapshot is not None:
                with snapshot:
                    among = places(snapshot, cancelled)
            found = find(among or [], query, cancelled)
            return (None, []) if cancelled() else (among, found)

        def done(result: tuple[list[Place] | None, list[Match]]) -> None:
            if changes == self._changes and result[0] is not None:
                self._places = result[0]
            if (query, changes) == (self.query, self._changes) and not self._timer.isActive():
                self.pending = False
                self.found.emit(result[1])

        self._work.start(job, done, self.session.troubled.emit)

    def _over(self) -> None:
        if self.pending and not self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        self.pending = False
        if self._work.work is not None:
            self._work.work.cancel()
        self._work.wait()
