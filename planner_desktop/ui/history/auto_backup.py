"""Makes backups while the draft is worked on and when it is closed, in a thread."""

import logging
import sqlite3
from datetime import UTC, datetime
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.draft.history.backups import Backup, Backups
from planner_desktop.errors import PlannerError
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.session.session import Session

LOOK_MS = 60_000
"""How often it is looked whether a backup is due; how often one is, `Backups.due` knows."""
AT_CLOSING = True

log = logging.getLogger("planner_desktop")


class AutoBackup(QObject):
    """Makes a backup in a thread whenever one is due.

    Signals: `made` with the new backup, `failed` with the exception.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._worker = Worker(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def look(self, *, always: bool = False) -> None:
        """Make a backup if one is due, or `always`."""
        with self.session.trying():
            backups = None if self.session.draft.read_only else Backups.of(self.session.draft)
            if backups is None or self._worker.is_busy:
                return

            def job(_progress: object, _cancelled: object) -> Backup | None:
                now = datetime.now(UTC)
                return backups.make(now) if always or backups.due(now) else None

            self._worker.start(job, self._made, self.failed.emit)

    def _made(self, backup: Backup | None) -> None:
        if backup is not None:
            self.made.emit(backup)

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        self._worker.stop()

    def at_closing(self) -> Thread | None:
        """The work of backing up what was changed, to be started once the draft is closed; None where there is none.

        The program ends only when it is done. Of a draft on a share it is done at once, for the copy that was worked
        on goes when the draft is closed.
        """
        draft = self.session.draft
        backups = Backups.of(draft) if AT_CLOSING and not draft.read_only and draft.undo_step() is not None else None
        if backups is None:
            return None
        # no `Worker`: when it begins there is no window any more to hear of it
        work = Thread(target=_back_up, args=[backups], name="backup at closing")
        if draft.opened.share is None:
            return work
        work.start()
        work.join()
        return None


def _back_up(backups: Backups) -> None:
    try:
        if backups.changed():
            backups.make(datetime.now(UTC))
    except (PlannerError, OSError, sqlite3.Error) as error:  # there is no window any more to tell it in
        log.warning("no backup at closing: %s", type(error).__name__)
