"""Closing a draft that is on a share: what the share has not got is written in a thread, while the window says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow


class LeavingShare(QObject):
    """Closes the window's draft; `over` is told what went wrong, or None. Whoever does not wait keeps the work here."""

    def __init__(self, window: DraftWindow, over: Callable[[PlannerError | None], object]) -> None:
        super().__init__(window)
        self._draft = window.session.draft
        window.session.let_go()
        for part in (window.menuBar(), window.steps, window.page, window.foot, window.history.sending.button):
            if part is not None:
                part.setEnabled(False)  # nothing can be entered any more
        window.progress.stop_button.clicked.connect(self.give_up)
        said = _("Writing the plan to the network drive…")
        window.progress.run(said, lambda _p, _c: self._close(), over, window.bar.show_error)

    def _close(self) -> PlannerError | None:
        try:
            self._draft.close()
        except PlannerError as error:
            return error
        return None

    def give_up(self) -> None:
        """Wait for the share no longer."""
        if self._draft.opened.share is not None:
            self._draft.opened.share.give_up()
