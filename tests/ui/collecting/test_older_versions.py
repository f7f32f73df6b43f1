"""What the window says where versions of one plan come in any order."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from planner_desktop.collect import deciding
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.ui.collecting.arrivals_sheet import ReceiptsSheet
from tests.collect.test_versions import sent as sent
from tests.ui.collecting.conftest import Open, received, settled


def test_an_older_version_is_told_in_its_receipt_and_the_acceptance_before_a_newer_one_is_seen(
    qtbot: QtBot, path: Path, opened: Open, sent: dict[str, Path]
) -> None:
    with open_collection(path) as collection:
        receive(collection, sent["1"], "นาง รับ")
        deciding.accept(collection, "2568-0001", "นาย ดู")
    window = opened()
    received(qtbot, window, sent["2"])
    row = next(each for each in window.board.model.rows if each.receipt)
    window.board.mark(row.agency)
    settled(qtbot, window)
    assert "Version 1 of receipt 2568-0001 was accepted." in window.panel.facts.said()
    at = window.board.table.currentIndex()
    assert at.siblingAtColumn(1).data() == "received (version 1 was accepted)"
    for sheet in window.findChildren(ReceiptsSheet):
        sheet.close()
    received(qtbot, window, sent["1 again"])
    sheet = next(each for each in window.findChildren(ReceiptsSheet) if each.isVisible())
    first = sheet.list.topLevelItem(0)
    assert first is not None
    assert "(older than what is held)" in first.text(1)
    assert "OLDER than what is held: version 2 of receipt 2568-0002" in sheet.detail.said()
    sheet.close()
    assert [each.receipt for each in window.board.model.rows if each.receipt] == ["2568-0002"]
