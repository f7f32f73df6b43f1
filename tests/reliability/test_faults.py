"""Whichever write fails, for a full disk or a drive that gives up: the old state or the new one, and a word about it."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EDITION

HERE = Path(__file__).parent
OLDER = HERE.parent / "draft" / "file" / "files" / "format-1.bmaplan.gz"


@pytest.fixture
def faulty(tmp_path: Path) -> dict[str, str]:
    """The environment of a process whose writing can be made to fail."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler to make the calls fail with")
    library = tmp_path / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, HERE / "faults.c", "-ldl"], check=True)
    return os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": str(HERE.parents[1])}


def run(faulty: dict[str, str], folder: Path, stride: int) -> dict[str, Any]:
    """Have the calls fail in turn; how it ended, counted."""
    older = folder / "เก่า.bmaplan"
    older.write_bytes(gzip.decompress(OLDER.read_bytes()))
    work = folder / "ทำงาน"
    work.mkdir()
    command = [sys.executable, "-m", "tests.reliability.faults", str(work), str(older), EDITION, str(stride)]
    done = subprocess.run(command, env=faulty, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_write_that_fails_leaves_the_old_state_or_the_new(faulty: dict[str, str], tmp_path: Path) -> None:
    result = run(faulty, tmp_path, 13)
    assert result["ended"]["refused"] > 3
    assert "The change could not be saved: the disk is full" in result["told"]
    assert "The change could not be saved: the drive does not write or read" in result["told"]


@pytest.mark.soak
def test_every_write_that_fails_leaves_the_old_state_or_the_new(faulty: dict[str, str], tmp_path: Path) -> None:
    result = run(faulty, tmp_path, 1)
    print(f"\n{sum(result['ended'].values())} failed calls: {result}")
