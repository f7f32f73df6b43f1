"""Run in wine: opens a draft's window on the display, and prints as JSON what is seen of it; a picture goes to a file.

python seen.py DRAFT PICTURE
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMessageBox, QTabBar, QToolTip

from planner_desktop.i18n import set_language
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.app import application
from planner_desktop.ui.program import Program
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.window import settings


def settle() -> None:
    """Let everything be laid out."""
    for _round in range(20):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fonts() -> list[str]:
    """The fonts of all that can be seen, menus and message boxes too."""
    box = QMessageBox(QMessageBox.Icon.Warning, "", "ที่")
    box.open()
    settle()
    shown = [each for each in QApplication.allWidgets() if each.isVisible() or isinstance(each, QMenu)]
    found = {f"{each.metaObject().className()}: {each.font().family()}" for each in shown}
    box.close()
    return sorted({*found, f"QToolTip: {QToolTip.font().family()}"})


def main() -> None:
    """Look."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    set_language(settings.language())
    app = application()
    program = Program()
    window = program.open(Path(sys.argv[1]))
    assert window is not None
    window.resize(1366, 700)
    texts, letters = [], set()
    for section in window.session.draft.pack.sections:
        window.go_to_section(section.id)
        settle()
        for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
            if widget.isVisible() and widget.text():
                texts.append(without_break_marks(widget.text()))
        for tabs in window.findChildren(QTabBar):
            texts += [tabs.tabText(n) for n in range(tabs.count())]
        letters |= set(fonts())
    window.go_to_section("projects")
    settle()
    app.primaryScreen().grabWindow(window.winId()).save(sys.argv[2])
    told = {
        "title": window.windowTitle(),
        "platform": app.platformName(),
        "style": app.style().objectName(),
        "icon": not app.windowIcon().isNull(),
        "documents": str(documents()),
        "data": QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation),
        "texts": sorted(set(texts)),
        "fonts": sorted(letters),
    }
    print(json.dumps(told, ensure_ascii=False))
    window.close()
    settle()


main()
