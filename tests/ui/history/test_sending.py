"""ร่าง → ส่งแล้ว → ตีกลับ → ฉบับที่ 2, as an officer goes through it in the window."""

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from planner_desktop.bundle.verify import opened
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.history.versions import state, versions
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.history.found_tree import PROBLEM
from planner_desktop.ui.history.sending_sheets import ReturnedSheet
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def step(window: MainWindow) -> SendingStep:
    window.history.sending.submit_action.trigger()
    (sheet,) = (each for each in window.findChildren(SendingStep) if each.isVisible())
    return sheet


def send(qtbot: QtBot, window: MainWindow, note: str = "") -> Path:
    """Send the plan, into a bundle beside the draft."""
    draft, sheet = window.session.draft, step(window)
    assert draft.path is not None
    sheet.note.setText(note)
    sheet.make(draft.path.with_name("ชุด.zip"))
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    sheet.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return draft.path.with_name("ชุด.zip")


def test_what_was_sent_is_only_shown_until_it_is_returned(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    window = sample_window
    assert not window.history.notice.isVisible()
    name = window.history.sending.button.text()
    bundle = send(qtbot, window, "กท 0501/123")
    with opened(bundle) as held:
        assert versions(held)[0].sha256 == versions(sample)[0].sha256
        assert versions(held)[0].sent_at == versions(sample)[0].sent_at
    assert state(sample).sent
    assert versions(sample)[0].note == "กท 0501/123"
    assert window.history.sending.button.text() != name
    assert window.history.notice.isVisible()
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


def test_a_sending_that_did_not_happen_is_taken_back(qtbot: QtBot, sample_window: MainWindow, sample: Draft) -> None:
    send(qtbot, sample_window)
    assert len(sample_window.history.notice.buttons) == 3
    sample_window.history.sending.withdraw_action.trigger()
    assert state(sample).word == "draft"
    assert not sample_window.history.notice.isVisible()


def test_while_errors_stand_it_is_sent_only_with_a_reason(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path
) -> None:
    sheet = step(window)
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    errors = sum(problem.severity == "error" for problem in window.problems.problems)
    assert str(errors) in sheet.errors.said()
    target = tmp_path / "ชุด.zip"
    sheet.make(target)
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert "it is not given out so" in sheet.bar.text.said()
    assert not target.exists()
    assert state(draft).word == "draft"
    sheet.reason.setText("รอกรอบงบประมาณจาก สงม.")
    sheet.make(target)
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert state(draft).sent
    mark = incomplete.marked(draft)
    assert mark is not None
    assert (mark.reason, mark.by) == ("รอกรอบงบประมาณจาก สงม.", draft.author)
    with zipfile.ZipFile(target) as archive:
        label = next(archive.read(name) for name in archive.namelist() if name.endswith("bag-info.txt")).decode()
    assert "Plan-Incomplete: รอกรอบงบประมาณจาก สงม." in label


def test_what_was_found_leads_to_its_place(qtbot: QtBot, sample_window: MainWindow) -> None:
    sheet = step(sample_window)
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert "PDF" in sheet.pages.said()
    top = sheet.found.topLevelItem(0)
    assert isinstance(top, QTreeWidgetItem)
    count = sum(problem.severity == "warning" for problem in sample_window.problems.problems)
    assert str(count) in top.text(0)
    below = top.child(0)
    assert isinstance(below, QTreeWidgetItem)
    row = below.child(0)
    assert isinstance(row, QTreeWidgetItem)
    problem = row.data(0, PROBLEM)
    sheet.found.itemActivated.emit(row, 0)
    assert sample_window.section == problem.section


def test_a_bundle_that_is_stopped_or_cannot_be_written_leaves_the_plan_unsent(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    sheet = step(sample_window)
    sheet.make(tmp_path / "ชุด.zip")
    sheet.progress.stop()
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert "topped" in sheet.bar.text.said()
    sheet.make(tmp_path / "ไม่มี" / "ชุด.zip")
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert "cannot be written" in sheet.bar.text.said()
    assert state(sample).word == "draft"
    assert not (tmp_path / "ชุด.zip").exists()


def test_a_plan_that_was_edited_meanwhile_is_not_kept_as_sent(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    sheet = step(sample_window)
    sheet.make(tmp_path / "ชุด.zip")
    sample.set("project", sample.ids("project")[0], "name", "ชื่อใหม่ของโครงการ")
    qtbot.waitUntil(lambda: not sheet.progress.is_busy)
    assert state(sample).word == "draft"
    assert "edited while its bundle was written" in sample_window.bar.text.said()


def test_what_changed_since_a_version_is_listed_and_saved_as_a_page(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    window = sample_window
    send(qtbot, window)
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
