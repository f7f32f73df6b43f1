"""A PDF of the plan is signed in the window, by two in turn."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.ui.signing.sheet import SigningSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.patience import PATIENCE_MS
from tests.signing.certificates import PASSWORD, key_file


def rows(sheet: SigningSheet) -> list[list[str]]:
    items = [sheet.list.topLevelItem(n) for n in range(sheet.list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item]


def test_each_signs_in_turn_and_the_sheet_says_what_the_signatures_are_worth(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.add("signer", {"role": "ผู้จัดทำแผน"})
    draft.add("signer", {"role": "ผู้อนุมัติ"})
    pdf = tmp_path / "แผน.pdf"
    export_pdf(draft, pdf)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(pdf), ""))
    next(
        each for each in window.menus.window.findChildren(type(window.menus.undo)) if "Sign a PDF" in each.text()
    ).trigger()
    (sheet,) = window.findChildren(SigningSheet)
    qtbot.waitUntil(sheet.sign_button.isEnabled, timeout=PATIENCE_MS)
    assert [row[3] for row in rows(sheet)] == ["not signed yet", "not signed yet"]
    sheet.key.setText(str(key_file(tmp_path, "นายสมชาย ใจดี")))
    sheet.password.setText("ผิด")
    sheet.sign_button.click()
    qtbot.waitUntil(lambda: not sheet.progress.is_busy, timeout=PATIENCE_MS)
    assert "password" in sheet.bar.text.said()
    assert sheet.path == pdf
    for _signer in range(2):
        sheet.password.setText(PASSWORD)
        sheet.sign_button.click()
        qtbot.waitUntil(lambda: not sheet.progress.is_busy and not sheet.password.text(), timeout=PATIENCE_MS)
    assert sheet.path == tmp_path / "แผน (signed).pdf"
    assert [row[1] for row in rows(sheet)] == ["นายสมชาย ใจดี", "นายสมชาย ใจดี"]
    assert all("not changed since" in row[3] for row in rows(sheet))
    assert not sheet.sign_button.isEnabled()
    sheet.close()
