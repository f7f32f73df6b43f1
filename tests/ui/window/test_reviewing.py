"""What came from last year is marked beside its field and in its table, and ticked off by key, button and list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner_desktop.checks.problem import REVIEW
from planner_desktop.draft import Draft
from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.ui.screens.review_mark import ReviewMark
from planner_desktop.ui.session.to_review import MARK
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.looked import looked_at


@pytest.fixture
def marked(qtbot: QtBot, sample: Draft, request: pytest.FixtureRequest) -> MainWindow:
    """A window whose projects and foreword are to be reviewed."""
    reviews.put(sample, [Mark("foreword", 1, "text"), *(Mark("project", id) for id in sample.ids("project"))])
    window: MainWindow = request.getfixturevalue("sample_window")
    with looked_at(qtbot, window):
        sample.set("vision", 1, "text", "วิสัยทัศน์")  # any edit has the problems looked for
    return window


def test_a_field_says_so_and_its_button_ticks_it_off(marked: MainWindow, sample: Draft) -> None:
    marked.go_to_section("foreword")
    assert marked.page is not None
    (line,) = [each for each in marked.page.findChildren(ReviewMark) if each.isVisible()]
    line.button.click()
    assert not line.isVisible()
    assert Mark("foreword", 1, "text") not in reviews.marks(sample)
    sample.undo()
    assert line.isVisible()


def test_keys_tick_off_a_row_and_the_whole_table(keys: Keys, marked: MainWindow, sample: Draft) -> None:
    first, second = sample.ids("project")[:2]
    marked.go_to_record("projects", "project", first, "name")
    keys.press("Alt+F8")
    marks = reviews.marks(sample)
    assert Mark("project", first) not in marks
    assert Mark("project", second) in marks
    keys.press("Alt+Shift+F8")
    assert {mark.kind for mark in reviews.marks(sample)} == {"foreword"}
    keys.press("Ctrl+Z")
    assert Mark("project", second) in reviews.marks(sample)


def test_a_table_marks_its_rows(marked: MainWindow, sample: Draft) -> None:
    from planner_desktop.ui.screens.table.grid import RecordGrid

    marked.go_to_record("projects", "project", sample.ids("project")[0], "name")
    assert marked.page is not None
    table = next(each for each in marked.page.findChildren(RecordGrid) if each.records.kind == "project")
    head = table.records.headerData(0, Qt.Orientation.Vertical)
    assert head == f"1 {MARK}"
    reviews.reviewed(sample, reviews.of(sample, "project"))
    assert table.records.headerData(0, Qt.Orientation.Vertical) == "1"


def test_the_list_counts_and_ticks_off(qtbot: QtBot, keys: Keys, marked: MainWindow, sample: Draft) -> None:
    keys.press("F8")
    panel = marked.problems.panel
    assert f"{len(reviews.marks(sample))} to review" in panel.title.text()
    problem = next(each for each in panel.problems if each.check == REVIEW and each.kind == "project")
    panel.tree.mark(problem)
    panel.tree.setFocus()
    assert not panel.details.button.isVisible()
    with looked_at(qtbot, marked):
        keys.press("Space")
    assert len(reviews.marks(sample)) == len(sample.ids("project"))
    panel.tree.mark(next(each for each in panel.problems if each.check == REVIEW and each.kind == "project"))
    with looked_at(qtbot, marked):
        panel.details.table_button.click()
    assert {mark.kind for mark in reviews.marks(sample)} == {"foreword"}
    assert marked.steps.standings["foreword"].reviews == 1


def test_marks_are_there_after_a_restart(sample: Draft, tmp_path: Path) -> None:
    reviews.put(sample, [Mark("vision", 1, "text")])
    sample.save_as(tmp_path / "อีกครั้ง.bmaplan")
    with Draft.open(tmp_path / "อีกครั้ง.bmaplan") as again:
        assert reviews.marks(again) == [Mark("vision", 1, "text")]
