"""Several at one collection, each at a window of their own: what others do is seen, and nothing typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner_desktop.collect import deciding
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.history.returning import Remark
from planner_desktop.ui.collecting import following
from planner_desktop.ui.collecting.decision_sheets import WordsSheet
from planner_desktop.ui.collecting.window import CollectWindow
from tests.collect.conftest import ABROAD
from tests.collect.server.conftest import Office
from tests.collect.server.conftest import breaking as breaking
from tests.ui.collecting.conftest import settled

AGENCY = "สำนักงานการต่างประเทศ"


@pytest.fixture
def window(qtbot: QtBot, breaking: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[CollectWindow]:
    """The window of one, who sees at once what another does."""
    monkeypatch.setattr(following, "EVERY_MS", 100)
    breaking.joined("สอง")
    window = CollectWindow(breaking.of("หนึ่ง"))
    window.show()
    qtbot.waitUntil(lambda: window.desk is not None and bool(window.board.model.rows))
    window.board.mark(AGENCY)
    yield window
    if isValid(window):
        window.close()


def sheet(qtbot: QtBot, window: CollectWindow) -> WordsSheet:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(WordsSheet)))
    return next(each for each in window.findChildren(WordsSheet) if each.isVisible())


def shown(window: CollectWindow) -> tuple[str, str]:
    row = window.board.agency()
    return (row.standing, row.looked_at_by) if row is not None else ("", "")


def test_what_others_do_comes_by_itself_and_what_was_typed_meanwhile_is_not_lost(
    qtbot: QtBot, window: CollectWindow, breaking: Office, bundles: dict[str, Path], tmp_path: Path
) -> None:
    assert breaking.schema in window.windowTitle()
    with open_collection(breaking.of("สอง")) as other:
        number = receive(other, bundles[ABROAD], "นาย สอง").number
        deciding.look(other, number, "นาย สอง", "นาย สอง")
        qtbot.waitUntil(lambda: shown(window) == ("received", "นาย สอง"))
        qtbot.waitUntil(lambda: window.panel.plan is not None and bool(window.panel.plan.bundle["looked_at_by"]))
        window.menus.plan.actions["remark"].trigger()
        sheet(qtbot, window).field.setPlainText("ชื่อโครงการยาวไป")  # type: ignore[union-attr]
        deciding.give_back(other, number, "โปรดแก้", "นาย สอง", tmp_path / "คืน.bmareturn")
        qtbot.waitUntil(lambda: shown(window)[0] == "returned")
        sheet(qtbot, window).button.click()
        settled(qtbot, window)
        qtbot.waitUntil(lambda: "นาย สอง" in window.bar.text.text())
        window.menus.plan.actions["remark"].trigger()
        again = sheet(qtbot, window)
        assert again.words() == "ชื่อโครงการยาวไป"
        again.button.click()
        settled(qtbot, window)
        other.refresh()
        assert deciding.remarks_on(other, number) == [Remark("ชื่อโครงการยาวไป")]


def test_a_server_that_is_away_is_told_until_it_is_there_again(
    qtbot: QtBot, window: CollectWindow, breaking: Office, bundles: dict[str, Path]
) -> None:
    assert window.following is not None
    notice = window.following.notice
    assert not notice.isVisible()
    breaking.postgres.stop()
    qtbot.waitUntil(notice.isVisible)
    assert window.board.model.rows, "what is here can be read"
    window.receiving.receive([bundles[ABROAD]])
    settled(qtbot, window)
    assert shown(window)[0] == "missing"
    breaking.postgres.start()
    qtbot.waitUntil(lambda: not notice.isVisible())
    window.receiving.receive([bundles[ABROAD]])
    qtbot.waitUntil(lambda: shown(window)[0] == "received")
    settled(qtbot, window)
