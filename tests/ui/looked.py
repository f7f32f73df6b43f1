"""Waiting for the look at a draft's problems, which the window takes at once or in a thread, as it lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from planner_desktop.ui.window.main_window import MainWindow


@contextmanager
def looked_at(qtbot: QtBot, window: MainWindow) -> Iterator[None]:
    """What is done inside has been looked at afterwards, and nothing older is shown."""
    yield
    qtbot.waitUntil(lambda: window.watch.is_up_to_date)
