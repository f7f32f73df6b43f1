"""The next year's plan from the start page, and an agency's years side by side."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan.new_plan import find_agency, new_from_sample, new_plan
from planner_desktop.draft.records import reviews
from planner_desktop.formpack import ahead
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.ui.program import Program
from planner_desktop.ui.start.next_year import NextYearSheet
from planner_desktop.ui.start.year_strip import fiscal_year
from tests.ui.start_program import opened, running, shown, worked_on


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


@pytest.fixture
def this_year(tmp_path: Path) -> Path:
    path = tmp_path / "สนค ปีนี้.bmaplan"
    new_from_sample("2568-finance", path).close()
    return path


def test_a_plan_is_looked_at_and_rolled_into_the_next_year(
    qtbot: QtBot, program: Program, this_year: Path, tmp_path: Path
) -> None:
    worked_on(program, Draft.open(this_year))
    before = this_year.read_bytes()
    start = shown(qtbot, program, tmp_path)
    start.content.next_year_button.click()
    sheet = start.findChild(NextYearSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.begin_button.isEnabled)
    heads = [sheet.tree.topLevelItem(n).text(0) for n in range(sheet.tree.topLevelItemCount())]  # type: ignore[union-attr]
    for said in ("Begins anew", "marked to be reviewed", "Goes over"):
        assert any(said in head for head in heads)
    years = next(n for n, head in enumerate(heads) if "Names the year before" in head)
    group = sheet.tree.topLevelItem(years)
    assert group is not None
    assert not sheet.tree.wanted()
    group.setCheckState(0, Qt.CheckState.Checked)
    assert len(sheet.tree.wanted()) == group.childCount() > 0
    assert sheet.name.text() == "สำนักการคลัง 2569.bmaplan"
    sheet.begin_button.click()
    window = opened(qtbot, program)
    draft = window.session.draft
    assert (draft.path or Path()).name == "สำนักการคลัง 2569.bmaplan"
    assert (draft.pack.edition.year, draft.pack.edition.version) == (2569, ahead.VERSION)
    assert f"{len(reviews.marks(draft))} things are marked" in window.bar.text.said()
    assert this_year.read_bytes() == before


def test_an_agencys_years_stand_side_by_side(qtbot: QtBot, program: Program, this_year: Path, tmp_path: Path) -> None:
    pack = edition_pack("bma-2567")
    with new_plan(pack, find_agency(pack, "สนค."), tmp_path / "สนค 2567.bmaplan") as draft:
        sending.submit(draft, "")
    for path in (tmp_path / "สนค 2567.bmaplan", this_year):
        worked_on(program, Draft.open(path))
    start = shown(qtbot, program, tmp_path)
    strip = start.content.years
    assert strip.isVisible()
    assert [button.text().split("\n")[0] for button in strip.buttons] == ["2567", "2568"]
    assert "Sent" in strip.buttons[0].text()
    assert [button.isChecked() for button in strip.buttons] == [False, True]
    strip.buttons[0].click()
    chosen = start.recents.chosen()
    assert chosen is not None
    assert chosen.card.year == 2567
    assert [button.isChecked() for button in strip.buttons] == [True, False]


def test_an_agency_with_one_year_has_no_strip(qtbot: QtBot, program: Program, this_year: Path, tmp_path: Path) -> None:
    worked_on(program, Draft.open(this_year))
    assert not shown(qtbot, program, tmp_path).content.years.isVisible()


def test_a_fiscal_year_begins_in_october() -> None:
    assert [fiscal_year(date(2024, 9, 30)), fiscal_year(date(2024, 10, 1))] == [2567, 2568]
