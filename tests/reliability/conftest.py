"""What the tests of reliability share: how many rounds, the user's own folder, and processes that write."""

import multiprocessing
import os
import sys
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive
from planner_desktop.draft.file.drive import DriveKind

ROUNDS = int(os.environ.get("SOAK", "1000"))
FIRST = int(os.environ.get("SOAK_FROM", "0"))
"""Rounds that were done before: `SOAK_FROM=400 make soak` goes on behind them where each has a number."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, in the test's."""
    folder = tmp_path / "ของผู้ใช้"
    monkeypatch.setattr("planner_desktop.app_paths.platformdirs.user_data_path", lambda *_args, **_words: folder)
    return folder


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Real processes that start quickly: the program is read once."""
    if sys.platform == "win32":
        pytest.skip("processes are forked here")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.reliability.writer"])
    return context


@pytest.fixture
def share(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft whose folder is a network share."""
    draft.close()
    assert draft.path
    folder = draft.path.parent
    real = drive.kind
    monkeypatch.setattr(drive, "kind", lambda path: DriveKind.NETWORK if folder in path.parents else real(path))
    return draft.path
