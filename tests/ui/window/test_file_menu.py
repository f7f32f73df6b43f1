"""The File menu holds what File menus hold; sending says where “ร่าง” still stands; Help says whom to ask."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.formpack import installed, read
from planner_desktop.formpack.editions import contact
from planner_desktop.plans.exports import Exported, exports
from planner_desktop.ui.history.copy_and_bundle import give_copy
from planner_desktop.ui.history.files import save_copy
from planner_desktop.ui.history.sending_sheets import ReturnedSheet
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.window import printing
from planner_desktop.ui.window.commands import actions
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def submit_sheet(window: MainWindow) -> SendingStep:
    window.history.sending.submit_action.trigger()
    return next(sheet for sheet in window.findChildren(SendingStep) if sheet.isVisible())


def test_the_file_menu_saves_copies_exports_prints_and_sends(window: MainWindow) -> None:
    names = [plain(action.text()) for above, action in actions(window.menuBar()) if above == ("File",)]
    for name in ("Save", "Save a copy…", "Export PDF…", "Export Word…", "Print…", "Send to สยป.…", "Close"):
        assert name in names
    keys = {action.shortcut().toString() for above, action in actions(window.menuBar()) if above == ("File",)}
    assert {"Ctrl+S", "Ctrl+Shift+S", "Ctrl+P"} <= keys


def test_the_file_menu_exports_a_word_file_beside_the_draft(
    window: MainWindow, draft: Draft, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, title: str, near: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, kinds))
        return near, kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    action = next(each for _above, each in actions(window.menuBar()) if plain(each.text()) == "Export Word…")
    with qtbot.waitSignal(window.progress.worker.over):
        action.trigger()
    assert asked == ["Export Word…", "Word document (*.docx)"]
    assert draft.path is not None
    out = draft.path.with_suffix(".docx")
    assert out.read_bytes().startswith(b"PK")
    assert str(out) in window.bar.text.said()
    qtbot.waitUntil(lambda: not window.progress.is_busy)


def test_no_name_in_the_file_menu_is_shortened(window: MainWindow) -> None:
    """Qt shortens a text that has no room for the mark of its mnemonic, which is not drawn."""
    menu = window.menuBar().findChildren(QMenu)[0]
    as_qt_has_it = QMenu()
    for action in menu.actions():
        if not action.isSeparator():
            as_qt_has_it.addAction(action.text()).setShortcut(action.shortcut())
    needed = as_qt_has_it.actionGeometry(as_qt_has_it.actions()[0]).width()
    menu.popup(window.pos())
    given = menu.actionGeometry(menu.actions()[0]).width()
    assert menu.width() >= given >= needed + menu.fontMetrics().horizontalAdvance("&")
    menu.close()


def test_sending_says_that_the_word_for_a_draft_still_stands_and_marks_the_plan_final(
    window: MainWindow, draft: Draft
) -> None:
    sheet = submit_sheet(window)
    assert "“ร่าง” stands across every page" in sheet.draft_word.said()
    assert f"“{draft.pack.section('cover').title} › การพิมพ์เล่ม”" in sheet.draft_word.said()
    sheet.final_button.click()
    assert draft.record("printing", 1).values["final"] == 1
    assert not sheet.draft_word.said()
    assert not sheet.final_button.isVisible()
    sheet.close()


def test_what_was_typed_into_the_sheets_of_sending_is_there_again(keys: Keys, window: MainWindow) -> None:
    sheet = submit_sheet(window)
    sheet.note.setText("กท 0501/123")
    keys.press("Escape")
    sheet = submit_sheet(window)
    assert sheet.note.text() == "กท 0501/123"
    sheet.close()
    sending.submit(window.session.draft)
    window.history.sending.stepped.emit()
    window.history.sending.returned_action.trigger()
    returned = next(each for each in window.findChildren(ReturnedSheet) if each.isVisible())
    returned.reason.setPlainText("ยอดไม่ตรง")
    returned.close()
    window.history.sending.returned_action.trigger()
    returned = next(each for each in window.findChildren(ReturnedSheet) if each.isVisible())
    assert returned.reason.toPlainText() == "ยอดไม่ตรง"
    returned.close()


def test_a_bundle_of_a_plan_that_is_not_final_says_so(
    draft: Draft, draft_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.close()
    assert (
        main(
            ["--language", "en", "export", str(draft_path), "--bundle", str(tmp_path / "ชุด.zip"), "--incomplete", "รอ"]
        )
        == 0
    )
    assert "“ร่าง” stands across every page" in capsys.readouterr().err


@pytest.mark.parametrize("edition", sorted(installed()))
def test_every_edition_says_whom_to_ask(edition: str) -> None:
    assert "สยป." in contact(read(installed()[edition]).edition)


def test_help_says_whom_to_ask(window: MainWindow, draft: Draft) -> None:
    contact = next(a for above, a in actions(window.menuBar()) if above == ("Help",) and a.text() == "Contact")
    contact.trigger()
    assert draft.pack.edition.contact in window.bar.text.said()


def test_an_empty_note_closes_again(keys: Keys, window: MainWindow) -> None:
    window.go_to_section("vision")
    assert window.page is not None
    note = window.page.note
    for how in ("Escape", "Ctrl+Alt+N", "Return"):
        keys.press("Ctrl+Alt+N")
        assert note.isVisible()
        keys.press(how)
        assert not note.isVisible()
        assert window.page.part is not None
        assert window.page.part.isAncestorOf(keys.focused())
    keys.press("Ctrl+Alt+N")
    keys.write("รอ")
    keys.press("Escape")
    assert note.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="there the dialog is the system's own")
def test_a_plan_printed_into_a_file_is_named_like_its_draft(
    qapp: QApplication, window: MainWindow, draft: Draft
) -> None:
    dialog = QPrintDialog(QPrinter())
    line = QLineEdit(dialog)  # as Qt's own dialog has it
    line.setObjectName("filename")
    draft.path = Path("/ที่ใด/แผน สกต. พ.ศ. 2568.bmaplan")
    printing._name_file(dialog, draft)
    assert Path(dialog.findChild(QLineEdit, "filename").text()).name == "แผน สกต. พ.ศ. 2568.pdf"  # type: ignore[union-attr]


def test_a_file_that_the_pc_cannot_open_is_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def cannot(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", cannot)
    window.files.exported(Exported(tmp_path / "แผน ของฉัน.pdf", []))
    window.bar.next_button.click()
    assert asked == [tmp_path / "แผน ของฉัน.pdf"]
    assert "no program that opens" in window.bar.text.said()


def test_what_cannot_start_because_other_work_is_under_way_says_so_and_takes_no_snapshot(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    window.run("…", lambda: lambda _progress, _cancelled: over.wait(), lambda _result: None)
    monkeypatch.setattr(Draft, "snapshot", lambda _draft: pytest.fail("a snapshot that nobody closes"))
    beginnings: list[Callable[[], None]] = [
        lambda: window.files.export(exports()[0], tmp_path / "plan.pdf"),
        lambda: window.files.export_problems([], tmp_path / "problems.csv"),
        lambda: give_copy(window, tmp_path / "to give.bmaplan", False),
        lambda: save_copy(window, tmp_path / "copy.bmaplan"),
    ]
    for begin in beginnings:
        window.statusBar().clearMessage()
        begin()
        assert window.statusBar().currentMessage() == "Another export is still under way"
    monkeypatch.undo()
    over.set()
    qtbot.waitUntil(lambda: not window.progress.is_busy)
