"""Long edits of the draft, which only the Qt thread may make: in slices, between which the window is alive.

What is typed or clicked meanwhile goes nowhere, but to the card that tells how far it is: the draft is half edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import Work
from planner_desktop.ui.kit.look import Text, card, qt_application

MANY = 100
"""So many parts are worth slices."""
SLICE, SHOWN_AFTER = 0.04, 0.25
"""Seconds: so long the edit goes on at a time, and so long it takes before it is worth a card."""
Result = TypeVar("Result")
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


class StoppedError(PlannerError):
    """The officer stopped a long edit. The draft is as it was."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. The draft is as it was before."))


class Slices(QWidget):
    """The card over a window that tells how far the edit is. Escape and its button stop it."""

    def __init__(self, window: QWidget, label: str) -> None:
        super().__init__(window)
        self.stopped = False
        self._began = self._last = self._told = perf_counter()
        self.text = Text(label, "label")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(label)
        self.stop_button = QPushButton(_("Stop (Esc)"))
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a field that is left would be stored
        self.stop_button.clicked.connect(self.stop)
        box = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def stop(self) -> None:
        """Stop as soon as it is looked."""
        self.stopped = True

    def step(self, share: float) -> None:
        """So far it is: let the window live when it has waited for long enough. Raises StoppedError."""
        if perf_counter() - self._last > SLICE:
            self._show_share(share)
            self._live(QEventLoop.ProcessEventsFlag.AllEvents)

    def wait_for(self, job: Callable[[Progress], Result]) -> Result:
        """What a job brings that is done in a thread and may tell how far it is.

        Raises its exception, or StoppedError.
        """
        done: list[Result] = []
        failed: list[BaseException] = []

        def run(tell: Progress, cancelled: Cancelled) -> Result:
            def progress(share: float) -> None:
                if cancelled():
                    raise StoppedError
                if perf_counter() - self._told > SLICE:
                    self._told = perf_counter()
                    tell(share)

            return job(progress)

        work = Work(run, self)
        work.progressed.connect(self._show_share)
        work.succeeded.connect(done.append)
        work.failed.connect(failed.append)
        self.bar.setRange(0, 0)
        wakes = QTimer(self)
        wakes.start(int(SLICE * 1000))
        work.start()
        try:
            while not done and not failed:
                self._live(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        finally:
            work.cancel()
            work.wait()
            wakes.stop()
            self.bar.setRange(0, 1000)
        if failed:
            raise failed[0]
        return done[0]

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(share * 1000))

    def _live(self, how: QEventLoop.ProcessEventsFlag) -> None:
        if self.isHidden() and perf_counter() - self._began > SHOWN_AFTER:
            self._appear()
        QApplication.processEvents(how)
        self._last = perf_counter()
        if self.stopped:
            raise StoppedError

    def _appear(self) -> None:
        window = self.parentWidget()
        assert window is not None
        letters = self.fontMetrics().averageCharWidth()
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
    except StoppedError:
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

    Raises what the job raises, or StoppedError.
    """
    if not long:
        return job(None)
    with alive(session, window, label) as slices:
        return slices.wait_for(job)
