"""The list of steps: what is left in words, jumping by typing, folding to marks on small screens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.formpack import installed, read
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.section_list import STEP, SectionStep
from tests.ui.keys import Keys
from tests.ui.looked import looked_at

Opener = Callable[[Draft], MainWindow]
SMALL = (911, 480)


def step(window: MainWindow, section: str) -> SectionStep:
    shown: SectionStep = window.steps.list.item(window.steps.ids.index(section)).data(STEP)
    return shown


def test_each_step_says_how_much_is_left(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    assert (step(window, "cover").state, step(window, "cover").left) == ("empty", "not begun")
    assert step(window, "swot").left == "if wanted"
    assert step(window, "contents").left == ""
    with looked_at(qtbot, window):
        draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
        draft.enter("cover", 1, "title", "")
    assert step(window, "cover").state == "begun"
    assert step(window, "cover").left == "1 field left"
    with looked_at(qtbot, window):
        draft.add("project", {"name": "โครงการลอย", "funding": "none"})
    assert step(window, "projects").left == "1 problem · 2 empty tables"


def test_the_foot_of_the_list_says_how_much_is_left_in_all(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    def left() -> int:
        return sum(problem.check == "required" for problem in window.problems.problems)

    before = left()
    assert f"{before} fields left" in window.steps.total_label.said()
    with looked_at(qtbot, window):
        draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
    assert left() == before - 1
    assert f"{before - 1} fields left" in window.steps.total_label.said()


def test_what_is_typed_in_the_list_is_looked_for_by_name_and_leads_away_only_by_enter(
    keys: Keys, window: MainWindow
) -> None:
    assert window.page is not None
    before = window.page.section.id
    keys.press("F6")
    keys.write("พันธ")
    assert window.page.section.id == before
    assert window.menus.palette.line.text() == "พันธ"
    keys.press("Esc")
    assert window.steps.list.hasFocus()
    assert window.page.section.id == before
    keys.write("SWOT")
    keys.press("Return")
    assert window.page.section.id == "swot"


def test_enter_in_the_list_leads_into_the_form(keys: Keys, window: MainWindow) -> None:
    keys.press("F6", "Down", "Return")
    assert window.page is not None
    assert window.page.isAncestorOf(keys.focused())


def test_the_parts_of_a_section_are_walked_from_the_list_too(keys: Keys, window: MainWindow) -> None:
    window.go_to_section("projects")
    window.steps.enter()
    assert window.page is not None
    keys.press("Alt+PgDown")
    assert window.page.number == 1


def test_back_and_next_name_where_they_lead(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to_section("missions")
    titles = window.steps.titles
    at = window.steps.ids.index("missions")
    assert titles[at - 1] in window.foot.back_button.accessibleName()
    qtbot.waitUntil(lambda: window.next_button.text().startswith(f"Next: {titles[at + 1][:4]}"))
    assert titles[at + 1] in window.next_button.accessibleName()


def test_after_the_last_section_the_plan_is_sent(window: MainWindow) -> None:
    window.go_to_section(window.steps.ids[-1])
    assert "สยป." in window.next_button.accessibleName()
    window.next_button.click()
    assert window.findChildren(SendingStep)
    sending.submit(window.session.draft)
    window.history.state_changed()
    assert not window.next_button.isEnabled()


def test_a_small_window_has_a_strip_of_marks_and_the_list_opens_over_the_form(keys: Keys, window: MainWindow) -> None:
    whole = window.steps.width()
    window.resize(*SMALL)
    QApplication.processEvents()
    assert window.steps.is_strip
    assert window.steps.width() < whole / 3
    place = window.preview.split.geometry()
    keys.press("F6")
    assert window.steps.list.hasFocus()
    assert window.steps.panel.width() == whole
    assert window.preview.split.geometry() == place
    keys.press("Down", "Esc")
    assert window.steps.panel.width() == window.steps.width()
    assert window.page is not None
    assert window.page.section.id == window.steps.ids[1]
    assert window.page.isAncestorOf(keys.focused())


@pytest.mark.parametrize("size", [SMALL, (1366, 768)])
def test_a_click_on_a_step_leads_to_its_section_and_into_the_form(window: MainWindow, size: tuple[int, int]) -> None:
    """What is typed then is not taken for a section's name, which would lead away."""
    window.resize(*size)
    steps = window.steps.list
    at = steps.visualItemRect(steps.item(window.steps.ids.index("missions"))).center()
    QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.page is not None
    assert window.page.section.id == "missions"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.page.isAncestorOf(focused)


def test_who_wants_only_the_marks_has_them_next_time_too(
    keys: Keys, window: MainWindow, draft_path: Path, open_window: Opener
) -> None:
    keys.press("Ctrl+F6")
    assert window.steps.is_strip
    window.close()
    again = open_window(Draft.open(draft_path))
    assert again.steps.is_strip
    keys.press("Ctrl+F6")
    assert not again.steps.is_strip


@pytest.mark.parametrize("edition", installed())
def test_every_screen_fits_the_smallest_window(edition: str, tmp_path: Path, open_window: Opener) -> None:
    window = open_window(Draft.create(tmp_path / "new.bmaplan", read(installed()[edition])))
    window.show_problems()
    window.resize(*SMALL)
    for section in window.session.draft.pack.sections:
        window.go_to_section(section.id)
        assert window.page is not None
        for number in range(len(section.screen)):
            window.page.show_part(number)
            QApplication.processEvents()
            least = window.minimumSizeHint()
            assert (least.width() <= SMALL[0], least.height() <= SMALL[1]) == (True, True), (section.id, number, least)
    assert (window.width(), window.height()) == SMALL


def test_in_a_small_window_the_form_keeps_most_of_the_height(window: MainWindow) -> None:
    window.resize(911, 512)
    window.go_to_section("cover")
    QApplication.processEvents()
    assert window.page is not None
    assert window.page.places[0].height() > 512 * 0.6


def test_the_steps_before_and_after_are_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(911, 512)
    steps = window.steps

    def in_sight(at: int) -> bool:
        place = steps.list.viewport().rect()
        return all(place.contains(steps.list.visualItemRect(steps.list.item(n)).center()) for n in (at - 1, at, at + 1))

    for at in (len(steps.ids) - 3, 2):
        window.go_to_section(steps.ids[at])
        qtbot.waitUntil(partial(in_sight, at))


def test_what_is_only_warned_of_does_not_look_like_an_error(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft
) -> None:
    item = sample_window.steps.list.item(sample_window.steps.ids.index("projects"))
    served = next(result.links["projects"][0] for result in sample.records("key_result"))
    sample.set("project", served, "divisions", [])
    qtbot.waitUntil(lambda: item.data(STEP).state == "problems")
    assert item.data(STEP).colour == "begun"


def test_all_that_is_left_is_told_also_where_it_is_longer_than_the_list(window: MainWindow) -> None:
    steps = window.steps.list
    item = steps.item(0)
    rows = {}
    for left in ("10 fields left", "10 fields left · 2 problems · 2 empty tables"):
        item.setData(STEP, SectionStep("ส่วนที่มีชื่อยาวพอจะเต็มทั้งบรรทัดของรายการ", "begun", left))
        rows[left] = steps.sizeHintForRow(0)
    short, long = rows.values()
    assert long > short
