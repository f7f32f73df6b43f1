"""The template's guidance: shown until the officer knows it, then where it is asked for; beside the fields if wide."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.field_row import WIDTH, FieldRow
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.form.test_form import form_of

Opener = Callable[[Draft], MainWindow]


def guides(window: MainWindow) -> list[Guide]:
    assert window.page is not None
    return [guide for guide in window.page.findChildren(Guide) if guide.isVisible()]


def row_with_help(window: MainWindow) -> tuple[FieldRow, Guide]:
    row = form_of(window, "cover").rows["title"]
    assert row.guide is not None
    return row, row.guide


def test_guidance_goes_with_a_key_and_stays_away_next_time(
    keys: Keys, window: MainWindow, draft_path: Path, open_window: Opener
) -> None:
    row_with_help(window)
    assert guides(window)
    keys.press("Shift+F1")
    assert guides(window) == []
    window.close()
    again = open_window(Draft.open(draft_path))
    again.go_to_section("cover")
    assert guides(again) == []
    keys.press("Shift+F1")
    assert guides(again)


def test_the_guidance_of_one_field_is_asked_for_with_a_key(keys: Keys, window: MainWindow) -> None:
    row, guide = row_with_help(window)
    keys.press("Shift+F1")
    row.editor.input.setFocus()
    keys.press("Alt+F1")
    assert guides(window) == [guide]
    keys.press("Alt+F1")
    assert guides(window) == []


def test_a_wide_window_has_guidance_beside_fields_that_are_not_stretched(window: MainWindow) -> None:
    for width, beside in ((1000, False), (1900, True)):
        window.resize(width, 768)
        row, guide = row_with_help(window)
        QApplication.processEvents()
        right = row.editor.mapTo(row, row.editor.rect().topRight()).x()
        assert (guide.mapTo(row, guide.rect().topLeft()).x() > right) is beside
        assert row.editor.width() <= WIDTH
