"""Sections and parts of screens whose condition does not hold are not in the window, until it holds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import get_ident

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse
from planner_desktop.errors import QueryError
from planner_desktop.formpack.stored import read_stored
from planner_desktop.ui.screens.form.screen import FormScreen
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.session import in_use_watch
from planner_desktop.ui.session.in_use_watch import found
from planner_desktop.ui.session.last_places import SECTION
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.window import commands
from planner_desktop.ui.window.main_window import MainWindow
from tests.small_pack import small_pack
from tests.ui.keys import Keys
from tests.ui.looked import looked_at
from tests.variant import LAST, variant


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ร่าง.bmaplan", variant(tmp_path / "แม่แบบ")) as draft:
        yield draft


def steps(window: MainWindow) -> list[str]:
    rows = range(window.steps.list.count())
    return [window.steps.ids[row] for row in rows if not window.steps.list.item(row).isHidden()]


def tabs(window: MainWindow) -> list[str]:
    assert window.page is not None
    bar = window.page.tabs
    return [bar.tabText(n) for n in range(bar.count()) if bar.isTabVisible(n)]


def section(window: MainWindow) -> str:
    assert window.page is not None
    return window.page.section.id


def named(window: MainWindow) -> set[str]:
    found = [*commands.of_menus(window.menuBar()), *commands.of_parts(window)]
    return {command.text for command in found}


def test_steps_tabs_and_names_follow_the_condition(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    assert (steps(window), tabs(window)) == (["all", "end"], ["ปก", "โครงการ"])
    assert "ฝ่ายของเขต" not in named(window)
    with looked_at(qtbot, window):
        draft.set("cover", 1, "district", 1)
    assert (steps(window), tabs(window)) == (["all", "branches", "end"], ["ปก"])
    assert "ฝ่ายของเขต" in named(window)
    assert "โครงการ" not in named(window)
    with looked_at(qtbot, window):
        draft.undo()
    assert (steps(window), tabs(window)) == (["all", "end"], ["ปก", "โครงการ"])


def test_the_way_on_leads_past_what_is_not_in_use(keys: Keys, window: MainWindow, draft: Draft) -> None:
    assert "ท้าย" in window.foot.next_button.accessibleName()
    keys.press("Ctrl+PgDown")
    assert section(window) == "end"
    draft.set("cover", 1, "district", 1)
    assert "ฝ่ายของเขต" in window.foot.back_button.accessibleName()
    keys.press("Ctrl+PgUp")
    assert section(window) == "branches"


def test_a_section_that_goes_out_of_use_is_left(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    draft.set("cover", 1, "district", 1)
    window.go_to_section("branches")
    with looked_at(qtbot, window):
        draft.set("cover", 1, "district", 0)
    qtbot.waitUntil(lambda: section(window) == "all")


def test_a_part_that_goes_out_of_use_gives_way_to_another(window: MainWindow, draft: Draft) -> None:
    assert window.page is not None
    window.page.show_part(1)
    draft.set("cover", 1, "district", 1)
    assert window.page.number == 0
    assert window.page.places[0].isVisible()
    assert not window.page.places[1].isVisible()


def test_what_is_entered_in_no_form_now_is_said_and_not_shown(window: MainWindow, draft: Draft) -> None:
    branch = draft.add("branch", {"name": "ฝ่ายโยธา"})
    window.go_to_record("all", "branch", branch, "name")
    assert section(window) == "all"
    assert "not part of the plan" in window.statusBar().currentMessage()


def test_a_window_opens_where_the_officer_was_or_beside_it(
    draft: Draft, open_window: Callable[[Draft], MainWindow]
) -> None:
    with draft.saving():
        draft.remember(SECTION, "branches")
    assert section(open_window(draft)) == "all"


def test_everything_is_shown_where_a_condition_fails_and_the_problems_tell_of_it(tmp_path: Path, qtbot: QtBot) -> None:
    files = variant(tmp_path / "แม่แบบ").files
    name = next(name for name in files if name.endswith("branches.yaml"))
    broken = files | {name: files[name].replace(b"when: cover.district", b"when: no_such_function()")}
    with Draft.create(tmp_path / "เสีย.bmaplan", read_stored("เสีย", broken)) as draft:
        session = Session(draft)
        assert [section.id for section in session.in_use.sections] == ["all", "branches", "end"]
        with pytest.raises(QueryError, match="no_such_function"):
            find_problems(draft)
        session.let_go()


def test_conditions_that_take_long_are_asked_aside(
    qtbot: QtBot, draft: Draft, open_window: Callable[[Draft], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_use_watch, "AT_ONCE_SECONDS", -1)  # whatever is asked is too much to be asked at once
    asked: list[int] = []

    def noted(plan: Draft) -> InUse:
        asked.append(get_ident())
        return found(plan)

    monkeypatch.setattr(in_use_watch, "found", noted)
    window = open_window(draft)
    qtbot.waitUntil(lambda: steps(window) == ["all", "end"])
    draft.set("cover", 1, "district", 1)
    assert steps(window) == ["all", "end"]  # until it is found
    qtbot.waitUntil(lambda: steps(window) == ["all", "branches", "end"])
    assert asked.count(get_ident()) == 1  # the first, which was stopped
    draft.set("cover", 1, "district", 0)
    draft.set("cover", 1, "district", 1)
    draft.set("cover", 1, "district", 0)
    qtbot.waitUntil(lambda: (steps(window), tabs(window)) == (["all", "end"], ["ปก", "โครงการ"]))


FIELDS = """
    title: ปก
    more_fields:
      cover: {road: [ถนนหลัก, when cover.district]}
      project: {street: [ถนน, long_text after name when cover.district]}
    screen:
      - form: cover
      - table: project
        detail: true
        fields: [name, street, budget]
    """


@pytest.fixture
def with_fields(tmp_path: Path) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ช่อง.bmaplan", small_pack(tmp_path / "ของช่อง", FIELDS, end=LAST)) as draft:
        draft.add("project", {"name": "ปรับปรุงทางเท้า", "street": "ราชดำเนิน"})
        yield draft


def test_a_field_is_shown_while_its_condition_holds(
    qtbot: QtBot, with_fields: Draft, open_window: Callable[[Draft], MainWindow]
) -> None:
    page = open_window(with_fields).page
    assert page is not None

    def columns() -> list[str]:
        shown = page.show_part(1)
        assert isinstance(shown, TableScreen)
        return shown.model.fields

    assert columns() == ["name", "budget"]
    form = page.show_part(0)
    assert isinstance(form, FormScreen)
    assert not form.form.rows["road"].isVisible()
    with_fields.set("cover", 1, "district", 1)
    qtbot.waitUntil(form.form.rows["road"].isVisible)
    qtbot.waitUntil(lambda: columns() == ["name", "street", "budget"])
    with_fields.undo()
    qtbot.waitUntil(lambda: columns() == ["name", "budget"])
    assert with_fields.records("project")[0].values["street"] == "ราชดำเนิน"


def test_a_page_that_comes_back_has_the_columns_in_use_now(
    with_fields: Draft, open_window: Callable[[Draft], MainWindow]
) -> None:
    window = open_window(with_fields)
    page = window.page
    assert page is not None
    page.show_part(1)
    window.step(1)
    with_fields.set("cover", 1, "district", 1)
    window.step(-1)
    assert window.page is page
    shown = page.part
    assert isinstance(shown, TableScreen)
    assert shown.model.fields == ["name", "street", "budget"]
