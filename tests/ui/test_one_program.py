"""A second start of the program hands its file to the one that is running."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from planner_desktop.cli import window
from planner_desktop.draft import Draft
from planner_desktop.ui import one_program
from tests.ui.start_program import running

Asked = list[Path | None]


@pytest.fixture
def asked(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """What a program that is running was asked to show."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    found: Asked = []
    owner = QObject()
    assert one_program.listen(owner, found.append) is not None
    yield found
    owner.deleteLater()


def start_again(qtbot: QtBot, asked: Asked, *arguments: str) -> int:
    """Start the program as from a file manager; its exit status."""
    command = [sys.executable, "-m", "planner_desktop", *arguments]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL) as process:
        qtbot.waitUntil(lambda: bool(asked) or process.poll() is not None)
        return process.wait()


def test_a_second_start_hands_its_file_over(qtbot: QtBot, asked: Asked, draft: Draft, draft_path: Path) -> None:
    assert start_again(qtbot, asked, str(draft_path)) == 0
    assert asked == [draft_path]


def test_a_second_start_without_a_file_asks_for_the_start_page(qtbot: QtBot, asked: Asked) -> None:
    assert start_again(qtbot, asked) == 0
    assert asked == [None]


def test_a_file_with_a_name_from_where_one_is_is_found_by_the_other(
    qtbot: QtBot, asked: Asked, draft_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(draft_path.parent)
    draft_path.touch()
    command = [sys.executable, "-c", f"from planner_desktop.ui import one_program as o; from pathlib import Path; "
               f"assert o.hand_over(Path({draft_path.name!r}))"]  # fmt: skip
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}) as process:
        qtbot.waitUntil(lambda: bool(asked) or process.poll() is not None)
        assert process.wait() == 0
    assert asked == [draft_path]


def test_only_one_listens(asked: Asked) -> None:
    owner = QObject()
    assert one_program.listen(owner, lambda _path: None) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe goes with its program")
def test_what_a_killed_program_left_is_put_out_of_the_way(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(one_program.address())
    assert not one_program.hand_over(None)
    owner = QObject()
    assert one_program.listen(owner, lambda _path: None) is not None
    owner.deleteLater()


def test_nothing_is_handed_over_where_no_program_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not one_program.hand_over(None)


def test_what_is_handed_over_is_opened_in_front(qtbot: QtBot, draft_path: Path, draft: Draft) -> None:
    draft.close()
    with running() as program:
        program.show_start()
        program.take(draft_path)
        (first,) = program.windows
        first.showMinimized()
        program.take(draft_path)
        assert program.windows == [first]
        assert not first.isMinimized()


@pytest.mark.parametrize(
    ("arguments", "leads"),
    [
        ([], True),
        (["แผน สกต. 2568.bmaplan"], True),
        (["/ที่ใด/PLAN.BMAPLAN"], True),
        (["open", "แผน.bmaplan"], True),
        (["รายการกลาง.bmacatalogue"], True),
        (["collect"], True),
        (["collect", "open"], True),
        (["collect", "open", "แผน 2568.bmacollect"], True),
        (["collect", "board", "แผน 2568.bmacollect"], False),
        (["samples"], False),
        (["--help"], False),
        (["check", "แผน.bmaplan"], False),
    ],
)
def test_a_file_alone_opens_the_window(arguments: list[str], leads: bool) -> None:
    assert window.leads_to(arguments) is leads
