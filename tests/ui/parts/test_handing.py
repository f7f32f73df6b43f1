"""The officer hands a part out in the window: which division, what it fills, and where the file goes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.records.handed_parts import handed_parts
from planner_desktop.ui.parts.hand_sheet import NOT_TICKED, TICKED, HandSheet
from planner_desktop.ui.parts.take_sheet import TakeSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.cli.test_parts import filled
from tests.ui.parts.conftest import DIVISION, Show


@pytest.fixture
def window(plan: Draft, show: Show) -> MainWindow:
    return show(plan)


@pytest.fixture
def sheet(window: MainWindow) -> HandSheet:
    window.parts.hand_out()
    (sheet,) = window.findChildren(HandSheet)
    sheet.division.setCurrentIndex(sheet.division.findText(DIVISION))
    return sheet


def test_what_names_the_division_is_ticked_and_counted(plan: Draft, sheet: HandSheet) -> None:
    division = next(id for id in plan.ids("division") if plan.title("division", id) == DIVISION)
    mine = {plan.uid("project", p.id) for p in plan.records("project") if division in p.links["divisions"]}
    given = sheet.given()
    assert {uid for kind, uid in given.records if kind == "project"} == mine
    assert given.sections == ()
    assert "project" in given.new
    assert str(len(mine)) in sheet.summary.said()


def test_a_part_is_written_kept_and_told(
    qtbot: QtBot, plan: Draft, window: MainWindow, sheet: HandSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = next(
        item
        for n in range(sheet.tree.topLevelItemCount())
        if (item := sheet.tree.topLevelItem(n)) and item.text(0) == plan.spec("key_result").label
    )
    group.setCheckState(0, NOT_TICKED)
    whole = sheet.tree.topLevelItem(sheet.tree.topLevelItemCount() - 1)
    assert whole is not None
    below = [child for n in range(whole.childCount()) if (child := whole.child(n))]
    swot = next(child for child in below if "SWOT" in child.text(0))
    swot.setCheckState(0, TICKED)
    sheet.deadline.setText("๑๕ ธ.ค. ๒๕๖๗")
    sheet.person.setText("สมชาย")
    target = tmp_path / "ส่วน กรด"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    sheet.go_button.click()
    qtbot.waitUntil(lambda: bool(handed_parts(plan)))
    (part,) = handed_parts(plan)
    assert (part.division, part.person, part.deadline) == (DIVISION, "สมชาย", "2024-12-15")
    assert part.given.sections == ("swot",)
    assert "key_result" not in part.given.new
    file = target.with_name("ส่วน กรด.bmapart")
    qtbot.waitUntil(lambda: file.name in window.bar.text.said())
    with Draft.open(file) as filled:
        assert filled.limits is not None
        assert filled.limits.part.key == part.key


def test_a_day_that_is_none_is_told_and_nothing_is_written(
    qtbot: QtBot, plan: Draft, sheet: HandSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: pytest.fail("it asks too early"))
    sheet.deadline.setText("เมื่อวาน")
    sheet.go_button.click()
    assert sheet.trouble.said()
    assert handed_parts(plan) == []


def test_nothing_ticked_is_nothing_to_hand_out(sheet: HandSheet) -> None:
    for n in range(sheet.tree.topLevelItemCount()):
        item = sheet.tree.topLevelItem(n)
        assert item is not None
        item.setCheckState(0, NOT_TICKED)
    assert not sheet.go_button.isEnabled()


def test_the_start_page_lists_a_part_as_a_part(plan: Draft, part_file: Path) -> None:
    from planner_desktop.plans.summary import read_card
    from planner_desktop.ui.start import draft_rows
    from planner_desktop.ui.start.draft_rows import DraftRow

    card = read_card(part_file)
    assert card.part == DIVISION
    assert DIVISION in draft_rows.state(DraftRow(card))[0]
    assert card.sections < read_card(plan.path or Path()).sections


def test_a_part_goes_as_a_workbook_too_and_that_is_taken_like_the_part(
    qtbot: QtBot, plan: Draft, window: MainWindow, sheet: HandSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet.as_workbook.click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "ส่วน.bmapart"), ""))
    sheet.go_button.click()
    qtbot.waitUntil(lambda: bool(handed_parts(plan)))
    book = tmp_path / "ส่วน.xlsx"
    project = plan.records("project")[0]
    mine = next(p for p in plan.records("project") if DIVISION in plan.shown(p, "divisions").splitlines())
    filled(book, "project", "name", {str(mine.values["name"]): "แก้ใน Excel"})
    window.parts.take(book)
    (take,) = window.findChildren(TakeSheet)
    qtbot.waitUntil(lambda: take.tried is not None or bool(take.outside.said()))
    assert not take.outside.said()
    take.take_button.click()
    assert plan.record("project", mine.id).values["name"] == "แก้ใน Excel"
    assert project.id == mine.id or plan.record("project", project.id).values == project.values
