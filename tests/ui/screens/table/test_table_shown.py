"""What a table shows about its rows: sums at the foot, menus, what is chosen, heights and widths, codes of links."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.thai.quantity_said import quantity_told
from planner_desktop.thai.words import ZERO_WIDTH_SPACE
from planner_desktop.ui.kit.item_views import Index
from planner_desktop.ui.screens.table.cells import INSET
from planner_desktop.ui.screens.table.foot import Foot
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.screens.table.sizes import GRID, STYLE
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of, table_of
from tests.ui.screens.table.test_table_rows import choose, held, missions

# ---------------------------------------------------------------- the foot


def test_the_foot_says_the_sums_of_the_columns_and_of_what_is_chosen(
    qtbot: object, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    for budget in (100_50, 200_00, None):
        draft.add("project", {"name": "ก", "budget": budget, "funding": "amount" if budget else "none"})
    screen = screen_of(window, "projects", 1)
    assert screen.foot.rows.said() == "3 rows · งบประมาณ: sum 300.50"
    choose(screen.table, (0, 1), (2, 1))
    QApplication.processEvents()
    assert screen.foot.chosen.said() == "Chosen: sum 300.50 · average 150.25 · count 2"
    draft.set("project", draft.ids("project")[0], "budget", 1_000_000_000_000_00)
    QApplication.processEvents()
    assert screen.foot.rows.said() == "3 rows · งบประมาณ: sum 1,000,000,000,200"
    keys.press("Home")
    QApplication.processEvents()
    assert screen.foot.chosen.said() == ""


def test_amounts_of_several_states_are_summed_apart(window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "ก", "budget": 100_00, "funding": "amount"})
    draft.add("project", {"name": "ข", "budget": 50_00, "funding": "refused"})
    draft.add("project", {"name": "ค", "budget": 7_00, "funding": "refused"})
    states = draft.spec("project").fields["funding"].choices
    said = screen_of(window, "projects", 1).foot.rows.said()
    assert said == f"3 rows · งบประมาณ: sum 157 ({states['amount']} 100, {states['refused']} 57)"


def test_the_sum_is_of_the_rows_that_the_filter_shows(window: MainWindow, draft: Draft) -> None:
    for name, budget in (("ขุดลอกคลอง", 100_00), ("อบรม", 50_00)):
        draft.add("project", {"name": name, "budget": budget, "funding": "amount"})
    screen = screen_of(window, "projects", 1)
    screen.model.set_filter("คลอง", {})
    QApplication.processEvents()
    assert screen.foot.rows.said() == "1 of 2 rows · งบประมาณ: sum 100"


def test_half_a_satang_of_an_average_is_rounded_up(window: MainWindow, draft: Draft) -> None:
    for budget in (1, 2):
        draft.add("project", {"name": "ก", "budget": budget, "funding": "amount"})
    screen = screen_of(window, "projects", 1)
    choose(screen.table, (0, 1), (1, 1))
    QApplication.processEvents()
    assert screen.foot.chosen.said() == "Chosen: sum 0.03 · average 0.02 · count 2"


def test_the_foot_says_what_is_missing_to_the_total_that_the_form_pack_names(window: MainWindow, draft: Draft) -> None:
    first = draft.ids("potential_indicator")[0]
    draft.set("potential_indicator", first, "weight", 4)
    part = next(
        n for n, part in enumerate(draft.pack.section("evaluation").screen) if part.record == "potential_indicator"
    )
    screen = screen_of(window, "evaluation", part)
    before = sum(int(str(record.values["weight"] or 0)) for record in draft.records("potential_indicator"))
    assert f"sum {before} ({30 - before} is missing)" in screen.foot.rows.said()
    draft.set("potential_indicator", first, "weight", 34 - before + 5)
    QApplication.processEvents()
    assert "(5 too much)" in screen.foot.rows.said()
    screen.model.set_filter("", {"weight": str(34 - before + 5)})
    QApplication.processEvents()
    assert " of " in screen.foot.rows.said()
    assert "(" not in screen.foot.rows.said()  # nothing is missing: the others are only hidden


def test_years_and_codes_have_no_sum(window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "KR", "code": "7402"})
    screen = screen_of(window, "key-results")
    assert screen.foot.rows.said() == "1 row"
    draft.add("project", {"name": "ก", "first_year": 2566})
    table = RecordTable(RecordTableModel(window.session, "project"))
    assert Foot(table).rows.said() == "1 row"
    table.deleteLater()


# ---------------------------------------------------------------- menus and choosing


def test_every_action_stands_in_the_menu_with_its_key_and_no_key_is_given_twice(
    window: MainWindow, draft: Draft
) -> None:
    missions(draft, "a")
    table = table_of(window, "missions")
    menu = table.list_actions.menu()
    further = [below for action in menu.actions() if isinstance(below := action.menu(), QMenu)]
    entries = [action for each in (menu, *further) for action in each.actions() if not action.isSeparator()]
    listed = {action.text() for action in entries}
    assert {action.text() for action in table.actions()} <= listed
    own = [action for action in entries if action in table.actions()]
    assert [action.text() for action in own if not action.shortcuts() and "\t" not in action.text()] == []
    keys = [key.toString() for action in own for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    taken = {key.toString() for action in window.actions() for key in action.shortcuts()}
    assert not taken & {QKeySequence(key).toString() for key in keys}
    menu.deleteLater()


def test_keys_still_held_do_not_choose_more(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "abcd")
    table = table_of(window, "missions")
    table.setCurrentIndex(table.records.index(1, 0))
    QTest.keyPress(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert held(draft) == "acd"
    assert table.chosen_rows() == [1]
    QTest.keyRelease(table, Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier)


def test_rows_columns_and_all_are_chosen_by_keys(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in "กขค":
        draft.add("project", {"name": name})
    table = table_of(window, "projects", 1)
    columns = list(range(table.records.columnCount()))
    keys.press("Down", "Shift+Space")
    assert (table.chosen_rows(), table.chosen_columns()) == ([1], columns)
    keys.press("Up", "Ctrl+Space")
    assert (table.chosen_rows(), table.chosen_columns()) == ([0, 1, 2, 3], [0])
    keys.press("Ctrl+A")
    assert (table.chosen_rows(), table.chosen_columns()) == ([0, 1, 2, 3], columns)
    keys.press("Ctrl+End")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, columns[-1])
    keys.press("Ctrl+Home")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 0)


# ---------------------------------------------------------------- sizes


def test_widths_are_remembered_for_each_table_and_reset(window: MainWindow, draft: Draft) -> None:
    def shown() -> RecordTable:
        table = table_of(window, "projects", 1)
        QApplication.processEvents()
        return table

    table = shown()
    usual = [table.columnWidth(n) for n in range(3)]
    table.horizontalHeader().resizeSection(1, usual[1] + 60)
    window.go_to_section("missions")
    table = shown()
    assert abs(table.columnWidth(1) - usual[1] - 60) <= 1
    table.list_actions["reset"].trigger()
    assert [table.columnWidth(n) for n in range(3)] == usual


def test_a_double_click_on_the_edge_of_a_head_fits_the_column(window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ก", "full_name": "สำนักงาน"})
    table = table_of(window, "projects")
    QApplication.processEvents()
    usual = table.columnWidth(1)
    table.horizontalHeader().sectionHandleDoubleClicked.emit(1)
    text = table.fontMetrics().horizontalAdvance("สำนักงาน")
    assert text < table.columnWidth(1) < usual / 2


def test_only_rows_to_be_seen_are_measured_and_those_scrolled_to_fit_their_text(
    window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "พันธกิจที่ยาวมากจนต้องขึ้นบรรทัดใหม่หลายครั้งเพื่อให้อ่านได้ครบ " * 12
    with draft.action("fill"):
        for n in range(400):
            draft.add("mission", {"text": f"{n}" if n < 300 else f"{long}{n}"})
    table = table_of(window, "missions")
    QApplication.processEvents()
    assert table.rowHeight(350) == table.rowHeight(5)
    table.setCurrentIndex(table.records.index(350, 0))
    QApplication.processEvents()
    assert table.rowHeight(350) > 2 * table.rowHeight(5)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    asked: list[int] = []
    read = table.records.data

    def noted(index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.append(index.row())
        return read(index, role)

    monkeypatch.setattr(table.records, "data", noted)
    draft.set("mission", draft.ids("mission")[350], "text", "สั้น")
    QApplication.processEvents()
    assert table.rowHeight(350) == table.rowHeight(5)
    assert len(set(asked)) < 120


def test_a_table_follows_only_what_it_shows(window: MainWindow, draft: Draft) -> None:
    division = draft.add("division", {"name": "เดิม"})
    draft.add("project", {"name": "ก", "divisions": [division]})
    screen = screen_of(window, "projects", 1)
    heard: list[int] = []
    screen.model.refreshed.connect(partial(heard.append, 1))
    draft.add("mission", {"text": "อื่น"})
    assert heard == []
    draft.set("division", division, "name", "ใหม่")
    assert len(heard) == 1
    assert screen.model.text(0, screen.model.fields.index("divisions")) == "ใหม่"


# ---------------------------------------------------------------- what cells show


def test_of_many_links_a_cell_shows_the_codes_and_is_copied_and_pointed_at_in_full(
    window: MainWindow, draft: Draft
) -> None:
    policies = [draft.add("policy", {"code": code, "name": f"นโยบาย {code}"}) for code in ("054", "202")]
    draft.add("project", {"name": "ก", "policies": policies})
    records = table_of(window, "projects", 1).records
    cell = records.index(0, records.fields.index("policies"))
    assert cell.data() == "054, 202"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).replace(ZERO_WIDTH_SPACE, "") == "054 นโยบาย 054\n202 นโยบาย 202"
    assert cell.data(Qt.ItemDataRole.EditRole) == "054 นโยบาย 054\n202 นโยบาย 202"


def test_how_a_target_is_read_is_told_in_its_tooltip(window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "ก", "target": "ไม่น้อยกว่าร้อยละ 85"})
    records = table_of(window, "key-results").records
    cell = records.index(0, records.fields.index("target"))
    assert quantity_told("ไม่น้อยกว่าร้อยละ 85") in cell.data(Qt.ItemDataRole.ToolTipRole).replace(ZERO_WIDTH_SPACE, "")
    name = records.index(0, records.fields.index("name"))
    assert name.data(Qt.ItemDataRole.ToolTipRole) is None


def test_amounts_are_never_cut_off(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "ก", "budget": 5_00, "funding": "amount"})
    table = screen_of(window, "projects", 1).table
    column = table.records.fields.index("budget")

    def is_whole() -> bool:
        room = table.columnWidth(column) - 2 * INSET - STYLE - GRID
        text = max((str(table.records.index(row, column).data()) for row in range(len(table.records.ids))), key=len)
        return table.fontMetrics().horizontalAdvance(text) <= room

    window.resize(1024, 600)
    table.setCurrentIndex(table.records.index(0, column))
    keys.write("999,999,999,999.99")
    keys.press("Return")
    qtbot.waitUntil(is_whole)
    table.horizontalHeader().resizeSection(column, 20)  # the officer makes it too narrow
    qtbot.waitUntil(is_whole)
