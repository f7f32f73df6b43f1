"""A file is written whole or not at all, where it is said to be, and what was somebody else's stays theirs."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop import leftovers, whole_file
from tests.links import PIPES, lead

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and second names are POSIX's")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "งาน ปี 2568"
    folder.mkdir()
    return folder / "แผน.pdf"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is synced and renamed, in turn."""
    made: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        made.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replaced(source: Path, to: Path) -> None:
        made.append("name")
        replace(source, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    return made


def half(part: Path) -> None:
    """Write until there is no room."""
    part.write_bytes(b"half")
    raise OSError("full")


def somebody_is_quicker(target: Path, part: Path) -> None:
    """Another program writes the file meanwhile."""
    part.write_bytes(b"ours")
    target.write_bytes(b"theirs")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOENT, "no file or folder"), (errno.EACCES, "no right"), (errno.ENOSPC, "full"), (errno.EISDIR, "a folder"),
     (errno.ENAMETOOLONG, "too long"), (errno.ENOTDIR, "is a file"), (errno.EROFS, "write-protected")],
)  # fmt: skip
def test_what_a_system_often_says_is_said_in_words_that_are_translated(number: int, said: str) -> None:
    assert said in whole_file.told(OSError(number, os.strerror(number), "แผน.pdf"))
    assert whole_file.told(OSError(errno.EACCES, "it is open in Excel")) == "it is open in Excel"
    with pytest.raises(UnicodeDecodeError) as error:
        b"\xb9".decode()
    assert whole_file.told(error.value) == "it is not written as UTF-8"


@POSIX
def test_the_file_then_its_name_then_the_folder_are_on_the_disk(target: Path, calls: list[str]) -> None:
    whole_file.write(target, b"1")
    assert calls == ["file", "name", "folder"]


def test_what_fails_leaves_what_was_there_and_nothing_else(target: Path) -> None:
    target.write_bytes(b"old")
    with pytest.raises(OSError, match="full"), whole_file.making(target) as part:
        half(part)
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_cleanup_that_fails_does_not_hide_why(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object, **_words: object) -> None:
        raise OSError("held")

    monkeypatch.setattr(Path, "unlink", refuses)
    with pytest.raises(OSError, match="full"), whole_file.making(target):
        raise OSError("full")


def test_a_file_of_somebody_elses_with_a_name_like_ours_stays(target: Path) -> None:
    for name in ("แผน.pdf.part", ".แผน.pdf.part", "planner-notes", ".planner-0-0-0.part"):
        (target.parent / name).write_bytes(b"theirs")
    whole_file.write(target, b"1")
    assert sorted(f.read_bytes() for f in target.parent.iterdir()) == [b"1", *[b"theirs"] * 4]


def test_a_new_file_never_replaces_one(target: Path) -> None:
    with pytest.raises(FileExistsError), whole_file.making(target, new=True) as part:
        somebody_is_quicker(target, part)
    assert target.read_bytes() == b"theirs"
    assert list(target.parent.iterdir()) == [target]


@POSIX
def test_a_new_file_appears_on_a_stick_that_knows_no_second_name(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object) -> None:
        raise PermissionError(1, "not on vfat")

    monkeypatch.setattr(os, "link", refuses)
    whole_file.write(target, b"1", new=True)
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("kind", ["link", "dangling", pytest.param("pipe", marks=PIPES), "folder"])
def test_what_is_no_file_is_neither_followed_nor_replaced(target: Path, tmp_path: Path, kind: str) -> None:
    led_to = tmp_path / "ที่อื่น"
    if kind == "link":
        led_to.write_bytes(b"theirs")
    if kind in ("link", "dangling"):
        lead(target, led_to)
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.mkdir()
    before = target.lstat()
    with pytest.raises(OSError, match=r"it is (a link|no file)"):
        whole_file.write(target, b"ours")
    assert target.lstat() == before
    assert led_to.exists() == (kind == "link")
    assert kind != "link" or led_to.read_bytes() == b"theirs"


@pytest.mark.parametrize("kind", ["link", pytest.param("pipe", marks=PIPES), "large"])
def test_what_anybody_may_have_put_there_is_read_only_if_it_is_a_file(target: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "ลับ").write_bytes(b"1")
    if kind == "link":
        lead(target, tmp_path / "ลับ")
    elif kind == "pipe":
        os.mkfifo(target)  # which nobody writes to: to read it would wait for ever
    else:
        target.write_bytes(bytes(11))
    with pytest.raises(OSError, match=r"it is"):
        whole_file.read(target, 10)


@POSIX
def test_who_may_read_a_file_stays_as_it_was(target: Path) -> None:
    whole_file.write(target, b"1")
    target.with_name("อื่น").touch()
    assert target.stat().st_mode == target.with_name("อื่น").stat().st_mode  # as the system has it
    target.chmod(0o640)
    whole_file.write(target, b"2", private=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    whole_file.write(target.with_name("ร่าง"), b"", private=True)
    assert stat.S_IMODE(target.with_name("ร่าง").stat().st_mode) == 0o600


def test_a_folder_appears_whole_or_not_at_all(target: Path) -> None:
    folder = target.with_suffix("")
    with pytest.raises(OSError, match="full"), whole_file.making_folder(folder) as part:
        half(part / "1")
    assert list(target.parent.iterdir()) == []
    with whole_file.making_folder(folder) as part:
        (part / "1").write_bytes(b"1")
    assert [f.name for f in folder.iterdir()] == ["1"]


# ---------------------------------------------------------------- what killed programs leave


def killed(code: str) -> None:
    """Run a program that ends as if killed."""
    script = f"import os\nfrom pathlib import Path\nfrom planner_desktop import leftovers, whole_file\n{code}\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.returncode == 7, done.stderr


def test_what_a_killed_program_left_is_taken_away_by_the_next_write(target: Path) -> None:
    killed(f"with whole_file.making(Path({str(target)!r})): os._exit(7)")
    (left,) = target.parent.iterdir()
    with whole_file.making(target.with_name("ของคนอื่น")) as living:
        assert not left.exists()
        whole_file.write(target, b"1")
        assert living.exists()


def test_temporary_folders_of_killed_programs_are_taken_away_and_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "bundle-1").mkdir()
    killed("with leftovers.temporary_folder() as f: (f / 'ร่าง').write_bytes(b'1'); os._exit(7)")
    assert len(list(tmp_path.iterdir())) == 2
    with leftovers.temporary_folder() as living:
        (living / "ร่าง").write_bytes(b"1")
        leftovers.sweep_temporary()
        assert sorted(tmp_path.iterdir()) == sorted([living, tmp_path / "bundle-1"])
        assert sys.platform == "win32" or stat.S_IMODE(living.stat().st_mode) == 0o700
    assert list(tmp_path.iterdir()) == [tmp_path / "bundle-1"]


@POSIX
@pytest.mark.parametrize("more", ["", "สำคัญ.docx"], ids=["a bundle", "another's"])
def test_the_folders_in_which_older_versions_made_bundles_are_taken_away_after_a_day(
    more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    inside = tmp_path / "bundle-a1_b2c3d" / "แผน ปี 2568"
    (inside / "data").mkdir(parents=True)
    inside.parent.chmod(0o700)
    for name in ("data/plan.json", "data/draft.bmaplan", "bagit.txt", *([more] if more else [])):
        (inside / name).write_bytes(b"1")
    leftovers.sweep_temporary()
    assert inside.exists()
    old = inside.parent.stat().st_mtime - leftovers.OLD - 60
    os.utime(inside.parent, (old, old))
    leftovers.sweep_temporary()
    assert inside.exists() == bool(more)


def test_what_another_pc_left_is_taken_away_after_a_day_by_the_drives_clock(target: Path) -> None:
    other = target.with_name(".planner-00000000-1-0123456789ab.part")
    other.write_bytes(b"1")
    whole_file.write(target, b"1")
    assert other.exists()
    old = other.stat().st_mtime - leftovers.OLD - 60
    os.utime(other, (old, old))
    whole_file.write(target, b"1")
    assert not other.exists()


@POSIX
def test_the_users_own_folders_are_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "ของฉัน"
    own.mkdir(mode=0o755)
    monkeypatch.setattr(whole_file, "user_data", lambda: own)
    folder = whole_file.own_folder(own / "backups" / "1")
    assert [stat.S_IMODE(f.stat().st_mode) for f in (own, folder.parent, folder)] == [0o700] * 3
