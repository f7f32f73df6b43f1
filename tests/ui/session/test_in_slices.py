"""Long edits: the window lives between their slices, they are one undo step, and stopped they leave the draft alone."""

from collections.abc import Callable
from time import monotonic
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.stopping import Progress
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.session import in_slices
from planner_desktop.ui.window.main_window import MainWindow
from tests.patience import PATIENCE
from tests.ui.keys import Keys
from tests.ui.screens.table.test_clipboard import sheets
from tests.ui.widgets import every_widget

ROWS = 150


@pytest.fixture
def projects(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> TableScreen:
    """The table of projects, with slices of a part each."""
    monkeypatch.setattr(in_slices, "SLICE", 0)
    monkeypatch.setattr(in_slices, "SHOWN_AFTER", 0)
    window.go_to_section("projects")
    assert window.page is not None
    screen = cast(TableScreen, window.page.show_part(1))
    screen.start()
    QApplication.clipboard().setText("\n".join(f"โครงการเก่าที่ {n}\t{n}" for n in range(ROWS)))
    return screen


def card() -> in_slices.Slices | None:
    """The card that is shown over the window."""
    return next((w for w in every_widget() if isinstance(w, in_slices.Slices) and w.isVisible()), None)


def meanwhile(does: Callable[[], object]) -> list[str]:
    """Do something once the card is there; what it told."""
    told: list[str] = []

    def look() -> None:
        shown = card()
        if shown is None:
            QTimer.singleShot(0, look)
            return
        told.append(shown.text.said())
        does()

    QTimer.singleShot(0, look)
    return told


def test_many_rows_are_pasted_in_slices_as_one_undo_step(projects: TableScreen, draft: Draft) -> None:
    seen: list[int] = []

    def look() -> None:
        with draft.snapshot() as snapshot:
            seen.append(len(snapshot.ids("project")))

    told = meanwhile(look)
    clipboard.paste(projects.table)
    assert told
    assert seen == [0]  # nobody sees half a paste
    assert len(draft.ids("project")) == ROWS
    assert card() is None
    draft.undo()
    assert draft.ids("project") == []
    assert draft.undo_label() == ""


def test_the_names_of_many_rows_are_looked_up_while_the_window_lives(
    projects: TableScreen, window: MainWindow, draft: Draft
) -> None:
    new = "\n".join(f"โครงการที่ {n}\t{n}\tฝ่ายใหม่ {'กขค'[n % 3]}" for n in range(ROWS))
    QApplication.clipboard().setText(new)
    told = meanwhile(lambda: None)
    clipboard.paste(projects.table)
    assert told == ["Looking at what was copied…"]
    (sheet,) = sheets()
    assert sheet.new.table.rowCount() == 3
    stops = meanwhile(lambda: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    sheet.left.changed.emit()  # a row is taken in: nothing has to be looked up anew
    assert stops == []
    sheet.boxes[2].setCurrentIndex(0)  # the column of the divisions goes nowhere: it has
    assert stops
    assert sheets() == []
    assert "Stopped" in window.bar.text.said()
    assert draft.ids("project") == draft.ids("division") == []


def test_looking_names_up_is_stopped_before_the_sheet_is_there(
    projects: TableScreen, window: MainWindow, draft: Draft
) -> None:
    QApplication.clipboard().setText("\n".join(f"โครงการที่ {n}\t{n}\tฝ่าย {n}" for n in range(ROWS)))
    meanwhile(lambda: QTest.keyClick(projects.table, Qt.Key.Key_Escape))
    clipboard.paste(projects.table)
    assert sheets() == []
    assert "Stopped" in window.bar.text.said()
    assert draft.ids("project") == []


def test_what_is_looked_for_in_a_thread_ends_when_it_is_stopped(projects: TableScreen, window: MainWindow) -> None:
    ended: list[str] = []

    def job(progress: Progress | None) -> None:
        assert progress is not None
        until = monotonic() + PATIENCE
        while monotonic() < until:
            progress(0.5)
        ended.append("only when nobody waited any more")

    meanwhile(lambda: QTest.keyClick(projects.table, Qt.Key.Key_Escape))
    with pytest.raises(in_slices.EditStoppedError):
        in_slices.in_thread(window.session, window, "Looking…", job, long=True)
    assert ended == []


def test_escape_stops_a_paste_and_leaves_the_draft_as_it_was(
    projects: TableScreen, window: MainWindow, draft: Draft
) -> None:
    draft.add("project", {"name": "ที่มีอยู่"})
    meanwhile(lambda: QTest.keyClick(projects.table, Qt.Key.Key_Escape))
    clipboard.paste(projects.table)
    assert [record.values["name"] for record in draft.records("project")] == ["ที่มีอยู่"]
    assert projects.model.text(0, 0) == "ที่มีอยู่"
    assert "Stopped" in window.bar.text.said()
    draft.undo()  # of the row that was there, not of what was stopped
    assert draft.ids("project") == []


def test_keys_and_clicks_do_nothing_while_it_is_half_done(
    projects: TableScreen, window: MainWindow, draft: Draft, keys: Keys
) -> None:
    def disturb() -> None:
        keys.press("Del", "Ctrl+Z", "Ctrl+PgDown")
        window.close()

    meanwhile(disturb)
    clipboard.paste(projects.table)
    assert len(draft.ids("project")) == ROWS
    assert window.isVisible()
    assert window.page is not None
    assert window.page.section.id == "projects"


def test_many_matches_are_replaced_as_one_step_or_not_at_all(
    projects: TableScreen, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    clipboard.paste(projects.table)
    panel = window.finding.show(replacing=True)
    panel.line.setText("เก่า")
    qtbot.waitUntil(lambda: len(panel.results.to_replace()) == ROWS)
    panel.by.setText("ใหม่")

    meanwhile(lambda: card() and card().stop_button.click())  # type: ignore[union-attr]
    panel.replace()
    assert not any("ใหม่" in str(record.values["name"]) for record in draft.records("project"))
    panel.replace()
    assert all("ใหม่" in str(record.values["name"]) for record in draft.records("project"))
    draft.undo()
    assert not any("ใหม่" in str(record.values["name"]) for record in draft.records("project"))


def test_a_long_undo_can_be_stopped_too(projects: TableScreen, window: MainWindow, draft: Draft) -> None:
    clipboard.paste(projects.table)
    meanwhile(lambda: QTest.keyClick(projects.table, Qt.Key.Key_Escape))
    window.session.undo()
    assert len(draft.ids("project")) == ROWS
    window.session.undo()
    assert draft.ids("project") == []
    window.session.redo()
    assert len(draft.ids("project")) == ROWS
