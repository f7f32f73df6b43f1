"""What is seen across agencies on the screen: tables with bars, what stands behind a row, and where it leads."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.collect.opening import open_collection
from planner_desktop.draft import Draft
from planner_desktop.ui.collecting.across_sheet import AcrossSheet
from planner_desktop.ui.collecting.bars import SHARE
from planner_desktop.ui.collecting.window import CollectWindow
from tests.collect.two_plans import HOST, OTHER, put
from tests.ui.collecting.conftest import Open


@pytest.fixture
def sheet(opened: Open, path: Path, qtbot: QtBot) -> AcrossSheet:
    with open_collection(path) as desk:
        for agency in (HOST, OTHER):
            put(desk, "bma-2568", agency)
        put(desk, "bma-2568", OTHER, _poor_and_alone)
    window: CollectWindow = opened()
    sheet = window.show_across()
    qtbot.waitUntil(lambda: bool(sheet.said.said()))
    return sheet


def _poor_and_alone(draft: Draft) -> None:
    """The project costs less, and supports no result."""
    draft.set("project", 1, "budget", 250_000_00)
    draft.set("key_result", 1, "projects", [])


def _choose(sheet: AcrossSheet, qtbot: QtBot, report: str) -> None:
    sheet.choice.setCurrentIndex(sheet.choice.findData(report))
    qtbot.waitUntil(lambda: sheet.table is not None and sheet.table.id == report)


def test_budgets_have_bars_beside_the_numbers_and_records_behind_them(sheet: AcrossSheet, qtbot: QtBot) -> None:
    _choose(sheet, qtbot, "budget-by-agency")
    rows = [sheet.list.topLevelItem(n) for n in range(2)]
    assert [row.text(0) for row in rows if row] == [HOST, OTHER]
    assert [row.text(3) for row in rows if row] == ["1,000,000", "250,000"]
    assert [row.data(4, SHARE) for row in rows if row] == [1.0, 0.25]
    assert rows[1] is not None
    sheet.list.setCurrentItem(rows[1])
    qtbot.waitUntil(lambda: OTHER in _texts(sheet, 1))
    assert sheet.behind.topLevelItemCount() == 1
    with qtbot.waitSignal(sheet.wanted) as heard:
        sheet.behind.itemActivated.emit(sheet.behind.topLevelItem(0), 0)
    receipt, (kind, record, field) = heard.args
    assert (receipt, kind, field) == ("2568-0003", "project", "")
    assert record


def _texts(sheet: AcrossSheet, column: int) -> list[str]:
    found = sheet.behind.findItems("", Qt.MatchFlag.MatchContains, column)
    return [row.text(column) for row in found]


def test_tables_and_the_plan_of_the_city_are_written(sheet: AcrossSheet, qtbot: QtBot, tmp_path: Path) -> None:
    sheet.write_workbook(tmp_path / "ก.xlsx")
    qtbot.waitUntil(lambda: "ก.xlsx" in sheet.bar.text.said())
    sheet.write_plan(tmp_path / "ก.pdf")
    qtbot.waitUntil(lambda: "ก.pdf" in sheet.bar.text.said())
    assert (tmp_path / "ก.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "ก.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_table_is_sorted_by_any_column_with_its_totals_below_and_searched(sheet: AcrossSheet, qtbot: QtBot) -> None:
    _choose(sheet, qtbot, "budget-by-agency")
    assert _column(sheet, 0) == [HOST, OTHER, "Total"]
    assert _column(sheet, 3) == ["1,000,000", "250,000", "1,250,000"]
    sort = {action.text(): action for action in sheet.list.context_menu().actions()}
    by_budget = next(action for name, action in sort.items() if "(บาท)" in name)
    by_budget.trigger()
    assert _column(sheet, 0) == [OTHER, HOST, "Total"], "as numbers, not as texts"
    by_budget.trigger()
    assert _column(sheet, 0) == [HOST, OTHER, "Total"], "the totals stay below"
    sheet.search.setText(OTHER[5:])
    assert _column(sheet, 0) == [OTHER]
    assert sheet.said.said() == "1 of 2 rows"


def test_problems_stand_below_what_mends_them_and_are_told_whole(sheet: AcrossSheet, qtbot: QtBot) -> None:
    group = sheet.problems.topLevelItem(0)
    assert group is not None
    assert group.text(2).endswith(("place", "places"))
    assert sheet.problems.isVisible()
    first = group.child(0)
    assert first is not None
    sheet.problems.setCurrentItem(first)
    assert first.text(0) in sheet.detail.said()
    with qtbot.waitSignal(sheet.wanted):
        sheet.problems.itemActivated.emit(first, 0)


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_the_table_that_is_shown_is_written_as_its_kind_says(
    sheet: AcrossSheet, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    _choose(sheet, qtbot, "budget-by-agency")
    asked = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "json": "JSON (*.json)"}
    chosen = str(tmp_path / "ก.xlsx"), asked[suffix]  # the name that was proposed, and another kind
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    sheet.ask_table()
    qtbot.waitUntil(lambda: f"ก.{suffix}" in sheet.bar.text.said())
    written = (tmp_path / f"ก.{suffix}").read_bytes()
    assert written[:2] == b"PK" if suffix == "xlsx" else OTHER in written.decode("utf-8-sig")


def _column(sheet: AcrossSheet, column: int) -> list[str]:
    rows = (sheet.list.topLevelItem(n) for n in range(sheet.list.topLevelItemCount()))
    return [row.text(column) for row in rows if row is not None and not row.isHidden()]
