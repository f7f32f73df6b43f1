"""The foot of the window says where what was entered is at that very moment, and leads to what is not in the plan."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError, NotSavedError
from planner_desktop.ui.fields import FieldEditor
from planner_desktop.ui.fields.links import LinksEditor
from planner_desktop.ui.history.refused_warning import NotTakenSheet
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.window.commands import actions
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.looked import looked_at

Opener = Callable[[Draft], MainWindow]
SAVED = "Everything is saved"
KEPT = re.compile(r"Being typed · kept \d\d:\d\d:\d\d")


def foot(window: MainWindow) -> str:
    return window.saved.text_said


def focused_place() -> tuple[str, int | None, str]:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parentWidget()
    assert widget is not None
    return widget.kind, widget.id, widget.field


def test_what_is_typed_is_being_typed_then_kept_then_saved(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    window.go_to_section("vision")
    assert foot(window) == SAVED
    keys.write("เมือง")
    assert foot(window) == "Being typed…"
    qtbot.waitUntil(lambda: bool(KEPT.fullmatch(foot(window))))
    assert [row[0] for row in draft.database.execute("SELECT text FROM typing")] == ["เมือง"]
    keys.press("Tab")
    qtbot.waitUntil(lambda: foot(window) == SAVED)
    assert draft.records("vision")[0].values["text"]


def test_what_is_taken_back_or_saved_with_the_key_is_no_longer_being_typed(
    qtbot: QtBot, keys: Keys, window: MainWindow
) -> None:
    window.go_to_section("vision")
    keys.write("เมือง")
    keys.press("Ctrl+S")
    assert foot(window) == SAVED
    keys.write("น่าอยู่")
    assert foot(window) != SAVED
    keys.press("Escape")
    assert foot(window) == SAVED


def test_a_line_under_a_board_and_a_row_not_there_yet_are_being_typed(
    qtbot: QtBot, keys: Keys, window: MainWindow
) -> None:
    for section in ("swot", "missions"):
        window.go_to_section(section)
        keys.write("ข้อความ")
        assert foot(window) == "Being typed…"
        qtbot.waitUntil(lambda: bool(KEPT.fullmatch(foot(window))))
        keys.press("Return", "Escape")
        qtbot.waitUntil(lambda: foot(window) == SAVED)


def test_what_is_typed_to_link_and_not_chosen_is_not_saved(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    with looked_at(qtbot, window):
        project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "divisions")
    QApplication.processEvents()
    assert window.page is not None
    editor = next(e for e in window.page.findChildren(LinksEditor) if e.field == "divisions" and e.id == project)
    editor.line.setFocus()
    assert foot(window) == SAVED
    keys.write("กองใหม่")
    qtbot.waitUntil(lambda: foot(window) == "Being typed · nothing chosen yet")


def test_a_search_over_the_draft_is_no_part_of_the_plan(keys: Keys, window: MainWindow) -> None:
    keys.press("Ctrl+F")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    keys.write("คำ")
    window.saved.look()
    assert foot(window) == SAVED


def test_refused_texts_are_counted_named_and_led_to_one_after_another(
    qtbot: QtBot, window: MainWindow, draft: Draft
) -> None:
    draft.refuse("cover", 1, "agency", "ก", "too short")
    assert foot(window) == "1 text not in the plan"
    draft.refuse("vision", 1, "text", "ข", "too short")
    assert foot(window) == "2 texts not in the plan"
    assert "“ข”" in window.saved.toolTip()
    for place in (("cover", 1, "agency"), ("vision", 1, "text"), ("cover", 1, "agency")):
        window.saved.click()
        assert focused_place() == place
    draft.take_back("cover", 1, "agency")
    draft.take_back("vision", 1, "text")
    assert foot(window) == SAVED


def test_an_amount_that_its_cell_refuses_is_not_in_the_plan_until_it_is_mended(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    with looked_at(qtbot, window):
        project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "budget")
    with looked_at(qtbot, window):
        keys.write("ห้าล้านกว่า")
        keys.press("Return")
    assert foot(window) == "1 text not in the plan"
    assert [problem.check for problem in window.problems.problems if problem.field == "budget"] == ["not-taken"]
    with looked_at(qtbot, window):
        draft.enter("project", project, "budget", "5000000")
    assert foot(window) == SAVED
    assert draft.record("project", project).values["budget"] == 500_000_000
    assert not [problem for problem in window.problems.problems if problem.check == "not-taken"]


def test_what_the_disk_refuses_is_not_saved_until_it_takes_it(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to_section("vision")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(draft, "typing", refuse)
        keys.write("เมือง")
        qtbot.waitUntil(lambda: foot(window) == "Not saved yet; trying again")
        draft.set("printing", 1, "digits", "thai")  # this it takes; that it still does not
        assert foot(window) == "Not saved yet; trying again"
    qtbot.waitUntil(lambda: bool(KEPT.fullmatch(foot(window))))


def refuse(*_typed: object) -> None:
    raise NotSavedError("the disk is full")


def test_after_a_change_that_was_not_stored_the_foot_says_so_until_one_is(window: MainWindow, draft: Draft) -> None:
    with window.session.trying():
        refuse()
    assert foot(window) == "The last change is not saved"
    draft.enter("cover", 1, "agency", "สำนัก")
    assert foot(window) == SAVED


def test_a_full_disk_is_told_as_a_change_that_was_not_saved(draft: Draft) -> None:
    draft.database.execute(f"PRAGMA max_page_count = {draft.database.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(NotSavedError):
        draft.enter("vision", 1, "text", "ก" * 1_000_000)


@pytest.mark.skipif(os.name == "nt", reason="there nobody can take away a file that is open")
def test_a_file_replaced_under_the_window_is_told_without_an_edit(
    qtbot: QtBot, window: MainWindow, draft_path: Path, tmp_path: Path
) -> None:
    draft_path.replace(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: foot(window) == "Not being saved")
    assert "not the open draft any more" in window.history.notice.text.said()
    assert "not the open draft any more" in window.saved.toolTip()
    assert not window.bar.isVisible()
    (tmp_path / "elsewhere").replace(draft_path)
    qtbot.waitUntil(lambda: foot(window) == SAVED)
    assert not window.history.notice.isVisible()


def test_a_draft_open_for_reading_says_so(draft: Draft, draft_path: Path, open_window: Opener) -> None:
    draft.close()
    window = open_window(Draft.open(draft_path, read_only=True))
    assert foot(window) == "Only for reading"


def test_a_share_that_has_not_got_everything_is_told(
    qtbot: QtBot, window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OfShare:
        is_written, problem = False, None

    share = OfShare()
    monkeypatch.setattr(draft.opened, "share", share)
    window.saved.look()
    assert foot(window) == "Saved on this PC · on its way to the network drive"
    monkeypatch.setattr(share, "problem", DraftError("the drive is away"))
    window.saved.look()
    assert foot(window) == "Saved on this PC · the network drive has not got it"
    monkeypatch.setattr(share, "is_written", True)
    window.saved.look()
    assert foot(window) == SAVED
    monkeypatch.setattr(draft.opened, "share", None)


def test_a_narrow_window_shows_the_sign_and_says_the_words_all_the_same(window: MainWindow, draft: Draft) -> None:
    window.resize(911, 480)
    QApplication.processEvents()
    draft.refuse("cover", 1, "agency", "ก", "too short")
    assert window.saved.text() == "✗"
    assert foot(window) == "1 text not in the plan"


def sheet(window: MainWindow) -> NotTakenSheet:
    return next(each for each in window.findChildren(NotTakenSheet) if each.isVisible())


def test_what_is_not_in_the_plan_is_named_before_it_is_exported_or_printed(
    window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = draft.add("project", {"name": "ขุดลอกคลอง"})
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "not an amount")
    asked: list[str] = []
    monkeypatch.setattr(window.files, "ask_target", lambda title, *_rest: asked.append(title))
    monkeypatch.setattr(window.files, "_set_pages", lambda: asked.append("print"))
    ways = {"Export PDF": "Export &PDF…", "Export data": "Export &data as JSON…", "print": "&Print…"}
    for label in ways.values():
        action = next(action for _way, action in actions(window.menuBar()) if action.text() == label)
        action.trigger()
        shown = sheet(window)
        assert "“ขุดลอกคลอง”: “ห้าล้านกว่า”" in shown.list.item(0).text().replace("\u200b", "")
        assert not asked
        shown.go_on_button.click()
        assert len(asked) == 1
        asked.clear()
    action.trigger()
    shown = sheet(window)
    shown.go_button.click()
    assert not window.findChildren(NotTakenSheet) or not shown.isVisible()
    assert window.page is not None
    assert window.page.section.id == "projects"
    draft.take_back("project", project, "budget")
    action.trigger()
    assert not [each for each in window.findChildren(NotTakenSheet) if each.isVisible()]


def test_before_sending_the_texts_that_are_not_in_the_plan_are_named(window: MainWindow, draft: Draft) -> None:
    draft.refuse("vision", 1, "text", "ข", "too short")
    window.history.sending.ask_submit()
    (shown,) = window.findChildren(SendingStep)
    assert "“ข”" in shown.absent.said()
    assert "1 text that was typed is not in the plan" in shown.absent.said()
    shown.absent_button.click()
    assert focused_place() == ("vision", 1, "text")


def test_a_refused_text_takes_the_tick_from_its_section(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    with looked_at(qtbot, window):
        draft.enter("vision", 1, "text", "เมืองน่าอยู่")
    states = [window.steps.standings["vision"].state]
    with looked_at(qtbot, window):
        draft.refuse("vision", 1, "text", "ข", "too short")
    states.append(window.steps.standings["vision"].state)
    assert states == ["complete", "problems"]
    assert window.steps.standings["vision"].grave
