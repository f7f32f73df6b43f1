"""Before something leaves the PC the window says what goes along, and a tick decides about the history."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.history.copy_and_bundle import OutgoingSheet
from planner_desktop.ui.history.sending_sheets import SubmitSheet
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
@pytest.mark.parametrize(
    ("ask", "name"),
    [(lambda window: window.history.give_copy(), "c.bmaplan"), (lambda window: window.history.ask_bundle(), "b.zip")],
    ids=["copy", "bundle"],
)
def test_what_goes_out_is_said_and_ticked(
    qtbot: QtBot,
    written: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[MainWindow], None],
    name: str,
    ticked: bool,
) -> None:
    target = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    ask(written)
    (sheet,) = written.findChildren(OutgoingSheet)
    if ticked:
        sheet.with_history.setFocus()
        QTest.keyClick(sheet.with_history, Qt.Key.Key_Space)
    QTest.keyClick(sheet.go_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: target.exists() and not written.progress.is_busy)
    assert (SECRET.encode() in gone_out(target)) == ticked


def test_sending_says_what_goes_out_and_its_bundle_follows_the_tick(
    qtbot: QtBot, written: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    written.history.sending.ask_submit()
    (sheet,) = written.findChildren(SubmitSheet)
    assert not sheet.with_history.isChecked()
    sheet.with_history.setChecked(True)
    sheet.send_button.click()
    written.bar.next_button.click()
    qtbot.waitUntil(lambda: target.exists() and not written.progress.is_busy)
    assert SECRET.encode() in gone_out(target)
