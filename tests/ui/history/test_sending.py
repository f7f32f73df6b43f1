"""ร่าง → ส่งแล้ว → ตีกลับ → ฉบับที่ 2, as an officer goes through it in the window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history.versions import state, versions
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.history.sending_sheets import ReturnedSheet, SubmitSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def send(window: MainWindow, keys: Keys, note: str = "") -> None:
    window.history.sending.submit_action.trigger()
    sheet = window.findChild(SubmitSheet)
    assert isinstance(sheet, SubmitSheet)
    sheet.note.setText(note)
    sheet.send_button.click()


def test_what_was_sent_is_only_shown_until_it_is_returned(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    window = sample_window
    assert not window.history.notice.isVisible()
    name = window.history.sending.button.text()
    send(window, keys, "กท 0501/123")
    assert state(sample).sent
    assert versions(sample)[0].note == "กท 0501/123"
    assert window.history.sending.button.text() != name
    assert window.history.notice.isVisible()
    assert window.bar.next_button.isVisible()
    window.go_to_section("missions")
    keys.write("พันธกิจใหม่")
    keys.press("Return")
    assert sample.undo_label() == ""
    window.history.sending.returned_action.trigger()
    sheet = window.findChild(ReturnedSheet)
    assert isinstance(sheet, ReturnedSheet)
    sheet.by.setText("กองแผนงาน")
    sheet.reason.setPlainText("แก้ตัวชี้วัด")
    sheet._begin()
    now = state(sample)
    assert (now.word, now.number, now.reason, now.by) == ("returned", 2, "แก้ตัวชี้วัด", "กองแผนงาน")
    assert not window.history.notice.isVisible()
    window.go_to_section("missions")
    window.page.show_part(0).start()  # type: ignore[union-attr]
    keys.press("Insert")
    keys.write("พันธกิจใหม่")
    keys.press("Return")
    assert "พันธกิจใหม่" in {record.values["text"] for record in sample.records("mission")}


def test_a_sending_that_did_not_happen_is_taken_back(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    send(sample_window, keys)
    assert len(sample_window.history.notice.buttons) == 3
    sample_window.history.sending.withdraw_action.trigger()
    assert state(sample).word == "draft"
    assert not sample_window.history.notice.isVisible()


def test_errors_left_are_told_before_sending(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    assert any(problem.severity == "error" for problem in window.problems.problems)
    window.history.sending.submit_action.trigger()
    sheet = window.findChild(SubmitSheet)
    assert isinstance(sheet, SubmitSheet)
    errors = sum(problem.severity == "error" for problem in window.problems.problems)
    assert any(str(errors) in label.text() for label in sheet.findChildren(type(sheet.title)))


def test_what_changed_since_a_version_is_listed_and_saved_as_a_page(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    window = sample_window
    send(window, keys)
    window.history.sending.reopen_action.trigger()
    project = sample.ids("project")[0]
    sample.set("project", project, "name", "ชื่อใหม่ของโครงการ")
    (action,) = window.history.sending.changed_menu.actions()
    action.trigger()
    sheet = window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    qtbot.waitUntil(lambda: sheet.tree.differences != [])
    (difference,) = sheet.tree.differences
    assert (difference.kind, difference.new, difference.field) == ("project", project, "name")
    assert sheet.texts.after.toPlainText().replace("\u200b", "") == "ชื่อใหม่ของโครงการ"
    for name, start in (("เปลี่ยน.html", b"<html"), ("เปลี่ยน.pdf", b"%PDF")):
        sheet.save(tmp_path / name)
        qtbot.waitUntil(lambda: not window.progress.is_busy)
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "ชื่อใหม่ของโครงการ" in (tmp_path / "เปลี่ยน.html").read_text("utf-8")
    sheet.save(tmp_path / "no such folder" / "x.pdf")
    qtbot.waitUntil(lambda: not window.progress.is_busy)
    assert "x.pdf" in window.bar.text.said()
    sheet.close()
    QApplication.processEvents()
