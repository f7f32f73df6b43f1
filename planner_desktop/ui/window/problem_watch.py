"""Looks for problems a moment after each change: at once while that is quick, in a thread once a draft has grown."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner_desktop import stopping
from planner_desktop.checks import Problem, Standing, standings
from planner_desktop.checks.of_part import in_part
from planner_desktop.draft import Draft
from planner_desktop.errors import StoppedError
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:
    from planner_desktop.checks.find import LiveProblems

DELAY_MS, QUICK_SECONDS, AT_ONCE_SECONDS = 250, 0.03, 0.08
MANY_PAGES = 600
"""Of SQLite: the first look at a larger draft is not tried at once."""

Findings = tuple[list[Problem], dict[str, Standing]]


class ProblemWatch(QObject):
    """Looks for problems after every edit. Signal: `found` with them and the state of each section."""

    found = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.worker = Worker(self)
        self._live: LiveProblems | None = None
        self._changed: set[str] | None = None  # what was not looked at; None: all may have changed
        pages = int(session.draft.database.execute("PRAGMA page_count").fetchone()[0])
        is_small = pages < MANY_PAGES and not session.draft.attachments()  # pictures are decoded to be looked at
        self._took = 0.0 if is_small else QUICK_SECONDS
        self._timer = single_shot(self, self.look, DELAY_MS)
        session.columns_changed.connect(self._heard)
        session.form_pack_changed.connect(self._all_changed)

    def _heard(self, changed: set[str]) -> None:
        if self._changed is not None:
            self._changed |= changed
        self._timer.start()

    def _all_changed(self) -> None:
        self._changed = None
        self._timer.start()

    @property
    def is_up_to_date(self) -> bool:
        """Whether what was found last is of the draft as it is now."""
        return not (self._timer.isActive() or self.worker.is_busy)

    def look(self) -> None:
        """Look now."""
        self._timer.stop()
        if self.session.is_closed:
            return
        if self.worker.is_busy:
            self._timer.start()  # again when the look that is under way is over
        elif self._took >= QUICK_SECONDS or not self._at_once():
            copied, changed = self.session.draft.copied(), self._changed
            self._changed = set()

            def job(_progress: object, _cancelled: object) -> Findings:
                with copied() as snapshot:
                    return self._found(snapshot, changed)

            self.worker.start(job, self.found.emit, self._failed)

    def _found(self, draft: Draft, changed: set[str] | None) -> Findings:
        from planner_desktop.checks.find import LiveProblems  # the window is there before it looks

        self._live = self._live or LiveProblems()
        problems = in_part(draft, self._live.update(draft, changed))
        return problems, standings(draft, problems)

    def _failed(self, error: BaseException) -> None:
        self._changed = None  # it was not looked at to the end
        self.session.troubled.emit(error)

    def _at_once(self) -> bool:
        """Look in the Qt thread; whether that was over before anybody could notice it."""
        started = perf_counter()
        try:
            with self.session.trying(), stopping.within(AT_ONCE_SECONDS):
                found = self._found(self.session.draft, self._changed)
                self._changed = set()
                with stopping.when(stopping.never):
                    self.found.emit(found)
        except StoppedError:
            self._took = QUICK_SECONDS
            return False
        self._took = perf_counter() - started
        return True

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        self.worker.stop()
