"""A bundle is written to a stick whole, read back from there, and says what went wrong in plain words."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from planner_desktop import whole_file
from planner_desktop.bundle import write_bundle
from planner_desktop.draft import Draft
from planner_desktop.errors import BundleError


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that holds the bundle of last week."""
    folder = tmp_path / "แฟลชไดรฟ์"
    folder.mkdir()
    (folder / "ชุด.zip").write_bytes(b"the last one")
    return folder


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EIO, "may have been pulled out"), (errno.ENODEV, "pulled out")],
)
def test_a_stick_that_is_full_or_pulled_out_is_told_and_keeps_what_it_had(
    sample: Draft, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    sync_elsewhere = os.fsync

    def sync(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino in {file.stat().st_ino for file in stick.iterdir()}:
            raise OSError(number, os.strerror(number))
        sync_elsewhere(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(BundleError, match=said):
        write_bundle(sample, stick / "ชุด.zip")
    monkeypatch.undo()
    assert [file.name for file in stick.iterdir()] == ["ชุด.zip"]
    assert (stick / "ชุด.zip").read_bytes() == b"the last one"


def test_a_stick_that_gives_back_something_else_is_found(
    sample: Draft, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = whole_file._of_drive

    def bad(path: Path) -> Any:
        for piece in whole(path):
            yield piece[:-1] + bytes([piece[-1] ^ 1])

    monkeypatch.setattr(whole_file, "_of_drive", bad)
    with pytest.raises(BundleError, match="what was read back from the drive is not what was written"):
        write_bundle(sample, stick / "ชุด.zip")
    assert (stick / "ชุด.zip").read_bytes() == b"the last one"
    assert [file.name for file in stick.iterdir()] == ["ชุด.zip"]
