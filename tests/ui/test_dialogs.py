"""Dialogs of the system begin where the officer's files are, and say so where they cannot come up."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sources
from planner_desktop.ui.fields.attachment import FileEditor
from planner_desktop.ui.history import files
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.session import folders
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.window import printing
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.conftest import Editor


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where dialogs that ask for a file began; each is left without one."""
    found: list[Path] = []

    def asked(_parent: object, _title: str = "", near: str = "", *_more: object) -> tuple[str, str]:
        found.append(Path(near))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    return found


def test_every_dialog_begins_beside_the_draft(
    qtbot: QtBot, window: MainWindow, draft: Draft, edit: Editor, begins: list[Path], draft_path: Path
) -> None:
    edit()._ask_figure()
    attaching = FileEditor(window.session, "cover", "agency")
    qtbot.addWidget(attaching)
    attaching._ask()
    window.files.ask_open()
    window.history.ask_compare_file()
    window.files.ask_export_problems([])
    draft.save_as(draft_path.with_name("สำเนา.bmaplan"))
    sheet = CompareSheet(window, sources.file(draft_path.with_name("สำเนา.bmaplan")))
    sheet.show()
    qtbot.waitUntil(sheet.progress.isHidden)
    sheet.ask_save()
    sheet.close()
    files.go_on_in_copy(window)
    assert len(begins) == 7
    assert {place if place.is_dir() else place.parent for place in begins} == {draft_path.parent}


def test_without_a_file_they_begin_among_the_documents(draft: Draft) -> None:
    with draft.snapshot() as snapshot:
        assert folders.draft_folder(snapshot) == folders.draft_folder(draft)
    with Draft.new_in_memory(draft.pack) as unnamed:
        assert folders.draft_folder(unnamed) == documents()


def test_without_a_printer_the_window_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(printing, "WITHOUT_DIALOG", True)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    window.files.ask_print()
    assert window.bar.isVisible()
    assert window.bar.text.said().startswith("This PC has no printer.")
    assert not window.progress.is_busy


def test_the_windows_bear_the_programs_icon(window: MainWindow, qapp: QApplication) -> None:
    assert not window.windowIcon().isNull()
    assert window.windowIcon().availableSizes()
