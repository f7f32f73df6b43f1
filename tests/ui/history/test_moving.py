"""A plan is moved to another edition from its window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.formpack import FormPack, read
from planner_desktop.ui.history.moving import LeftSheet, MoveSheet
from planner_desktop.ui.window.main_window import MainWindow


def test_moving_shows_what_it_does_and_makes_a_new_draft(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    sheet = MoveSheet(sample_window)
    sheet.show()
    qtbot.waitUntil(sheet.move_button.isEnabled)
    groups = [sheet.tree.topLevelItem(n) for n in range(sheet.tree.topLevelItemCount())]
    assert len(groups) == 3
    assert groups[2] is not None
    assert groups[2].childCount() > 0
    target = tmp_path / "ย้าย.bmaplan"
    with qtbot.waitSignal(sample_window.open_wanted):
        sheet.make(target)
    qtbot.waitUntil(lambda: not sample_window.progress.is_busy)
    with Draft.open(target) as moved:
        assert moved.pack.edition.id != sample.pack.edition.id
        assert moved.ids("project")
        left = left_behind(moved)
    shown = LeftSheet(sample_window, left)
    group = shown.tree.topLevelItem(0)
    assert group is not None
    assert group.childCount() == len(left)


def test_texts_that_name_the_old_year_are_changed_where_they_are_ticked(
    qtbot: QtBot, tmp_path: Path, pack: FormPack, open_window: Callable[[Draft], MainWindow]
) -> None:
    old = Draft.create(tmp_path / "ปี 2567.bmaplan", read(FORMS / "bma-2567"))
    for name in ("สัมมนาประจำปี 2567", "อบรม พ.ศ. 2567"):
        old.add("project", {"name": name})
    window = open_window(old)
    sheet = MoveSheet(window, pack.edition.id)
    sheet.show()
    qtbot.waitUntil(sheet.move_button.isEnabled)
    groups = [sheet.tree.topLevelItem(n) for n in range(sheet.tree.topLevelItemCount())]
    group = next(each for each in groups if each and "Names the year before" in each.text(0))
    item = next(i for n in range(group.childCount()) if (i := group.child(n)) and i.text(2) == "สัมมนาประจำปี 2568")
    item.setCheckState(0, Qt.CheckState.Checked)
    with qtbot.waitSignal(window.open_wanted):
        sheet.make(tmp_path / "ปี 2568.bmaplan")
    with Draft.open(tmp_path / "ปี 2568.bmaplan") as new:
        assert [p.values["name"] for p in new.records("project")] == ["สัมมนาประจำปี 2568", "อบรม พ.ศ. 2567"]
