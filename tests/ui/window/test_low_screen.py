"""A screen of 1366x768 at 150 %: nothing that opens is larger than the window, and nothing in it is cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QStyle
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sources
from planner_desktop.draft.history.changes import changes
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.screens.table.detail import Detail
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.shortcuts_sheet import show_keys

LOW = 911, 512


@pytest.fixture
def low(sample_window: MainWindow) -> MainWindow:
    sample_window.resize(*LOW)
    sample_window.go_to_section("projects")
    QApplication.processEvents()
    return sample_window


@pytest.mark.parametrize("which", ["history", "backups", "comparing", "moving", "sending", "returned", "keys"])
def test_a_sheet_is_no_larger_than_the_window(low: MainWindow, which: str) -> None:
    menu, draft = low.history, low.session.draft
    draft.set("project", draft.ids("project")[0], "name", "อีกชื่อหนึ่ง")
    shows: dict[str, Callable[[], object]] = {
        "history": menu.show_history,
        "backups": menu.show_backups,
        "comparing": lambda: menu.states.compare(sources.before(changes(draft)[0])),
        "moving": menu.show_move,
        "sending": menu.sending.ask_submit,
        "returned": menu.sending.ask_returned,
        "keys": lambda: show_keys(low),
    }
    shows[which]()
    (sheet,) = low.findChildren(Sheet)
    assert sheet.width() < low.width()
    assert sheet.height() < low.height()
    sheet.close()


def test_the_form_beside_a_table_is_never_narrower_than_its_fields(low: MainWindow) -> None:
    assert low.page is not None
    low.page.show_part(1)
    low.preview.show()
    QApplication.processEvents()
    (detail,) = (each for each in low.findChildren(Detail) if each.isVisible())
    assert detail.viewport().width() >= detail.inside.minimumSizeHint().width()


def test_codes_are_read_whole(draft_path: Path, open_window: Callable[[Draft], MainWindow]) -> None:
    window = open_window(new_from_sample("2567-strategy", draft_path))
    window.resize(*LOW)
    window.go_to_section(window.session.draft.pack.sections_showing("indicator")[0].id)
    QApplication.processEvents()
    table = next(each for each in window.findChildren(RecordTable) if each.isVisible())
    column = table.records.fields.index(table.records.spec.key or "")
    code = table.records.text(0, column)
    assert code.count(".") == 3
    assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(code) + 10


def test_a_menu_that_is_higher_than_the_screen_is_scrolled(low: MainWindow) -> None:
    menu = low.menuBar().actions()[2].menu()
    assert isinstance(menu, QMenu)
    assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)


def test_guidance_has_no_empty_line_at_its_end(qtbot: QtBot) -> None:
    folded = Guide("พิมพ์ชื่อ\n")
    qtbot.addWidget(folded)
    assert folded.said() == "พิมพ์ชื่อ"
