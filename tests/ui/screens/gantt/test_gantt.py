"""The Gantt chart by keyboard and mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FORMS
from planner_desktop.checks.find import find_problems
from planner_desktop.draft import Draft
from planner_desktop.formpack import read
from planner_desktop.ui.screens.gantt.model import CUMULATIVE, MONTHS, WEIGHT
from planner_desktop.ui.screens.gantt.screen import GanttScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]


@pytest.fixture
def plan(draft_path: Path) -> Iterator[Draft]:
    """A plan with a project whose steps reach over one year."""
    with Draft.create(draft_path, read(FORMS / "bma-2567")) as draft:
        project = draft.add("project", {"name": "โครงการถนนสวย"})
        schedule = draft.add("schedule", {"project": project})
        draft.add("activity", {"name": "ปลูกต้นไม้"}, parent=schedule)
        yield draft


@pytest.fixture
def screen(plan: Draft, open_window: Opener) -> GanttScreen:
    return chart_of(open_window(plan), "table-e")


def chart_of(window: MainWindow, section: str) -> GanttScreen:
    window.go_to_section(section)
    assert window.page is not None
    screen = window.page.show_part(0)
    assert isinstance(screen, GanttScreen)
    screen.start()
    return screen


def steps(draft: Draft, kind: str = "step") -> list[tuple[object, object, object]]:
    return [(r.values["text"], r.values["weight"], r.values["months"]) for r in draft.records(kind)]


def shown(screen: GanttScreen, column: int) -> list[str]:
    return [str(screen.model.index(row, column).data() or "") for row in range(len(screen.model.lines))]


def test_steps_are_typed_one_after_the_other_and_added_up(keys: Keys, screen: GanttScreen, plan: Draft) -> None:
    assert "no steps yet" in screen.told.said()
    keys.press("Return")
    for text, weight in (("สำรวจ", "๓๐"), ("ปลูก", "55")):
        keys.write(text)
        keys.press("Tab")
        keys.write(weight)
        keys.press("Return", "Home")
    assert steps(plan) == [("สำรวจ", 30, None), ("ปลูก", 55, None)]
    assert shown(screen, CUMULATIVE) == ["30", "85"]
    assert screen.told.said() == "2 steps, 85 in all: 15 still missing"
    assert "(85/100)" in screen.picker.itemText(0)
    keys.press("Up", "Alt+Up")
    assert steps(plan) == [("ปลูก", 55, None), ("สำรวจ", 30, None)]
    assert shown(screen, CUMULATIVE) == ["55", "85"]


def test_a_step_left_with_nothing_typed_is_not_there(
    qtbot: QtBot, keys: Keys, screen: GanttScreen, plan: Draft
) -> None:
    keys.press("Insert")
    assert len(plan.ids("step")) == 1
    assert isinstance(keys.focused(), QPlainTextEdit)
    keys.press("Escape")
    qtbot.waitUntil(lambda: not plan.ids("step"))


@pytest.fixture
def step(plan: Draft, screen: GanttScreen) -> int:
    step = plan.add("step", {"text": "สำรวจ", "weight": 100}, parent=plan.ids("activity")[0])
    screen.list.setCurrentIndex(screen.model.index(0, CUMULATIVE))
    return step


def months(plan: Draft, step: int) -> object:
    return plan.record("step", step).values["months"]


def test_bars_are_set_moved_lengthened_and_cleared_by_keys(
    keys: Keys, screen: GanttScreen, plan: Draft, step: int
) -> None:
    keys.press("Right")
    assert screen.grid.hasFocus()
    keys.press("Space")
    assert months(plan, step) == "2023-10"
    keys.press("Shift+Right", "Shift+Right")
    assert months(plan, step) == "2023-10/2023-12"
    keys.press("Ctrl+Right")
    assert months(plan, step) == "2023-11/2024-01"
    keys.press("Shift+Left")
    assert months(plan, step) == "2023-11/2023-12"
    keys.press("End", "Space")
    assert months(plan, step) == "2023-11/2023-12 2024-09"
    keys.press("Delete")
    assert months(plan, step) == "2023-11/2023-12"
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert months(plan, step) == "2023-11/2024-01"
    keys.press("Home", "Left")
    assert screen.list.hasFocus()


def drag(screen: GanttScreen, start: QPoint, end: QPoint) -> None:
    port, button = screen.grid.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, button, pos=start)
    for n in range(1, 4):
        QTest.mouseMove(port, start + (end - start) * n / 3)
    QTest.mouseRelease(port, button, pos=end)


def test_bars_are_drawn_moved_and_lengthened_by_mouse_each_as_one_undo_step(
    screen: GanttScreen, plan: Draft, step: int
) -> None:
    def middle(month: int) -> QPoint:
        return screen.grid.visualRect(screen.model.index(0, MONTHS + month)).center()

    drag(screen, middle(1), middle(3))
    assert months(plan, step) == "2023-11/2024-01"
    drag(screen, middle(2), middle(4))
    assert months(plan, step) == "2024-01/2024-03"
    bar = screen.grid.rect_of(0, screen.model.lines[0].bars[0])
    assert bar is not None
    drag(screen, QPoint(bar.right() - 2, bar.center().y()), middle(7))
    assert months(plan, step) == "2024-01/2024-05"
    drag(screen, middle(10), middle(11))
    assert months(plan, step) == "2024-01/2024-05 2024-08/2024-09"
    for before in ("2024-01/2024-05", "2024-01/2024-03", "2023-11/2024-01", None):
        plan.undo()
        assert months(plan, step) == before


def test_twenty_four_months_are_shown_and_none_is_lost_on_the_way_back(
    screen: GanttScreen, plan: Draft, step: int
) -> None:
    screen.year_buttons.button(2).click()
    assert plan.records("activity")[0].values["years"] == "two"
    assert screen.model.columnCount() == MONTHS + 24
    screen.model.steps.set_bars(screen.model.lines[0], [(2024 * 12 + 7, 2024 * 12 + 10)])
    assert screen.beyond.said() == ""
    screen.year_buttons.button(1).click()
    assert "1." in screen.beyond.said()
    assert months(plan, step) == "2024-08/2024-11"


def test_sub_steps_take_over_the_weight_of_their_step(keys: Keys, screen: GanttScreen, plan: Draft, step: int) -> None:
    keys.press("Ctrl+Insert")
    keys.write("ถนนเส้นแรก")
    keys.press("Return")
    assert steps(plan, "sub_step") == [("ถนนเส้นแรก", 100, None)]
    assert plan.record("step", step).values["weight"] is None
    assert shown(screen, WEIGHT) == ["100", "100"]
    assert screen.model.field(screen.model.index(0, WEIGHT)) is None
    assert [line.number for line in screen.model.lines] == ["1.", "1.1."]


def test_a_bar_bears_a_text_and_a_screen_reader_hears_the_row(
    keys: Keys, screen: GanttScreen, plan: Draft, step: int
) -> None:
    keys.press("Right", "Space", "F2")
    keys.write("ประกาศผล")
    keys.press("Return")
    assert plan.record("step", step).values["bar_label"] == "ประกาศผล"
    cell = screen.model.index(0, MONTHS)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "1. ต.ค. 2566: in a bar ประกาศผล"
    assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "1. สำรวจ, weight 100, so far 100, ต.ค. 2566"


def test_problems_lead_to_the_step_and_to_what_it_stands_under(plan: Draft, open_window: Opener, keys: Keys) -> None:
    activity = plan.ids("activity")[0]
    other = plan.add("activity", {"name": "รดน้ำ"}, parent=plan.ids("schedule")[0])
    step = plan.add("step", {"weight": 20, "months": "2024-03"}, parent=other)
    window = open_window(plan)
    problem = next(p for p in find_problems(plan) if p.kind == "step")
    window.go_to_problem(problem)
    assert window.page is not None
    screen = window.page.part
    assert isinstance(screen, GanttScreen)
    assert (screen.chosen, screen.model.row_of("step", step)) == (other, 0)
    assert window.page.go_to("step", step, "months")
    assert screen.grid.hasFocus()
    assert screen.model.month_name(screen.grid.currentIndex().column()) == "มี.ค. 2567"
    assert window.page.go_to("schedule", plan.ids("schedule")[0], "indicators")
    assert screen.forms["schedule"].isVisible()
    assert screen.chosen == activity
    keys.press("Alt+Return")
    assert screen.chart.isVisible()


@pytest.fixture
def earlier(draft_path: Path) -> Iterator[Draft]:
    """A plan of an edition whose steps stand under projects entered in another section."""
    with Draft.create(draft_path, read(FORMS / "bma-2565")) as draft:
        for name in ("หนึ่ง", "สอง"):
            draft.add("project", {"name": name})
        yield draft


def test_the_steps_of_every_project_are_shown_where_projects_are_entered_elsewhere(
    earlier: Draft, open_window: Opener, keys: Keys
) -> None:
    second = earlier.ids("project")[1]
    screen = chart_of(open_window(earlier), "steps")
    keys.press("F9", "Down", "F9", "Return")
    keys.write("เริ่ม")
    keys.press("Return")
    assert [(r.parent, r.values["name"]) for r in earlier.records("step")] == [(second, "เริ่ม")]
    assert not screen.year_buttons.buttons()
    screen.details_button.click()
    keys.write("หมายเหตุใต้ตาราง")
    keys.press("Tab")
    assert earlier.record("project", second).values["steps_note"] == "หมายเหตุใต้ตาราง"


def test_letters_with_shift_begin_a_step_its_weight_and_the_text_on_a_bar(
    keys: Keys, screen: GanttScreen, plan: Draft
) -> None:
    def shifted(text: str) -> None:
        QApplication.sendEvent(
            keys.focused(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.ShiftModifier, text)
        )

    shifted("โ")
    keys.write("ครงการ")
    keys.press("Return")
    screen.list.setCurrentIndex(screen.model.index(0, CUMULATIVE))
    shifted("ศ")  # computed: nothing is typed here, and the cursor stays
    assert screen.list.currentIndex() == screen.model.index(0, CUMULATIVE)
    screen.list.setCurrentIndex(screen.model.index(0, 0))
    shifted("ธ")
    keys.press("Return")
    assert steps(plan) == [("ธ", None, None)]
    screen.grid.setFocus()
    screen.grid.setCurrentIndex(screen.model.index(0, MONTHS + 2))
    shifted("ฤ")
    assert screen.grid.currentIndex() == screen.model.index(0, MONTHS + 2)
    keys.press("Space")
    shifted("ฤ")
    keys.write("1")
    keys.press("Return")
    assert screen.model.lines[0].label == "ฤ1"


def context_menu(view: QTableView) -> dict[str, QAction]:
    """The menu that a right click on the current cell opens, its actions by name."""
    at = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_both_sides_of_the_chart_offer_the_actions_of_tables(keys: Keys, screen: GanttScreen, plan: Draft) -> None:
    keys.press("Return")
    keys.write("สำรวจ")
    keys.press("Return")
    common = {"Insert a row below", "Duplicate rows", "Delete rows", "Move rows up", "Move rows down"}
    for view, own in (
        (screen.list, {"Edit the cell", "Copy", "Empty the cells"}),
        (screen.grid, {"Set or clear the month"}),
    ):
        view.setFocus()
        view.setCurrentIndex(screen.model.index(0, MONTHS if view is screen.grid else 0))
        offered = context_menu(view)
        assert common | own <= offered.keys()
        offered["Duplicate rows"].trigger()
        keys.press("Escape")
    assert [text for text, _weight, _months in steps(plan)] == ["สำรวจ"] * 3
    screen.grid.setCurrentIndex(screen.model.index(0, MONTHS))
    context_menu(screen.grid)["Set or clear the month"].trigger()
    assert screen.model.lines[0].bars
    keys.press("Escape", "Ctrl+Shift+D")
    assert len(steps(plan)) == 4
    context_menu(screen.grid)["Delete rows"].trigger()
    assert len(steps(plan)) == 3
