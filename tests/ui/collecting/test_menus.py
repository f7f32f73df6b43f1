"""The menus of the desk: each entry has its command, and the sheet of keys tells every key that holds somewhere."""

from pathlib import Path

from PySide6.QtGui import QAction, QShortcut
from pytestqt.qtbot import QtBot

from planner_desktop.cli.collect import collect
from planner_desktop.cli.commands import planner_desktop
from planner_desktop.i18n import set_language
from planner_desktop.ui.collecting import shortcuts
from planner_desktop.ui.collecting.desk_start import DeskStart
from planner_desktop.ui.collecting.window import CollectWindow
from planner_desktop.ui.kit.key_table import read
from planner_desktop.ui.window.commands import of_menus
from planner_desktop.ui.window.shortcuts import of_menus as keys_of_menus
from planner_desktop.ui.window.shortcuts_sheet import KeysSheet
from tests.collect.conftest import PERSONNEL
from tests.ui.collecting.conftest import action, lie_there
from tests.ui.test_keys_everywhere import keyless, nameless
from tests.ui.window.test_what_needs_no_window import OF_THE_WINDOW

COMMANDS = {
    "New or open another collection…": ("new", "open"),
    "Receive bundles…": ("receive",),
    "Receive all in a folder…": ("receive",),
    "Watch a folder…": ("watch",),
    "Print again what comes, and compare": ("receive",),
    "All receipts…": ("receipts",),
    "Read the plan": ("show",),
    "Remark on the whole plan…": ("remark", "withdraw"),
    "Remark on this problem…": ("remark",),
    "Who looks at it…": ("look",),
    "Return to the agency…": ("return",),
    "Accept the plan": ("accept",),
    "Receipt and what was found as PDF…": ("receipts",),
    "Across all agencies…": ("check", "report", "plan"),
}
OF_ALL = {"Manual"}
"""What is a command of the whole program."""
OF_THIS_WINDOW = {"View": "board --json has every agency, to be sorted and sought in by others"}


def test_every_entry_of_the_desks_menus_has_its_command(window: CollectWindow) -> None:
    found = {
        command.name for command in of_menus(window.menuBar()) if command.note.partition(" › ")[0] not in OF_THIS_WINDOW
    }
    assert found - COMMANDS.keys() - OF_THE_WINDOW.keys() - OF_ALL == set()
    assert {name for names in COMMANDS.values() for name in names} <= collect.commands.keys()
    assert "manual" in planner_desktop.commands


def test_the_sheet_of_keys_tells_every_key_of_the_desk(qtbot: QtBot, window: CollectWindow) -> None:
    sheet = window.show_across()
    qtbot.waitUntil(lambda: bool(sheet.said.said()))
    groups = [*keys_of_menus(window.menuBar()), *shortcuts.of_widgets()]
    told = {key for _title, rows in groups for _does, keys in rows for key in keys.split(", ")}
    held = {key for each in window.findChildren(QAction) for key in each.shortcuts()}
    held |= {each.key() for each in window.findChildren(QShortcut)}
    assert {read(key.toString()) for key in held} - told == set()
    action(window, "Keys").trigger()
    (keys,) = window.findChildren(KeysSheet)
    assert any(group == "Board of agencies" for group, _rows in groups)
    assert keys.tree.topLevelItemCount() == len(groups)


def test_all_that_can_be_typed_into_or_pressed_has_a_name_and_is_led_to_by_keys(
    qtbot: QtBot, path: Path, bundles: dict[str, Path]
) -> None:
    lie_there(path, bundles[PERSONNEL])
    set_language("th")
    window = CollectWindow(path)
    start = DeskStart()
    try:
        window.show()
        start.show()
        qtbot.waitUntil(lambda: window.desk is not None and bool(window.board.model.rows))
        window.board.mark("สำนักงานคณะกรรมการข้าราชการกรุงเทพมหานคร")
        qtbot.waitUntil(lambda: window.panel.plan is not None)
        sheet = window.show_across()
        qtbot.waitUntil(lambda: bool(sheet.said.said()) and start.new_button.isEnabled())
        found = [said for each in (window, sheet, start) for said in (*nameless(each), *keyless(each))]
        assert found == []
    finally:
        set_language("en")
        start.close()
        window.close()
