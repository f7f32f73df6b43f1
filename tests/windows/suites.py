"""Runs suites of the tests in wine, each in a process of its own, and tells how many passed.

python -m tests.windows.suites [SUITE...]: those named, else all of `tests/`. Status 1 where one failed.
"""

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from installer.paths import ROOT
from tests.windows.wine import Wine, python_with_tests

SECONDS = 3 * 3600.0
NOT_THERE = {"windows", "reliability"}
"""What plays with this machine's disk, and the tests of this folder."""


def suites(asked: list[str]) -> list[Path]:
    """What to run: files and folders of `tests/`."""
    tests = ROOT / "tests"
    if asked:
        return [tests / name for name in asked]
    found = [*tests.glob("*/__init__.py"), *tests.glob("test_*.py")]
    folders = [file.parent if file.name == "__init__.py" else file for file in found]
    return sorted(folder for folder in folders if folder.name not in NOT_THERE)


def main(asked: list[str]) -> int:
    """Run them."""
    failed = False
    folder = Path(tempfile.mkdtemp(prefix="planner-wine-"))
    wine = Wine(folder).make()
    try:
        python = python_with_tests(wine.drive / "python")
        for suite in suites(asked):
            start = time.monotonic()
            words = [
                "-X",
                "pycache_prefix=C:\\pyc",
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "--rootdir",
                wine.name(ROOT),
            ]
            ran = wine.run(python, *words, suite, environment={"QT_QPA_PLATFORM": "offscreen"}, seconds=SECONDS)
            counts = re.findall(r"\d+ (?:passed|failed|skipped|error\w*)", ran.out)
            print(f"{suite.name}: {', '.join(counts) or 'nothing ran'}, {time.monotonic() - start:.0f} s", flush=True)
            if ran.status not in (0, 5):
                failed = True
                print(ran.out, ran.err, sep="\n", flush=True)
    finally:
        wine.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
