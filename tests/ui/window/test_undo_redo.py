"""Undo and redo say what and where, and lead there; a message's undo is that message's own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.records.affected import touched
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def section(window: MainWindow) -> str:
    assert window.page is not None
    return window.page.section.id


def said(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


def table_here() -> RecordTable:
    table = QApplication.focusWidget()
    assert isinstance(table, RecordTable)
    return table


def test_undo_on_another_page_says_what_and_where_and_goes_there(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("vision")
    keys.write("เมืองน่าอยู่")
    keys.press("Ctrl+S")
    window.go_to_section("projects")
    keys.press("Ctrl+Z")
    assert section(window) == "vision"
    title = draft.pack.section("vision").title
    assert said(window).startswith("Undone: edit ")
    assert said(window).endswith(f" · {title}")
    assert focused_place() == ("vision", 1, "text")
    window.go_to_section("projects")
    keys.press("Ctrl+Y")
    assert section(window) == "vision"
    assert said(window).startswith("Done again: edit ")
    assert draft.shown(draft.record("vision", 1), "text") == "เมืองน่าอยู่"


def test_pasted_projects_are_counted_and_undone_from_another_page(
    qapp: QApplication, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    divisions = draft.pack.records["project"].fields["divisions"].to
    assert divisions
    window.go_to_section("projects")
    assert window.page is not None
    window.page.go_to("project", None, None)
    table = table_here()
    qapp.clipboard().setText("\n".join(f"โครงการที่ {n}" for n in range(1, 16)))
    clipboard.paste(table)
    label = draft.pack.records["project"].label
    title = draft.pack.section("projects").title
    assert window.menus.undo.text() == f"Undo: paste 15 {label} · {title}"
    window.go_to_section("vision")
    keys.press("Ctrl+Z")
    assert said(window) == f"Undone: paste 15 {label} · {title}"
    assert section(window) == "projects"
    assert draft.ids("project") == []
    keys.press("Ctrl+Y")
    assert len(draft.ids("project")) == 15
    assert focused_place() is not None
    assert focused_place()[:2] == ("project", draft.ids("project")[0])  # type: ignore[index]


def test_the_focus_stays_where_the_step_was(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("cover")
    field = QApplication.focusWidget()
    keys.press("End")
    keys.write("ฉบับแก้ไข")
    keys.press("Ctrl+S", "Ctrl+Z")
    assert QApplication.focusWidget() is field
    assert isinstance(field, QLineEdit)
    assert "ฉบับแก้ไข" not in field.text()


def test_an_action_is_about_what_was_pasted_not_what_came_along(draft: Draft) -> None:
    with draft.action("paste"):
        division = draft.add("division", {"name": "กองหนึ่ง"})
        project = draft.add("project", {"name": "โครงการ", "divisions": [division]})
    step = draft.undo_step()
    assert step is not None
    assert [(one.kind, one.id) for one in touched(draft, step[0])] == [("project", project)]


# ---------------------------------------------------------------- deleting


@pytest.fixture
def wait_told(qtbot: QtBot) -> Callable[[MainWindow], None]:
    return lambda window: qtbot.waitUntil(lambda: not window.deleted.is_busy)


def test_deleting_what_appears_in_the_document_says_so_with_its_own_undo(
    keys: Keys, sample_window: MainWindow, sample: Draft, wait_told: Callable[[MainWindow], None]
) -> None:
    window, project = sample_window, sample.ids("project")[0]
    sample.set("project", project, "budget", 3_875_050_000)
    name, budget = sample.title("project", project), sample.shown(sample.record("project", project), "budget")
    window.go_to_record("projects", "project", project, "name")
    table_here().list_actions.delete()
    wait_told(window)
    text = window.bar.text.said()
    assert name[:30] in text
    assert f"{budget} baht that appeared in" in text
    assert window.bar.next_button.isEnabled()
    window.go_to_section("vision")
    keys.press("End")
    keys.write("ๆ")
    keys.press("Ctrl+S")
    assert not window.bar.next_button.isEnabled()
    keys.press("Ctrl+Z")
    assert window.bar.next_button.isEnabled()
    window.bar.next_button.click()
    assert project in sample.ids("project")
    assert section(window) == "projects"
    assert not window.bar.isVisible()


def test_deleting_an_empty_row_says_nothing(
    window: MainWindow, draft: Draft, wait_told: Callable[[MainWindow], None]
) -> None:
    project = draft.add("project")
    window.go_to_record("projects", "project", project, "name")
    table_here().list_actions.delete()
    wait_told(window)
    assert not window.bar.isVisible()
    assert "Deleted" not in said(window)


# ---------------------------------------------------------------- context menus


def menu_of(widget: QWidget) -> QMenu:
    QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def undo_in(menu: QMenu) -> QAction:
    return next(action for action in menu.actions() if "Undo" in action.text())


@pytest.mark.parametrize("part", ["cover", "vision", "foreword"])
def test_the_undo_of_a_text_s_menu_is_that_of_the_key(keys: Keys, window: MainWindow, draft: Draft, part: str) -> None:
    draft.set("vision", 1, "text", "ก่อน")
    window.go_to_section(part)
    focused = QApplication.focusWidget()
    assert focused is not None
    menu = menu_of(focused)
    assert undo_in(menu) is window.menus.undo
    menu.close()
    keys.write("กขค")
    menu = menu_of(focused)
    letters = undo_in(menu)
    assert letters is not window.menus.undo
    letters.trigger()
    menu.close()
    assert draft.shown(draft.record("vision", 1), "text") == "ก่อน"
    window.menus.undo.trigger()
    assert draft.shown(draft.record("vision", 1), "text") == ""


def test_an_open_cell_has_the_draft_s_undo_too(keys: Keys, window: MainWindow, draft: Draft) -> None:
    mission = draft.add("mission", {"text": "พันธกิจ"})
    window.go_to_record("missions", "mission", mission, "text")
    keys.press("F2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    menu = menu_of(editor)
    assert undo_in(menu) is window.menus.undo
    menu.close()
    keys.press("Ctrl+Z")
    assert draft.ids("mission") == []


def test_letters_are_brought_back_by_ctrl_y_before_steps(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("vision")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    keys.write("ก")
    keys.press("Ctrl+Z")
    assert field.toPlainText() == ""
    keys.press("Ctrl+Y")
    assert field.toPlainText() == "ก"


def test_what_a_message_tells_goes_when_it_is_undone(
    keys: Keys, sample_window: MainWindow, sample: Draft, wait_told: Callable[[MainWindow], None]
) -> None:
    window, project = sample_window, sample.ids("project")[0]
    window.go_to_record("projects", "project", project, "name")
    table_here().list_actions.delete()
    wait_told(window)
    keys.press("Ctrl+Z")
    assert project in sample.ids("project")
    assert not window.bar.isVisible()
