"""Accepting a problem from the list, by keys, by the mouse and by the context menu, and taking that back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from planner_desktop.checks import Problem, find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.records.acceptances import acceptances
from planner_desktop.ui.window.accepting import AcceptSheet
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.palette import Palette
from tests.ui.keys import Keys
from tests.ui.looked import looked_at

CHECK = "integrated-plan-name"
REASON = "ตามเอกสารงบประมาณ"


@pytest.fixture
def warned(qtbot: QtBot, sample_window: MainWindow, sample: Draft) -> MainWindow:
    """A window with an error, and two projects of which the same is warned."""
    with looked_at(qtbot, sample_window):
        sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
        for id in sample.ids("project")[:2]:
            sample.set("project", id, "integrated_plan", "แผนป้องกันน้ำท่วม")
    return sample_window


def warnings(window: MainWindow) -> list[Problem]:
    return [problem for problem in window.problems.tree.order() if problem.check == CHECK]


def sheet() -> AcceptSheet:
    (open_sheet,) = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, AcceptSheet) and each.isVisible()
    )
    return open_sheet


def at_reason(qtbot: QtBot) -> AcceptSheet:
    """The sheet with its reason in focus, as a screen's window manager has it."""
    sheet().activateWindow()
    qtbot.waitUntil(lambda: sheet().reason.hasFocus())
    return sheet()


def item(window: MainWindow, problem: Problem) -> QTreeWidgetItem:
    window.problems.tree.mark(problem)
    current = window.problems.tree.currentItem()
    assert current is not None
    return current


def test_a_warning_is_accepted_by_keys_and_stands_below_the_others(
    qtbot: QtBot, keys: Keys, warned: MainWindow, sample: Draft
) -> None:
    keys.press("F8")
    tree, panel = warned.problems.tree, warned.problems.panel
    first, second = warnings(warned)
    tree.mark(first)
    count = len(tree.order())
    keys.press("Shift+F8")
    at_reason(qtbot).accept_button.click()
    assert sheet().lacking.said()  # a reason is wanted
    assert acceptances(sample) == {}
    keys.write(REASON)
    assert not sheet().lacking.said()
    with looked_at(qtbot, warned):
        sheet().accept_button.click()
    assert [each.reason for each in acceptances(sample).values()] == [REASON]
    last = tree.order()[-1]
    assert (last.check, last.id, len(tree.order())) == (CHECK, first.id, count)
    group = item(warned, last).parent()
    assert group is not None
    assert group.text(0) == "Accepted (1)"
    assert REASON in item(warned, last).text(1)
    assert REASON in item(warned, last).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert REASON in panel.details.accepted.said()
    assert panel.title.text() == f"Problems ({count - 1}) · 1 accepted"
    assert warned.foot.problems_button.text() == f"✗ {count - 1} problems"
    assert tree.step(1, "projects") != last
    assert warned.errors() == 1
    tree.mark(last)
    warned.activateWindow()
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus)
    with looked_at(qtbot, warned):
        keys.press("Delete")
    assert acceptances(sample) == {}
    assert len(warnings(warned)) == 2
    assert second in tree.order()


def test_undo_takes_it_back_and_redo_has_it_again(qtbot: QtBot, keys: Keys, warned: MainWindow, sample: Draft) -> None:
    problem = warnings(warned)[0]
    with looked_at(qtbot, warned):
        warned._accepting.accept(problem, REASON)
    assert "accept" in sample.undo_label()
    with looked_at(qtbot, warned):
        keys.press("Ctrl+Z")
    assert all(each.accepted is None for each in warnings(warned))
    with looked_at(qtbot, warned):
        keys.press("Ctrl+Y")
    assert [each.id for each in warnings(warned) if each.accepted] == [problem.id]


def test_the_mouse_has_a_button_and_a_context_menu(qtbot: QtBot, warned: MainWindow, sample: Draft) -> None:
    warned.show_problems()
    tree, details = warned.problems.tree, warned.problems.panel.details
    tree.mark(warnings(warned)[0])
    assert details.button.text() == "Accept, because…"
    details.button.click()
    sheet().reason.setPlainText(REASON)
    with looked_at(qtbot, warned):
        sheet().accept_button.click()
    tree.mark(tree.order()[-1])
    menu = tree.context_menu()
    assert menu is not None
    can = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert can == {"Go to its field": True, "Accept, because…": False, "No longer accept": True}
    with looked_at(qtbot, warned):
        next(action for action in menu.actions() if action.text() == "No longer accept").trigger()
    assert acceptances(sample) == {}
    error = next(each for each in tree.order() if each.severity == "error")
    tree.mark(error)
    assert not details.button.isVisible()
    warned.ask_accept()
    assert "cannot be accepted" in warned.statusBar().currentMessage()


def test_it_is_back_when_what_it_rests_on_changes(qtbot: QtBot, warned: MainWindow, sample: Draft) -> None:
    problem = warnings(warned)[0]
    with looked_at(qtbot, warned):
        warned._accepting.accept(problem, REASON)
    with looked_at(qtbot, warned):
        sample.set("project", problem.id or 0, "name", "ชื่อใหม่")
    assert len([each for each in warnings(warned) if each.accepted]) == 1
    with looked_at(qtbot, warned):
        sample.set("project", problem.id or 0, "integrated_plan", "แผนน้ำ")
    assert all(each.accepted is None for each in warnings(warned))
    with looked_at(qtbot, warned):
        warned._accepting.accept(problem, REASON)  # a sheet was open meanwhile
    assert all(each.accepted is None for each in warnings(warned))
    assert "changed meanwhile" in warned.statusBar().currentMessage()


def test_a_reason_that_was_not_used_is_there_again(warned: MainWindow) -> None:
    problem = warnings(warned)[0]
    warned.ask_accept(problem)
    sheet().reason.setPlainText("ยังเขียนไม่")
    sheet().close()
    warned.ask_accept(problem)
    assert sheet().reason.toPlainText() == "ยังเขียนไม่"
    sheet().close()


def test_a_required_field_that_does_not_apply_is_no_longer_left(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    qtbot.waitUntil(lambda: bool(window.problems.problems))
    before = window.steps.standings["cover"].left
    keys.press("F8")
    empty = next(each for each in window.problems.tree.order() if each.check == "required" and each.section == "cover")
    window.problems.tree.mark(empty)
    assert window.problems.panel.details.button.text() == "Does not apply, because…"
    keys.press("Shift+F8")
    at_reason(qtbot)
    keys.write("หน่วยงานไม่มี")
    with looked_at(qtbot, window):
        sheet().accept_button.click()
    assert window.steps.standings["cover"].left == before - 1
    assert any(each.accepted for each in find_problems(draft))


def test_the_palette_and_the_field_in_focus_lead_to_it(qtbot: QtBot, keys: Keys, warned: MainWindow) -> None:
    problem = warnings(warned)[0]
    palette: Palette = warned.menus.palette
    keys.press("Ctrl+K")
    keys.write("accept because")
    assert palette.listed()[:1] == ["Accept the problem, because…"]
    keys.press("Escape")
    warned.go_to_problem(problem)
    keys.press("Shift+F8")
    assert sheet()._problem == problem
    sheet().close()
