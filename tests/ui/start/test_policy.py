"""The start page takes up the policy of the PC: where drafts are proposed to be, and a newer version that is ready."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from planner_desktop import policy
from tests.test_policy import NAME
from tests.ui.start_program import running, shown

Write = Callable[[str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    file = tmp_path / "policy.ini"
    monkeypatch.setattr(policy, "policy_file", lambda: file)
    policy.in_force.cache_clear()
    yield lambda text: (file.write_text(f"[planner-desktop]\n{text}\n", "utf-8"), None)[1]
    policy.in_force.cache_clear()


def test_drafts_are_proposed_where_the_policy_says(qtbot: QtBot, write: Write, tmp_path: Path) -> None:
    from planner_desktop.ui.session.folders import documents
    from planner_desktop.ui.start.new_plan import NewPlan

    write(f"drafts = {tmp_path}")
    new = NewPlan()
    qtbot.addWidget(new)
    assert new.folder.text() == str(tmp_path)
    assert documents() == tmp_path


def test_a_newer_version_is_told_and_never_started(
    qtbot: QtBot, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "รุ่น ใหม่"
    folder.mkdir()
    (folder / NAME.format("99.1")).touch()
    write(f"updates = {folder}")
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    with running() as program:
        start = shown(qtbot, program, tmp_path)
        qtbot.waitUntil(start.bar.isVisible)
        assert "99.1" in start.bar.text.said()
        assert opened == []
        start.bar.next_button.click()
        assert opened == [folder]


def test_mistakes_of_the_policy_are_told(qtbot: QtBot, write: Write, tmp_path: Path) -> None:
    write("drafts = nowhere")
    with running() as program:
        start = shown(qtbot, program, tmp_path)
        qtbot.waitUntil(start.bar.isVisible)
        assert "line 2" in start.bar.text.said()


def test_an_update_folder_that_is_away_troubles_nobody(qtbot: QtBot, write: Write, tmp_path: Path) -> None:
    write(f"updates = {tmp_path / 'away'}")
    with running() as program:
        start = shown(qtbot, program, tmp_path)
        qtbot.waitUntil(start.settled)
        assert start.bar.isHidden()
