"""A new plan that begins with last year's, with one of the same edition, or with a sample."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.history.versions import versions
from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.draft.records import reviews
from planner_desktop.ui.history.moving import LeftSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.start import StartPage
from tests.ui.keys import Keys
from tests.ui.start_program import opened, running, shown, worked_on


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    path = tmp_path / "สยป 2567.bmaplan"
    with new_from_sample("2567-strategy", path) as draft:
        draft.set("project", draft.ids("project")[0], "name", "โครงการของปีก่อน")
        sending.submit(draft, "")
    return path


def choose(start: StartPage, words: str) -> None:
    """Choose what the plan begins with, as the mouse does."""
    texts = [start.new.begin.itemText(n) for n in range(start.new.begin.count())]
    start.new.begin.setCurrentIndex(next(n for n, text in enumerate(texts) if words in text))
    start.new.begin.activated.emit(start.new.begin.currentIndex())


def names(draft: Draft) -> list[str]:
    return [draft.title("project", id) for id in draft.ids("project")]


def test_last_years_plan_is_taken_into_this_years_edition_by_keyboard(
    qtbot: QtBot, keys: Keys, program: Program, last_year: Path, tmp_path: Path
) -> None:
    worked_on(program, Draft.open(last_year))
    before = last_year.read_bytes()
    start = shown(qtbot, program, tmp_path)
    keys.press("Ctrl+N")
    keys.write("สยป")
    keys.press("Return", "Down")  # the first below the empty template
    assert start.new.begin.source().path == last_year
    assert "What both editions have comes along" in start.new.note.said()
    assert start.new.create_button.property("role") == "first"
    assert start.content.go_on_button.property("role") != "first"
    keys.press("Return", "Return")
    window = opened(qtbot, program)
    draft = window.session.draft
    assert draft.path == tmp_path / "สยป 2568.bmaplan"
    assert draft.pack.edition.year == 2568
    assert "โครงการของปีก่อน" in names(draft)
    assert not versions(draft)
    assert not draft.undo_label()
    left = left_behind(draft)
    lost = [each for each in left if not each.cleared]
    assert f"{len(lost)} texts and records have no place" in window.bar.text.said()
    assert f"{len(reviews.marks(draft))} things are marked to be reviewed" in window.bar.text.said()
    window.bar.next_button.click()
    sheet = window.findChild(LeftSheet)
    assert sheet is not None
    groups = [sheet.tree.topLevelItem(n) for n in range(2)]
    assert [group.childCount() for group in groups if group] == [len(lost), len(left) - len(lost)]
    assert last_year.read_bytes() == before


def test_a_plan_of_the_same_edition_comes_along_whole(
    qtbot: QtBot, program: Program, last_year: Path, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    start.begin_with_file(last_year)
    qtbot.waitUntil(lambda: start.new.begin.source().path == last_year)
    start.new.edition.setCurrentIndex(start.new.edition.findData(start.new.begin.source().edition))
    assert "All records, texts and attached files come along" in start.new.note.said()
    assert start.new.agency_line.text() == start.new.begin.source().agency  # nobody typed it
    assert start.new.name.text() == "สยป 2567.bmaplan"
    qtbot.waitUntil(lambda: start.new.name.text() == "สยป 2567 (2).bmaplan")
    start.new.create_button.click()
    window = opened(qtbot, program)
    with Draft.open(last_year, read_only=True) as old:
        assert names(window.session.draft) == names(old)
        assert not versions(window.session.draft)
        assert versions(old)
    assert "All of it came along" in window.bar.text.said()


def test_a_plan_begins_with_a_sample_for_another_agency(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    start = shown(qtbot, program, tmp_path)
    start.new.agency_line.choose("สนค.")
    choose(start, "Sample: ")
    start.new.create_button.click()
    draft = opened(qtbot, program).session.draft
    assert draft.ids("project")
    assert draft.records("cover")[0].values["abbreviation"] == "สนค."
    assert not draft.undo_label()


def test_a_file_that_is_no_plan_is_told_at_its_field(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    (tmp_path / "no.bmaplan").write_text("nothing")
    start = shown(qtbot, program, tmp_path)
    start.begin_with_file(tmp_path / "no.bmaplan")
    qtbot.waitUntil(lambda: start.new.problems["begin"].isVisible())
    assert "no.bmaplan" in start.new.problems["begin"].said()
    assert start.new.begin.source().kind == "template"


def test_a_plan_that_is_wanted_no_more_leaves_no_file(
    qtbot: QtBot, program: Program, last_year: Path, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    start.begin_with_file(last_year)
    qtbot.waitUntil(lambda: start.new.begin.source().path == last_year)
    start.new.name.setText("ใหม่")
    start.new.create_button.click()
    assert start.progress.isVisible()
    start.progress.stop_button.click()
    assert not start.progress.isVisible()
    qtbot.waitUntil(lambda: not any(thread.name == "work" for thread in threading.enumerate()))
    assert not (tmp_path / "ใหม่.bmaplan").exists()
    assert program.windows == []
