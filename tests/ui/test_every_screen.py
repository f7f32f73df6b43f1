"""Every screen of every edition, at 100 % and on the smallest screen at 150 %, with and without libthai: nothing is cut
off, nothing is left in English, and Qt has nothing to complain of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ["2568-international-affairs", "2567-strategy", "2565-budget"]


def walk(sample: str, environment: dict[str, str]) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "tests.ui.walk", sample, "1366", "768"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    faults: dict[str, list[str]] = json.loads(done.stdout)
    assert len(faults) > 15
    return {screen: wrong for screen, wrong in faults.items() if wrong}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_screen_is_whole_and_thai(sample: str) -> None:
    assert walk(sample, {}) == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_screen_is_whole_at_150_percent_and_without_libthai(sample: str, tmp_path: Path) -> None:
    # A library of that name that cannot be loaded stands before the system's.
    (tmp_path / "libthai.so.0").write_text("not a library")
    assert walk(sample, {"QT_SCALE_FACTOR": "1.5", "LD_LIBRARY_PATH": str(tmp_path)}) == {}
