"""One at a time writes a draft; whoever comes second is told who, and reads."""

import os
import sys
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import lock
from planner_desktop.draft.file.lock import DEAD_AFTER, Holder, Lock
from planner_desktop.errors import DraftError
from tests.patience import PATIENCE
from tests.reliability.writer import count, write


def test_the_second_is_told_who_has_the_draft_open_and_reads(draft: Draft) -> None:
    assert draft.path
    draft.enter("cover", 1, "agency", "สำนักงาน")
    with Draft.open(draft.path) as second:
        assert second.read_only
        assert second.opened.holder
        assert second.opened.holder.user == lock.user()
        assert "has the draft open since" in second.opened.reason
        assert second.record("cover", 1).values["agency"] == "สำนักงาน"
        draft.enter("cover", 1, "agency", "สำนักงานใหม่")
        assert second.record("cover", 1).values["agency"] == "สำนักงานใหม่"
        with pytest.raises(DraftError, match="reading only"):
            second.enter("cover", 1, "agency", "x")
        with pytest.raises(DraftError, match="reading only"):
            second.undo()
    draft.close()
    with Draft.open(draft.path) as third:
        assert not third.read_only


def test_a_killed_owner_lets_go(draft: Draft, processes: ForkServerContext) -> None:
    assert draft.path
    draft.close()
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=write, args=(draft.path, 0, tells))
    process.start()
    assert hears.poll(PATIENCE)
    with Draft.open(draft.path) as second:
        assert second.read_only
    process.kill()
    process.join()
    with Draft.open(draft.path) as third:
        assert not third.read_only
        assert third.recovered.unclosed


def test_it_can_be_told_whether_a_draft_is_open(draft: Draft, processes: ForkServerContext) -> None:
    """The start page says right after a kill what the window says."""
    assert draft.path
    assert lock.is_held(draft.path)
    draft.close()
    assert not lock.is_held(draft.path)
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=write, args=(draft.path, 0, tells))
    process.start()
    assert hears.poll(PATIENCE)
    assert lock.is_held(draft.path)
    process.kill()
    process.join()
    assert not lock.is_held(draft.path)
    assert lock.lock_path(draft.path).exists()
    holder = put(lock.lock_path(draft.path), 0)
    assert lock.is_held(draft.path)
    assert lock.take(draft.path) == holder


def test_processes_that_fight_for_a_draft_lose_no_update(draft: Draft, processes: ForkServerContext) -> None:
    assert draft.path
    draft.close()
    fighting = [processes.Process(target=count, args=(draft.path, 8)) for _n in range(2)]
    for process in fighting:
        process.start()
    for process in fighting:
        process.join()
        assert process.exitcode == 0
    with Draft.open(draft.path) as after:
        assert after.record("cover", 1).values["agency"] == "16"


@pytest.mark.parametrize("trusted", [True, False])
def test_an_owner_elsewhere_is_believed_while_its_lock_is_touched(draft: Draft, trusted: bool) -> None:
    """On a share nothing but the lock's age tells of another PC."""
    assert draft.path
    draft.close()
    path = lock.lock_path(draft.path)
    path.write_text('{"user": "สมชาย", "pc": "ที่อื่น", "since": "2026-01-05T03:00:00+00:00", "token": "t"}', "utf-8")
    told = lock.take(draft.path, trusted=trusted)
    assert told == Holder("สมชาย", "ที่อื่น", "2026-01-05T03:00:00+00:00", "t")
    long_ago = time.time() - DEAD_AFTER - 1
    os.utime(path, (long_ago, long_ago))
    taken = lock.take(draft.path, trusted=trusted)
    assert isinstance(taken, Lock)
    assert taken.is_ours()
    assert isinstance(lock.take(draft.path, trusted=trusted), Holder)
    taken.release()
    assert list(draft.path.parent.iterdir()) == [draft.path]


@pytest.mark.parametrize("trusted", [True, False])
def test_a_lock_that_is_let_go_of_while_one_looks_is_taken(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    assert draft.path
    draft.close()
    path = lock.lock_path(draft.path)
    put(path, 0)
    real = lock._age

    def age(of: Path) -> float:
        of.unlink(missing_ok=True)
        return real(of)

    monkeypatch.setattr(lock, "_age", age)
    taken = lock.take(draft.path, trusted=trusted)
    assert isinstance(taken, Lock)
    taken.release()
    draft.path.unlink()
    draft.path.parent.rmdir()
    with pytest.raises(DraftError, match="cannot be locked"):
        lock.take(draft.path, trusted=trusted)
    draft.path.parent.mkdir()


def test_a_lock_that_was_taken_over_is_left_alone(draft: Draft) -> None:
    assert draft.path
    draft.close()
    first = lock.take(draft.path, trusted=False)
    assert isinstance(first, Lock)
    os.utime(first.path, (0, 0))  # its PC slept
    second = lock.take(draft.path, trusted=False)
    assert isinstance(second, Lock)
    assert not first.is_ours()
    first.release()
    assert second.is_ours()
    second.release()


def put(path: Path, age: float) -> Holder:
    """A lock of another PC, of this age in seconds."""
    path.write_text('{"user": "สมชาย", "pc": "ที่อื่น", "since": "2026-01-05T03:00:00+00:00", "token": "t"}', "utf-8")
    written = path.stat().st_mtime - age
    os.utime(path, (written, written))
    return Holder("สมชาย", "ที่อื่น", "2026-01-05T03:00:00+00:00", "t")


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    ("age", "lives"), [(0, True), (2 * lock.BEAT, True), (DEAD_AFTER - 8, True), (DEAD_AFTER + 1, False)]
)
def test_a_lock_is_taken_over_only_beyond_the_limit(draft: Draft, trusted: bool, age: float, lives: bool) -> None:
    assert draft.path
    draft.close()
    holder = put(lock.lock_path(draft.path), age)
    taken = lock.take(draft.path, trusted=trusted)
    assert (taken == holder) is lives
    if isinstance(taken, Lock):
        taken.release()


@pytest.mark.parametrize("trusted", [True, False])
def test_a_lock_from_the_future_was_not_written_through_this_drive(draft: Draft, trusted: bool) -> None:
    """A stick on which a PC with a wrong clock left its lock is not read-only until that time has come."""
    assert draft.path
    draft.close()
    put(lock.lock_path(draft.path), -7200)
    taken = lock.take(draft.path, trusted=trusted)
    assert isinstance(taken, Lock)
    taken.release()


@pytest.mark.parametrize("trusted", [True, False])
def test_an_owners_touch_is_of_the_drives_own_clock(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    assert draft.path
    draft.close()
    monkeypatch.setattr(lock, "BEAT", 0.01)
    taken = lock.take(draft.path, trusted=trusted)
    assert isinstance(taken, Lock)
    os.utime(taken.path, (0, 0))
    while taken.path.stat().st_mtime == 0:
        time.sleep(0)
    monkeypatch.setattr(lock, "BEAT", 15.0)
    assert taken.is_ours()
    taken.release()
    assert not taken.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_a_lock_that_is_no_file_leads_nowhere_and_hangs_nobody(
    draft: Draft, tmp_path: Path, trusted: bool, kind: str
) -> None:
    assert draft.path
    draft.close()
    path, led_to = lock.lock_path(draft.path), tmp_path / "ที่อื่น"
    if kind == "link":
        led_to.write_bytes(b"theirs")
    if kind in ("link", "dangling"):
        path.symlink_to(led_to)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(DraftError, match=r"cannot be locked: .*it is (a link|no file)"):
        lock.take(draft.path, trusted=trusted)
    assert led_to.exists() == (kind == "link")
    assert kind != "link" or led_to.read_bytes() == b"theirs"
    with Draft.open(draft.path) as looked_at:
        assert looked_at.read_only
