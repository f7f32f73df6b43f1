"""Where the user's own is kept: where the system wants it, or on a stick beside the program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop import app_paths
from tests.conftest import SAMPLE


def laid(folder: Path) -> Path:
    """The program as an installer lays it, in `app` beside what starts it."""
    for name in ("planner_desktop", "forms", "resources"):
        shutil.copytree(app_paths.PROGRAM / name, folder / "app" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def ran(folder: Path, home: Path, *words: str | Path) -> None:
    """The laid program run by a user whose home is empty."""
    own = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    surroundings = os.environ | own | {"HOME": str(home), "PYTHONPATH": str(folder / "app"), "QT_QPA_PLATFORM": ""}
    command = [sys.executable, "-P", "-m", "planner_desktop", *words]
    subprocess.run(command, cwd=folder, env=surroundings, check=True, capture_output=True)


def test_a_portable_program_keeps_everything_beside_itself_and_leaves_nothing_on_the_pc(tmp_path: Path) -> None:
    stick, home = laid(tmp_path / "แฟลช ไดรฟ์"), tmp_path / "home"
    home.mkdir()
    (stick / "portable").touch()
    draft = stick / "ร่าง.bmaplan"
    ran(stick, home, "new", "--sample", SAMPLE, draft)
    ran(stick, home, "backup", draft)
    assert list((stick / "user" / "data" / "backups").rglob("*.bmaplan"))
    assert list((stick / "user" / "cache").rglob("*.json"))
    assert not list(home.rglob("*")), "something was left on the PC"


def test_a_program_that_is_installed_keeps_everything_where_the_system_wants_it(tmp_path: Path) -> None:
    program, home = laid(tmp_path / "โปรแกรม"), tmp_path / "home"
    home.mkdir()
    draft = tmp_path / "ร่าง.bmaplan"
    ran(program, home, "new", "--sample", SAMPLE, draft)
    ran(program, home, "backup", draft)
    assert list((home / "DATA" / "planner_desktop" / "backups").rglob("*.bmaplan"))
    assert not (program / "user").exists()


def test_the_log_of_a_portable_program_travels_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("installed", "stick"):
        (tmp_path / folder).mkdir()
    (tmp_path / "stick" / "portable").touch()
    monkeypatch.setattr(app_paths, "PROGRAM", tmp_path / "installed" / "app")
    assert app_paths.user_logs() != tmp_path / "installed" / "user" / "log"
    monkeypatch.setattr(app_paths, "PROGRAM", tmp_path / "stick" / "app")
    assert app_paths.user_logs() == tmp_path / "stick" / "user" / "log"
