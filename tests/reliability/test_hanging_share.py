"""A share that stops to answer: the program says so, comes to its end, and what was entered is on this PC."""

import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import lock, opening, patience
from planner_desktop.draft.file import share as shares
from planner_desktop.errors import DraftError
from tests.patience import PATIENCE


class Drive:
    """The calls that reach a folder, which can be made to hang or to fail."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = str(folder)
        self.answers = threading.Event()
        self.answers.set()
        self.error = 0
        self.writes_only = False
        for room, names in (
            (os, ("open", "stat", "lstat", "replace", "rename", "link", "unlink", "utime", "scandir", "access")),
            (io, ("open",)),
        ):
            for name in names:
                patch.setattr(room, name, self._asked(name, getattr(room, name)))

    def _asked(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **words: Any) -> Any:
            if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.folder):
                if not (self.writes_only and name in ("stat", "lstat", "access")):
                    self.answers.wait()
                if self.error:
                    raise OSError(self.error, os.strerror(self.error), os.fspath(path))
            return real(path, *rest, **words)

        return call


@pytest.fixture
def drive(share: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    for room in (shares, opening):
        monkeypatch.setattr(room, "ANSWER", 0.2)
        monkeypatch.setattr(room, "WHOLE", 0.2)
    drive = Drive(share.parent, monkeypatch)
    yield drive
    drive.error = 0
    drive.answers.set()


def agency(path: Path) -> object:
    with Draft.open(path, read_only=True) as draft:
        return draft.record("cover", 1).values["agency"]


def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience again, for a share that answers."""
    for room in (shares, opening):
        monkeypatch.setattr(room, "ANSWER", patience.ANSWER)
        monkeypatch.setattr(room, "WHOLE", patience.WHOLE)


@pytest.mark.parametrize("writes_only", [True, False])
def test_closing_comes_to_an_end_and_keeps_the_work_here(
    share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch, writes_only: bool
) -> None:
    roomy(monkeypatch)
    draft = Draft.open(share)
    monkeypatch.setattr(shares, "ANSWER", 0.2)
    drive.writes_only = writes_only
    drive.answers.clear()
    draft.enter("cover", 1, "agency", "สำนักงาน")
    with pytest.raises(DraftError, match="the drive does not answer"):
        draft.close()
    drive.answers.set()
    roomy(monkeypatch)
    with Draft.open(share) as again:
        assert not again.read_only
        assert again.record("cover", 1).values["agency"] == "สำนักงาน"
        assert again.opened.said == ["What the share did not have yet was recovered from this PC"]
    assert agency(share) == "สำนักงาน"
    assert [file for file in share.parent.iterdir() if file.suffix == ".bmaplan"] == [share]


def test_what_was_given_up_is_not_written_when_the_share_answers_again(
    share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an older state would take the place of what was written meanwhile."""
    roomy(monkeypatch)
    others = set(threading.enumerate())  # a draft that another test left open has its own
    draft = Draft.open(share)
    assert draft.opened.share
    before = share.read_bytes()
    monkeypatch.setattr(shares, "ANSWER", 0.2)
    drive.answers.clear()
    draft.enter("cover", 1, "agency", "สำนักงาน")
    with pytest.raises(DraftError):
        draft.close()
    drive.answers.set()
    for thread in set(threading.enumerate()) - others:
        thread.join(PATIENCE)
    assert share.read_bytes() == before


def test_the_waiting_can_be_given_up(share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    roomy(monkeypatch)
    monkeypatch.setattr(shares, "ANSWER", 1e6)
    draft = Draft.open(share)
    drive.answers.clear()
    draft.enter("cover", 1, "agency", "สำนักงาน")
    assert draft.opened.share
    threading.Timer(0.2, draft.opened.share.give_up).start()
    with pytest.raises(DraftError, match="Your work is safe on this PC"):
        draft.close()


def test_while_the_share_hangs_it_is_said_and_edits_go_on(
    share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    roomy(monkeypatch)
    monkeypatch.setattr(shares, "EVERY", 0.05)
    draft = Draft.open(share)
    monkeypatch.setattr(shares, "ANSWER", 0.1)
    drive.answers.clear()
    draft.enter("cover", 1, "agency", "หนึ่ง")
    assert draft.opened.share
    said = threading.Event()
    while draft.opened.share.problem is None:
        said.wait(0.01)
    assert "does not answer" in draft.opened.share.problem.message
    draft.enter("cover", 1, "agency", "สอง")
    drive.answers.set()
    while draft.opened.share.problem is not None:
        said.wait(0.01)
    roomy(monkeypatch)
    draft.close()
    assert agency(share) == "สอง"


def test_opening_says_so_and_where_the_last_work_is(share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    drive.answers.clear()
    with pytest.raises(DraftError, match="the drive does not answer"):
        Draft.open(share)
    drive.answers.set()
    roomy(monkeypatch)
    draft = Draft.open(share)
    monkeypatch.setattr(shares, "ANSWER", 0.2)
    monkeypatch.setattr(opening, "ANSWER", 0.2)
    drive.answers.clear()
    draft.enter("cover", 1, "agency", "สำนักงาน")
    with pytest.raises(DraftError):
        draft.close()
    with pytest.raises(DraftError) as told:
        Draft.open(share)
    copy = shares.working_folder(share.absolute()) / share.name
    assert str(copy) in told.value.fix
    with Draft.open(copy) as here:  # the way on while the share is away
        assert here.record("cover", 1).values["agency"] == "สำนักงาน"
        here.enter("cover", 1, "agency", "สำนักงานใหม่")
    drive.answers.set()
    roomy(monkeypatch)
    with Draft.open(share) as again:
        assert again.record("cover", 1).values["agency"] == "สำนักงานใหม่"
    assert agency(share) == "สำนักงานใหม่"


@pytest.mark.parametrize("error", [errno.ENOTCONN, errno.EIO, errno.ESTALE, errno.EHOSTDOWN])
def test_a_dead_mount_is_an_error_that_is_told(
    share: Path, drive: Drive, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    roomy(monkeypatch)
    draft = Draft.open(share)
    draft.enter("cover", 1, "agency", "สำนักงาน")
    drive.error = error
    with pytest.raises(DraftError):
        draft.close()
    with pytest.raises(DraftError):
        Draft.open(share)
    drive.error = 0
    with Draft.open(share) as again:
        assert again.record("cover", 1).values["agency"] == "สำนักงาน"


def test_a_lock_is_let_go_of_whatever_its_drive_says(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.close()
    assert draft.path
    taken = lock.take(draft.path)
    assert isinstance(taken, lock.Lock)
    real = os.close

    def close(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.ENOTCONN, "no such drive")

    monkeypatch.setattr(os, "close", close)
    taken.release()
    monkeypatch.undo()
    assert not lock.lock_path(draft.path).exists()
