"""Which sections and screens of a draft are in use, as it is edited: found at once while that is quick, else aside.

The conditions that decide it are SQL of an edition from anyone, which may take seconds in a large draft.
"""

from __future__ import annotations

from time import thread_time

from PySide6.QtCore import QObject, Signal

from planner_desktop import stopping
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.errors import QueryError, StoppedError
from planner_desktop.formpack import tables
from planner_desktop.ui.kit.background import Worker

AT_ONCE_SECONDS = 0.04
"""Of computing; conditions that take longer are asked in a thread from then on."""


def found(draft: Draft) -> InUse:
    """What is in use; everything where a condition fails, as the problems tell, until a record is another."""
    try:
        return in_use(draft)
    except QueryError:
        return everything(draft)


def everything(draft: Draft) -> InUse:
    """All of the form pack, to be looked at again after every change."""
    return InUse(draft.pack, reads=frozenset(shape.name for shape in tables.shapes(draft.pack.records)))


class InUseWatch(QObject):
    """Keeps `now`, what is in use; until that is first found, everything is.

    Signal: `changed` when it is another.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, draft: Draft, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.now = everything(draft)
        self.is_slow = False
        self._again = False
        self._worker = Worker(self)
        self._worker.over.connect(self._over)
        self._look()

    def heard(self, changed: set[str]) -> None:
        """Tables of the draft changed."""
        if changed & self.now.reads:
            self._look()

    def _look(self) -> None:
        if not self.is_slow:
            end = thread_time() + AT_ONCE_SECONDS
            try:
                with stopping.when(lambda: thread_time() > end):
                    now = found(self.draft)
            except StoppedError:
                self.is_slow = True
            else:
                self._take(now)
                return
        if self._worker.is_busy:
            self._again = True
            return
        snapshot = self.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> InUse:
            with snapshot:
                return found(snapshot)

        self._worker.start(job, self._take, self.failed.emit)

    def _take(self, now: InUse) -> None:
        if now.pack is self.draft.pack and now != self.now:
            self.now = now
            self.changed.emit()

    def _over(self) -> None:
        if self._again:
            self._again = False
            self._look()

    def stop(self) -> None:
        """Look no more (the window closes)."""
        self._again = False
        self._worker.stop()
