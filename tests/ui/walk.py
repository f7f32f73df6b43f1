"""A real process that goes through every screen of a sample and prints, as JSON, what an officer would stumble over.

python -m tests.ui.walk SAMPLE WIDTH HEIGHT: the screen's size in pixels before Qt's scaling (QT_SCALE_FACTOR).
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.own_places import environment

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.update(environment(Path(tempfile.mkdtemp()), cache=False))

from collections.abc import Iterator

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.i18n import set_language
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.app import application
from planner_desktop.ui.window.main_window import MainWindow
from scripts import translations
from scripts.beside import settle
from scripts.screenshots import screens

PLATFORM = "This plugin does not support"


def english() -> set[str]:
    """The sentences of the program whose Thai is another: they must not be seen."""
    found: set[str] = set()
    for message in translations.read("th"):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        found |= {str(text) for text in ids if text and str(text) not in said}
    return found


def seen(window: MainWindow) -> Iterator[tuple[QWidget, str]]:
    """Every widget with words on it that can be seen, and its words."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, without_break_marks(widget.text()).replace("&", "")
        elif isinstance(widget, QTabBar):
            yield from ((widget, widget.tabText(n)) for n in range(widget.count()))


def clipped(widget: QWidget) -> bool:
    """Whether words do not fit into their own widget."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QLabel | QAbstractButton) and widget.text():
        wish = widget.minimumSizeHint()
        return wish.height() > widget.height() + 1 or wish.width() > widget.width() + 1
    return False


def faults(window: MainWindow, unwanted: set[str]) -> Iterator[str]:
    """What is wrong with the screen that is shown."""
    if window.width() < window.minimumSizeHint().width() or window.height() < window.minimumSizeHint().height():
        yield f"the window needs {window.minimumSizeHint().toTuple()}"
    for widget, words in seen(window):
        if words in unwanted:
            yield f"English: {words}"
        if clipped(widget):
            yield f"clipped: {words}"


def walk(sample: str, width: int, height: int) -> dict[str, list[str]]:
    """The faults of every screen, by its name; what Qt warns of goes to the screen that is shown."""
    set_language("th")
    app = application()
    warnings: list[str] = []

    def heard(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith(PLATFORM):
            warnings.append(text)

    qInstallMessageHandler(heard)
    unwanted, found = english(), {}
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(new_from_sample(sample, Path(folder, "plan.bmaplan")))
        ratio = window.devicePixelRatioF()
        window.resize(int(width / ratio), int(height / ratio))
        window.show()
        size = window.size()
        settle()
        for name in screens(window):
            if list(faults(window, unwanted)):
                settle()  # a text that came just now is laid out a moment later
            found[name] = [*warnings, *faults(window, unwanted)]
            if window.size() != size:
                found[name].append(f"the window grew to {window.size().toTuple()}")
            warnings.clear()
        window.close()
        settle()
    found["closed"] = list(warnings)
    qInstallMessageHandler(None)
    del app
    return found


if __name__ == "__main__":
    json.dump(walk(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout, ensure_ascii=False, indent=1)
