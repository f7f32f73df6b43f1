"""Starting the window: the application, its language and font, what happens to unexpected errors."""

from __future__ import annotations

import gc
import logging
import os
import sys
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from planner_desktop import __version__, app_paths
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import set_language
from planner_desktop.thai import known_ends
from planner_desktop.ui import one_program
from planner_desktop.ui.kit import look
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.qt_words import QtWords
from planner_desktop.ui.program import AFTER_SHOWN_MS, COLLECTION, GIVEN, RETURN, Program, is_on_network
from planner_desktop.ui.window import settings

if TYPE_CHECKING:
    from planner_desktop.draft import Draft

log = logging.getLogger("planner_desktop")

NAME = "planner_desktop"
"""What the system knows the program by; shortcuts to it bear it too."""


@cache
def keep_log() -> None:
    """Write the log to a small rotating file of this user."""
    from logging.handlers import RotatingFileHandler

    file = app_paths.user_logs() / app_paths.LOG
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=500_000, backupCount=3, encoding="utf-8")
    except OSError:
        return  # the program is of use without a log
    form = f"%(asctime)s %(levelname)s planner_desktop {__version__}, {str(file).replace('%', '%%')}: %(message)s"
    handler.setFormatter(logging.Formatter(form))
    log.addHandler(handler)


def _begun() -> QApplication:
    # With the style as an argument: `setStyle` returns a QStyle, of whose many names PySide6 makes an enum each.
    app = QApplication([*sys.argv[:1], "-style", look.STYLE])
    app.setProperty(look.STYLED, True)
    return app


def application() -> QApplication:
    """The application in the user's language and font."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else _begun()
    app.setApplicationName(NAME)
    app.setDesktopFileName("planner-desktop")
    app.setWindowIcon(QIcon(str(app_paths.ICONS / "program.ico")))
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)  # its windows are one group in the taskbar
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    words = QtWords()
    words.setParent(app)
    app.installTranslator(words)
    settings.dress(app)
    return app


def _shown(program: Program) -> None:
    keep_log()
    gc.freeze()
    gc.enable()
    Worker(program).start(lambda _progress, _cancelled: _get_ready())


def _get_ready() -> None:
    from planner_desktop import leftovers
    from planner_desktop.thai import dictionary

    dictionary.get_ready()  # before a text is drawn that no start before has seen
    leftovers.sweep_temporary()


def _unexpected(program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    keep_log()
    program.unexpected(kind, error, trace)


def _opened(path: Path) -> Draft:
    from planner_desktop.draft import Draft

    return Draft.open(path.resolve())


def _has_terminal() -> bool:
    """Whether what is written to standard error is read: not where the file was double-clicked."""
    nobody_sees_windows = QGuiApplication.platformName() or os.environ.get("QT_QPA_PLATFORM", "")
    return nobody_sees_windows in ("offscreen", "minimal") or (sys.stderr is not None and sys.stderr.isatty())


def run(path: Path | None) -> int:
    """Show the draft or collection at `path`, or the start page, until the last window is closed; the exit status.

    Where the program is running already, that one shows it. Where the draft cannot be opened a terminal is told
    (PlannerError); without one the start page tells it.
    """
    set_language(settings.language())
    away = path if path is not None and is_on_network(path) else None  # it may hang, and is not asked here
    desk = path is not None and path.name == COLLECTION
    if (path is None or away or desk or path.exists() or not _has_terminal()) and one_program.hand_over(path):
        return 0
    app = application()
    program = Program()
    server = one_program.listen(program, program.take)
    if server is None and one_program.hand_over(path):
        return 0  # another was quicker
    draft, problem = None, None
    other = desk or (path is not None and path.suffix.lower() in (COLLECTION, RETURN, *GIVEN))
    try:
        draft = _opened(path) if path is not None and not away and not other else None
    except PlannerError as error:
        if _has_terminal():
            raise
        problem = error
    sys.excepthook = partial(_unexpected, program)
    if other:
        program.take(path)
    elif draft is not None:
        program.show_draft(draft)
    elif problem is not None:
        program.tell(problem)
    else:
        start = program.show_start()
        if away is not None:
            start.open(away)
    QTimer.singleShot(AFTER_SHOWN_MS, partial(_shown, program))
    status = app.exec()
    known_ends.keep()
    sys.excepthook = sys.__excepthook__
    del program  # its windows must go before the application does
    return status
