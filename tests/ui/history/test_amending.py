"""Reasons of amendments are typed beside what was and what is to be, and the memo is written from there."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, sources
from planner_desktop.draft.records import reasons
from planner_desktop.ui.history.amending import AmendingSheet
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.window.main_window import MainWindow

WHY = "ปรับตามมติที่ประชุม"


@pytest.fixture
def amended(sample: Draft, request: pytest.FixtureRequest) -> MainWindow:
    """A window with the next version of a plan that was sent, in which two KRs are others."""
    sending.submit(sample, "")
    sending.reopen(sample)
    for id in sample.ids("key_result")[:2]:
        sample.enter("key_result", id, "target", "ร้อยละ 99")
    window: MainWindow = request.getfixturevalue("sample_window")
    return window


@pytest.fixture
def sheet(qtbot: QtBot, amended: MainWindow) -> AmendingSheet:
    sheet = AmendingSheet(amended, sources.version(1))
    sheet.show()
    qtbot.waitUntil(lambda: sheet.memo is not None)
    return sheet


def shown(sheet: AmendingSheet) -> list[list[str]]:
    items = [sheet.list.topLevelItem(n) for n in range(sheet.list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item]


def test_each_change_has_a_line_and_its_reason_is_kept(qtbot: QtBot, sheet: AmendingSheet, sample: Draft) -> None:
    assert [row[2] for row in shown(sheet)] == ["ร้อยละ 99"] * 2
    assert "2 amendments have no reason yet" in sheet.follows.said()
    sheet.reason.setPlainText(WHY)
    sheet.keep_button.click()
    qtbot.waitUntil(lambda: shown(sheet)[0][3] == WHY)
    assert [each.text for each in reasons.reasons(sample).values()] == [WHY]
    qtbot.waitUntil(lambda: "1 amendment has no reason yet" in sheet.follows.said())
    sample.undo()
    qtbot.waitUntil(lambda: shown(sheet)[0][3] == "")


def test_several_get_one_reason_at_once(qtbot: QtBot, sheet: AmendingSheet, sample: Draft) -> None:
    sheet.list.selectAll()
    sheet.reason.setPlainText(WHY)
    sheet.keep_button.click()
    qtbot.waitUntil(lambda: [row[3] for row in shown(sheet)] == [WHY, WHY])
    assert "have no reason" not in sheet.follows.said()
    assert len(reasons.reasons(sample)) == 2


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_memo_is_written(
    qtbot: QtBot, sheet: AmendingSheet, amended: MainWindow, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"บันทึกขอแก้ไข.{kind}"
    sheet.write(path)
    qtbot.waitUntil(path.exists)
    assert path.read_bytes().startswith(b"%PDF" if kind == "pdf" else b"PK")
    qtbot.waitUntil(lambda: amended.bar.isVisible())


def test_it_is_reached_from_the_comparison(qtbot: QtBot, amended: MainWindow) -> None:
    compared = CompareSheet(amended, sources.version(1))
    compared.show()
    qtbot.waitUntil(compared.memo_button.isEnabled)
    compared.memo_button.click()
    found = amended.findChild(AmendingSheet)
    assert found is not None
    qtbot.waitUntil(lambda: found.memo is not None)
