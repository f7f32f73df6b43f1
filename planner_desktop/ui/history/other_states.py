"""Other states of a draft: compared with it, and things brought back from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.draft.history.sources import Source
    from planner_desktop.ui.session.shell import Shell


class OtherStates(QObject):
    """Opens another state of a window's draft: to compare with it, or to bring something back from it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self.shell, self.session = shell, shell.session
        self.worker = Worker(self)

    def compare(self, source: Source) -> None:
        """Show what differs between another state and the draft."""
        from planner_desktop.ui.history.comparing import CompareSheet

        leave_field()
        CompareSheet(self.shell, source).show()

    def bring_back(self, source: Source, restore: Callable[[Draft], object]) -> None:
        """Open another state in a thread, then have `restore` take something from it."""
        leave_field()
        snapshot = self.session.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> Draft:
            with snapshot:
                return source.open(snapshot)

        def then(old: Draft) -> None:
            with old, self.session.trying():
                restore(old)

        self.worker.start(job, then, self.session.troubled.emit, late=Draft.close)

    def stop(self) -> None:
        """The window closes."""
        self.worker.stop()
