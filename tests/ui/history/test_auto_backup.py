"""Backups while one works and at closing, and what the screen of backups says of them."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.history.backups import Backups, open_backup
from planner_desktop.ui.history import auto_backup
from planner_desktop.ui.history.backups import BackupsSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def backups_of(draft: Draft) -> Backups:
    found = Backups.of(draft)
    assert found is not None
    return found


def wait_for_backup() -> None:
    for thread in threading.enumerate():
        if thread.name == "backup at closing":
            thread.join()


@pytest.fixture
def closing_backs_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_backup, "AT_CLOSING", True)


@pytest.mark.usefixtures("closing_backs_up")
def test_closing_backs_up_what_was_typed_last(keys: Keys, window: MainWindow, draft: Draft) -> None:
    backups = backups_of(draft)
    window.go_to_section("vision")
    keys.write("เมืองน่าอยู่")
    window.close()
    wait_for_backup()
    (made,) = backups.listing()
    with open_backup(made) as kept:
        assert kept.shown(kept.record("vision", 1), "text") == "เมืองน่าอยู่"


@pytest.mark.usefixtures("closing_backs_up")
def test_closing_backs_up_nothing_where_nothing_changed(window: MainWindow, draft: Draft) -> None:
    backups = backups_of(draft)
    draft.set("vision", 1, "text", "ใหม่")
    backups.make(datetime.now(UTC) - timedelta(minutes=1))
    window.close()
    wait_for_backup()
    assert len(backups.listing()) == 1


def test_the_screen_of_backups_says_how_many_changes_are_in_none(
    qtbot: QtBot, window: MainWindow, draft: Draft
) -> None:
    draft.set("vision", 1, "text", "หนึ่ง")
    draft.add("mission", {"text": "สอง"})
    window.history.show_backups()
    sheet = window.findChild(BackupsSheet)
    assert sheet is not None
    assert sheet.in_none.said().startswith("2 changes are in no backup yet.")
    with qtbot.waitSignal(window.history.auto_backup.made):
        sheet.make_button.click()
    qtbot.waitUntil(lambda: sheet.in_none.said() == "Every change is in a backup.")
    draft.add("mission", {"text": "สาม"})
    assert sheet.in_none.said().startswith("1 change is in no backup yet.")
    sheet.close()


def test_the_command_line_backs_up_what_changed_and_lists_it(
    draft: Draft, draft_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.set("vision", 1, "text", "หนึ่ง")
    backups = backups_of(draft)
    draft.close()
    for _time in range(2):
        assert main(["--language", "en", "backup", str(draft_path)]) == 0
    (made,) = backups.listing()
    said = capsys.readouterr().out
    assert str(made.path) in said
    assert "Every change is in a backup." in said
    assert main(["--language", "en", "backups", str(draft_path)]) == 0
    assert str(made.path) in capsys.readouterr().out
