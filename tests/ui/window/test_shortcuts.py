"""Keys: none means two things, all that the sheet names exist, and the sheet is searched in."""

from collections import Counter
from itertools import chain

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from planner_desktop.ui.kit.key_table import read
from planner_desktop.ui.window import commands, shortcuts
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.shortcuts_sheet import KeysSheet
from tests.ui.keys import Keys


def own_keys(window: MainWindow) -> list[str]:
    """The keys of the menus' actions, without those that a menu only names."""
    of_actions = (action.shortcuts() for _above, action in commands.actions(window.menuBar()))
    return [sequence.toString() for sequence in chain.from_iterable(of_actions)]


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    assert [key for key, count in Counter(own_keys(window)).items() if count > 1] == []


def test_no_widget_wants_a_key_that_is_a_menus(window: MainWindow) -> None:
    told = [keys for _title, rows in shortcuts.of_widgets() for _does, keys in rows]
    of_widgets = {key for keys in told for key in keys.split(", ")}
    assert of_widgets & set(map(read, own_keys(window))) == set()


def test_every_menu_and_action_has_a_letter_or_a_key_that_leads_to_it(window: MainWindow) -> None:
    """With Alt and arrows all are reached; the menus themselves by their letters, each another."""
    letters = [QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    taken = set(letters) & set(own_keys(window))
    assert taken == set()


def test_the_sheet_tells_every_key_and_is_searched_in(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    keys.press("Ctrl+F1")
    sheet = next(child for child in window.findChildren(KeysSheet))
    assert not sheet.isModal()
    told = ", ".join(key for key, _does in sheet.listed())
    for key in own_keys(window):
        assert read(key) in told
    assert ("Ctrl+D", "Fill down: Ctrl+D") in sheet.listed()
    qtbot.waitUntil(sheet.line.hasFocus)
    keys.write("fill")
    assert sheet.listed() == [("Ctrl+D", "Fill down: Ctrl+D")]
    keys.press("Escape")
    assert not sheet.isVisible()


def test_the_sheet_tells_every_key_that_holds_somewhere_in_the_window(window: MainWindow) -> None:
    for section in ("situation", "swot", "projects", "key-results", "part-two"):
        window.go_to_section(section)
        assert window.page is not None
        for number in window.page.shown:
            window.page.show_part(number)
    window.finding.show(replacing=True)
    groups = [*shortcuts.of_menus(window.menuBar()), *shortcuts.of_widgets()]
    told = {key for _title, rows in groups for _does, keys in rows for key in keys.split(", ")}
    held = {key for action in window.findChildren(QAction) for key in action.shortcuts()}
    held |= {shortcut.key() for shortcut in window.findChildren(QShortcut)}
    assert len(held) > 60
    assert {read(key.toString()) for key in held} - told == set()
