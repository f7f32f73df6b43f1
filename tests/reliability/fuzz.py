"""Puts `mutations` through the commands one after the other, in a process that can be ended.

`python -m tests.reliability.fuzz DOOR FIRST COUNT FOLDER` prints a line of JSON before each mutation and one after it.
The number of a mutation is its seed: one that fails is made again by its number.
"""

import contextlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from planner_desktop.draft.file import file
from planner_desktop.draft.file.database import Database
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.cache import digest
from tests.reliability.bundles import in_one_process, no_verdict
from tests.reliability.mutations import COMMANDS, READ, cli

SECONDS, BYTES = 60, 1_000_000_000  # what a command may take
OF_A_BUNDLE = 300_000_000  # bytes that verifying one may take
MOST_BUILT = 8  # form packs whose tables are kept
ROOT = Path(__file__).resolve().parents[2]


def work(door: str, first: int, count: int, folder: Path) -> None:
    """Put mutations through their commands, telling of each on standard output."""
    out = sys.stdout
    _build_once()
    in_one_process()
    os.environ |= {
        f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")
    }  # not the user's
    for number in range(first, first + count):
        print(json.dumps({"begun": number}), file=out, flush=True)
        place = folder / str(number)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        begun = time.monotonic()
        with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
            if door in COMMANDS:
                said = _commanded(COMMANDS[door](random.Random(number), place), printed)
            else:
                said = _read(door, random.Random(number))
        shutil.rmtree(place, ignore_errors=True)
        told = {"done": number, "said": said, "bytes": _most_bytes(), "seconds": time.monotonic() - begun}
        print(json.dumps(told), file=out, flush=True)


def _build_once() -> None:
    """Have the tables of a form pack made once, and copied from then on: they are always the same, and take longest."""
    made: dict[str, Database] = {}
    build = file.build

    def copy(database: Database, pack: FormPack, kept_as: str = "") -> None:
        name = digest(pack.files, b"")
        if name not in made:
            new = file.connect(None)
            build(new, pack)
            if len(made) == MOST_BUILT:
                made.pop(next(iter(made))).close()
            made[name] = new
        made[name].conn.backup(database.conn)

    vars(file)["build"] = copy


def _commanded(commands: list[list[str]], printed: io.StringIO) -> list[str]:
    """The faults of the program that the commands met, and a verdict that was not told."""
    faults: list[str] = []
    vars(cli)["_report_fault"] = lambda **_where: faults.append(traceback.format_exc())
    said = []
    for command in commands:
        faults.clear()
        before = len(printed.getvalue())
        status = cli.main(command)
        if command[0] == "verify" and (missing := no_verdict(printed.getvalue()[before:])):
            said.append(missing)
        if status not in (0, 1, 2):
            said.append(f"{' '.join(command)}: {status}\n{''.join(faults)}")
    return said


def _read(door: str, chance: random.Random) -> list[str]:
    try:
        READ[door](chance)
    except Exception:  # whatever it is: what is read is refused in words alone
        return [traceback.format_exc()]
    return []


def _most_bytes() -> int:
    """The most memory this process has held. The kernel's other figure, of resource usage, counts what its parent held."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def run(door: str, first: int, count: int, folder: Path) -> list[str]:
    """What is wrong with mutations that are put through in a process of their own; a process that hangs is ended."""
    wrong: list[str] = []
    following, last = first, first + count
    while following < last:
        command = [
            sys.executable,
            "-m",
            "tests.reliability.fuzz",
            door,
            str(following),
            str(last - following),
            str(folder),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout
            for line in _lines(process):
                told = json.loads(line)
                following = told.get("begun", following)
                wrong += [f"{following}: {said}" for said in told.get("said", ())]
                if told.get("bytes", 0) > (OF_A_BUNDLE if door == "bundle" else BYTES):
                    wrong.append(f"{following}: took {told['bytes']:,} bytes")
                    process.kill()
                if "done" in told:
                    following += 1
        if process.returncode and following < last and not (wrong and wrong[-1].endswith("bytes")):
            wrong.append(f"{following}: ended with {process.returncode}, or took over {SECONDS} s")
            following += 1
    return wrong


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout
    while True:
        end = threading.Timer(3 * SECONDS, process.kill)  # several commands, on a machine that does other things too
        end.start()
        line = process.stdout.readline()
        end.cancel()
        if not line:
            return
        yield line


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
