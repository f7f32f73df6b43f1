"""The start page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.backups import Backups
from planner_desktop.ui import recent
from planner_desktop.ui.app import Program
from planner_desktop.ui.keeping.backups import BackupsSheet
from planner_desktop.ui.start import StartPage
from tests.ui.keys import Keys


@pytest.fixture
def program() -> Iterator[Program]:
    program = Program()
    yield program
    for window in list(program.windows):
        window.close()
    if program.start is not None:
        program.start.close()
    QApplication.processEvents()


@pytest.fixture
def start(qtbot: QtBot, program: Program, tmp_path: Path) -> StartPage:
    start = program.show_start()
    with qtbot.waitActive(start):
        start.activateWindow()
    start.folder.setText(str(tmp_path))
    return start


def test_a_plan_is_begun_by_keyboard(keys: Keys, program: Program, start: StartPage, tmp_path: Path) -> None:
    start.agency_line.setFocus()
    keys.write("ต่างประเทศ")
    keys.press("Return")
    assert start.agency_line.text() == "สำนักงานการต่างประเทศ"
    keys.press("Return")
    (window,) = program.windows
    cover = window.session.draft.records("cover")[0]
    assert cover.values["abbreviation"] == "สกต."
    assert (tmp_path / "สกต 2568.bmaplan").is_file()
    assert recent.recent() == [tmp_path / "สกต 2568.bmaplan"]


def test_nothing_is_overwritten(program: Program, start: StartPage, tmp_path: Path, keys: Keys) -> None:
    (tmp_path / "สกต 2568.bmaplan").write_bytes(b"not mine")
    start.agency_line.setFocus()
    keys.write("สกต.")
    keys.press("Return", "Return")
    assert start.bar.isVisible()
    assert program.windows == []
    assert (tmp_path / "สกต 2568.bmaplan").read_bytes() == b"not mine"


def test_without_an_agency_the_page_says_so(start: StartPage) -> None:
    start.create_button.click()
    assert start.bar.isVisible()


def test_a_sample_opens_as_a_copy(program: Program, start: StartPage, tmp_path: Path) -> None:
    start.sample_buttons[0].click()
    (window,) = program.windows
    assert window.session.draft.path is not None
    assert window.session.draft.path.parent == tmp_path
    assert window.session.draft.ids("project")


def test_a_file_that_is_no_draft_is_told(program: Program, start: StartPage, tmp_path: Path) -> None:
    (tmp_path / "no.bmaplan").write_text("nothing")
    start.open(tmp_path / "no.bmaplan")
    assert "no.bmaplan" in start.bar.text.said()
    assert program.windows == []


def test_recent_drafts_are_listed(program: Program, draft: Draft, draft_path: Path) -> None:
    recent.remember(draft_path)
    recent.remember(draft_path.with_name("gone.bmaplan"))
    start = program.show_start()
    assert [start.recent.item(n).text().split("\n")[0] for n in range(start.recent.count())] == ["plan"]


def test_a_draft_that_is_gone_is_listed_with_its_backups_and_restored(
    qtbot: QtBot, program: Program, draft: Draft, draft_path: Path, tmp_path: Path
) -> None:
    draft.add("mission", {"text": "พันธกิจ"})
    backups = Backups.of(draft)
    assert backups is not None
    backup = backups.make(datetime.now(UTC))
    recent.remember(draft_path)
    draft.close()
    draft_path.unlink()
    start = program.show_start()
    assert start.recent.count() == 1
    assert start.recent.item(0).text() != f"plan\n{tmp_path}"
    start.recent.itemActivated.emit(start.recent.item(0))
    assert start.bar.isVisible()
    sheet = start.findChild(BackupsSheet)
    assert isinstance(sheet, BackupsSheet)
    assert sheet.chosen() == backup
    sheet.restore(backup, tmp_path / "กู้คืน.bmaplan")
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    restored = program.windows[0].session.draft
    assert [record.values["text"] for record in restored.records("mission")] == ["พันธกิจ"]


def test_a_draft_that_is_open_is_not_opened_twice(program: Program, draft: Draft, draft_path: Path) -> None:
    window = program.show_draft(draft)
    assert program.open(draft_path) is window
    assert len(program.windows) == 1
