"""A workbook that was filled in is dropped on the window of its draft, looked at, and taken."""

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.plans.exports import export_named
from planner_desktop.spreadsheet.layout import layouts
from planner_desktop.spreadsheet.write import workbook
from planner_desktop.ui.taking.giving import GivingSheet
from planner_desktop.ui.taking.sheet import TakingSheet, ask_workbook
from planner_desktop.ui.window.main_window import MainWindow
from tests.exchange.made_workbooks import projects
from tests.ui.auditing.test_audit_sheet import dropped_on


def filled(draft: Draft, path: Path) -> Path:
    """The draft's workbook with a name changed, a record added, and a cell that does not fit."""
    draft.add("division", {"name": "ฝ่ายเก่า"})
    draft.add("project", {"name": "โครงการ"})
    book = openpyxl.load_workbook(io.BytesIO(workbook(draft, only=["division", "project"])[0]))
    divisions, work = book.worksheets[1:3]
    divisions["C3"], divisions["C9"] = "ฝ่ายใหม่", "ฝ่ายที่เพิ่ม"
    budget = next(cell.column for cell in work[1] if cell.value == "budget")
    work.cell(3, budget, "หลายบาท")
    book.save(path)
    return path


def test_what_a_dropped_workbook_changes_is_shown_and_taken(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path
) -> None:
    assert dropped_on(window, filled(draft, tmp_path / "กลับมา.xlsx"))
    (sheet,) = window.findChildren(TakingSheet)
    shown = [
        [item.text().replace("\u200b", "") if (item := sheet.list.item(row, column)) else "" for column in range(5)]
        for row in range(sheet.list.rowCount())
    ]
    assert [row[0].rpartition("!")[2] for row in shown][1:] == ["A9", "C3"]
    assert shown[2][3:5] == ["ฝ่ายเก่า", "ฝ่ายใหม่"]
    assert "หลายบาท" in shown[0][4]
    sheet.go.click()
    assert [record.values["name"] for record in draft.records("division")] == ["ฝ่ายใหม่", "ฝ่ายที่เพิ่ม"]
    window.turning.undo()
    assert [record.values["name"] for record in draft.records("division")] == ["ฝ่ายเก่า"]


def test_another_workbook_is_refused_with_what_to_do(
    window: MainWindow, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ตาราง.xlsx"
    path.write_bytes(projects())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    ask_workbook(window)
    assert window.findChildren(TakingSheet) == []
    assert window.bar.text.said()


def test_only_the_ticked_tables_go_into_the_workbook(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "สองตาราง.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    (entry,) = (one for one in window.findChildren(QAction) if one.text() == export_named("xlsx").label)
    entry.trigger()
    sheet = window.findChild(GivingSheet)
    assert sheet is not None
    assert len(sheet.wanted()) == len(sheet.tables) > 2
    sheet.none_button.click()
    assert not sheet.go_button.isEnabled()
    for kind in ("project", "division"):
        sheet.tables[kind].setCheckState(0, Qt.CheckState.Checked)
    sheet.go_button.click()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not window.progress.is_busy)
    visible = [one.title for one in openpyxl.load_workbook(path).worksheets if one.sheet_state == "visible"]
    assert visible[1:] == [layout.title for layout in layouts(draft, ("project", "division"))]
