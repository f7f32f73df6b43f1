"""What a window says of how its draft was opened, and that nothing is typed in vain."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.lock import Holder
from planner_desktop.draft.session import Recovered
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.ui.app import Program
from planner_desktop.ui.keeping import files
from planner_desktop.ui.main_window import MainWindow
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
    assert sample.opened.lock.holder.pc in second.keeping.notice.text.said()
    assert not second.keeping.notice.isHidden()
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
    qtbot.waitUntil(lambda: second.progress.work is None)


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
    assert window.keeping.notice.details.toPlainText()
    assert len(window.keeping.notice.buttons) == 2
    target = tmp_path / "ซ่อม.bmaplan"
    files.repair_into(window, target)
    qtbot.waitUntil(lambda: len(program.windows) == 2)
    repaired = program.windows[1].session.draft
    assert repaired.path == target
    assert not repaired.read_only
    assert draft_path.read_bytes() == bytes(content)
    qtbot.waitUntil(lambda: window.progress.work is None)
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
