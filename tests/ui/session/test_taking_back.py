"""Escape closes what is open over a field, then takes back what is typed in it, which Ctrl+Y and the history have."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import changes
from planner_desktop.formpack import read
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

WORDS = "เมืองน่าอยู่สำหรับทุกคน"


def texts(draft: Draft, kind: str, field: str) -> list[str]:
    return [draft.shown(record, field) for record in draft.records(kind)]


@pytest.mark.parametrize(
    ("section", "kind", "field"),
    [
        ("cover", "cover", "title"),
        ("vision", "vision", "text"),
        ("foreword", "foreword", "text"),
        ("missions", "mission", "text"),
    ],
)
def test_what_escape_takes_back_comes_again_with_redo(
    keys: Keys, window: MainWindow, draft: Draft, section: str, kind: str, field: str
) -> None:
    window.go_to_section(section)
    before = texts(draft, kind, field)
    keys.write(WORDS)
    keys.press("Escape")
    assert texts(draft, kind, field) == before
    assert "Ctrl+Y" in window.statusBar().currentMessage()
    assert [change for change in changes(draft, kind) if WORDS in change.after + change.title and not change.standing]
    keys.press("Ctrl+Y")
    assert any(WORDS in text for text in texts(draft, kind, field))
    keys.press("Ctrl+Z")
    assert texts(draft, kind, field) == before


def test_a_card_typed_over_and_given_up_comes_again(keys: Keys, window: MainWindow, draft: Draft) -> None:
    card = draft.add("swot_item", {"quadrant": "strength", "text": "เดิม"})
    window.go_to_record("swot", "swot_item", card, None)
    keys.press("F2")
    keys.write(WORDS)
    keys.press("Escape")
    assert texts(draft, "swot_item", "text") == ["เดิม"]
    keys.press("Ctrl+Y")
    assert texts(draft, "swot_item", "text") == [WORDS]


def test_a_text_that_is_refused_and_given_up_comes_again_in_red(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "budget")
    keys.write("สองแสน ห้า")
    keys.press("Escape")
    table = QApplication.focusWidget()
    assert isinstance(table, RecordTable)
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == ""
    keys.press("Ctrl+Y")
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == "สองแสน ห้า"
    assert draft.record("project", project).values["budget"] is None
    keys.press("Escape")
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == ""
    keys.press("Ctrl+Y")
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == "สองแสน ห้า"


def test_what_was_typed_to_search_for_a_link_comes_again(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "divisions")
    table = QApplication.focusWidget()
    assert isinstance(table, RecordTable)
    keys.write("กองที่ยังไม่มีในรายการ")
    keys.press("Escape")  # the list
    assert table.panel is not None
    keys.press("Escape")
    assert table.panel is None
    assert "Ctrl+Y" in window.statusBar().currentMessage()
    keys.press("Ctrl+Y")
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == "กองที่ยังไม่มีในรายการ"
    assert draft.ids("division") == []


def test_a_step_of_a_gantt_chart_given_up_comes_again(
    keys: Keys, draft_path: Path, open_window: Callable[[Draft], MainWindow]
) -> None:
    plan = Draft.create(draft_path, read(FORMS / "bma-2567"))  # its window closes it
    schedule = plan.add("schedule", {"project": plan.add("project", {"name": "โครงการ"})})
    step = plan.add("step", {"text": "เดิม"}, parent=plan.add("activity", {"name": "ปลูกต้นไม้"}, parent=schedule))
    open_window(plan).go_to_record("table-e", "step", step, "text")
    keys.press("Return", "Ctrl+A")
    keys.write(WORDS)
    keys.press("Escape")
    assert texts(plan, "step", "text") == ["เดิม"]
    keys.press("Ctrl+Y")
    assert texts(plan, "step", "text") == [WORDS]


def test_a_new_step_of_a_gantt_chart_given_up_comes_again_with_its_text_at_once(
    keys: Keys, draft_path: Path, open_window: Callable[[Draft], MainWindow], qtbot: QtBot
) -> None:
    plan = Draft.create(draft_path, read(FORMS / "bma-2565"))
    plan.add("project", {"name": "โครงการ"})
    open_window(plan).go_to_section("steps")
    keys.write(WORDS)
    keys.press("Escape")
    qtbot.waitUntil(lambda: plan.ids("step") == [])
    keys.press("Ctrl+Y")
    assert texts(plan, "step", "name") == [WORDS]


def test_a_choice_picked_in_an_open_cell_and_given_up_comes_again(
    keys: Keys, draft_path: Path, open_window: Callable[[Draft], MainWindow]
) -> None:
    plan = Draft.create(draft_path, read(FORMS / "bma-2567"))
    card = plan.add("swot_item", {"quadrant": "strength", "text": "ก"})
    window = open_window(plan)
    window.go_to_section("swot")
    assert window.page is not None
    screen = window.page.show_part(1)
    assert isinstance(screen, TableScreen)
    column = screen.model.fields.index("quadrant")
    screen.table.setFocus()
    screen.table.setCurrentIndex(screen.model.index(0, column))
    keys.press("F2", "Down", "Escape")
    assert plan.record("swot_item", card).values["quadrant"] == "strength"
    keys.press("Ctrl+Y")
    assert plan.record("swot_item", card).values["quadrant"] == "weakness"


def test_escape_where_nothing_was_typed_leaves_what_can_be_done_again(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.set("vision", 1, "text", "หนึ่ง")
    window.go_to_section("vision")
    keys.press("Ctrl+Z", "Escape")
    assert draft.redo_label()
    keys.press("Ctrl+Y")
    assert draft.shown(draft.record("vision", 1), "text") == "หนึ่ง"


def test_what_is_saved_is_not_taken_back(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("vision")
    keys.write(WORDS)
    keys.press("Ctrl+S", "Escape")
    assert draft.shown(draft.record("vision", 1), "text") == WORDS


def test_the_find_panel_goes_first(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("vision")
    field = QApplication.focusWidget()
    panel = window.finding.show()
    assert field is not None
    field.setFocus()
    keys.write(WORDS)
    keys.press("Escape")
    assert not panel.isVisible()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == WORDS
    keys.press("Escape")
    assert field.toPlainText() == ""


# ---------------------------------------------------------------- saving


@pytest.mark.parametrize(
    ("section", "kind", "field"),
    [
        ("cover", "cover", "title"),
        ("vision", "vision", "text"),
        ("foreword", "foreword", "text"),
        ("missions", "mission", "text"),
        ("swot", "swot_item", "text"),
    ],
)
def test_save_stores_what_is_typed_and_leaves_the_cursor_where_it_was(
    keys: Keys, window: MainWindow, draft: Draft, section: str, kind: str, field: str
) -> None:
    window.go_to_section(section)
    keys.press("End")
    keys.write(WORDS)
    keys.press("Left", "Left", "Ctrl+S")
    assert any(WORDS in text for text in texts(draft, kind, field))
    assert window.statusBar().currentMessage().startswith("Saved ")
    input = QApplication.focusWidget()
    if isinstance(input, QLineEdit):
        assert input.text()[input.cursorPosition() :] == WORDS[-2:]
    else:
        assert isinstance(input, QPlainTextEdit | QTextEdit)
        assert input.toPlainText()[input.textCursor().position() :] == WORDS[-2:]
    keys.write("ๆ")
    keys.press("Ctrl+S")
    assert any(WORDS[:-2] + "ๆ" + WORDS[-2:] in text for text in texts(draft, kind, field))
    assert len(texts(draft, kind, field)) == len(set(texts(draft, kind, field)))


def test_save_says_what_is_refused(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "budget")
    keys.write("ไม่ทราบ")
    keys.press("Ctrl+S")
    assert window.statusBar().currentMessage().startswith("Not saved: ")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    keys.press("Ctrl+A")
    keys.write("5,000")
    keys.press("Ctrl+S")
    assert window.statusBar().currentMessage().startswith("Saved ")
    assert draft.record("project", project).values["budget"] == 500_000


def test_save_tells_of_texts_that_are_refused_elsewhere(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "budget")
    keys.write("ไม่ทราบ")
    keys.press("Return")
    window.go_to_section("vision")
    keys.press("Ctrl+S")
    assert "1 text is refused" in window.statusBar().currentMessage()
