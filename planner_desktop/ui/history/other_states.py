"""Other states of a draft: compared with it, and things brought back from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.background import Work
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.draft.history.sources import Source
    from planner_desktop.ui.session.shell import Shell


class OtherStates(QObject):
    """Belongs to a window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self.shell, self.session = shell, shell.session
        self._works: list[Work] = []
        self._opened: list[Draft] = []
        """States that something is still to be brought back from."""

    def compare(self, source: Source) -> None:
        """Show what differs between another state and the draft."""
        from planner_desktop.ui.history.comparing import CompareSheet

        leave_field()
        CompareSheet(self.shell, source).show()

    def bring_back(self, source: Source, restore: Callable[[Draft], object]) -> None:
        """Open another state in a thread, then have `restore` take something from it."""
        leave_field()
        snapshot = self.session.draft.snapshot()

        def job() -> Draft:
            with snapshot:
                old = source.open(snapshot)
            self._opened.append(old)
            return old

        def then(old: Draft) -> None:
            self._opened.remove(old)
            with old, self.session.trying():
                restore(old)

        self.run(job, then)

    def run(self, job: Callable[[], object], then: Callable[..., object]) -> None:
        """Do something short in a thread, and go on with its result."""
        work = Work(lambda _progress, _cancelled: job(), self)
        self._works.append(work)

        def end() -> None:
            self._works.remove(work)
            work.deleteLater()

        work.succeeded.connect(then)
        work.failed.connect(self.session.troubled)
        work.finished.connect(end)
        work.start()

    def stop(self) -> None:
        """The window closes."""
        for work in list(self._works):
            work.cancel()
            work.wait()
        for old in self._opened:
            old.close()
