"""The wizard: steps, states, problems, menus, going back to where one was, exporting, unexpected errors."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, installed, read
from planner_desktop.formpack.fields import TypeName
from planner_desktop.plans.exports import export_named, exports
from planner_desktop.thai.words import ZERO_WIDTH_SPACE
from planner_desktop.ui import app
from planner_desktop.ui.fields import FieldEditor
from planner_desktop.ui.fields.build import editor_class
from planner_desktop.ui.fields.on_screen import ON_SCREEN
from planner_desktop.ui.program import Program
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.start import StartPage
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.problem_watch import ProblemWatch
from tests.mended import mend
from tests.ui.keys import Keys
from tests.ui.looked import looked_at
from tests.ui.widgets import every_window

Opener = Callable[[Draft], MainWindow]


def said(window: MainWindow, section: str) -> str:
    item = window.steps.list.item(window.steps.ids.index(section))
    return str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_every_section_of_the_edition_has_a_screen(sample_window: MainWindow, sample: Draft) -> None:
    for section in sample.pack.sections:
        sample_window.go_to_section(section.id)
        assert sample_window.page is not None
        assert sample_window.page.section.id == section.id
        assert sample_window.page.tabs.count() == len(section.screen)
        QApplication.processEvents()


@pytest.mark.parametrize("edition", installed())
def test_every_installed_edition_can_be_walked(edition: str, tmp_path: Path, open_window: Opener) -> None:
    draft = Draft.create(tmp_path / "new.bmaplan", read(installed()[edition]))
    window = open_window(draft)
    for section in draft.pack.sections:
        window.go_to_section(section.id)
        QApplication.processEvents()


def test_every_type_of_field_has_an_editor_and_a_place_in_tables() -> None:
    assert tuple(ON_SCREEN) == get_args(TypeName)
    assert all(issubclass(editor_class(type), FieldEditor) for type in ON_SCREEN)


def test_looking_at_every_section_changes_nothing(sample_window: MainWindow, sample: Draft) -> None:
    for section in sample.pack.sections:
        sample_window.go_to_section(section.id)
        QApplication.processEvents()
    assert sample.undo_label() == ""


def test_nothing_stored_has_marks_of_the_screen(sample_window: MainWindow, sample: Draft) -> None:
    for section in sample.pack.sections:
        sample_window.go_to_section(section.id)
        QApplication.processEvents()
    assert not any(ZERO_WIDTH_SPACE in line for line in sample.database.conn.iterdump())


def test_keys_lead_from_section_to_section(keys: Keys, window: MainWindow) -> None:
    ids = window.steps.ids
    places = []
    for key in ("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgUp", "Alt+6"):
        keys.press(key)
        assert window.page is not None
        places.append(window.page.section.id)
    assert places == [ids[1], ids[2], ids[1], ids[5]]
    keys.press("F6", "Down")
    assert window.page is not None
    assert window.page.section.id == ids[6]
    assert window.steps.list.hasFocus()


def test_the_section_is_remembered(draft: Draft, open_window: Opener, draft_path: Path) -> None:
    window = open_window(draft)
    window.go_to_section("missions")
    window.close()
    again = open_window(Draft.open(draft_path))
    assert again.page is not None
    assert again.page.section.id == "missions"


def test_states_follow_what_is_entered(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    assert said(window, "contents") != said(window, "vision")
    before = said(window, "vision")
    window.go_to_section("vision")
    keys.write("กรุงเทพฯ เมืองน่าอยู่")
    with looked_at(qtbot, window):
        keys.press("Tab")
    assert said(window, "vision") != before
    assert window.steps.total.value() >= 1


def test_a_plan_whose_optional_sections_are_empty_can_be_complete(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft
) -> None:
    steps = sample_window.steps
    mend(sample)
    qtbot.waitUntil(lambda: steps.total.value() == steps.total.maximum())
    assert 0 < steps.total.maximum() < len(steps.ids)


def test_a_problem_leads_to_its_field(keys: Keys, qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    with looked_at(qtbot, window):
        project = draft.add("project", {"name": "โครงการ", "funding": "amount"})
    keys.press("F8")
    assert window.problems.isVisible()
    problem = next(p for p in window.problems.problems if p.check == "project-without-budget")
    window.go_to_problem(problem)
    assert window.page is not None
    assert window.page.section.id == "projects"
    keys.write("500")
    keys.press("Return")
    assert draft.record("project", project).values["budget"] == 50000


def test_every_problem_leads_somewhere(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    with looked_at(qtbot, window):
        objective = draft.add("agency_objective", parent=draft.add("agency_issue"))
        draft.add("alignment", parent=objective)
        draft.add("swot_item", {"quadrant": "threat"})
        draft.add("key_result", {"in_part_one": 1})
    assert len(window.problems.problems) > 15
    for problem in window.problems.problems:
        window.go_to_problem(problem)
        assert window.page is not None
        assert window.page.section.id == problem.section
        focused = QApplication.focusWidget()
        assert focused is not None
        assert window.page.isAncestorOf(focused)


def test_activating_a_problem_by_keyboard(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.problems.show()
    window.problems.tree.setFocus()
    head = window.problems.tree.topLevelItem(0)
    assert head is not None
    first = head.child(0)
    assert first is not None
    window.problems.tree.setCurrentItem(first)
    keys.press("Return")
    assert window.page is not None
    assert window.page.section.id == "cover"
    keys.write("สำนัก")
    keys.press("Tab")
    assert draft.records("cover")[0].values["agency"] == "สำนัก"


def test_a_grown_draft_is_looked_at_in_a_thread(qtbot: QtBot, draft: Draft) -> None:
    session = Session(draft)
    watch = ProblemWatch(session)
    watch._took = 1.0
    with qtbot.waitSignal(watch.found) as found:
        draft.add("project", {"funding": "amount"})
    problems, _states = found.args[0]
    assert "project-without-budget" in {p.check for p in problems}
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    watch.stop()


def test_the_menu_names_what_undo_would_do(window: MainWindow, draft: Draft) -> None:
    draft.add("mission")
    assert draft.spec("mission").label in window.menus.undo.text()
    window.menus.undo.trigger()
    assert draft.ids("mission") == []
    assert draft.spec("mission").label in window.menus.redo.text()


def test_where_to_export_is_asked_without_the_mark_of_the_menus_key(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.files, "ask_target", lambda title, *_: asked.append(title))
    window.files.ask_export(replace(next(iter(exports())), label="ส่งออก PDF(&P)…"))
    assert asked == ["ส่งออก PDF…"]


def test_a_message_put_away_with_the_mouse_leaves_the_cursor_where_it_is(window: MainWindow) -> None:
    window.bar.show_done("เสร็จแล้ว")
    before = QApplication.focusWidget()
    QTest.mouseClick(window.bar.close_button, Qt.MouseButton.LeftButton)
    assert window.bar.isHidden()
    assert before is not None
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".zip", ".json"])
def test_exports(qtbot: QtBot, sample_window: MainWindow, tmp_path: Path, suffix: str) -> None:
    export = next(e for e in exports() if e.suffix == suffix)
    out = tmp_path / f"out{suffix}"
    with qtbot.waitSignal(sample_window.progress.worker.over):
        sample_window.files.export(export, out)
    assert out.stat().st_size > 1000
    assert str(out) in sample_window.bar.text.said()
    qtbot.waitUntil(lambda: not sample_window.progress.is_busy)
    assert not sample_window.progress.isVisible()


def test_an_export_can_be_stopped(qtbot: QtBot, sample_window: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    with qtbot.waitSignal(sample_window.progress.worker.over):
        sample_window.files.export(exports()[0], out)
        sample_window.progress.stop_button.click()
    assert not out.exists()
    assert sample_window.bar.isVisible()
    qtbot.waitUntil(lambda: not sample_window.progress.is_busy)


def test_an_export_that_fails_is_told(qtbot: QtBot, sample_window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(sample_window.progress.worker.over):
        sample_window.files.export(export_named("json"), tmp_path / "no such folder" / "out.json")
    assert "out.json" in sample_window.bar.text.said()
    qtbot.waitUntil(lambda: not sample_window.progress.is_busy)


def test_an_edit_that_fails_is_told_in_the_window(
    keys: Keys, window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise DraftError("the disk is full", "make space")

    window.go_to_section("vision")
    monkeypatch.setattr(draft, "set", fail)
    keys.write("วิสัยทัศน์")
    keys.press("Tab")
    assert window.bar.isVisible()
    assert window.bar.text.said() == "the disk is full\nmake space"


def test_an_unexpected_error_is_shown_and_the_draft_stays(
    qtbot: QtBot, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program()
    window = program.show_draft(draft)
    try:
        raise ZeroDivisionError("secret plan text")
    except ZeroDivisionError:
        program.unexpected(*sys.exc_info())
    assert window.bar.isVisible()
    assert "ZeroDivisionError" in window.bar.details.toPlainText()
    draft.add("mission")
    window.close()
    assert program.windows == []


def test_the_title_names_agency_plan_and_file(window: MainWindow, draft: Draft, pack: FormPack) -> None:
    draft.set("cover", draft.ids("cover")[0], "agency", "สำนักงานเขตพระนคร")
    assert window.windowTitle() == f"สำนักงานเขตพระนคร – {pack.edition.title} – plan.bmaplan"


def test_a_file_that_is_no_draft_is_told_in_a_window_where_no_terminal_is(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it was double-clicked."""
    wrong = tmp_path / "แผน.bmaplan"
    wrong.write_text("ไม่ใช่ร่างแผน", encoding="utf-8")
    said: list[str] = []

    def look() -> None:
        (page,) = [widget for widget in every_window() if isinstance(widget, StartPage) and widget.isVisible()]
        said.append(page.bar.text.said())
        page.close()

    monkeypatch.setattr(app, "_has_terminal", lambda: False)
    monkeypatch.setenv("PLANNER_LANGUAGE", "en")
    QTimer.singleShot(0, look)
    app.run(wrong)
    assert "แผน.bmaplan" in said[0]
