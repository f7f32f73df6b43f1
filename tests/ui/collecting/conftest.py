"""The window of a collection, with the bundles of three agencies at hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.collecting.window import CollectWindow
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.window.commands import actions
from tests.collect.conftest import bundles as bundles  # the same for this folder

Open = Callable[[], CollectWindow]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new collection, which nobody has open."""
    folder = tmp_path / "โต๊ะ รวมแผน"
    folder.mkdir()
    make(folder / "แผน 2568.bmacollect", "bma-2568").close()
    return folder / "แผน 2568.bmacollect"


@pytest.fixture
def opened(qtbot: QtBot, path: Path) -> Iterator[Open]:
    """Opens a window of the collection, and waits for its board."""
    windows: list[CollectWindow] = []

    def open_one() -> CollectWindow:
        window = CollectWindow(path)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.desk is not None and bool(window.board.model.rows))
        return window

    yield open_one
    for window in filter(isValid, windows):
        window.close()


@pytest.fixture
def window(opened: Open) -> CollectWindow:
    return opened()


def desk_of(window: CollectWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def action(window: CollectWindow, name: str) -> QAction:
    """An action of the menus, by its name."""
    return next(each for _above, each in actions(window.menuBar()) if plain(each.text()) == name)


def received(qtbot: QtBot, window: CollectWindow, *paths: Path) -> None:
    """Receive bundles in a window, until the board and the panel show them."""
    window.receiving.receive(list(paths))
    settled(qtbot, window)


def lie_there(path: Path, *bundles: Path) -> None:
    """Have bundles be received before a window is opened."""
    with open_collection(path) as collection:
        for bundle in bundles:
            receive(collection, bundle, "นาง รับ")


def settled(qtbot: QtBot, window: CollectWindow) -> None:
    """Wait until nothing is under way."""
    desk = desk_of(window)
    qtbot.waitUntil(lambda: not window.progress.is_busy and not desk.worker.is_busy)
