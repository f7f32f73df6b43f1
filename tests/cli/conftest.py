"""Run the command line as a user does, and see its exit status and what it says."""

import gettext
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner_desktop.cli import main
from tests.own_places import own_places


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line, in Thai as users have it unless PLANNER_LANGUAGE or --language says otherwise."""
    monkeypatch.setenv("PLANNER_LANGUAGE", "")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(gettext, "_current_domain", "messages")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform == "win32":  # which always has a screen: on one that nobody sees, the terminal is told
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    own_places(monkeypatch, tmp_path / "home", cache=False)

    def run(*arguments: str | Path) -> Ran:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run
