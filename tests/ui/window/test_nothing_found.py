"""Every search that finds nothing says so."""

from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.start.agency_line import AgencyLine
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.shortcuts_sheet import KeysSheet, show_keys
from tests.ui.keys import Keys
from tests.ui.screens.matrix.test_matrix import matrix_of, plan
from tests.ui.screens.table.test_table import screen_of
from tests.ui.screens.tree.test_tree import tree_of

NOTHING = "ฤๅฤๅ"
SAID = "Nothing fits what is typed."


def told(line: PickLine) -> str:
    """What stands under a line to pick in."""
    assert line.list is not None
    assert line.list.isVisible()
    return line.list.preview.text()


def test_in_the_palette(keys: Keys, window: MainWindow) -> None:
    palette = window.menus.palette
    palette.toggle()
    assert not palette.nothing.said()
    keys.write("zz")
    keys.write(NOTHING)
    assert palette.list.count() == 0
    assert palette.nothing.said()


def test_in_the_sheet_of_keys(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    show_keys(window)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.line.hasFocus)
    keys.write("F9")
    assert sheet.nothing.said() == ""
    keys.write(NOTHING)
    assert sheet.nothing.said() == SAID


def test_in_a_line_to_add_to_a_tree(keys: Keys, window: MainWindow) -> None:
    tree = tree_of(window, "part-three")
    tree.add_line.setFocus()
    keys.write(NOTHING)
    assert told(tree.add_line) == SAID


def test_in_the_line_for_an_agency(qtbot: QtBot, keys: Keys) -> None:
    line = AgencyLine()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    line.setFocus()
    keys.write(NOTHING)
    assert "Enter takes it" in told(line)


def test_in_a_filter_of_rows(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    screen = screen_of(window, "projects", 1)
    screen.ask_filter()
    assert screen.filter_line is not None
    keys.write(NOTHING)
    screen.filter_line.apply()
    assert screen.filter_line.count.said() == "No row fits; Escape shows all"


def test_in_the_lines_above_a_matrix(keys: Keys, window: MainWindow, draft: Draft) -> None:
    plan(draft)
    screen = matrix_of(window)
    for line in (screen.row_filter, screen.column_filter):
        line.setFocus()
        keys.write(NOTHING)
        assert screen.message.said() == SAID
        line.clear()
        assert screen.message.said() != SAID
