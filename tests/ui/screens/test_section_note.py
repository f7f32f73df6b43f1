"""The officer's note on a section: written with a key, kept as it is typed, shown with the steps."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.records.section_notes import SectionNote, section_notes
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.section_list import STEP, SectionStep
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]
NOTE = "รอข้อมูลจากฝ่ายการคลัง"


def step(window: MainWindow, section: str) -> SectionStep:
    shown: SectionStep = window.steps.list.item(window.steps.ids.index(section)).data(STEP)
    return shown


def test_a_note_is_kept_while_it_is_typed(
    qtbot: QtBot, keys: Keys, window: MainWindow, stored: Callable[[], Draft]
) -> None:
    window.go_to_section("vision")
    assert window.page is not None
    assert not window.page.note.isVisible()
    keys.press("Ctrl+Alt+N")
    keys.write(NOTE)
    qtbot.waitUntil(lambda: step(window, "vision").note == NOTE)
    assert section_notes(stored()) == {"vision": SectionNote(NOTE)}
    keys.press("Esc")
    assert window.page.part is not None
    assert window.page.part.isAncestorOf(keys.focused())


def test_a_section_that_waits_says_so_and_the_note_is_there_again(
    keys: Keys, window: MainWindow, draft_path: Path, open_window: Opener
) -> None:
    window.go_to_section("vision")
    keys.press("Ctrl+Alt+N")
    keys.write(NOTE)
    keys.press("Tab", "Space")
    assert step(window, "vision").waiting
    assert step(window, "vision").note == f"Waiting: {NOTE}"
    window.close()
    again = open_window(Draft.open(draft_path))
    assert again.page is not None
    assert again.page.note.isVisible()
    assert again.page.note.note() == SectionNote(NOTE, waiting=True)
    assert step(again, "vision").waiting


def test_a_note_is_stored_on_going_to_another_section_and_is_no_undo_step(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    window.go_to_section("vision")
    keys.press("Ctrl+Alt+N")
    keys.write(NOTE)
    keys.press("Ctrl+PgDown")
    assert section_notes(draft) == {"vision": SectionNote(NOTE)}
    assert draft.undo_label() == ""
