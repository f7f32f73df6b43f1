"""Closing a draft's window: all is stored, a backup is made, and a share is written to while the window says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from planner_desktop.errors import PlannerError
from planner_desktop.ui.kit.look import qt_application
from planner_desktop.ui.window.leaving_share import LeavingShare

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow


class WindowClosing:
    """What is done when a window is to be closed."""

    def __init__(self, window: DraftWindow) -> None:
        self._window = window
        self._leaving: LeavingShare | None = None
        self._left = False
        """The draft is closed already."""

    def is_over(self) -> bool:
        """Close the draft; whether the window may go now. It closes later where a share is still written to."""
        if self._leaving is not None:  # closing once more: the share is not waited for
            self._leaving.give_up()
            return False
        if self._left:
            return True
        window = self._window
        window.stop()
        window.closing.emit()
        problem, backup = None, window.history.auto_backup.at_closing()
        if window.session.draft.opened.share and not qt_application().isSavingSession():
            self._leaving = LeavingShare(window, self._share_left)
            return False
        try:
            window.session.close()
        except PlannerError as error:
            problem = error
        if backup is not None:
            backup.start()
        self._tell(problem)
        return True

    def _share_left(self, problem: PlannerError | None) -> None:
        self._leaving, self._left = None, True
        self._tell(problem)
        self._window.close()

    def _tell(self, problem: PlannerError | None) -> None:
        """The draft is closed, and so is the window."""
        window = self._window
        window.closed.emit()
        if problem is not None:
            window.not_written_back.emit(problem)
        QTimer.singleShot(0, window, window.deleteLater)
