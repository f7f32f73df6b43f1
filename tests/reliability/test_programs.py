"""A file from anyone starts no program: not its pictures, not what opens, prints, sends, repairs or verifies it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_a_whole_session_starts_no_program(tmp_path: Path) -> None:
    if not (strace := shutil.which("strace")):
        pytest.skip("strace, which sees what a program starts, is not installed")
    seen = tmp_path / "seen"
    home = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    surroundings = os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "PLANNER_LANGUAGE": "en"}
    command = [strace, "-f", "-qq", "-e", "trace=execve,execveat,connect", "-o", str(seen)]
    session = [sys.executable, "-m", "tests.reliability.whole_session", str(tmp_path)]
    traced = subprocess.run([*command, *session], cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8")
    if "PTRACE" in traced.stderr:
        pytest.skip("strace may not look on here")
    assert traced.returncode == 0, traced.stderr[-3000:]
    assert "ended" in traced.stdout
    calls = seen.read_text(encoding="utf-8", errors="replace").splitlines()
    started = [line for line in calls if " execve" in line]
    assert len(started) == 1, started
    assert not [line for line in calls if "AF_INET" in line]
