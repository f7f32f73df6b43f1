"""Makes backups while the draft is worked on, in a thread."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.draft.backups import Backup, Backups
from planner_desktop.ui.background import OneWork
from planner_desktop.ui.session import Session

FIRST_MS, EVERY_MS = 60_000, 300_000
"""How often it is looked whether a backup is due; how often one is, `Backups.due` knows."""


class BackingUp(QObject):
    """`made` brings a new backup, `failed` why there is none."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._work = OneWork(self)
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def look(self, *, always: bool = False) -> None:
        """Make a backup if one is due, or `always`."""
        self._timer.setInterval(EVERY_MS)
        with self.session.trying():
            backups = None if self.session.draft.read_only else Backups.of(self.session.draft)
            if backups is None or self._work.is_busy:
                return

            def job(_progress: object, _cancelled: object) -> Backup | None:
                now = datetime.now(UTC)
                return backups.make(now) if always or backups.due(now) else None

            self._work.start(job, self._made, self.failed.emit)

    def _made(self, backup: Backup | None) -> None:
        if backup is not None:
            self.made.emit(backup)

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._timer.stop()
        self._work.wait()
