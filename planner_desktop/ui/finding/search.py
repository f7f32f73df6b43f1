"""Looks for a text a moment after it was typed, off the Qt thread, and again after each change of the draft."""

from PySide6.QtCore import QObject, Signal

from planner_desktop.draft.records.search import Match, Query, SearchText, find, places
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.session import Session

TYPED_MS, CHANGED_MS = 120, 400


class BackgroundSearch(QObject):
    """Searches the draft in a thread.

    Signal: `found` with the matches of the last query, after typing and after edits.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.query = Query("")
        self.wanted = False
        """Whether anybody looks at what is found."""
        self.pending = False
        """Whether what was found last is not what there is now."""
        self._places: list[SearchText] | None = None
        self._worker = Worker(self)
        self._timer = single_shot(self, self._look)
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
        self._worker.leave()
        if self.wanted and self.query.asks:
            self._begin(CHANGED_MS)

    def _begin(self, delay: int) -> None:
        self.pending = True
        self._worker.leave()
        self._timer.start(delay)

    def _look(self) -> None:
        query, known = self.query, self._places
        snapshot = self.session.draft.snapshot() if known is None and query.asks else None

        def job(_progress: Progress, cancelled: Cancelled) -> tuple[list[SearchText] | None, list[Match]]:
            among = known
            if snapshot is not None:
                with snapshot:
                    among = places(snapshot, cancelled)
            return among, find(among or [], query, cancelled)

        def done(result: tuple[list[SearchText] | None, list[Match]]) -> None:
            self._places, matches = result
            self.pending = False
            self.found.emit(matches)

        self._worker.start(job, done, self.session.troubled.emit)

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        self.pending = False
        self._worker.stop()
