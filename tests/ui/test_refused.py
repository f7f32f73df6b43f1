"""A text that a field did not take: it stands in its own record and field, in every view, as long as its reason."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.changes import changes
from planner_desktop.errors import DraftError
from planner_desktop.formpack import read
from planner_desktop.places import FORMS
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.colours import colour
from planner_desktop.ui.editors.links import LinksEditor
from planner_desktop.ui.editors.typed import LineEditor
from planner_desktop.ui.keeping.history import HistorySheet
from planner_desktop.ui.main_window import MainWindow
from planner_desktop.ui.parts.board import BoardScreen
from planner_desktop.ui.parts.gantt_model import WEIGHT
from planner_desktop.ui.parts.table import TableScreen
from tests.ui.keys import Keys
from tests.ui.test_clipboard import html_of, put
from tests.ui.test_gantt import chart_of
from tests.ui.test_keeping_typing import type_and_kill
from tests.ui.test_project_editor import items_of
from tests.ui.test_table import screen_of

Opener = Callable[[Draft], MainWindow]
FIVE = 500_000_000
NAME, BUDGET = 0, 1
WRONG, WORSE = "ห้าล้านกว่า", "ห้าล้านเศษ"


def texts(draft: Draft) -> list[tuple[int, str, str]]:
    return [(each.id, each.field, each.text) for each in draft.refusals()]


@pytest.fixture
def project(draft: Draft) -> int:
    return draft.add("project", {"name": "ขุดลอกคลอง", "budget": FIVE, "funding": "amount"})


@pytest.fixture
def screen(project: int, window: MainWindow) -> TableScreen:
    shown = screen_of(window, "projects", 1)
    shown.table.setCurrentIndex(shown.model.index(0, BUDGET))
    shown.table.setFocus()
    return shown


def beside(screen: TableScreen, field: str = "budget") -> LineEditor:
    assert screen.form is not None
    editor = screen.form.editor(field)
    assert isinstance(editor, LineEditor)
    return editor


def why_beside(screen: TableScreen, field: str = "budget") -> str:
    assert screen.form is not None
    return screen.form.rows[field].message.said()


def is_red(screen: TableScreen, row: int, column: int) -> bool:
    brush = screen.model.index(row, column).data(Qt.ItemDataRole.ForegroundRole)
    return brush is not None and brush.color() == colour("bad")


def refuse(keys: Keys, screen: TableScreen, text: str = WRONG, row: int = 0) -> None:
    screen.table.setCurrentIndex(screen.model.index(row, BUDGET))
    screen.table.setFocus()
    keys.write(text)
    keys.press("Return")
    screen.table.setCurrentIndex(screen.model.index(row, BUDGET))


# ---------------------------------------------------------------- undo, redo, and its reason


def test_undo_shows_the_stored_amount_again_and_redo_the_text(
    keys: Keys, screen: TableScreen, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    assert screen.model.text(0, BUDGET) == WRONG
    assert is_red(screen, 0, BUDGET)
    assert WRONG in screen.message.said()
    keys.press("Ctrl+Z")
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == ("5,000,000", "5,000,000")
    assert not is_red(screen, 0, BUDGET)
    assert (screen.message.said(), why_beside(screen)) == ("", "")
    assert draft.record("project", project).values["budget"] == FIVE
    keys.press("Ctrl+Y")
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == (WRONG, WRONG)
    assert is_red(screen, 0, BUDGET)


def test_the_table_and_the_form_agree_at_once_and_either_mends_both(
    keys: Keys, screen: TableScreen, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    assert beside(screen).typed() == WRONG
    assert beside(screen).input.property("refused")
    assert WRONG in why_beside(screen)
    keys.write("6,000,000")
    keys.press("Return")
    assert (beside(screen).typed(), why_beside(screen), texts(draft)) == ("6,000,000", "", [])
    assert not beside(screen).input.property("refused")
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write(WORSE)
    keys.press("Tab")
    assert screen.model.text(0, BUDGET) == WORSE
    assert is_red(screen, 0, BUDGET)
    assert WORSE in screen.message.said()
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write("7,000,000")
    keys.press("Tab")
    assert (screen.model.text(0, BUDGET), screen.message.said(), texts(draft)) == ("7,000,000", "", [])
    assert not is_red(screen, 0, BUDGET)


def test_typing_what_is_stored_already_takes_the_text_away(keys: Keys, screen: TableScreen, draft: Draft) -> None:
    refuse(keys, screen)
    keys.write("5,000,000")
    keys.press("Return")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("5,000,000", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG


def test_it_goes_with_its_record_and_comes_back_with_it(keys: Keys, screen: TableScreen, draft: Draft) -> None:
    refuse(keys, screen)
    keys.press("Ctrl+-")
    assert (screen.model.ids, screen.message.said(), texts(draft)) == ([], "", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG
    assert WRONG in screen.message.said()
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.press("Delete")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG


def test_a_filled_down_amount_takes_it_away(keys: Keys, screen: TableScreen, draft: Draft, project: int) -> None:
    draft.add("project", {"name": "สอง"})
    refuse(keys, screen, row=1)
    keys.press("Ctrl+D")
    assert (screen.model.text(1, BUDGET), texts(draft)) == ("5,000,000", [])


def test_a_replaced_text_and_one_from_the_history_take_it_away(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    refuse(keys, screen)
    draft.set("project", project, "budget", 100)  # as replacing and restoring do
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == ("1", "1")
    draft.undo()
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == (WRONG, WRONG)


def test_nothing_old_appears_in_records_that_are_added_after_an_undo(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    rows = "\n".join(f"โครงการที่ {n}\tแล้วแต่" if n == 7 else f"โครงการที่ {n}\t{n}" for n in range(1, 40))
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(text=rows)
    keys.press("Ctrl+V")
    assert [text for _id, _field, text in texts(draft)] == ["แล้วแต่"]
    assert len(screen.model.ids) == 40
    keys.press("Ctrl+Z")
    assert (texts(draft), screen.model.ids, screen.message.said()) == ([], [project], "")
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(text=rows.replace("แล้วแต่", "7"))
    keys.press("Ctrl+V")
    assert len(screen.model.ids) == 40
    assert [screen.model.text(row, BUDGET) for row in range(1, 40)] == [str(n) for n in range(1, 40)]
    assert not any(is_red(screen, row, BUDGET) for row in range(40))


# ---------------------------------------------------------------- the empty row, sub-items, pasting


def test_what_is_refused_in_the_empty_row_stands_in_a_row_of_its_own(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    screen.table.setCurrentIndex(screen.model.index(1, BUDGET))
    keys.write(WRONG)
    keys.press("Return")
    assert len(screen.model.ids) == 2
    assert (screen.model.text(1, BUDGET), screen.model.text(2, BUDGET)) == (WRONG, "")
    screen.table.setCurrentIndex(screen.model.index(2, NAME))
    keys.write("โครงการถัดไป")
    keys.press("Return")
    assert [screen.model.text(row, BUDGET) for row in range(4)] == ["5,000,000", WRONG, "", ""]
    keys.press("Ctrl+Z", "Ctrl+Z")
    assert (draft.ids("project"), texts(draft), screen.model.text(1, BUDGET)) == ([project], [], "")


def test_a_sub_item_keeps_its_refused_text_under_its_own_project(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    other = draft.add("project", {"name": "สอง"})
    below, table = items_of(window)
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, BUDGET))
    keys.write("12,50")
    keys.press("Return")
    (item,) = draft.ids("project_item", parent=project)
    assert texts(draft) == [(item, "budget", "12,50")]
    assert "12,50" in below.problem.said()
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    assert (table.records.ids, below.problem.said()) == ([], "")
    screen.table.setCurrentIndex(screen.model.index(0, NAME))
    assert table.records.text(0, BUDGET) == "12,50"
    assert "12,50" in below.problem.said()
    keys.press("Ctrl+Z")
    assert draft.ids("project_item") == []
    assert other in draft.ids("project")


def test_undoing_a_paste_that_was_refused_altogether_undoes_that_paste(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    keys.write("6,000,000")
    keys.press("Return", "Up")
    put(html_of(("แล้วแต่",)))
    keys.press("Ctrl+V")
    assert screen.model.text(0, BUDGET) == "แล้วแต่"
    keys.press("Ctrl+Z")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("6,000,000", [])
    keys.press("Ctrl+Y")
    assert texts(draft) == [(project, "budget", "แล้วแต่")]
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(html_of(("ปลูกต้นไม้", "5")))
    keys.press("Ctrl+V")
    assert "แล้วแต่" in screen.message.said()  # it still waits above
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert screen.model.text(0, BUDGET) == "5,000,000"


def test_a_refused_cell_that_the_filter_hides_is_red_when_it_is_shown(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    screen.model.set_filter("ขุดลอก", {})
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(html_of(("ปลูกต้นไม้", "แล้วแต่")))
    keys.press("Ctrl+V")
    screen.model.set_filter("", {})
    assert screen.model.text(1, BUDGET) == "แล้วแต่"
    assert is_red(screen, 1, BUDGET)


def test_several_are_told_with_their_rows_until_each_is_mended(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    draft.add("project", {"name": "สอง"})
    refuse(keys, screen)
    refuse(keys, screen, WORSE, row=1)
    screen.model.tell_refused()
    assert [line[:6] for line in screen.message.said().splitlines()] == ["Row 1,", "Row 2,"]
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.write("1")
    keys.press("Return")
    assert screen.message.said() == f"Row 2, งบประมาณ: {draft.refusals()[0].why}"


# ---------------------------------------------------------------- Escape and Ctrl+S


def test_escape_on_a_red_cell_shows_what_is_stored_and_redo_or_undo_the_text(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    refuse(keys, screen)
    keys.press("Escape")
    assert (screen.model.text(0, BUDGET), beside(screen).typed(), texts(draft)) == ("5,000,000", "5,000,000", [])
    assert "Ctrl+Y" in window.statusBar().currentMessage()
    keys.press("Ctrl+Y")
    assert texts(draft) == [(project, "budget", WRONG)]
    keys.press("Escape", "Ctrl+Z")
    assert texts(draft) == [(project, "budget", WRONG)]


def test_escape_in_the_form_takes_back_first_what_is_typed_then_what_was_refused(
    keys: Keys, screen: TableScreen, draft: Draft
) -> None:
    refuse(keys, screen)
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write("6 ล้านเศษ")
    keys.press("Escape")
    assert (beside(screen).typed(), screen.model.text(0, BUDGET)) == (WRONG, WRONG)
    keys.press("Escape")
    assert (beside(screen).typed(), screen.model.text(0, BUDGET), texts(draft)) == ("5,000,000", "5,000,000", [])


def test_ctrl_s_refuses_what_is_typed_at_once_and_counts_what_is_left(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    keys.write(WRONG)
    keys.press("Ctrl+S")
    assert texts(draft) == [(project, "budget", WRONG)]
    assert beside(screen).typed() == WRONG
    assert window.statusBar().currentMessage().startswith("Not saved: ")
    keys.press("Escape")
    screen.table.setCurrentIndex(screen.model.index(0, NAME))
    keys.press("Ctrl+S")
    assert "1 text is refused" in window.statusBar().currentMessage()
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.press("Escape", "Ctrl+S")
    assert "refused" not in window.statusBar().currentMessage()


def test_nothing_of_it_is_kept_as_typing(keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft) -> None:
    refuse(keys, screen)
    assert window.session.typing.texts == {}
    assert draft.database.execute("SELECT count(*) FROM typing").fetchone() == (0,)


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
    window.keeping.show_history()
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
