"""Drafts where users have them: odd paths, read-only folders, no space, a network share."""

import os
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive, lock
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.draft.history.backups import Backups
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from tests.patience import PATIENCE
from tests.reliability.writer import write


def agency(path: Path) -> object:
    with Draft.open(path, read_only=True) as draft:
        return draft.record("cover", 1).values["agency"]


def test_a_copy_made_while_the_draft_is_open_opens(draft: Draft, tmp_path: Path) -> None:
    draft.enter("cover", 1, "agency", "สำนักงาน")
    draft.typing("cover", 1, "abbreviation", "สน")
    assert draft.path
    copy = tmp_path / "สำเนา ๑.bmaplan"
    shutil.copy(draft.path, copy)
    with Draft.open(copy) as other:
        assert not other.read_only
        assert other.recovered.unclosed is None  # nobody's session was cut off
        assert [typed.text for typed in other.recovered.typing] == ["สน"]
        assert other.record("cover", 1).values["agency"] == "สำนักงาน"
    draft.save_as(tmp_path / "บันทึก.bmaplan")
    with Draft.open(tmp_path / "บันทึก.bmaplan") as saved:
        assert saved.recovered.typing == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_draft_on_read_only_media_opens_for_reading(draft: Draft) -> None:
    draft.close()
    assert draft.path
    draft.path.parent.chmod(0o500)
    try:
        with Draft.open(draft.path) as again:
            assert again.read_only
            assert again.opened.reason
    finally:
        draft.path.parent.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_no_space_leaves_what_was_saved(draft: Draft) -> None:
    draft.close()
    script = """
import resource, signal, sys
from pathlib import Path
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
draft = Draft.open(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (draft.path.stat().st_size, resource.RLIM_INFINITY))
draft.enter("cover", 1, "agency", "short")
try:
    draft.enter("cover", 1, "agency", "long" * 100_000)
except DraftError as error:
    print(error.message, draft.record("cover", 1).values["agency"], sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(draft.path)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[0].startswith("The change could not be saved: ")
    assert done.stdout.splitlines()[1] == "short"
    assert draft.path
    with Draft.open(draft.path) as again:
        assert again.record("cover", 1).values["agency"] == "short"


def test_mounts_tell_what_kind_of_drive_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "1 0 0:1 / / rw - ext4 /dev/sda rw\n"
        f"2 1 0:2 / {tmp_path!s}/a\\040share rw - cifs //server/share rw\n"
        "3 1 0:3 / /media/somchai/USB rw shared:1 - vfat /dev/sdb1 rw\n"
    )
    monkeypatch.setattr(drive, "MOUNTS", mounts)
    monkeypatch.setattr(drive, "BLOCK_DEVICES", tmp_path)
    assert drive.kind(tmp_path / "a share" / "x.bmaplan") is DriveKind.NETWORK
    assert drive.kind(Path("/media/somchai/USB/x.bmaplan")) is DriveKind.REMOVABLE
    assert drive.kind(tmp_path / "x.bmaplan") is DriveKind.LOCAL


def test_a_draft_on_a_share_is_worked_on_here_and_written_back(share: Path) -> None:
    with Draft.open(share) as draft:
        draft.enter("cover", 1, "agency", "สำนักงาน")
        assert agency(share) is None
        assert draft.opened.share
        draft.opened.share.write_back()
        assert agency(share) == "สำนักงาน"
        draft.enter("cover", 1, "agency", "สำนักงานใหม่")
        with Draft.open(share) as second:
            assert second.opened.holder
    assert agency(share) == "สำนักงานใหม่"
    assert list(share.parent.iterdir()) == [share]


def test_a_share_that_is_only_looked_at_is_not_written(share: Path) -> None:
    before = share.read_bytes()
    with Draft.open(share) as draft:
        assert draft.opened.share
    assert share.read_bytes() == before


def forsake(draft: Draft) -> None:
    """What is left of a draft whose process died."""
    assert draft.opened.share
    share = draft.opened.share
    draft.database.close()
    there = lock.lock_path(share.path).read_bytes()
    share.release()
    lock.lock_path(share.path).write_bytes(there)


def test_what_a_share_did_not_get_before_a_crash_is_recovered(share: Path) -> None:
    draft = Draft.open(share)
    draft.enter("cover", 1, "agency", "ยังไม่ถึง")
    forsake(draft)
    with Draft.open(share) as again:
        assert not again.read_only
        assert again.opened.said == ["What the share did not have yet was recovered from this PC"]
        assert again.recovered.unclosed
        assert again.record("cover", 1).values["agency"] == "ยังไม่ถึง"
    assert agency(share) == "ยังไม่ถึง"


DIES = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("CREATE TABLE half (done)")
connection.execute("INSERT INTO half SELECT zeroblob(4000) FROM sqlite_master a, sqlite_master b LIMIT 300")
os._exit(9)
"""


def test_what_was_begun_on_the_share_itself_is_taken_back_before_another_file_takes_its_place(share: Path) -> None:
    """On the PC that holds the share it is a folder of its own."""
    subprocess.run([sys.executable, "-c", DIES, share], check=False)
    journal = share.with_name(f"{share.name}-journal")
    assert journal.stat().st_size > 0
    with Draft.open(share) as draft:
        assert not draft.read_only
        assert draft.opened.damage is None
        draft.enter("cover", 1, "agency", "สำนักงาน")
    assert not journal.exists()
    assert agency(share) == "สำนักงาน"


def changed_elsewhere(share: Path, tmp_path: Path) -> None:
    """Another PC, that sees no lock, puts its own version onto the share."""
    theirs = tmp_path / "ของเขา.bmaplan"
    shutil.copy(share, theirs)
    with Draft.open(theirs) as draft:
        draft.enter("cover", 1, "agency", "ของเขา")
    os.replace(theirs, share)


@pytest.mark.parametrize("crashed", [True, False])
def test_where_both_went_on_both_are_kept(share: Path, tmp_path: Path, crashed: bool) -> None:
    draft = Draft.open(share)
    draft.enter("cover", 1, "agency", "ของเรา")
    if crashed:
        forsake(draft)
        changed_elsewhere(share, tmp_path)
        with Draft.open(share) as again:
            assert "changed elsewhere" in again.opened.said[0]
    else:
        changed_elsewhere(share, tmp_path)
        draft.close()
        assert "changed elsewhere" in draft.opened.said[0]
    assert agency(share) == "ของเขา"
    (ours,) = (path for path in share.parent.glob("*.bmaplan") if path != share)
    assert agency(ours) == "ของเรา"


def test_a_share_that_is_away_keeps_the_work_on_this_pc(share: Path) -> None:
    away = share.parent.with_name("ไม่อยู่")
    draft = Draft.open(share)
    draft.enter("cover", 1, "agency", "สำนักงาน")
    share.parent.rename(away)
    with pytest.raises(DraftError, match="cannot be written"):
        draft.close()
    away.rename(share.parent)
    with Draft.open(share) as again:
        assert again.record("cover", 1).values["agency"] == "สำนักงาน"
    assert agency(share) == "สำนักงาน"


def test_a_killed_process_leaves_its_typing_and_its_place(
    tmp_path: Path, pack: FormPack, processes: ForkServerContext
) -> None:
    path = tmp_path / "ร่าง ที่ ๑.bmaplan"
    with Draft.create(path, pack) as draft:
        draft.remember("section", "projects")
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=write, args=(path, 0, tells))
    process.start()
    assert hears.poll(PATIENCE)
    process.kill()
    process.join()
    with Draft.open(path) as draft:
        (typed,) = draft.recovered.typing
        assert (typed.kind, typed.id, typed.field) == ("cover", 1, "agency")
        assert typed.at
        assert draft.recovered.section == "projects"
        assert draft.recovered.unclosed
        assert draft.recovered.unclosed.user == lock.user()
        draft.enter("cover", 1, "agency", typed.text)
    with Draft.open(path) as draft:
        assert draft.recovered.typing == ()
        assert draft.recovered.unclosed is None


@pytest.mark.skipif(sys.platform == "win32", reason="a user's folder is the user's alone there")
def test_drafts_and_their_backups_are_for_the_user_alone(draft: Draft, own_folder: Path) -> None:
    assert draft.path
    backups = Backups.of(draft)
    assert backups
    backup = backups.make(datetime.now(UTC))
    assert [stat.S_IMODE(path.stat().st_mode) for path in (draft.path, backup.path)] == [0o600] * 2
    folders = (own_folder, own_folder / "backups", backup.path.parent)
    assert [stat.S_IMODE(path.stat().st_mode) for path in folders] == [0o700] * 3


def test_it_is_known_whether_a_share_holds_what_was_stored(share: Path) -> None:
    with Draft.open(share) as draft:
        kept = draft.opened.share
        assert kept is not None
        assert kept.is_written
        draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
        assert not kept.is_written
        kept.write_back()
        assert kept.is_written
        draft.undo()
        assert not kept.is_written
