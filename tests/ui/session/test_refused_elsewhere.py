"""A text that a field did not take: in charts, links and cards, in the history, after a kill and without a disk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import changes
from planner_desktop.errors import DraftError
from planner_desktop.formpack import read
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.fields.links import LinksEditor
from planner_desktop.ui.history.history_sheet import HistorySheet
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens.board.screen import BoardScreen
from planner_desktop.ui.screens.gantt.model import WEIGHT
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.refused import (
    BUDGET,
    FIVE,
    WRONG,
    beside,
    is_red,
    refuse,
    texts,
    why_beside,
)
from tests.ui.screens.gantt.test_gantt import chart_of
from tests.ui.screens.table.test_table import screen_of
from tests.ui.session.test_typing import type_and_kill

Opener = Callable[[Draft], MainWindow]


# ---------------------------------------------------------------- other views


def test_a_weight_of_the_gantt_keeps_its_refused_text(keys: Keys, draft_path: Path, open_window: Opener) -> None:
    plan = Draft.create(draft_path, read(FORMS / "bma-2567"))  # its window closes it
    schedule = plan.add("schedule", {"project": plan.add("project", {"name": "โครงการ"})})
    activity = plan.add("activity", {"name": "ปลูกต้นไม้"}, parent=schedule)
    step = plan.add("step", {"text": "สำรวจ", "weight": 20}, parent=activity)
    screen = chart_of(open_window(plan), "table-e")
    screen.list.setCurrentIndex(screen.model.index(0, WEIGHT))
    keys.write("ครึ่งหนึ่ง")
    keys.press("Return")
    cell = screen.model.index(0, WEIGHT)
    assert cell.data() == "ครึ่งหนึ่ง"
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == colour("bad")
    assert screen.refused.said()
    assert plan.record("step", step).values["weight"] == 20
    keys.press("Ctrl+Z")
    assert (cell.data(), screen.refused.said()) == ("20", "")
    keys.press("Ctrl+Y")
    assert cell.data() == "ครึ่งหนึ่ง"
    screen.list.setCurrentIndex(cell)
    keys.press("Escape")
    assert (cell.data(), screen.refused.said(), texts(plan)) == ("20", "", [])
    keys.press("Ctrl+Y")
    assert cell.data() == "ครึ่งหนึ่ง"
    screen.list.setCurrentIndex(screen.model.index(0, WEIGHT))
    keys.write("30")
    keys.press("Return")
    assert (cell.data(), screen.refused.said(), texts(plan)) == ("30", "", [])


def test_a_name_that_was_searched_and_not_chosen_waits_in_its_field(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    assert screen.form is not None
    division = draft.add("division", {"name": "กองคลัง"})
    editor = screen.form.editor("divisions")
    assert isinstance(editor, LinksEditor)
    column = screen.model.fields.index("divisions")
    editor.line.setFocus()
    keys.write("คลัง")
    screen.table.setFocus()
    assert texts(draft) == [(project, "divisions", "คลัง")]
    assert screen.model.text(0, column) == "คลัง"
    assert is_red(screen, 0, column)
    keys.press("Ctrl+Z")
    assert (editor.line.text(), screen.model.text(0, column)) == ("", "")
    keys.press("Ctrl+Y")
    assert editor.line.text() == "คลัง"
    editor.line.setFocus()
    keys.press("Ctrl+A")
    keys.write("กองคลัง")
    keys.press("Return")
    assert draft.links("project", project, "divisions") == [division]
    assert (editor.line.text(), why_beside(screen, "divisions"), texts(draft)) == ("", "", [])


# ---------------------------------------------------------------- history, going there, kills


def test_undo_on_another_page_leads_to_it(
    keys: Keys, screen: TableScreen, window: MainWindow, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    window.go_to_section("vision")
    keys.press("Ctrl+Z")
    assert window.page is not None
    assert window.page.section.id == "projects"
    assert window.statusBar().currentMessage().startswith("Undone: type into งบประมาณ")
    found = window.findChildren(TableScreen)[-1]
    assert found.model.ids[found.table.currentIndex().row()] == project


def test_the_history_tells_of_it_and_brings_it_back(
    qtbot: QtBot, keys: Keys, screen: TableScreen, window: MainWindow, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    keys.write("6,000,000")
    keys.press("Return")
    told = [(each.what, each.before, each.after) for each in changes(draft, "project", project, "budget")]
    assert told == [("changed", "5,000,000", "6,000,000"), ("refused", "", WRONG)]
    window.history.show_history()
    (sheet,) = window.findChildren(HistorySheet)
    row = next(n for n, change in enumerate(sheet.model.rows) if change.what == "refused")
    sheet.table.setCurrentIndex(sheet.model.index(row, 0))
    assert without_break_marks(sheet.texts.after.toPlainText()) == WRONG
    assert "(not taken)" in sheet.model.index(row, 3).data()
    sheet.bring_after()
    qtbot.waitUntil(lambda: texts(draft) == [(project, "budget", WRONG)])
    assert draft.record("project", project).values["budget"] == 600_000_000
    sheet.close()


def test_after_a_kill_it_is_where_it_was_and_is_not_told_as_recovered(
    keys: Keys, draft: Draft, draft_path: Path, open_window: Opener, project: int
) -> None:
    draft.close()
    type_and_kill(draft_path, f"projects project {project} budget", "", WRONG, "Return")
    again = Draft.open(draft_path)
    window = open_window(again)
    assert texts(again) == [(project, "budget", WRONG)]
    screen = screen_of(window, "projects", 1)
    assert screen.model.text(0, BUDGET) == WRONG
    assert WRONG in screen.message.said()
    assert screen.message.isVisible()
    assert WRONG not in window.bar.text.said()
    assert "refuses" not in window.bar.text.said()
    window.menus.undo.trigger()
    assert texts(again) == []


# ---------------------------------------------------------------- what cannot be stored at all


def test_what_a_full_disk_kept_out_is_tried_again_when_the_field_is_left_again(
    keys: Keys, screen: TableScreen, draft: Draft, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_edit: object) -> None:
        raise DraftError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(draft, "enter", full)
        beside(screen).input.setFocus()
        keys.press("Ctrl+A")
        keys.write("6,000,000")
        keys.press("Tab")
    assert (beside(screen).typed(), screen.model.text(0, BUDGET)) == ("6,000,000", "6,000,000")
    assert why_beside(screen) == "disk full"
    assert draft.record("project", project).values["budget"] == FIVE
    line = beside(screen).input
    assert isinstance(line, QLineEdit)
    line.setFocus()
    keys.press("Tab")
    assert draft.record("project", project).values["budget"] == 600_000_000
    assert (why_beside(screen), screen.model.text(0, BUDGET)) == ("", "6,000,000")


def test_a_refused_text_is_shown_in_a_window_that_is_only_for_reading(
    draft: Draft, draft_path: Path, project: int, open_window: Opener
) -> None:
    draft.refuse("project", project, "budget", WRONG, "why")
    window = open_window(Draft.open(draft_path, read_only=True))
    assert screen_of(window, "projects", 1).model.text(0, BUDGET) == WRONG
    assert QApplication.activeWindow() is window


def test_a_card_keeps_its_refused_text_and_escape_takes_it_back(
    keys: Keys, window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = draft.add("swot_item", {"quadrant": "strength", "text": "เดิม"})
    fields = draft.spec("swot_item").fields
    monkeypatch.setitem(fields, "text", replace(fields["text"], type="text", pattern="[ก-ฮ]+"))
    window.go_to_record("swot", "swot_item", item, None)
    board = window.findChildren(BoardScreen)[-1]
    box = board.boxes["strength"]
    keys.press("F2", "Ctrl+A")
    keys.write("123")
    keys.press("Return")
    assert texts(draft) == [(item, "text", "123")]
    assert [(card.text, bool(card.refused)) for card in box.cards()] == [("123", True)]
    assert draft.record("swot_item", item).values["text"] == "เดิม"
    board.choose(item)
    keys.press("Escape")
    assert ([(card.text, card.refused) for card in box.cards()], texts(draft)) == ([("เดิม", "")], [])


def test_what_was_typed_in_a_new_row_and_is_refused_after_a_kill_is_recovered_once(
    draft: Draft, draft_path: Path, open_window: Opener
) -> None:
    draft.typing("project", 0, "budget", WRONG)
    draft.close()
    again = Draft.open(draft_path)
    open_window(again)
    assert texts(again) == [(again.ids("project")[0], "budget", WRONG)]
    assert again.database.execute("SELECT count(*) FROM typing").fetchone() == (0,)
