"""Another program takes the file of an open draft away, or writes its own version into it: said, and nothing is lost."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.history.backups import all_backups, open_backup
from planner_desktop.errors import FileGoneError, FileOverwrittenError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")


def version_of_another_pc(path: Path, edits: int) -> bytes:
    """The draft as another PC went on with it."""
    other = path.with_name("ที่อื่น.bmaplan")
    shutil.copy(path, other)
    with Draft.open(other) as draft:
        for n in range(edits):
            draft.enter("cover", 1, "agency", f"ของเขา {n}")
    content = other.read_bytes()
    other.unlink()
    return content


def stored_so_often(content: bytes) -> int:
    """SQLite's own count in a file, by which it knows that another program stored something."""
    return int.from_bytes(content[24:28], "big")


def delete(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("ชื่ออื่น.bmaplan"))


def replace(path: Path) -> None:
    other = path.with_name("ที่อื่น.bmaplan")
    other.write_bytes(version_of_another_pc(path, 1))
    os.replace(other, path)


@POSIX
@pytest.mark.parametrize("happens", [delete, rename, replace])
def test_a_file_that_is_gone_is_said_before_the_next_edit_and_what_was_in_it_is_kept(
    draft: Draft, happens: Callable[[Path], None]
) -> None:
    assert draft.path
    draft.enter("cover", 1, "agency", "ของเรา")
    happens(draft.path)
    there = draft.path.read_bytes() if draft.path.exists() else None
    with pytest.raises(FileGoneError, match="not the open draft any more"):
        draft.enter("cover", 1, "agency", "ไม่รับ")
    with pytest.raises(FileGoneError):
        draft.typing("cover", 1, "abbreviation", "ก")
    copy = draft.path.with_name("สำเนา.bmaplan")
    with draft.snapshot() as now:
        now.save_as(copy)
    with pytest.raises(FileGoneError, match="kept among the backups"):
        draft.close()
    assert (draft.path.read_bytes() if draft.path.exists() else None) == there
    (backup,) = all_backups()
    for kept in (open_backup(backup), Draft.open(copy)):
        with kept:
            assert kept.record("cover", 1).values["agency"] == "ของเรา"
    assert not list(draft.path.parent.glob(".*"))


@pytest.mark.parametrize("edits", range(4))
def test_what_is_written_into_the_file_by_another_program_is_noticed_before_the_next_edit(
    draft: Draft, edits: int
) -> None:
    """Also where both sides stored as often, and SQLite sees no difference."""
    assert draft.path
    theirs = version_of_another_pc(draft.path, edits)
    for n in range(edits + 1):
        draft.enter("cover", 1, "agency", f"ของเรา {n}")
    while stored_so_often(draft.path.read_bytes()) < stored_so_often(theirs):
        draft.enter("cover", 1, "agency", f"ของเรา {draft.path.stat().st_mtime_ns}")
    draft.path.write_bytes(theirs)
    with pytest.raises(FileOverwrittenError, match="wrote its own version"):
        draft.enter("cover", 1, "agency", "ไม่รับ")
    with pytest.raises(FileOverwrittenError):
        draft.close()
    assert draft.path.read_bytes() == theirs


def test_a_file_that_was_cut_short_is_noticed(draft: Draft) -> None:
    assert draft.path
    os.truncate(draft.path, 0)
    with pytest.raises(FileOverwrittenError):
        draft.enter("cover", 1, "agency", "ไม่รับ")
    with pytest.raises(FileOverwrittenError):
        draft.close()


def test_a_file_that_was_only_touched_is_ours(draft: Draft) -> None:
    assert draft.path
    os.utime(draft.path, (0, 0))
    draft.enter("cover", 1, "agency", "ของเรา")
    with Draft.open(draft.path) as second:
        assert second.record("cover", 1).values["agency"] == "ของเรา"
    draft.enter("cover", 1, "agency", "ของเรา ๒")
    draft.database.execute("UPDATE cover SET agency = 'ด้วยมือ'")
    draft.enter("cover", 1, "abbreviation", "สน.")
