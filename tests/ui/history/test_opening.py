"""What a window says of how its draft was opened, and that nothing is typed in vain."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive
from planner_desktop.draft.file import share as shares
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.draft.file.lock import Holder
from planner_desktop.draft.session import Recovered
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.ui.history import files
from planner_desktop.ui.program import Program
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]


@pytest.fixture
def second(sample: Draft, draft_path: Path, open_window: Opener) -> MainWindow:
    """A window of a draft that another has open."""
    return open_window(Draft.open(draft_path))


def test_a_second_window_says_who_has_the_draft_and_only_shows_it(
    keys: Keys, second: MainWindow, sample: Draft
) -> None:
    assert sample.opened.lock is not None
    assert sample.opened.lock.holder.pc in second.history.notice.text.said()
    assert not second.history.notice.isHidden()
    for section in sample.pack.sections:
        second.go_to_section(section.id)
        keys.write("พิมพ์ไม่ได้")
        keys.press("Return", "Tab")
        QApplication.processEvents()
    assert not second.bar.isVisible()
    assert sample.undo_label() == ""
    assert "plan.bmaplan – " in second.windowTitle()


def test_one_goes_on_in_a_copy(qtbot: QtBot, second: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "สำเนา.bmaplan"
    with qtbot.waitSignal(second.open_wanted) as wanted:
        files.save_copy(second, target)
    assert wanted.args == [target]
    with Draft.open(target) as copy:
        assert not copy.read_only
        assert copy.ids("project") == second.session.draft.ids("project")
    qtbot.waitUntil(lambda: not second.progress.is_busy)


def test_a_damaged_file_is_shown_and_repaired_into_a_new_one(
    qtbot: QtBot, sample: Draft, draft_path: Path, tmp_path: Path
) -> None:
    sample.close()
    content = bytearray(draft_path.read_bytes())
    content[30 * 4096 : 60 * 4096] = bytes(30 * 4096)
    draft_path.write_bytes(content)
    program = Program()
    window = program.open(draft_path)
    assert window is not None
    assert window.history.notice.details.toPlainText()
    assert len(window.history.notice.buttons) == 2
    target = tmp_path / "ซ่อม.bmaplan"
    files.repair_into(window, target)
    qtbot.waitUntil(lambda: len(program.windows) == 2)
    repaired = program.windows[1].session.draft
    assert repaired.path == target
    assert not repaired.read_only
    assert draft_path.read_bytes() == bytes(content)
    qtbot.waitUntil(lambda: not window.progress.is_busy)
    for each in list(program.windows):
        each.close()


def test_a_draft_that_was_not_closed_says_so_and_where_the_officer_was(draft: Draft, open_window: Opener) -> None:
    draft.remember("section", "missions")
    draft.recovered = Recovered((), Holder("สมชาย", "pc", "2025-01-02T03:04:05+00:00"), "missions")
    window = open_window(draft)
    said = window.bar.text.said()
    assert "2 ม.ค. 2568" in said
    assert draft.pack.section("missions").title in said
    assert window.page is not None
    assert window.page.section.id == "missions"


def test_what_a_share_does_not_hold_is_told_after_closing(
    pack: FormPack, draft_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft.create(draft_path, pack)
    program = Program()
    window = program.show_draft(draft)
    close = draft.close

    def fail() -> None:
        close()
        raise DraftError("the share is away", "it goes there later")

    monkeypatch.setattr(draft, "close", fail)
    window.close()
    assert program.start is not None
    assert "the share is away" in program.start.bar.text.said()
    program.start.close()


def test_where_the_older_copy_is_is_told(draft: Draft, open_window: Opener, tmp_path: Path) -> None:
    draft.opened.older = tmp_path / "เดิม.bmaplan"
    window = open_window(draft)
    assert str(tmp_path / "เดิม.bmaplan") in window.bar.text.said()


@pytest.fixture
def share(draft: Draft, draft_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft whose folder is on a network drive."""
    draft.close()
    monkeypatch.setattr(drive, "kind", lambda path: DriveKind.NETWORK if path == draft_path else DriveKind.LOCAL)
    monkeypatch.setattr(drive, "is_on_network", lambda path: path == draft_path)
    return draft_path


@pytest.fixture
def hangs(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whether the share hangs: writing to it then waits."""
    answers = threading.Event()
    answers.set()
    real = shares.copy_durably

    def copy(source: Path, target: Path, still_wanted: Callable[[], None]) -> None:
        answers.wait()
        real(source, target, still_wanted)

    monkeypatch.setattr(shares, "copy_durably", copy)
    yield answers
    answers.set()


def begun(qtbot: QtBot, share: Path) -> tuple[Program, MainWindow]:
    """A window of the draft on the share, opened aside from the start page."""
    program = Program()
    assert program.open(share) is None
    qtbot.waitUntil(lambda: bool(program.windows))
    qtbot.waitUntil(lambda: program.windows[0].watch.is_up_to_date)
    return program, program.windows[0]


def test_a_draft_on_a_share_is_opened_and_closed_aside(qtbot: QtBot, share: Path) -> None:
    program, window = begun(qtbot, share)
    window.session.draft.enter("cover", 1, "agency", "สำนักงาน")
    window.close()
    qtbot.waitUntil(lambda: not program.windows)
    with Draft.open(share, read_only=True) as stored:
        assert stored.record("cover", 1).values["agency"] == "สำนักงาน"


@pytest.mark.parametrize("how", ["button", "close again"])
def test_whoever_does_not_wait_for_a_share_that_hangs_keeps_the_work_here(
    qtbot: QtBot, share: Path, hangs: threading.Event, how: str
) -> None:
    program, window = begun(qtbot, share)
    window.session.draft.enter("cover", 1, "agency", "สำนักงาน")
    hangs.clear()
    window.close()
    assert window.isVisible()
    assert "network drive" in window.progress.text.said()
    assert not window.steps.isEnabled()
    window.progress.stop_button.click() if how == "button" else window.close()
    qtbot.waitUntil(lambda: not program.windows)
    assert program.start is not None
    assert "Your work is safe on this PC" in program.start.bar.text.said()
    hangs.set()
    program.start.close()
    with Draft.open(share) as again:
        assert again.record("cover", 1).values["agency"] == "สำนักงาน"


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
def test_a_file_that_was_taken_away_is_said_and_a_copy_offered(
    qtbot: QtBot, draft: Draft, draft_path: Path, window: MainWindow, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to_section("cover")
    keys.write("สำนักงาน")
    keys.press("Tab")
    draft_path.unlink()
    keys.write("สน.")
    keys.press("Tab")
    assert "deleted, moved or renamed" in window.history.notice.text.said()
    (button,) = window.history.notice.buttons
    target = draft_path.with_name("สำเนา.bmaplan")
    monkeypatch.setattr(files, "ask_new_draft", lambda *_args: target)
    with qtbot.waitSignal(window.open_wanted):
        button.click()
    qtbot.waitUntil(lambda: not window.progress.is_busy)
    with Draft.open(target) as copy:
        assert str(copy.record("cover", 1).values["title"]).startswith("สำนักงาน")
    with qtbot.waitSignal(window.not_written_back) as told:
        window.close()
    assert "kept among the backups" in str(told.args[0])
