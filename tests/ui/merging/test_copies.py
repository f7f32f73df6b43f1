"""Another copy of a draft is merged in the window: it is shown first, taken as one step, and what both changed waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.conflicts import count
from planner_desktop.draft.records.section_notes import SectionNote, keep
from planner_desktop.ui.merging.conflicts_sheet import ConflictsSheet
from planner_desktop.ui.merging.copy_sheet import CopySheet
from planner_desktop.ui.parts.parts_menu import PartsMenu
from planner_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def window(sample: Draft, drifted: Path, open_window: Callable[[Draft], MainWindow]) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def drifted(sample: Draft, tmp_path: Path) -> Path:
    """A copy of the sample that drifted apart from it: one project has two new names, another a budget only here."""
    path = tmp_path / "ของเพื่อน.bmaplan"
    sample.save_as(path)
    first, second = sample.ids("project")[:2]
    sample.set("project", first, "name", "ชื่อของฉัน")
    with Draft.open(path) as copy:
        copy.author = "เพื่อน"
        copy.set("project", first, "name", "ชื่อของเพื่อน")
        copy.set("project", second, "budget", 12_300)
        keep(copy, copy.pack.sections[0].id, SectionNote("ถามเพื่อน"))
    return path


def ask(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> CopySheet:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    parts = window.parts
    assert isinstance(parts, PartsMenu)
    parts.ask_merge()
    return next(iter(window.findChildren(CopySheet)))


def test_a_copy_is_shown_taken_as_one_step_and_what_both_changed_is_asked(
    qtbot: QtBot, sample: Draft, drifted: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sample.ids("project")[:2]
    was = sample.record("project", second).values["budget"]
    sheet = ask(window, drifted, monkeypatch)
    qtbot.waitUntil(lambda: sheet.tried is not None)
    assert "เพื่อน" in sheet.said.said()
    assert "1" in sheet.asks.said()
    assert "budget" in [difference.field for difference in sheet.tree.differences]
    assert sample.record("project", second).values["budget"] == was
    sheet.take_button.click()
    assert sample.record("project", second).values["budget"] == 12_300
    assert sample.record("project", first).values["name"] == "ชื่อของฉัน"
    assert count(sample) == 1
    asked = window.findChild(ConflictsSheet)
    assert asked is not None
    assert asked.split.isVisibleTo(asked)
    assert window.page is not None
    assert window.page.note.line.text() == "ถามเพื่อน"
    sample.undo()
    assert (sample.record("project", second).values["budget"], count(sample)) == (was, 0)
    asked.refresh()
    assert not asked.split.isVisibleTo(asked)


def test_a_file_that_is_no_copy_says_so(
    qtbot: QtBot, sample: Draft, tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    Draft.create(tmp_path / "อื่น.bmaplan", sample.pack).close()
    sheet = ask(window, tmp_path / "อื่น.bmaplan", monkeypatch)
    qtbot.waitUntil(lambda: bool(sheet.outside.said()))
    assert not sheet.take_button.isEnabled()
