"""The first morning with the program, as an officer has it: from nothing to a draft, by keys and mouse alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.program import Program
from planner_desktop.ui.screens.table.pasting_sheet import PastingSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.start_program import opened, running, shown

FOREWORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->
<p class=MsoNormal style='text-indent:36.0pt'><span lang=TH>สำนักงานการต่างประเทศได้จัดทำแผนนี้ ดังนี้<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1)&nbsp;
</span><![endif]><span lang=TH>เพื่อเป็นกรอบ</span></p>
<!--EndFragment--></body></html>"""
PROJECTS = (
    ("ที่", "ชื่อโครงการ/กิจกรรม", "งบประมาณ (บาท)", "ผู้รับผิดชอบ", "รหัสนโยบาย"),
    ("๑", "โครงการส่งเสริมศักยภาพของเมือง", "๓,๕๘๔,๐๐๐", "ส่วนแผนงานฯ", "P054"),
    ("๒", "โครงการจัดนิทรรศการ", "5,500,000", "", "P123, P202"),
    ("๓", "กิจกรรมส่งเสริมสมรรถนะบุคลากร", "ไม่ใช้งบประมาณ", "ส่วนส่งเสริมฯ", ""),
    ("๔", "โครงการจัดทำเว็บไซต์", "รออนุมัติ", "ส่วนแผนงานฯ ส่วนส่งเสริมฯ", "๐๕๔"),
)


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at if at is not None else widget.rect().center())


def go(window: MainWindow, section: str) -> None:
    """Click a step, scrolled to as with the wheel; the cursor is in its form then."""
    steps = window.steps.list
    item = steps.item(window.steps.ids.index(section))
    steps.scrollToItem(item)
    click(steps.viewport(), steps.visualItemRect(item).center())
    assert window.page is not None
    assert window.page.section.id == section
    assert window.page.isAncestorOf(Keys.focused())


def copied(text: str, html: str) -> None:
    """What another program put on the clipboard."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def from_excel() -> None:
    rows = ("<tr>" + "".join(f"<td class=xl65>{cell}</td>" for cell in row) + "</tr>" for row in PROJECTS)
    copied("\n".join("\t".join(row) for row in PROJECTS), f"<table>{''.join(rows)}</table>")


def column(draft: Draft, kind: str, field: str) -> list[object]:
    return [record.values[field] for record in draft.records(kind)]


def begin(qtbot: QtBot, keys: Keys, program: Program, folder: Path) -> MainWindow:
    shown(qtbot, program, folder)
    keys.write("การต่างประเทศ")
    keys.press("Return", "Return", "Return")
    window = opened(qtbot, program)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def write_the_front(keys: Keys, window: MainWindow) -> None:
    """Foreword out of Word, SWOT with a card moved, vision and missions."""
    click(window.foot.next_button)
    copied("ข้อความล้วน", FOREWORD)
    keys.press("Ctrl+V")
    go(window, "swot")
    for text in ("ภาษาดี", "เครือข่ายดี"):
        keys.write(text)
        keys.press("Return")
    keys.press("Tab")  # the next box: what is typed there goes into its line
    keys.write("งบจำกัด")
    keys.press("Return", "Shift+Tab", "Alt+Right")  # the card itself, into the third box
    go(window, "vision")
    keys.write("เป็นองค์กรหลัก")
    click(window.foot.next_button)
    for text in ("วิเทศสัมพันธ์", "ประสานความร่วมมือ"):
        keys.write(text)
        keys.press("Return")


def write_the_projects(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    """Divisions as in Excel, projects out of Excel: mapped, the refused cell corrected, a division filled down."""
    go(window, "projects")
    for name, full in (("ส่วนแผนงานฯ", "ส่วนแผนงานและการต่างประเทศ"), ("ส่วนส่งเสริมฯ", "ส่วนส่งเสริมความสัมพันธ์")):
        keys.write(name)
        keys.press("Tab")
        keys.write(full)
        keys.press("Return")
    keys.press("Alt+PgDown")
    from_excel()
    keys.press("Ctrl+V")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PastingSheet))
    keys.press("Return")
    qtbot.waitUntil(window.isActiveWindow)
    keys.write("๒๐๐,๐๐๐")  # the refused cell is where one is
    keys.press("Return", "Ctrl+Home", "Right", "Right", "Shift+Down", "Ctrl+D")


def write_the_key_results(keys: Keys, window: MainWindow) -> None:
    """A key result out of the catalogue, and the projects that serve it."""
    go(window, "key-results")
    keys.press("Ctrl+Home")
    keys.write("7402")
    keys.press("Return", "Alt+PgDown", "Space", "Down", "Space")


def test_the_first_morning(qtbot: QtBot, keys: Keys, program: Program, tmp_path: Path) -> None:
    window = begin(qtbot, keys, program, tmp_path)
    told: list[BaseException] = []
    window.session.troubled.connect(told.append)
    write_the_front(keys, window)
    write_the_projects(qtbot, keys, window)
    write_the_key_results(keys, window)
    assert told == []
    assert not window.bar.isVisible()
    keys.press(QKeySequence(QKeySequence.StandardKey.Close).toString())  # Ctrl+W or Ctrl+F4
    qtbot.waitUntil(lambda: not program.windows)

    start = shown(qtbot, program, tmp_path)
    keys.press("Return")  # to go on with the plan is what is offered first
    again = opened(qtbot, program)
    assert program.start is None or not start.isVisible()
    assert not again.bar.isVisible()
    assert again.page is not None
    assert (again.page.section.id, again.page.number) == ("key-results", 1)
    draft = again.session.draft
    assert draft.path == tmp_path / "สกต 2568.bmaplan"
    assert column(draft, "cover", "agency") == ["สำนักงานการต่างประเทศ"]
    foreword = draft.shown(draft.records("foreword")[0], "text")
    assert "สำนักงานการต่างประเทศได้จัดทำแผนนี้ ดังนี้" in foreword
    assert "เพื่อเป็นกรอบ" in foreword
    assert {(r.values["quadrant"], r.values["text"]) for r in draft.records("swot_item")} == {
        ("strength", "ภาษาดี"), ("strength", "เครือข่ายดี"), ("opportunity", "งบจำกัด"),
    }  # fmt: skip
    assert column(draft, "vision", "text") == ["เป็นองค์กรหลัก"]
    assert column(draft, "mission", "text") == ["วิเทศสัมพันธ์", "ประสานความร่วมมือ"]
    plans, help = draft.ids("division")
    assert column(draft, "division", "name") == ["ส่วนแผนงานฯ", "ส่วนส่งเสริมฯ"]
    projects = draft.ids("project")
    assert column(draft, "project", "name") == [row[1] for row in PROJECTS[1:]]
    assert column(draft, "project", "budget") == [358_400_000, 550_000_000, None, 20_000_000]
    assert [draft.links("project", id, "divisions") for id in projects] == [[plans], [plans], [help], [plans, help]]
    assert sorted(str(code) for code in column(draft, "policy", "code")) == ["054", "123", "202"]
    assert draft.links("project", projects[0], "policies") == draft.links("project", projects[3], "policies")
    assert column(draft, "key_result", "code") == ["7402"]
    assert [list(r.links["projects"]) for r in draft.records("key_result")] == [projects[:2]]
