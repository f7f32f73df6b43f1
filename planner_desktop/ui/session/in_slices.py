"""Long edits of the draft, which only the Qt thread may make: in slices, between which the window is alive.

What is typed or clicked meanwhile goes nowhere, but to the card that tells how far it is: the draft is half edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from planner_desktop import stopping
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress, Result
from planner_desktop.ui.kit.look import qt_application
from planner_desktop.ui.kit.progress_row import ProgressRow

MANY = 100
"""So many parts are worth slices."""
SLICE, SHOWN_AFTER = 0.04, 0.25
"""Seconds: so long the edit goes on at a time, and so long it takes before it is worth a card."""
Kind = QEvent.Type
INPUT = {
    Kind.KeyPress, Kind.KeyRelease, Kind.ShortcutOverride, Kind.InputMethod, Kind.MouseButtonPress, Kind.ContextMenu,
    Kind.MouseButtonRelease, Kind.MouseButtonDblClick, Kind.Wheel, Kind.TouchBegin, Kind.DragEnter, Kind.Drop,
    Kind.Close,
}  # fmt: skip


class Edited(Protocol):
    """What a long edit asks of the session whose draft it changes."""

    def settle(self) -> None:
        """Store what is being typed."""

    def tell_anew(self) -> None:
        """Have every view show the draft again."""


class EditStoppedError(PlannerError):
    """The officer stopped a long edit. The draft is as it was."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. The draft is as it was before."))


class Slices(ProgressRow):
    """The card over a window that tells how far the edit is. Escape and its button stop it."""

    def __init__(self, window: QWidget, label: str) -> None:
        super().__init__(window)
        self.setProperty("role", "card")
        self.stopped = False
        self._began = self._last = perf_counter()
        self.say(label)
        self.stop_button.setText(_("Stop (Esc)"))
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a field that is left would be stored

    def stop(self) -> None:
        """Stop as soon as it is looked."""
        self.stopped = True

    def step(self, share: float) -> None:
        """So far it is: let the window live when it has waited for long enough. Raises EditStoppedError."""
        if perf_counter() - self._last > SLICE:
            self.show_share(share)
            self._live(QEventLoop.ProcessEventsFlag.AllEvents)

    def wait_for(self, job: Callable[[Progress], Result]) -> Result:
        """What a job brings that is done in a thread and may tell how far it is.

        Raises its exception, or EditStoppedError.
        """
        done: list[Result] = []
        failed: list[Exception] = []

        def run(tell: Progress, _cancelled: Cancelled) -> Result:
            def progress(share: float) -> None:
                stopping.look()
                tell(share)

            return job(progress)

        wakes = QTimer(self)
        wakes.start(int(SLICE * 1000))
        self.worker.start(run, done.append, failed.append, stopped=failed.append, progress=self.show_share)
        try:
            while not done and not failed:
                self._live(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        finally:
            self.worker.stop()
            wakes.stop()
        if failed:
            raise failed[0]
        return done[0]

    def _live(self, how: QEventLoop.ProcessEventsFlag) -> None:
        if self.isHidden() and perf_counter() - self._began > SHOWN_AFTER:
            self._appear()
        QApplication.processEvents(how)
        self._last = perf_counter()
        if self.stopped:
            raise EditStoppedError

    def _appear(self) -> None:
        window = self.parentWidget()
        assert window is not None
        letters = self.fontMetrics().horizontalAdvance("0")
        width = min(window.width() - 4 * letters, 70 * letters)
        self.resize(width, self.sizeHint().height())
        self.move((window.width() - width) // 2, window.height() // 3)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == Kind.Shortcut:
            return True
        if kind not in INPUT or not isinstance(watched, QWidget) or self.isAncestorOf(watched):
            return False
        if isinstance(event, QKeyEvent) and kind == Kind.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.stop()
        if kind == Kind.Close:
            event.ignore()
        return True


@contextmanager
def in_slices(session: Edited, window: QWidget, label: str, parts: int) -> Iterator[Progress | None]:
    """Do an edit of so many parts, which calls what this yields at each of them; with few parts it need not.

    Where it is stopped, all show the draft again.
    """
    if parts < MANY:
        yield None
        return
    with alive(session, window, label) as slices:
        yield slices.step


@contextmanager
def alive(session: Edited, window: QWidget, label: str) -> Iterator[Slices]:
    """Keep the window alive while nothing may be entered."""
    session.settle()
    slices = Slices(window, label)
    application = qt_application()
    application.installEventFilter(slices)
    try:
        yield slices
    except EditStoppedError:
        session.tell_anew()  # what was read meanwhile may have been half edited
        raise
    finally:
        application.removeEventFilter(slices)
        slices.hide()
        slices.deleteLater()


def in_thread(
    session: Edited, window: QWidget, label: str, job: Callable[[Progress | None], Result], *, long: bool
) -> Result:
    """What a job brings that does not touch the draft: where it is long, it is done in a thread.

    Raises what the job raises, or EditStoppedError.
    """
    if not long:
        return job(None)
    with alive(session, window, label) as slices:
        return slices.wait_for(job)
