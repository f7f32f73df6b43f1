"""Looks for problems a moment after each change: at once while that is quick, in a thread once a draft has grown."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.checks import Problem, SectionState, find_problems, section_states
from planner_desktop.draft import Draft
from planner_desktop.ui.background import Work
from planner_desktop.ui.session import Session

DELAY_MS, QUICK_SECONDS = 250, 0.03

Found = tuple[list[Problem], dict[str, SectionState]]


def look(draft: Draft) -> Found:
    """The problems of a draft and the states of its sections."""
    problems = find_problems(draft)
    return problems, section_states(draft, problems)


class ProblemWatch(QObject):
    """`found` brings the problems and the section states after every change."""

    found = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._took = 0.0
        self._work: Work | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._timer.start)

    def look(self) -> None:
        """Look now."""
        if self._work is not None:
            self._timer.start()  # again when the look that is under way is over
        elif self._took < QUICK_SECONDS:
            started = perf_counter()
            with self.session.trying():
                self.found.emit(look(self.session.draft))
            self._took = perf_counter() - started
        else:
            snapshot = self.session.draft.snapshot()
            self._work = Work(lambda _progress, _cancelled: look(snapshot), self)
            self._work.succeeded.connect(self.found)
            self._work.failed.connect(self.session.troubled)
            self._work.finished.connect(lambda: self._over(snapshot))
            self._work.start()

    def _over(self, snapshot: Draft) -> None:
        snapshot.close()
        if self._work is not None:
            self._work.deleteLater()
        self._work = None

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        if self._work is not None:
            self._work.wait()
