"""A division opens its part: it sees whose it is and what is to be filled, and can fill nothing else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.item_views import Role
from planner_desktop.ui.parts.return_sheet import ReturnSheet
from planner_desktop.ui.screens.list_actions import actions_of
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow

DIVISION = "กรด."


@pytest.fixture
def projects(part_window: MainWindow) -> RecordTable:
    part_window.go_to_section("projects")
    assert part_window.page is not None
    number = next(n for n, p in enumerate(part_window.page.section.screen) if p.record == "project")
    screen = part_window.page.show_part(number)
    assert isinstance(screen, TableScreen)
    return screen.table


def row_of(table: RecordTable, mine: bool) -> int:
    limits = table.records.draft.limits
    assert limits is not None
    return next(n for n, id in enumerate(table.records.ids) if limits.allows("project", id) == mine)


def test_the_window_says_whose_part_it_is_and_until_when(part_window: MainWindow) -> None:
    said = part_window.history.notice.text.said()
    assert DIVISION in said
    assert "ขอเป้าหมายด้วย" in said
    assert "15" in said
    assert DIVISION in part_window.windowTitle()
    assert part_window.session.writable()


def test_a_part_begins_where_something_is_to_be_filled(part_window: MainWindow) -> None:
    limits = part_window.session.draft.limits
    assert limits is not None
    assert limits.fills(part_window.section)


def test_rows_to_fill_are_marked_and_the_others_say_why_they_are_not(projects: RecordTable) -> None:
    model = projects.records
    mine, other = row_of(projects, True), row_of(projects, False)
    head = Qt.Orientation.Vertical
    assert "✎" in model.headerData(mine, head)
    assert "✎" not in model.headerData(other, head)
    assert model.flags(model.index(mine, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(other, 0)) & Qt.ItemFlag.ItemIsEditable
    assert DIVISION in model.index(other, 0).data(Role.ToolTipRole)
    assert model.index(other, 0).data(Role.BackgroundRole) is not None
    assert model.index(mine, 0).data(Role.BackgroundRole) is None


def test_typing_fills_a_row_of_the_part_and_no_other(projects: RecordTable) -> None:
    model = projects.records
    for mine in (True, False):
        row = row_of(projects, mine)
        before = model.text(row, 0)
        projects.setFocus()
        projects.setCurrentIndex(model.index(row, 0))
        QTest.keyClick(projects, Qt.Key.Key_F2)
        editors = projects.viewport().findChildren(QPlainTextEdit) + projects.viewport().findChildren(QLineEdit)
        if mine:
            assert editors
            QTest.keyClicks(editors[0], "x")
            QTest.keyClick(editors[0], Qt.Key.Key_Return)
            assert model.text(row, 0) != before
        else:
            assert model.text(row, 0) == before


def test_actions_on_the_rest_are_off_with_the_reason(projects: RecordTable) -> None:
    actions = actions_of(projects)
    assert actions is not None
    for mine in (True, False):
        projects.setCurrentIndex(projects.records.index(row_of(projects, mine), 0))
        actions.refresh()
        assert actions["delete"].isEnabled() == mine
        assert (DIVISION in actions["delete"].statusTip()) != mine
    assert actions["add"].isEnabled()


def test_a_form_shows_what_is_not_in_the_part_and_takes_nothing(part_window: MainWindow) -> None:
    part_window.go_to_section("cover")
    assert part_window.page is not None
    lines = [line for line in part_window.page.findChildren(QLineEdit) if line.isVisible()]
    assert lines
    assert all(line.isReadOnly() for line in lines)
    before = part_window.session.draft.record("cover", 1)
    QTest.keyClicks(lines[0], "other")
    part_window.session.settle()
    assert part_window.session.draft.record("cover", 1) == before


def test_a_form_opens_and_shuts_with_the_record_it_shows(part_window: MainWindow, projects: RecordTable) -> None:
    assert part_window.page is not None
    for mine in (False, True, False, True):
        id = projects.records.ids[row_of(projects, mine)]
        assert part_window.page.go_to("project", id, "name")
        form = part_window.page.part
        assert isinstance(form, TableScreen)
        assert form.form is not None
        editor = form.form.editor("name")
        assert editor.id == id
        assert isinstance(editor.input, QLineEdit | QPlainTextEdit)
        assert editor.input.isReadOnly() != mine


def test_an_edit_that_no_widget_kept_off_is_refused_and_told(part_window: MainWindow, projects: RecordTable) -> None:
    id = projects.records.ids[row_of(projects, False)]
    before = part_window.session.draft.record("project", id)
    with part_window.session.trying():
        part_window.session.draft.set("project", id, "name", "x")
    assert part_window.session.draft.record("project", id) == before
    assert DIVISION in part_window.bar.text.said()


def test_sections_and_problems_count_what_is_to_be_filled(qtbot: QtBot, part_window: MainWindow) -> None:
    qtbot.waitUntil(lambda: bool(part_window.steps.standings))
    limits = part_window.session.draft.limits
    assert limits is not None
    standings = part_window.steps.standings
    assert standings["cover"].state == "computed"
    assert {id for id, standing in standings.items() if standing.state != "computed"} <= {
        section.id for section in part_window.session.draft.pack.sections if limits.fills(section.id)
    }
    problems = part_window.problems.problems
    assert problems
    assert all(problem.id is None or limits.allows(problem.kind, problem.id) for problem in problems)


def test_giving_back_tells_what_is_left_and_saves_a_copy_on_a_stick(
    qtbot: QtBot, part_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = part_window.session.draft
    assert draft.limits
    mine = next(id for id in draft.ids("project") if draft.limits.allows("project", id))
    draft.set("project", mine, "name", None)
    target = tmp_path / "แฟลชไดรฟ์" / "คืน"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    part_window.parts.give_back()
    (sheet,) = part_window.findChildren(ReturnSheet)
    qtbot.waitUntil(lambda: sheet.tree.topLevelItemCount() > 0)
    at = next(n for n, problem in enumerate(sheet._found) if (problem.kind, problem.id) == ("project", mine))
    item = sheet.tree.topLevelItem(at)
    assert item is not None
    sheet.tree.setCurrentItem(item)
    sheet.go_button.click()
    assert part_window.section == "projects"
    sheet.copy_button.click()
    copy = target.with_name("คืน.bmapart")
    qtbot.waitUntil(lambda: copy.exists() and not part_window.progress.is_busy)
    with Draft.open(copy) as filled:
        assert filled.limits is not None
        assert filled.record("project", mine).values["name"] is None
        assert filled.undo_label(), "who did what is in it"


def test_a_whole_plan_has_none_of_this(sample_window: MainWindow) -> None:
    sample_window.go_to_section("projects")
    assert sample_window.history.notice.isHidden()
    draft = sample_window.session.draft
    assert draft.limits is None
