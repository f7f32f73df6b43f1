"""Before something leaves the PC the window says what goes along, and a tick decides about the history."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history.versions import state
from planner_desktop.ui.history.copy_and_bundle import OutgoingSheet
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.window.main_window import MainWindow

SECRET = "คำที่พิมพ์แล้วเลิกทำ"


@pytest.fixture
def written(sample: Draft, sample_window: MainWindow) -> MainWindow:
    sample.set("project", sample.ids("project")[0], "name", SECRET)
    sample.undo()
    return sample_window


def gone_out(file: Path) -> bytes:
    if file.suffix != ".zip":
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("ticked", [False, True])
def test_what_goes_out_in_a_copy_is_said_and_ticked(
    qtbot: QtBot, written: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticked: bool
) -> None:
    target = tmp_path / "c.bmaplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    written.history.give_copy()
    (sheet,) = written.findChildren(OutgoingSheet)
    if ticked:
        sheet.with_history.setFocus()
        QTest.keyClick(sheet.with_history, Qt.Key.Key_Space)
    QTest.keyClick(sheet.go_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: target.exists() and not written.progress.is_busy)
    assert (SECRET.encode() in gone_out(target)) == ticked


@pytest.mark.parametrize("ticked", [False, True])
def test_what_goes_out_in_a_bundle_is_chosen_in_the_step_of_sending(
    qtbot: QtBot, written: MainWindow, sample_pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticked: bool
) -> None:
    target = tmp_path / "b.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(sample_pdf)], ""))
    written.history.sending.ask_bundle()
    (sheet,) = written.findChildren(SendingStep)
    assert not sheet.as_sent.isChecked()
    if ticked:
        for tick in (sheet.files.with_history, sheet.files.word):
            tick.click()
        sheet.files.scan_button.click()
        assert sample_pdf.name in sheet.files.scans_text.said()
    sheet.make_button.click()
    qtbot.waitUntil(lambda: target.exists() and not sheet.progress.is_busy)
    assert "read back" in sheet.bar.text.said()
    with zipfile.ZipFile(target) as archive:
        names = {name.partition("/data/")[2] for name in archive.namelist()}
    assert ({"plan.docx", "scans/01.pdf"} <= names) == ticked
    assert (SECRET.encode() in gone_out(target)) == ticked
    assert not state(written.session.draft).sent
