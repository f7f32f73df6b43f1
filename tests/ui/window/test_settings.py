"""Language, text size and colours are chosen in the window and taken up at once, with everything where it was."""

import operator
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.i18n import set_language
from planner_desktop.ui.kit import look
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.qt_words import QtWords
from planner_desktop.ui.program import Program
from planner_desktop.ui.window import settings
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.conftest import SAMPLE
from tests.ui.keys import Keys


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.delenv("PLANNER_LANGUAGE", raising=False)
    set_language("th")
    program = Program()
    yield program
    for window in list(program.windows):
        window.close()
    set_language("en")
    look.apply(qapp)


@pytest.fixture
def shown(qtbot: QtBot, program: Program, tmp_path: Path) -> MainWindow:
    window = program.show_draft(new_from_sample(SAMPLE, tmp_path / "plan.bmaplan"))
    qtbot.waitUntil(window.isVisible)
    return window


def choose(window: MainWindow, *path: str) -> None:
    """Choose from the menus by their words."""
    menu: QMenu | None = None
    actions = window.menuBar().actions()
    for word in path:
        action: QAction = next(a for a in actions if re.sub(r"\(&\w\)|&", "", a.text()) == word)
        menu = action.menu()  # type: ignore[assignment]
        actions = menu.actions() if menu is not None else []
    action.trigger()


def test_the_window_speaks_english_and_thai_again(qtbot: QtBot, program: Program, shown: MainWindow) -> None:
    shown.go_to_section("projects")
    draft: Draft = shown.session.draft
    assert shown.next_button.text().startswith("ถัดไป")
    choose(shown, "มุมมอง", "ภาษา", "English")
    qtbot.waitUntil(lambda: program.windows != [shown])
    (english,) = program.windows
    assert english.session.draft is draft
    assert english.page is not None
    assert english.page.section.id == "projects"
    assert english.next_button.text().startswith("Next")
    draft.set("project", draft.ids("project")[0], "name", "แก้ในหน้าต่างใหม่")
    assert english.menus.undo.text().startswith("Undo")
    choose(english, "View", "Language", "ไทย")
    qtbot.waitUntil(lambda: program.windows != [english])
    assert program.windows[0].next_button.text().startswith("ถัดไป")
    assert settings.language() == "th"


def test_what_a_field_refused_is_still_there_in_the_new_colours(
    qtbot: QtBot, program: Program, shown: MainWindow, keys: Keys
) -> None:
    shown.go_to_section("projects")
    id = shown.session.draft.ids("project")[0]
    shown.go_to_record("projects", "project", id, "first_year")
    keys.write("ปีหน้า")
    keys.press("Tab")
    choose(shown, "มุมมอง", "สี", "มืด")
    qtbot.waitUntil(lambda: program.windows != [shown])
    (dark,) = program.windows
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == hex_of("paper", "dark")
    dark.go_to_record("projects", "project", id, "first_year")
    assert "ปีหน้า" in [line.text() for line in dark.findChildren(QLineEdit)]


def test_larger_text_is_larger_everywhere_and_next_time(qtbot: QtBot, program: Program, shown: MainWindow) -> None:
    before = shown.findChildren(QLabel)[0].fontMetrics().height()
    for _press in range(3):
        (window,) = program.windows
        choose(window, "มุมมอง", "ตัวอักษรใหญ่ขึ้น")
        qtbot.waitUntil(partial(operator.ne, program.windows, [window]))
    assert settings.points() == look.POINTS + 3
    assert program.windows[0].findChildren(QLabel)[0].fontMetrics().height() > before


def test_what_qt_says_of_its_own_accord_is_thai(qtbot: QtBot, qapp: QApplication) -> None:
    class Listening(QtWords):
        unknown: ClassVar[set[tuple[str, str]]] = set()

        def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
            word = super().translate(context, source, disambiguation, n)
            if word is None and source.strip(" .") and context != "QShortcut":
                self.unknown.add((context, source))
            return word

    set_language("th")
    words = Listening()
    qapp.installTranslator(words)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
            dialog.setAcceptMode(mode)
        qtbot.addWidget(dialog)
        dialog.show()
        for field in (QLineEdit(), QTextEdit()):
            qtbot.addWidget(field)
            menu = field.createStandardContextMenu()
            assert "วาง" in " ".join(action.text() for action in menu.actions())
            menu.deleteLater()
    finally:
        qapp.removeTranslator(words)
        set_language("en")
    keys = {"Alt+Left", "Alt+Right", "Alt+Up", "QT_LAYOUT_DIRECTION"}
    assert {(context, source) for context, source in words.unknown if source not in keys} == set()
