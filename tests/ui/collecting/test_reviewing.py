"""One agency's plan at the desk: read, remarked on at a field, compared, returned and accepted."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planner_desktop.bundle import write_bundle
from planner_desktop.collect import deciding
from planner_desktop.collect.opening import make
from planner_desktop.collect.seen import seen
from planner_desktop.draft import Draft
from planner_desktop.draft.history import returning
from planner_desktop.ui.collecting.decision_sheets import WordsSheet
from planner_desktop.ui.collecting.plan_panel import HELD
from planner_desktop.ui.collecting.reviewing import Reviewing
from planner_desktop.ui.collecting.window import CollectWindow
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow
from tests.collect.conftest import ABROAD
from tests.ui.collecting.conftest import desk_of, lie_there, settled

AGENCY = "สำนักงานการต่างประเทศ"
NEW_NAME = "โครงการที่แก้ชื่อแล้ว"


@pytest.fixture(scope="module")
def two_versions(bundles: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection in which an agency sent a second version."""
    folder = tmp_path_factory.mktemp("สองฉบับ")
    copied = shutil.copy(bundles[ABROAD].with_suffix(".bmaplan"), folder / "แก้แล้ว.bmaplan")
    with Draft.open(Path(copied)) as draft:
        draft.set("project", draft.ids("project")[0], "name", NEW_NAME)
        second = write_bundle(draft, folder / "แก้แล้ว.zip")
    (folder / "โต๊ะ").mkdir()
    make(path := folder / "โต๊ะ" / "แผน 2568.bmacollect", "bma-2568").close()
    lie_there(path, bundles[ABROAD], second)
    return path


@pytest.fixture
def program(qtbot: QtBot, two_versions: Path, tmp_path: Path) -> Iterator[Program]:
    """The program with a copy of that collection."""
    shutil.copytree(two_versions.parent, tmp_path / "โต๊ะ")
    path = tmp_path / "โต๊ะ" / two_versions.name
    program = Program()
    window = program.show_collection(path)
    qtbot.waitUntil(lambda: window.desk is not None and bool(window.board.model.rows))
    window.board.mark(AGENCY)
    settled(qtbot, window)
    yield program
    for each in list(program.collections):
        each.close()
    assert program.windows == [], "the windows of its plans close with the collection"


@pytest.fixture
def desk(program: Program) -> CollectWindow:
    return program.collections[0]


@pytest.fixture
def reading(qtbot: QtBot, program: Program, desk: CollectWindow) -> Reviewing:
    desk.read()
    qtbot.waitUntil(lambda: bool(program.windows))
    return reviewing(program.windows[0])


def reviewing(window: MainWindow) -> Reviewing:
    found = window.findChild(Reviewing)
    assert isinstance(found, Reviewing)
    return found


def say(parent: CollectWindow | MainWindow, words: str) -> None:
    """Type words into the sheet that is open, and take them."""
    sheet = parent.findChildren(WordsSheet)[-1]
    if isinstance(sheet.field, QLineEdit):
        sheet.field.setText(words)
    else:
        sheet.field.setPlainText(words)
    sheet.button.click()


def test_a_plan_is_read_remarked_on_at_a_field_and_returned(
    qtbot: QtBot, desk: CollectWindow, reading: Reviewing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = reading.window
    assert not window.session.writable()
    assert "2568-0002" in window.history.notice.text.said()
    project = window.session.draft.records("project")[0]
    reading.go(("project", project.uid, "name"))
    qtbot.waitUntil(lambda: focused_place() == ("project", project.id, "name"))
    reading.remark()
    say(window, "")
    assert window.findChildren(WordsSheet)[-1].isVisible(), "nothing is kept without words"
    say(window, "ชื่อยาวไป")
    settled(qtbot, desk)
    qtbot.waitUntil(lambda: len(reading.dock.remarks) == 1)
    assert reading.dock.remarks[0].was == NEW_NAME
    reading.deciding.remark(reading.plan, ("", "", ""), "แผนทั้งเล่ม")
    say(window, "พิมพ์ผิด")
    qtbot.waitUntil(lambda: len(reading.dock.remarks) == 2)
    reading.dock.list.setCurrentItem(reading.dock.list.topLevelItem(1) or reading.dock.list.invisibleRootItem())
    reading.dock.list.take_key("withdraw")
    qtbot.waitUntil(lambda: len(reading.dock.remarks) == 1)
    target = tmp_path / "คืน"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    reading.deciding.give_back(reading.plan)
    say(window, "โปรดแก้")
    settled(qtbot, desk)
    returned = returning.read(target.with_suffix(".bmareturn"))
    assert (returned.reason, returned.remarks[0].text, returned.version) == ("โปรดแก้", "ชื่อยาวไป", 1)
    qtbot.waitUntil(lambda: desk.board.chips["returned"].text() == "returned 1")


def test_what_another_decides_on_the_plan_is_told_while_it_is_read(
    qtbot: QtBot, desk: CollectWindow, reading: Reviewing
) -> None:
    deciding.accept(desk_of(desk).collection, reading.receipt, "นาง อื่น")
    desk_of(desk).changed.emit()
    bar = reading.window.bar
    qtbot.waitUntil(lambda: "Meanwhile: accepted (2568-0002), by นาง อื่น" in bar.text.said())


def test_what_differs_from_the_version_before_is_shown_by_record_and_field(qtbot: QtBot, reading: Reviewing) -> None:
    reading.compare(reading.plan.before)
    (sheet,) = reading.window.findChildren(CompareSheet)
    qtbot.waitUntil(lambda: bool(sheet.tree.differences) and sheet.tree.isEnabled())
    (found,) = sheet.tree.differences
    assert (found.kind, found.field, found.after) == ("project", "name", NEW_NAME)
    assert "2568-0001" in sheet.windowTitle()


def test_a_change_of_the_language_goes_on_with_the_same_collection(
    qtbot: QtBot, program: Program, desk: CollectWindow, reading: Reviewing
) -> None:
    held = desk_of(desk).collection
    desk.board.search.setText("ต่างประเทศ")
    program.look_anew()
    (window,) = program.collections
    assert window is not desk
    assert desk_of(window).collection is held
    assert program.windows == [], "what was only read closes"
    qtbot.waitUntil(lambda: len(window.board.model.rows) == 77)
    assert window.board.search.text() == "ต่างประเทศ"
    marked = window.board.agency()
    assert marked is not None
    assert marked.agency == AGENCY


def test_the_board_tells_who_looks_and_what_is_accepted(qtbot: QtBot, desk: CollectWindow) -> None:
    plan = desk.panel.plan
    assert plan is not None
    assert [each["receipt"] for each in plan.versions] == ["2568-0002", "2568-0001"]
    desk.deciding.look(plan)
    say(desk, "นาย ดู")
    desk.menus.plan.actions["accept"].trigger()
    settled(qtbot, desk)
    qtbot.waitUntil(lambda: desk.board.chips["accepted"].text() == "accepted 1")
    agency = desk.board.agency()
    assert agency is not None
    assert (agency.agency, agency.looked_at_by, agency.standing) == (AGENCY, "นาย ดู", "accepted")
    assert not desk.menus.plan.actions["accept"].isEnabled()


def test_a_kind_of_problem_becomes_a_remark_at_its_first_place(desk: CollectWindow) -> None:
    tree = desk.panel.problems
    groups = (group for n in range(tree.topLevelItemCount()) if (group := tree.topLevelItem(n)))
    group = next(group for group in groups if group.childCount() > 1)
    first = group.child(0)
    assert first is not None
    tree.setCurrentItem(group)
    place, said = desk.panel.problem()
    assert place == tuple(first.data(0, HELD) or ("", "", ""))
    more = group.childCount() - 1
    assert said == f"{first.text(0)}\nand {more} place{'s' if more > 1 else ''} more"


def test_a_problem_leads_to_its_field_and_becomes_a_remark(qtbot: QtBot, program: Program, desk: CollectWindow) -> None:
    tree = desk.panel.problems
    rows = (group.child(0) for n in range(tree.topLevelItemCount()) if (group := tree.topLevelItem(n)))
    row = next(row for row in rows if row is not None and row.data(0, HELD) is not None)
    place = tuple(row.data(0, HELD))
    tree.setCurrentItem(row)
    desk.menus.plan.actions["problem"].trigger()
    sheet = desk.findChildren(WordsSheet)[-1]
    assert sheet.words() == row.text(0)
    sheet.button.click()
    settled(qtbot, desk)
    kept = seen(desk_of(desk).collection, "2568-0002").remarks
    assert [(each.kind, each.record, each.field) for each in kept] == [place]
    tree.wanted.emit(place)
    qtbot.waitUntil(lambda: bool(program.windows))
