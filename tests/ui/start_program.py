"""The program with its start page, as tests of it use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.program import Program
from planner_desktop.ui.start import StartPage
from planner_desktop.ui.window import recents_update
from planner_desktop.ui.window.main_window import MainWindow
from tests.patience import PATIENCE


@contextmanager
def running() -> Iterator[Program]:
    """A program whose windows are closed at the end, and on a busy machine too look for problems when they close."""
    program = Program()
    with patch.object(recents_update, "MOST_SECONDS", PATIENCE):
        yield program
    for window in list(program.windows):
        window.close()
    if program.start is not None:
        program.start.close()
    QApplication.processEvents()


def shown(qtbot: QtBot, program: Program, folder: Path) -> StartPage:
    """The start page, once it has found out all that it looks for; new plans go into `folder`."""
    start = program.show_start()
    with qtbot.waitActive(start):
        start.activateWindow()
    start.new.folder.setText(str(folder))
    qtbot.waitUntil(start.settled)
    return start


def opened(qtbot: QtBot, program: Program) -> MainWindow:
    """The one window that opens now."""
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    return program.windows[0]


def worked_on(program: Program, draft: Draft) -> None:
    """Open a draft in a window and close it again."""
    program.show_draft(draft).close()
    QApplication.processEvents()
