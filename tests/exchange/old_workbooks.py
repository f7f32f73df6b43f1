"""Old workbooks (.xls) with bytes changed, read one after another in one process, as the program reads each in its own.

At some the process ends, or would never end: then another goes on behind it. `python -m tests.exchange.old_workbooks
FIRST LAST` prints the number of a file before it is read, and what became of it after.
"""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]

SECONDS = 2.0
"""Of the processor's time that one file may take, where the system can be told so; the program gives it more."""
ENDED = "ended"


def became(count: int) -> list[str]:
    """What became of so many files: "read", why it was refused, or that its process ended."""
    told: list[str] = []
    while len(told) < count:
        before = len(told)
        told += _of_one_process(before, count)
        assert len(told) > before, "the process does not begin"
    return told


def _of_one_process(first: int, last: int) -> Iterator[str]:
    command = [sys.executable, "-m", __name__, str(first), str(last)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, cwd=ROOT) as process:
        assert process.stdout
        while True:
            end = threading.Timer(PATIENCE, process.kill)  # where the system looks at no time
            end.start()
            begun, done = process.stdout.readline(), process.stdout.readline()
            end.cancel()
            if not begun:
                return
            yield json.loads(done) if done.endswith("\n") else ENDED


def work(first: int, last: int) -> None:
    """Read the files of these numbers."""
    import random

    from planner_desktop.exchange.workbook import xls
    from tests.exchange.made_workbooks import saved
    from tests.exchange.test_workbooks import mutated, taken

    xls._limit()
    vars(xls)["_apart"] = xls._told
    for number in range(first, last):
        print(number, flush=True)
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
        print(json.dumps(taken(mutated(saved(".xls"), random.Random(number)))), flush=True)


if __name__ == "__main__":
    work(int(sys.argv[1]), int(sys.argv[2]))
