"""What lies in the PC and not in a bundle is no verdict: a full disk, too little memory, a busy processor, a pulled stick."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from planner_desktop import memory
from planner_desktop.bundle import separate_process, verify
from planner_desktop.bundle.machine import NotLookedAtError
from planner_desktop.bundle.refusal import is_no_bundle
from planner_desktop.bundle.verdict import of_bundle
from planner_desktop.cli.main import main
from planner_desktop.errors import BundleError
from tests.bundle.forger import Files, bagged, zipped
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is divided in two")


def full(*_arguments: object, **_named: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def gone(*_arguments: object, **_named: object) -> NoReturn:
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def no_memory(*_arguments: object, **_named: object) -> NoReturn:
    raise MemoryError


def killed(*_arguments: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def brought_down(*_arguments: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGTRAP)  # as a library in C that meets what it never expected


def endless(*_arguments: object, **_named: object) -> NoReturn:
    while True:
        pass


def waits(*_arguments: object, **_named: object) -> None:
    time.sleep(PATIENCE)


def hindered(monkeypatch: pytest.MonkeyPatch, how: Callable[..., object]) -> None:
    monkeypatch.setattr(verify, "unpack", how)


@pytest.mark.parametrize("how", [full, gone, killed])
def test_what_happens_to_the_pc_says_nothing_of_a_bundle(
    how: Callable[..., object], sample_bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hindered(monkeypatch, how)
    with pytest.raises(NotLookedAtError, match="says nothing of the bundle"):
        of_bundle(sample_bundle)
    assert main(["--language", "en", "verify", str(sample_bundle), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "try again" in said.err
    monkeypatch.undo()
    assert of_bundle(sample_bundle).verdict == "received"


def test_a_disk_that_is_full_inside_the_draft_says_nothing_either(
    sample_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(*_arguments: object) -> NoReturn:
        try:
            full()
        except OSError as error:
            raise BundleError("the draft cannot be opened") from error

    hindered(monkeypatch, behind)
    with pytest.raises(NotLookedAtError, match="the disk is full"):
        of_bundle(sample_bundle)


def test_a_draft_with_a_text_in_no_code_is_the_bundles_fault(
    sample_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(*_arguments: object) -> NoReturn:
        try:
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.execute("SELECT CAST(x'ff' AS TEXT)").fetchone()
        except sqlite3.OperationalError as error:
            raise is_no_bundle(sample_bundle, "the draft is damaged") from error
        raise AssertionError

    hindered(monkeypatch, behind)
    assert of_bundle(sample_bundle).verdict == "refused"


@pytest.mark.parametrize("how", [no_memory, brought_down])
def test_memory_is_the_bundles_fault_where_the_pc_has_enough(
    how: Callable[..., object], sample_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hindered(monkeypatch, how)
    monkeypatch.setattr(separate_process, "is_short", lambda _of: False)
    (group,) = of_bundle(sample_bundle).groups
    assert group.check == "limits"
    monkeypatch.setattr(separate_process, "is_short", lambda _of: True)
    with pytest.raises(NotLookedAtError, match="short of memory"):
        of_bundle(sample_bundle)


def test_what_is_refused_by_a_pc_that_is_short_of_memory_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped({"x": b""}, tmp_path / "x.zip")
    assert of_bundle(path).verdict == "refused"
    monkeypatch.setattr(separate_process, "is_short", lambda _of: True)
    with pytest.raises(NotLookedAtError, match="short of memory"):
        of_bundle(path)


@pytest.mark.parametrize("bound", ["RLIMIT_AS", "RLIMIT_DATA"])
def test_a_user_who_may_take_little_memory_gets_no_wrong_verdict(bound: str, sample_bundle: Path) -> None:
    code = (
        f"import resource, sys; resource.setrlimit(resource.{bound}, (150_000_000,) * 2)\n"
        "from planner_desktop.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "--language", "en", "verify", str(sample_bundle)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "Refused" in done.stdout) in ((0, False), (2, False)), done.stdout


def test_a_process_that_cannot_be_begun_says_nothing(sample_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_arguments: object) -> NoReturn:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", none)
    with pytest.raises(NotLookedAtError):
        of_bundle(sample_bundle)


def test_its_own_time_counts_and_not_that_of_the_pc(sample_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hindered(monkeypatch, endless)
    (group,) = of_bundle(sample_bundle, seconds=0.2).groups
    assert "more time" in group.places[0].message
    hindered(monkeypatch, waits)
    monkeypatch.setattr(separate_process, "LEAST_WAIT", 0.2)
    with pytest.raises(NotLookedAtError, match="too busy"):
        of_bundle(sample_bundle, seconds=0.02)


def test_a_file_that_is_replaced_while_it_is_looked_at_gets_no_number(
    honest: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = zipped(bagged(honest), tmp_path / "ก.zip"), zipped({"x": b""}, tmp_path / "ข.zip")
    verify_apart = separate_process.verify_apart

    def replaced(what: Path, **how: float) -> object:
        try:
            return verify_apart(what, **how)  # type: ignore[arg-type]
        finally:
            shutil.copy(other, path)

    monkeypatch.setattr("planner_desktop.bundle.verdict.verify_apart", replaced)
    with pytest.raises(NotLookedAtError, match="changed while it was read"):
        of_bundle(path)


def test_names_that_no_disk_takes_are_the_bundles_fault(honest: Files, tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(bagged(honest), tmp_path / "x.zip"), "a") as archive:
        archive.writestr(f"ชุด/data/attachments/{'a' * 300}", b"x")
    assert of_bundle(tmp_path / "x.zip").verdict == "refused"


def test_a_pc_that_is_short_of_memory_is_told_from_one_that_is_not() -> None:
    assert not memory.is_short(1_000_000)
    assert memory.is_short(1 << 46)
