from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.ui.screens import build
from planner_desktop.ui.window.main_window import MainWindow


def test_kinds_of_screens_are_imported_one_after_another_and_each_once(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported: list[str] = []

    def note(name: str) -> SimpleNamespace:
        imported.append(name)
        return SimpleNamespace(SCREEN=None)

    monkeypatch.setattr(build, "import_module", note)
    monkeypatch.setattr(build, "AHEAD_MS", 1)
    pack = window.session.draft.pack
    ahead = build.ScreensAhead(pack, window)
    ahead.start()
    assert imported == []  # the window goes on first
    qtbot.waitUntil(lambda: not ahead.isActive())
    words = {part.word for section in pack.sections for part in section.screen}
    assert sorted(imported) == sorted(f"planner_desktop.ui.screens.{word}.screen" for word in words)
