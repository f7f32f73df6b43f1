"""Timers that do something a moment after it was last asked for, and once only."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def single_shot(parent: QObject, does: Callable[[], object], ms: int = 0) -> QTimer:
    """A timer that calls `does` once, so many milliseconds after it was last started; it lives with `parent`."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(does)
    return timer
