"""A window's collection that is kept on a server: what others decide comes by itself; a server that is away is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.history.notice import Notice
from planner_desktop.ui.kit.background import Worker

EVERY_MS = 3000
"""Between two looks at the server."""


class Following(QObject):
    """Looks at the server, in a thread, until it is stopped. `notice` says why it is not followed, `followed` that
    it is again.
    """

    followed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.notice = Notice()
        self._trouble: str | None = None
        self._worker = Worker(self, may_hang=True)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.changed.connect(self._tell)
        desk.troubled.connect(self._tell)
        self._tell()

    def look(self) -> None:
        """Look now, unless a look is still under way."""
        if not self._worker.is_busy:
            self._worker.start(lambda _p, _c: self._desk.collection.refresh(), self._came, self._failed)

    def _came(self, count: int) -> None:
        if count:
            self._desk.changed.emit()
        else:
            self._tell()

    def _failed(self, error: Exception) -> None:
        self._tell()
        if not isinstance(error, CollectionError) or self._desk.collection.apart is None:
            self._desk.troubled.emit(error)  # of a plan that came and cannot be read, say

    def _tell(self) -> None:
        apart = self._desk.collection.apart
        trouble = apart.message if apart is not None else ""
        if trouble == (self._trouble or ""):
            return
        before, self._trouble = self._trouble, trouble
        said = _(
            "What others decide is not seen now, and nothing can be decided here; what is here can be read. {problem}"
        )
        again = _("It is tried again by itself.")
        self.notice.say(f"{said.format(problem=trouble)} {again}" if trouble else "")
        if before and not trouble:
            self.followed.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._worker.leave()
