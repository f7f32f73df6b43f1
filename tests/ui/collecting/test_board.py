"""The board of agencies: what is dropped gets receipts, and every agency is found by mouse and keys."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.collect import batch
from planner_desktop.collect.batch import _note
from planner_desktop.ui.collecting.arrivals_sheet import ReceiptsSheet
from planner_desktop.ui.collecting.window import CollectWindow
from planner_desktop.ui.kit.item_views import type_into
from tests.bundle.forger import bagged, files_of, zipped
from tests.bundle.test_drawn import changed, covered
from tests.collect.conftest import ABROAD, FINANCE, PERSONNEL
from tests.ui.collecting.conftest import Open, action, desk_of, lie_there, received, settled


def drop(window: CollectWindow, *paths: Path) -> None:
    """Drop files on a window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


def shown(window: CollectWindow, column: int = 0) -> list[str]:
    table = window.board.shown
    return [str(table.index(row, column).data()) for row in range(table.rowCount())]


def test_all_agencies_of_the_edition_are_there_before_any_plan_is(window: CollectWindow) -> None:
    assert "Plans of 77 agencies" in window.windowTitle()
    assert len(shown(window)) == 77
    assert window.board.chips["missing"].text() == "missing 77"
    assert window.panel.facts.said() == "Nothing was received from it yet."
    assert "drop the agencies' bundles" in window.board.nothing.said()


def test_what_is_dropped_gets_receipts_and_what_is_wrong_is_said_first(
    qtbot: QtBot, window: CollectWindow, bundles: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "เสีย.zip").write_bytes(b"no zip")
    drop(window, tmp_path / "หาย.zip", bundles[PERSONNEL], tmp_path / "เสีย.zip")
    settled(qtbot, window)
    (sheet,) = window.findChildren(ReceiptsSheet)
    rows = [item for n in range(sheet.list.topLevelItemCount()) if (item := sheet.list.topLevelItem(n))]
    assert [row.text(1) for row in rows] == ["could not be read", "with errors", "refused"]
    assert [row.text(0) for row in rows] == ["–", "2568-0001", "2568-0002"]
    sheet.list.setCurrentItem(rows[0])
    assert not sheet.pdf_button.isEnabled(), "what could not be read has no receipt"
    sheet.list.setCurrentItem(rows[2])
    assert "เสีย.zip" in sheet.detail.said()
    sheet.write_all(tmp_path)
    qtbot.waitUntil(lambda: "Written" in sheet.bar.text.said())
    assert sorted(path.name[:9] for path in tmp_path.glob("*.pdf")) == ["2568-0001", "2568-0002"]
    assert window.board.chips["wrong"].text() == "with errors 1"


def test_the_board_is_filtered_searched_and_sorted_by_keys(
    qtbot: QtBot, path: Path, opened: Open, bundles: dict[str, Path]
) -> None:
    lie_there(path, bundles[FINANCE], bundles[ABROAD])
    window = opened()
    board = window.board
    board.show_only("received")
    assert len(shown(window)) == 2
    board.show_only("")
    board.table.setFocus()
    type_into(board.table, "2568-0002")
    assert board.search.text() == "2568-0002"
    assert shown(window) == ["สกต.  สำนักงานการต่างประเทศ"]
    agency = board.agency()
    assert agency is not None
    assert agency.abbreviation == "สกต."
    board.search.clear()
    assert board.agency() == agency, "the cursor stays in its row"
    board.sort_by(4)
    board.sort_by(4)
    assert shown(window, 4)[:2] == ["2568-0002", "2568-0001"]
    board.search.setText("ไม่มีหน่วยงานนี้")
    assert board.nothing.said() == "No agency fits what is searched for."
    assert board.agency() is None
    assert window.panel.title.said() == "No agency is marked"


def test_bundles_are_asked_for_where_the_last_ones_lay(
    qtbot: QtBot, window: CollectWindow, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[list[str], str]:
        asked.append(folder)
        return [str(bundles[ABROAD])], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    for _time in range(2):
        action(window, "Receive bundles…").trigger()
        settled(qtbot, window)
    assert asked[1] == str(bundles[ABROAD].parent)
    assert window.board.nothing.said() == ""
    assert window.progress.text.said() == "Receiving plans: 1 of 1…"


@pytest.mark.parametrize("width", [700, 1366])
def test_agencies_are_read_on_a_narrow_window_too(window: CollectWindow, width: int) -> None:
    window.resize(width, 768)
    table = window.board.table
    assert table.columnWidth(0) >= 18 * table.fontMetrics().horizontalAdvance("0")
    whole = sum(table.columnWidth(n) for n in range(table.model().columnCount()))
    assert whole >= table.viewport().width()


def test_each_cell_says_to_a_screen_reader_of_which_column_it_is(window: CollectWindow) -> None:
    row = window.board.shown.index(0, 1)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Standing: missing"
    assert window.board.table.accessibleName() == "Board of agencies"


def test_the_marked_agencys_plan_is_told_beside_the_board(
    qtbot: QtBot, path: Path, opened: Open, bundles: dict[str, Path]
) -> None:
    lie_there(path, bundles[PERSONNEL])
    window = opened()
    window.board.mark("สำนักงานคณะกรรมการข้าราชการกรุงเทพมหานคร")
    settled(qtbot, window)
    panel = window.panel
    assert panel.plan is not None
    assert panel.facts.said().startswith("with errors. Receipt 2568-0001, version 1")
    first = panel.problems.topLevelItem(0)
    assert first is not None
    assert first.text(0).startswith("error")
    assert panel.tabs.tabText(0) == f"Problems {len(panel.plan.problems)}"


def test_bundles_that_were_waiting_when_the_program_was_killed_are_offered_again(
    qtbot: QtBot, opened: Open, bundles: dict[str, Path]
) -> None:
    first = opened()
    _note(desk_of(first).collection, [bundles[ABROAD]])  # as a killed program leaves it
    first.close()
    window = opened()
    assert "1 bundle was still waiting" in window.bar.text.said()
    window.bar.next_button.click()
    settled(qtbot, window)
    assert window.board.chips["received"].text() == "received 1"
    assert batch.waiting(desk_of(window).collection) == []


def test_a_second_at_the_same_collection_reads_and_sees_what_the_first_does(
    qtbot: QtBot, opened: Open, bundles: dict[str, Path]
) -> None:
    first, second = opened(), opened()
    assert "is open:" in second.notice.text.said()
    assert "only for reading" in second.windowTitle()
    assert not second.receiving.may
    received(qtbot, first, bundles[ABROAD])
    desk_of(second).changed.emit()  # as its timer does
    settled(qtbot, second)
    assert second.board.chips["received"].text() == "received 1"


def test_what_comes_into_a_watched_folder_is_received_once_it_is_whole(
    qtbot: QtBot, window: CollectWindow, bundles: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "ส่งมา"
    window.receiving.watch(folder)
    assert window.receiving.watching is not None
    watching = window.receiving.watching
    qtbot.waitUntil(lambda: "cannot be reached" in window.notice.text.said())
    folder.mkdir()
    shutil.copy(bundles[ABROAD], folder)

    def came() -> bool:
        watching.look()  # as its timer does
        return window.board.chips["received"].text() == "received 1"

    qtbot.waitUntil(came)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.bar.text.said() == "1 bundle was received")
    assert "is received" in window.notice.text.said()
    assert action(window, "Watch a folder…").isChecked()
    action(window, "Watch a folder…").trigger()
    assert window.receiving.watching is None
    assert not action(window, "Watch a folder…").isChecked()


def test_what_comes_is_printed_again_where_that_is_ticked(
    qtbot: QtBot, window: CollectWindow, bundles: dict[str, Path], tmp_path: Path
) -> None:
    forged = zipped(bagged(changed(files_of(bundles[ABROAD]), covered)), tmp_path / "ปลอม.zip")
    action(window, "Print again what comes, and compare").trigger()
    drop(window, forged, bundles[FINANCE])
    settled(qtbot, window)
    (sheet,) = window.findChildren(ReceiptsSheet)
    rows = [item for n in range(sheet.list.topLevelItemCount()) if (item := sheet.list.topLevelItem(n))]
    assert sorted(row.text(1) for row in rows) == ["received", "refused"]
