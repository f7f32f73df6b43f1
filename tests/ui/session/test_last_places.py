"""Where one was is where one comes back to: section, part, record, field, and how far it was scrolled."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]


def second_project(draft: Draft) -> int:
    return draft.ids("project")[1]


def test_going_back_to_a_section_leads_to_the_record_and_field(
    keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    sample_window.go_to_record("projects", "project", second_project(sample), "budget")
    assert focused_place() == ("project", second_project(sample), "budget")
    keys.press("Ctrl+PgDown", "Ctrl+PgUp")
    assert focused_place() == ("project", second_project(sample), "budget")


def test_reopening_leads_to_the_part_record_and_field(
    sample_window: MainWindow, sample: Draft, draft_path: Path, open_window: Opener
) -> None:
    sample_window.go_to_record("projects", "project", second_project(sample), "budget")
    place = focused_place()
    assert sample_window.page is not None
    part = sample_window.page.number
    sample_window.close()
    again = open_window(Draft.open(draft_path))
    assert again.page is not None
    assert (again.page.section.id, again.page.number) == ("projects", part)
    assert focused_place() == place


def test_a_record_that_is_gone_leads_to_the_beginning_of_its_part(
    keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    gone = second_project(sample)
    sample_window.go_to_record("projects", "project", gone, "budget")
    assert sample_window.page is not None
    part = sample_window.page.number
    keys.press("Ctrl+PgDown")
    sample.delete("project", [gone])
    keys.press("Ctrl+PgUp")
    assert sample_window.page.number == part
    assert sample_window.page.isAncestorOf(keys.focused())


def test_coming_back_scrolls_to_where_it_was(qtbot: QtBot, sample_window: MainWindow) -> None:
    window = sample_window
    window.resize(911, 480)
    window.go_to_section("cover")
    assert window.page is not None
    bar = window.page.places[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for _round in range(5):  # until the layout has settled
        QApplication.processEvents()
    bar.setValue(bar.maximum())
    was = bar.value()
    window.step(1)
    window.step(-1)
    page = window.page
    qtbot.waitUntil(lambda: page.places[0].verticalScrollBar().value() == was)


def test_going_through_the_list_leaves_the_focus_there(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    sample_window.go_to_record("projects", "project", second_project(sample), "budget")
    keys.press("F6", "Down", "Up")
    assert sample_window.steps.list.hasFocus()
    assert sample_window.page is not None
    assert sample_window.page.section.id == "projects"
    keys.press("Return")
    assert focused_place() == ("project", second_project(sample), "budget")


def test_a_draft_open_for_reading_keeps_places_while_it_is_open(
    sample_window: MainWindow, draft_path: Path, open_window: Opener
) -> None:
    sample_window.close()
    with Draft.open(draft_path, read_only=True) as draft:
        window = open_window(draft)
        window.go_to_record("projects", "project", second_project(draft), "budget")
        place = focused_place()
        window.step(1)
        window.step(-1)
        QApplication.processEvents()
        assert focused_place() == place
        window.close()
