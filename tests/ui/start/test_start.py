"""The start page: opening drafts, samples and backups, and the simplest new plan."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history.backups import Backups
from planner_desktop.plans import recent
from planner_desktop.ui.history.backups import BackupsSheet
from planner_desktop.ui.kit import look
from planner_desktop.ui.program import Program
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.start import StartPage
from tests.ui.keys import Keys
from tests.ui.start_program import opened, running, shown


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


@pytest.fixture
def start(qtbot: QtBot, program: Program, tmp_path: Path) -> StartPage:
    return shown(qtbot, program, tmp_path)


def test_a_plan_is_begun_by_keyboard(
    qtbot: QtBot, keys: Keys, program: Program, start: StartPage, tmp_path: Path
) -> None:
    assert start.new.agency_line.hasFocus()  # there is nothing to go on with
    keys.write("ต่างประเทศ")
    keys.press("Return")
    assert start.new.agency_line.text() == "สำนักงานการต่างประเทศ"
    assert start.new.begin.hasFocus()
    keys.press("Return")
    assert start.new.name.text() == "สกต 2568.bmaplan"
    keys.press("Return")
    window = opened(qtbot, program)
    assert window.session.draft.records("cover")[0].values["abbreviation"] == "สกต."
    qtbot.waitUntil(lambda: recent.recent() == [tmp_path / "สกต 2568.bmaplan"])


def test_a_name_that_is_taken_is_not_proposed(
    qtbot: QtBot, program: Program, start: StartPage, tmp_path: Path, keys: Keys
) -> None:
    (tmp_path / "สกต 2568.bmaplan").write_bytes(b"not mine")
    keys.write("สกต.")
    keys.press("Return", "Return", "Return")
    assert opened(qtbot, program).session.draft.path == tmp_path / "สกต 2568 (2).bmaplan"
    assert (tmp_path / "สกต 2568.bmaplan").read_bytes() == b"not mine"


def test_a_file_is_not_overwritten_and_the_name_says_so(
    qtbot: QtBot, program: Program, start: StartPage, tmp_path: Path, keys: Keys
) -> None:
    (tmp_path / "ของเดิม.bmaplan").write_bytes(b"not mine")
    keys.write("สกต.")
    keys.press("Return", "Return", "Ctrl+A")
    keys.write("ของเดิม")
    keys.press("Return")
    qtbot.waitUntil(lambda: start.new.problems["name"].isVisible())
    assert "exists already" in start.new.problems["name"].said()
    assert start.new.name.hasFocus()
    assert program.windows == []
    assert (tmp_path / "ของเดิม.bmaplan").read_bytes() == b"not mine"


def test_what_is_missing_is_said_at_its_field(start: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    start.new.create_button.click()
    assert start.new.problems["agency"].isVisible()
    assert start.new.agency_line.hasFocus()
    start.new.agency_line.choose("สกต.")
    assert not start.new.problems["agency"].isVisible()
    start.new.folder.setText(str(tmp_path / "ไม่มี"))
    start.new.create_button.click()
    qtbot.waitUntil(lambda: start.new.problems["folder"].isVisible())
    start.new.folder.setText(str(tmp_path))
    assert not start.new.problems["folder"].isVisible()
    start.new.name.setText("a/b")
    start.new.create_button.click()
    assert start.new.problems["name"].isVisible()
    start.new.name.setText("ab")
    assert not start.new.problems["name"].isVisible()


def test_a_folder_is_proposed_that_there_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Qt names a folder of documents also where a user has none."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "Documents"))
    assert documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


def test_a_sample_opens_as_a_copy(qtbot: QtBot, program: Program, start: StartPage, tmp_path: Path) -> None:
    start.content.samples_menu.actions()[0].trigger()
    draft = opened(qtbot, program).session.draft
    assert draft.path is not None
    assert draft.path.parent == tmp_path
    assert draft.ids("project")


def test_a_file_that_is_no_draft_is_told(qtbot: QtBot, program: Program, start: StartPage, tmp_path: Path) -> None:
    (tmp_path / "no.bmaplan").write_text("nothing")
    start.open(tmp_path / "no.bmaplan")
    qtbot.waitUntil(start.bar.isVisible)
    assert "no.bmaplan" in start.bar.text.said()
    assert not start.progress.isVisible()
    assert program.windows == []


def test_a_draft_that_is_dropped_on_the_page_opens(
    qtbot: QtBot, program: Program, start: StartPage, draft: Draft, draft_path: Path
) -> None:
    draft.close()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(draft_path))])
    mouse, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dragged = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, mouse, none)
    start.dragEnterEvent(dragged)
    assert dragged.isAccepted()
    start.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, mouse, none))
    assert opened(qtbot, program).session.draft.path == draft_path


def test_a_draft_that_is_gone_is_listed_with_its_backups_and_restored(
    qtbot: QtBot, keys: Keys, program: Program, draft: Draft, draft_path: Path, tmp_path: Path
) -> None:
    draft.add("mission", {"text": "พันธกิจ"})
    backups = Backups.of(draft)
    assert backups is not None
    backup = backups.make(datetime.now(UTC))
    recent.remember(draft_path)
    draft.close()
    draft_path.unlink()
    start = shown(qtbot, program, tmp_path)
    (row,) = start.recents.rows()
    assert row.gone
    assert row.backup == backup.at
    keys.press("Return")
    sheet = start.findChild(BackupsSheet)
    assert isinstance(sheet, BackupsSheet)
    assert sheet.chosen() == backup
    sheet.restore(backup, tmp_path / "กู้คืน.bmaplan")
    restored = opened(qtbot, program).session.draft
    assert [record.values["text"] for record in restored.records("mission")] == ["พันธกิจ"]


def test_a_draft_that_is_open_is_not_opened_twice(
    qtbot: QtBot, keys: Keys, draft: Draft, program: Program, draft_path: Path, tmp_path: Path
) -> None:
    window = program.show_draft(draft)
    assert program.open(draft_path) is window
    qtbot.waitUntil(lambda: recent.known() == [draft_path])
    start = shown(qtbot, program, tmp_path)
    assert start.recents.rows()[0].open
    keys.press("Return")
    qtbot.waitUntil(lambda: program.start is None)
    assert program.windows == [window]


@pytest.fixture
def points() -> Iterator[int]:
    app = look.qt_application()
    look.apply(app, look.MOST_POINTS)
    yield look.MOST_POINTS
    look.apply(app)


def fits(start: StartPage) -> bool:
    """Whether all of the page can be reached by scrolling down at most, and no line is as long as a wide screen."""
    QApplication.processEvents()
    letter = start.fontMetrics().horizontalAdvance("0")
    return start.content.horizontalScrollBar().maximum() == 0 and start.new.width() < 100 * letter


def test_the_page_fits_small_and_wide_windows(
    qtbot: QtBot, draft: Draft, program: Program, draft_path: Path, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    start.resize(1920, 1080)
    assert fits(start)  # with nothing to go on with
    start.close()
    QApplication.processEvents()
    recent.remember(draft_path)
    start = shown(qtbot, program, tmp_path)
    for width, height in ((911, 512), (1366, 768), (1920, 1080)):
        start.resize(width, height)
        assert fits(start)
        assert start.content.verticalScrollBar().maximum() == 0


def test_the_page_fits_a_small_window_in_the_largest_letters(
    qtbot: QtBot, keys: Keys, points: int, draft: Draft, program: Program, draft_path: Path, tmp_path: Path
) -> None:
    recent.remember(draft_path)
    start = shown(qtbot, program, tmp_path)
    start.resize(911, 512)
    assert fits(start)
    keys.press("Ctrl+N")
    line = start.new.agency_line
    assert start.rect().contains(line.mapTo(start, line.rect().bottomRight()))
