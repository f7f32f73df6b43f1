"""Build the last commit twice, each time in a new clone, and name every file that is not the same bytes in both.

The second clone has Thai letters and a space in its path, and is built with another time zone and mask of rights: what
users get shall not show where, when or by whom it was made. Status 1 where a file differs.
"""

import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
MADE = ("dist", "build/installer/windows", "build/installer/linux")
"""Where a clone has what users get, packed and unpacked."""


def differing(one: Path, other: Path) -> Iterator[str]:
    """The files below two folders that only one has, or that have other bytes; those of archives tell rights."""
    names = {file.relative_to(folder) for folder in (one, other) for file in folder.rglob("*") if file.is_file()}
    for name in sorted(names):
        if not ((one / name).is_file() and (other / name).is_file()):
            yield f"{name} is only in one"
        elif not filecmp.cmp(one / name, other / name, shallow=False):
            yield f"{name} has other bytes"


def build(commit: str, clone: Path, *, umask: int, **environment: str) -> None:
    """Build everything that users get in a new clone. Raises subprocess.CalledProcessError."""
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", str(ROOT), str(clone)], umask=umask, check=True)
    subprocess.run(["git", "checkout", "--quiet", "--detach", commit], cwd=clone, umask=umask, check=True)
    command = [sys.executable, "-m", "installer"]
    subprocess.run(command, cwd=clone, env=os.environ | environment, umask=umask, stdout=subprocess.DEVNULL, check=True)


def differences() -> list[str]:
    """Build twice; what differs."""
    last = ["git", "rev-parse", "HEAD"]  # there may be a newer one when the second build begins
    commit = subprocess.run(last, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    with TemporaryDirectory(prefix="planner-twice-") as folder:
        one, other = Path(folder, "one"), Path(folder, "อีกที่ หนึ่ง")
        build(commit, one, umask=0o022, TZ="UTC")
        build(commit, other, umask=0o077, TZ="Asia/Bangkok")
        return [f"{made}: {found}" for made in MADE for found in differing(one / made, other / made)]


if __name__ == "__main__":
    found = differences()
    print(*found or ["Both builds are the same bytes."], sep="\n")
    sys.exit(bool(found))
