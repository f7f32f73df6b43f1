"""A plan made elsewhere is dropped on a window, and what is wrong in it is listed."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.ui.auditing.sheet import AuditSheet
from planner_desktop.ui.start.file_choice import FileSheet
from planner_desktop.ui.start.page import StartPage
from planner_desktop.ui.window.main_window import MainWindow
from tests.audit.printed import summary
from tests.patience import PATIENCE_MS
from tests.published.word_plans import word_of


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan whose total is wrong."""
    blocks = summary(
        ["1", "โครงการสำรวจถนน", "1,000", "กวส.", "-"], ["2", "โครงการลอกคลอง", "500", "กวส.", "-"], total="1,600"
    )
    file = tmp_path / "แผนสำนัก.json"
    file.write_text(json.dumps({"agency": "สำนักทดสอบ", "fiscal_year": 2568, "blocks": blocks}), encoding="utf-8")
    return file


def dropped_on(widget: StartPage | MainWindow, file: Path) -> bool:
    """Drop a file; whether the widget took it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    mouse, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dragged = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, mouse, none)
    dragged.setAccepted(False)
    widget.dragEnterEvent(dragged)
    if dragged.isAccepted():
        widget.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, mouse, none))
    return dragged.isAccepted()


def listed(sheet: AuditSheet) -> list[str]:
    rows = sheet.list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return ["|".join(row.text(column) for column in range(3)) for row in rows]


def test_a_plan_dropped_on_a_draft_is_audited_and_the_report_written(
    qtbot: QtBot, window: MainWindow, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dropped_on(window, plan)
    (sheet,) = window.findChildren(AuditSheet)
    qtbot.waitUntil(lambda: sheet.report is not None, timeout=PATIENCE_MS)
    assert any("1,500" in row and "21, 22, 23" in row for row in listed(sheet)), listed(sheet)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.report is not None
    assert sheet.detail.said() == f"{sheet.report.findings[0].message}\n{sheet.report.findings[0].fix}"
    report = plan.with_suffix(".pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(report.with_suffix("")), ""))
    sheet.pdf_button.click()
    qtbot.waitUntil(lambda: report.is_file() and not sheet.progress.is_busy, timeout=PATIENCE_MS)
    assert report.read_bytes().startswith(b"%PDF")
    sheet.close()


def test_a_plan_written_in_word_is_audited_and_faults_are_told_by_table_and_row(
    qtbot: QtBot, window: MainWindow, plan: Path
) -> None:
    document = plan.with_suffix(".docx")
    document.write_bytes(word_of(json.loads(plan.read_text(encoding="utf-8"))))
    assert dropped_on(window, document)
    (sheet,) = window.findChildren(AuditSheet)
    qtbot.waitUntil(lambda: sheet.report is not None, timeout=PATIENCE_MS)
    assert any("1,500" in row and "table 1 row 2" in row for row in listed(sheet)), listed(sheet)
    sheet.close()


def test_a_file_that_is_no_plan_is_told_and_others_are_not_taken(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    no_plan = tmp_path / "ไม่ใช่แผน.json"
    no_plan.write_text('{"a": 1}', encoding="utf-8")
    assert not dropped_on(window, tmp_path / "แผน.odt")
    assert dropped_on(window, no_plan)
    (sheet,) = window.findChildren(AuditSheet)
    qtbot.waitUntil(sheet.bar.isVisible, timeout=PATIENCE_MS)
    assert no_plan.name in sheet.bar.text.said()
    assert not sheet.pdf_button.isEnabled()
    sheet.close()


def test_a_plan_dropped_on_the_start_page_is_audited(qtbot: QtBot, plan: Path) -> None:
    start = StartPage()
    qtbot.addWidget(start)
    start.show()
    assert dropped_on(start, plan)
    start.findChildren(FileSheet)[0].buttons[-1].click()
    (sheet,) = start.findChildren(AuditSheet)
    qtbot.waitUntil(lambda: sheet.report is not None, timeout=PATIENCE_MS)
    sheet.close()
