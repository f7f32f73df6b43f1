"""Runs suites of the tests in wine, each file in a process of its own, and tells how many passed.

python -m tests.windows.suites [SUITE...]: those named (folders and files of `tests/`), else all. Status 1 where one
failed. A test that hangs ends its file, which then tells where it stood; the other files are run all the same.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from installer.paths import ROOT
from tests.windows.wine import Ran, Wine, python_with_tests

ONE_TEST = 15 * 60.0
ONE_FILE = 2 * 3600.0
"""Seconds after which a test, or all of a file, is taken to hang."""
PYTEST = [
    *("-u", "-X", "pycache_prefix=C:\\pyc", "-m", "pytest", "-p", "no:cacheprovider", "-ra"),
    *("-o", f"faulthandler_timeout={ONE_TEST}", "-o", "faulthandler_exit_on_timeout=true"),
]
NOTHING_TO_RUN = 5
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


def files(suite: Path) -> list[Path]:
    """The files of a suite, also those in its folders."""
    return [suite] if suite.is_file() else sorted(suite.rglob("test_*.py"))


def counted(ran: Ran) -> Counter[str]:
    """How many tests of a file passed, failed and so on; as one that is broken off if it did not come to its end."""
    last = next((line for line in reversed(ran.out.splitlines()) if re.search(r" in \d[\d.]*s", line)), "")
    counts = Counter(
        {word.rstrip("s"): int(count) for count, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", last)}
    )
    return counts if ran.status in (0, 1, NOTHING_TO_RUN) else counts + Counter({"broken off": 1})


def run_file(wine: Wine, python: Path, file: Path) -> Ran:
    """Run the tests of a file."""
    settings = {"QT_QPA_PLATFORM": "offscreen"}
    try:
        return wine.run(python, *PYTEST, "--rootdir", wine.name(ROOT), file, environment=settings, seconds=ONE_FILE)
    except subprocess.TimeoutExpired as error:
        return Ran(
            -1, (error.stdout or b"").decode("utf-8", "replace"), (error.stderr or b"").decode("utf-8", "replace")
        )


def main(asked: list[str]) -> int:
    """Run them."""
    failed = False
    folder = Path(tempfile.mkdtemp(prefix="planner-wine-"))
    wine = Wine(folder).make()
    try:
        python = python_with_tests(wine.drive / "python")
        for suite in suites(asked):
            start, counts = time.monotonic(), Counter[str]()
            for file in files(suite):
                ran = run_file(wine, python, file)
                counts += counted(ran)
                if ran.status not in (0, NOTHING_TO_RUN):
                    failed = True
                    print(file, ran.out, ran.err, sep="\n", flush=True)
            told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "nothing ran"
            print(f"{suite.name}: {told}, {time.monotonic() - start:.0f} s", flush=True)
    finally:
        wine.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
