"""A plan that begins with a Word file: chosen or dropped on the start page, opened with what became of it."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from planner_desktop.i18n import _
from planner_desktop.ui.history.word_report import WordSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.start import StartPage
from planner_desktop.ui.start.file_choice import FileSheet
from tests.ui.start_program import opened, running, shown

PROJECT = "โครงการพัฒนาระบบสารสนเทศเพื่อการบริการประชาชนของกรุงเทพมหานคร"
HEAD = ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"]


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


@pytest.fixture
def start(qtbot: QtBot, program: Program, tmp_path: Path) -> StartPage:
    return shown(qtbot, program, tmp_path)


def word_file(path: Path) -> Path:
    """A plan in which one project has two budgets, with a text that no field takes."""
    document = docx.Document()
    document.add_heading("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", 1)
    document.add_heading("ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", 1)
    document.add_heading("ประเด็นการพัฒนาที่ 1 บริการประชาชน", 3)
    document.add_paragraph("วัตถุประสงค์หลัก (Objective) ประชาชนได้รับบริการที่รวดเร็ว")
    document.add_paragraph("ด้านที่ 9 บริหารจัดการดี")
    document.add_paragraph("ประเด็นการพัฒนาที่ 9.1 ระบบงาน เงิน คน ระเบียบที่มีประสิทธิภาพ")
    _table(document, "1,250,000")
    document.add_paragraph("ข้อความที่แม่แบบไม่มีช่องให้")
    document.add_heading("โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน", 3)
    _table(document, "1,520,000")
    document.save(str(path))
    return path


def _table(document: docx.document.Document, budget: str) -> None:
    table = document.add_table(2, len(HEAD))
    for at, text in enumerate(HEAD):
        table.cell(0, at).text = text
    for at, text in enumerate(["1", PROJECT, budget, "กพร.", "113"]):
        table.cell(1, at).text = text


def _items(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for n in range(item.childCount()) if (child := item.child(n)) is not None]


def test_a_word_file_that_is_dropped_becomes_a_plan_and_the_right_budget_is_chosen(
    qtbot: QtBot, program: Program, start: StartPage, tmp_path: Path
) -> None:
    word = word_file(tmp_path / "แผน ปีก่อน.docx")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(word))])
    start.dropEvent(
        QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    (asked,) = start.findChildren(FileSheet)
    asked.buttons[0].click()
    window = opened(qtbot, program)
    draft = window.session.draft
    assert draft.path == tmp_path / "แผน ปีก่อน.bmaplan"
    assert [(each.values["name"], each.values["budget"]) for each in draft.records("project")] == [
        (PROJECT, 1_250_000_00)
    ]
    sheet = window.findChild(WordSheet)
    assert sheet is not None
    doubts, left = (sheet.tree.topLevelItem(n) for n in (0, 1))
    assert doubts is not None
    assert left is not None
    doubt = _items(doubts)[0]
    assert [item.text(1) for item in _items(doubt)] == ["1,250,000", "1,520,000"]
    assert "ข้อความที่แม่แบบไม่มีช่องให้" in [item.text(1) for item in _items(left)]
    sheet.tree.setCurrentItem(_items(doubt)[1])
    sheet.take_button.click()
    assert draft.records("project")[0].values["budget"] == 1_520_000_00
    assert "✓" in doubt.text(2)
    window.turning.undo()
    sheet.close()
    (entry,) = (
        action for action in window.findChildren(QAction) if action.text() == _("What became of the Word file…")
    )
    entry.trigger()
    again = window.findChildren(WordSheet)[-1]
    (doubts, *_others) = (again.tree.topLevelItem(n) for n in range(again.tree.topLevelItemCount()))
    assert doubts is not None
    assert _items(doubts)[0].text(1) == "1,250,000"


def test_a_word_file_that_is_no_plan_is_refused_on_the_start_page(
    qtbot: QtBot, start: StartPage, tmp_path: Path
) -> None:
    word = tmp_path / "หนังสือ.docx"
    document = docx.Document()
    document.add_paragraph("เรียน ผู้อำนวยการ")
    document.save(str(word))
    start.begin_with_word(word)
    qtbot.waitUntil(lambda: not start.progress.is_busy and not start.bar.isHidden())
    assert not (tmp_path / "หนังสือ.bmaplan").exists()
