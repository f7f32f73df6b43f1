"""Windows for the tests, without a display. Every draft and window is closed again."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.formpack import FormPack, read, rich_text
from planner_desktop.formpack.rich_text import RichPart
from planner_desktop.plans import recent
from planner_desktop.ui.app import application
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.history import auto_backup
from planner_desktop.ui.kit import habits
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.own_places import own_places
from tests.patience import PATIENCE_MS
from tests.ui.keys import Keys
from tests.ui.refused import BUDGET, FIVE

EDITION = Path(__file__).resolve().parents[2] / "forms" / "bma-2568"
SAMPLE = "2568-international-affairs"
Editor = Callable[..., RichTextEditor]
ABOUT_THE_PLATFORM = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(ABOUT_THE_PLATFORM, extend=True))


@pytest.fixture(scope="session")
def qapp() -> object:
    return application()


class PatientBot(QtBot):
    """Waits for what shall happen as long as a busy machine may need."""


for wait in ("waitSignal", "waitSignals", "waitUntil", "waitActive", "waitExposed"):
    setattr(PatientBot, wait, partialmethod(getattr(QtBot, wait), timeout=PATIENCE_MS))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_recent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_places(monkeypatch, tmp_path / "ของผู้ใช้", cache=False)  # where backups go, and the author's name
    monkeypatch.setattr(recent, "_file", lambda: tmp_path / "recent.json")
    monkeypatch.setattr(habits, "_file", lambda: tmp_path / "window.json")


@pytest.fixture(autouse=True)
def no_backup_at_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of windows are closed; those that test it have a backup made."""
    monkeypatch.setattr(auto_backup, "AT_CLOSING", False)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Without a display, what Python made and left there would crash the end of the program."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def pack() -> FormPack:
    return read(EDITION)


@pytest.fixture
def draft_path(tmp_path: Path) -> Path:
    return tmp_path / "plan.bmaplan"


@pytest.fixture
def draft(pack: FormPack, draft_path: Path) -> Iterator[Draft]:
    with Draft.create(draft_path, pack) as draft:
        yield draft


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Draft], MainWindow]]:
    windows: list[MainWindow] = []

    def open_it(draft: Draft) -> MainWindow:
        window = MainWindow(draft)
        windows.append(window)
        window.closed.connect(lambda: windows.remove(window))
        window.resize(1366, 768)
        with qtbot.waitSignal(window.watch.found), qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: window.watch.is_up_to_date)
        return window

    yield open_it
    for window in list(windows):
        window.close()


@pytest.fixture
def window(draft: Draft, open_window: Callable[[Draft], MainWindow]) -> MainWindow:
    return open_window(draft)


@pytest.fixture
def sample(draft_path: Path) -> Iterator[Draft]:
    with new_from_sample(SAMPLE, draft_path) as draft:
        yield draft


@pytest.fixture
def sample_window(sample: Draft, open_window: Callable[[Draft], MainWindow]) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def stored(draft_path: Path) -> Iterator[Callable[[], Draft]]:
    """What is in the file on the disk, read again."""
    opened: list[Draft] = []

    def read_again() -> Draft:
        opened.append(Draft.open(draft_path, read_only=True))
        return opened[-1]

    yield read_again
    for draft in opened:
        draft.close()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def project(draft: Draft) -> int:
    """A project of five million baht."""
    return draft.add("project", {"name": "ขุดลอกคลอง", "budget": FIVE, "funding": "amount"})


@pytest.fixture
def screen(project: int, window: MainWindow) -> TableScreen:
    """The table of projects, at the amount of the first one."""
    window.go_to_section("projects")
    assert window.page is not None
    shown = window.page.show_part(1)
    assert isinstance(shown, TableScreen)
    shown.start()
    shown.table.setCurrentIndex(shown.model.index(0, BUDGET))
    shown.table.setFocus()
    return shown


@pytest.fixture
def edit(window: MainWindow, draft: Draft) -> Editor:
    """Shows blocks to edit, with the cursor at their beginning."""

    def open_at(*blocks: RichPart) -> RichTextEditor:
        draft.set("situation", 1, "text", rich_text.dump(blocks))
        window.go_to_section("situation")
        assert window.page is not None
        editor = window.page.findChildren(RichTextEditor)[0]
        editor.text.setFocus()
        editor.text.moveCursor(QTextCursor.MoveOperation.Start)
        return editor

    return open_at
