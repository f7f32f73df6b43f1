"""Boards, charts, tables of links and trees of a part tell which records are to be filled, and take nothing into others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from planner_desktop.draft import Draft
from planner_desktop.draft.parts import handing
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.draft.records.handed_parts import Given
from planner_desktop.ui.kit.item_views import Role
from planner_desktop.ui.screens.board.box import CODE
from planner_desktop.ui.screens.board.screen import BoardScreen
from planner_desktop.ui.screens.gantt.model import TEXT
from planner_desktop.ui.screens.gantt.screen import GanttScreen
from planner_desktop.ui.screens.matrix.screen import MatrixScreen
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.screens.tree.screen import TreeScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.parts.conftest import Show


def part_of(plan: Draft, path: Path) -> Draft:
    """A part in which the first record of each kind is to be filled."""
    kinds = [kind for kind, spec in plan.pack.records.items() if not spec.single and plan.ids(kind)]
    given = Given((), tuple((kind, plan.uid(kind, plan.ids(kind)[0])) for kind in kinds if not plan.spec(kind).parent))
    handing.hand_out(plan, path, handing.Wanted("กรด.", "", given))
    plan.close()
    return Draft.open(path)


@pytest.fixture
def window(plan: Draft, tmp_path: Path, show: Show) -> MainWindow:
    return show(part_of(plan, tmp_path / "ส่วน.bmapart"))


def screen(window: MainWindow, kind: type[PartScreen]) -> PartScreen:
    for section in window.session.draft.pack.sections:
        window.go_to_section(section.id)
        assert window.page is not None
        for number in window.page.shown:
            part = window.page.show_part(number)
            if isinstance(part, kind):
                return part
    raise AssertionError(kind)


def test_cards_to_fill_are_marked_and_others_are_neither_edited_nor_moved(window: MainWindow) -> None:
    board = screen(window, BoardScreen)
    assert isinstance(board, BoardScreen)
    items = [box.item(n) for box in board.boxes.values() for n in range(box.count()) if box.item(n).data(Role.UserRole)]
    able = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
    marked = [item for item in items if str(item.data(CODE)).startswith("✎")]
    assert len(marked) == 1 < len(items)
    assert [item for item in items if item.flags() & able] == marked
    assert all(line.isReadOnly() for line in board.lines.values())


def test_a_chart_of_others_steps_is_for_reading_and_says_so(tmp_path: Path, show: Show) -> None:
    plan = new_from_sample("2565-budget", tmp_path / "แผน.bmaplan")
    plan.delete("project", [id for id in plan.ids("project") if not plan.ids("step", id)])
    chart = screen(show(part_of(plan, tmp_path / "ส่วน.bmapart")), GanttScreen)
    assert isinstance(chart, GanttScreen)
    names = [chart.picker.itemText(n) for n in range(chart.picker.count())]
    assert [name.startswith("✎") for name in names] == [True, *[False] * (len(names) - 1)]
    for n, mine in ((0, True), (1, False)):
        chart.picker.setCurrentIndex(n)
        cell = chart.model.index(0, TEXT)
        assert bool(chart.model.flags(cell) & Qt.ItemFlag.ItemIsEditable) == mine
        assert cell.data().startswith("✎") == mine
        assert chart.tools.isEnabled() == mine
        assert chart.model.rowCount() == len(chart.model.lines) + mine
        assert ("กรด." in chart.told.said()) != mine


def test_ticks_are_set_in_the_records_to_fill_alone(window: MainWindow) -> None:
    links = screen(window, MatrixScreen)
    assert isinstance(links, MatrixScreen)
    assert links.only_bare.isEnabled()
    matrix = links.matrix
    side = matrix.rows if matrix.by_rows else matrix.columns
    assert [bool(matrix.mark(each.id, across=not matrix.by_rows)) for each in side][:2] == [True, False]
    for n, mine in ((0, True), (1, False)):
        row, column = (n, 0) if matrix.by_rows else (0, n)
        links.view.setCurrentIndex(matrix.index(row, column))
        before = matrix.is_on(matrix.pair(row, column))
        links.view.turn_chosen()
        assert (matrix.is_on(matrix.pair(row, column)) != before) == mine
        assert bool(links.view._why_not("tick")) != mine


def test_records_to_fill_are_marked_in_a_tree(window: MainWindow) -> None:
    tree = screen(window, TreeScreen)
    assert isinstance(tree, TreeScreen)
    top = [tree.tree.topLevelItem(n) for n in range(tree.tree.topLevelItemCount())]
    assert [bool(item and item.text(0).startswith("✎")) for item in top] == [True, *[False] * (len(top) - 1)]
