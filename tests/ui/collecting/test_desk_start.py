"""Where the desk begins, and who is led there: the office that receives the plans, and nobody else unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.cli import window as way_in
from planner_desktop.plans import recent_collections
from planner_desktop.ui.collecting.desk_start import DeskStart
from planner_desktop.ui.collecting.window import CollectWindow
from planner_desktop.ui.program import Program
from tests.ui.collecting.conftest import action
from tests.ui.keys import Keys
from tests.ui.start_program import running, shown

OFFICE = "สำนักยุทธศาสตร์และประเมินผล"


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program
        for each in list(program.collections):
            each.close()
        if program.desk_start is not None:
            program.desk_start.close()


def desk_start(qtbot: QtBot, program: Program) -> DeskStart:
    """The page where the desk begins, asked for as by a later start of the program."""
    program.take(way_in.named(["collect"]))
    page = program.desk_start
    assert page is not None
    qtbot.waitUntil(page.new_button.isEnabled)
    return page


def opened(qtbot: QtBot, program: Program) -> CollectWindow:
    qtbot.waitUntil(lambda: len(program.collections) == 1)
    (window,) = program.collections
    qtbot.waitUntil(lambda: window.desk is not None and len(window.board.model.rows) == 77)
    return window


def test_the_office_makes_a_collection_opens_it_again_and_begins_another(
    qtbot: QtBot, keys: Keys, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk_start(qtbot, program)
    asked: list[str] = []

    def choose(_parent: object, _title: str, near: str, _kinds: str) -> tuple[str, str]:
        asked.append(near)
        return str(tmp_path / "รวม 2568"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.new_button.click()
    window = opened(qtbot, program)
    assert window.path == tmp_path / "รวม 2568.bmacollect"
    assert asked[0].endswith("Plans 2568.bmacollect")
    qtbot.waitUntil(lambda: program.desk_start is None)
    action(window, "New or open another collection…").trigger()
    again = program.desk_start
    assert again is not None
    row = again.list.topLevelItem(0)
    assert row is not None
    assert row.text(0) == "รวม 2568"
    window.close()
    again.list.setFocus()
    again.list.take_key("open")
    assert opened(qtbot, program).path == tmp_path / "รวม 2568.bmacollect"


def test_a_collection_is_taken_out_of_the_list_and_stays(qtbot: QtBot, program: Program, path: Path) -> None:
    recent_collections.remember(path, "2568")
    page = desk_start(qtbot, program)
    page.list.take_key("remove")
    assert page.list.topLevelItemCount() == 0
    assert not page.open_button.isEnabled()
    assert path.is_file()


def test_only_the_office_that_receives_the_plans_is_offered_the_desk(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    button = start.content.desk_button
    assert button.isHidden()
    start.new.agency_line.choose("สำนักงานการต่างประเทศ")
    assert button.isHidden()
    start.new.agency_line.choose("กรุงเทพมหานคร")  # which stands in the contact's words, and is no agency
    assert button.isHidden()
    start.new.agency_line.choose(OFFICE)
    assert not button.isHidden()
    button.click()
    assert program.desk_start is not None


def test_who_opened_a_collection_before_is_offered_the_desk_again(
    qtbot: QtBot, program: Program, tmp_path: Path, path: Path
) -> None:
    recent_collections.remember(path, "2568")
    start = shown(qtbot, program, tmp_path)
    assert not start.content.desk_button.isHidden()
    start.collection_wanted.emit(path)
    assert opened(qtbot, program).path == path
