"""Verifying a bundle in a process of its own, which is ended when it takes too long or too much memory.

What is inside a bundle is read by libraries in C that nobody can stop from inside. Where the system can divide a
process in two (`fork`), no program is started for it; Windows, and a window with its threads, start this one again.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

from planner_desktop import i18n, leftovers, stopping, whole_file
from planner_desktop.bundle import taken as taken_data
from planner_desktop.bundle.refusal import Fault, RefusedError, ask_for_ours
from planner_desktop.bundle.verify import BundleReport, verify_bundle
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _
from planner_desktop.memory import data_held

SECONDS = 48.0
MEMORY = 255_000_000
"""Bytes of data, beyond what the process that asks has already."""
OWN_MEMORY = 80_000_000
"""What the program itself takes, which one that is started again has not yet."""


def verify_apart(path: Path, *, seconds: float = SECONDS, memory: int = MEMORY) -> BundleReport:
    """As `verify_bundle`, ended after so many seconds. Raises RefusedError."""
    alone = threading.current_thread() is threading.main_thread()  # another may hold what the half needs
    told = _divided(path, seconds, memory) if alone and hasattr(os, "fork") else started(path, seconds)
    if told is None:
        leftovers.sweep_temporary()
        problem = _("{path} could not be verified: it takes more time or memory than any bundle of this program")
        said = problem.format(path=path)
        raise RefusedError(said, [Fault("limits", said.replace(str(path), path.name), fix=ask_for_ours())])
    if "fault" in told:
        raise RuntimeError(told["fault"])
    if "message" in told:
        raise RefusedError(told["message"], [Fault(**fault) for fault in told["faults"]])
    taken = taken_data.from_data(told["taken"]) if told["taken"] else None
    return BundleReport(**told | {"remarks": tuple(told["remarks"]), "taken": taken})


def _told(path: Path) -> dict[str, Any] | None:
    """What verifying comes to, in a form that goes from process to process; None where the memory is too little."""
    try:
        report = verify_bundle(path)
        return {name: getattr(report, name) for name in BundleReport.__slots__} | {
            "taken": report.taken and vars(report.taken)
        }
    except MemoryError:
        return None
    except BundleError as error:
        if isinstance(error.__cause__, MemoryError):
            return None
        faults = error.faults if isinstance(error, RefusedError) else [Fault("plan", error.message, fix=error.fix)]
        return {"message": error.message, "faults": [vars(fault) for fault in faults]}
    except Exception:
        return {"fault": traceback.format_exc()}


def _divided(path: Path, seconds: float, memory: int) -> dict[str, Any] | None:
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads: the command line has none but its own
        process = os.fork()
    if process == 0:
        try:
            os.close(reads)
            _limit(memory)
            with os.fdopen(writes, "wb") as out, stopping.when(stopping.never):
                out.write(json.dumps(_told(path)).encode())
        finally:
            os._exit(0)
    os.close(writes)
    try:
        answer = _read(reads, time.monotonic() + seconds)
    finally:
        os.close(reads)
        os.kill(process, signal.SIGKILL)  # it is over, or shall be
        os.waitpid(process, 0)
    return _parsed(answer)


def _limit(memory: int) -> None:
    import resource

    most = memory + data_held()
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(pipe: int, end: float) -> bytes:
    parts: list[bytes] = []
    while (left := end - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def started(path: Path, seconds: float) -> dict[str, Any] | None:
    """What verifying comes to in this program started again, as on Windows.

    The answer is a file: what that program starts in its turn may hold a pipe open when it has long ended.
    """
    with leftovers.temporary_folder() as folder:
        answer = folder / "answer.json"
        command = [sys.executable, "-m", __name__, i18n.language(), str(path), str(answer)]
        nothing = subprocess.DEVNULL
        try:
            subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return None
        return _parsed(answer.read_bytes() if answer.is_file() else b"")


def _parsed(answer: bytes) -> dict[str, Any] | None:
    told: dict[str, Any] | None = json.loads(answer) if answer else None
    return told


if __name__ == "__main__":
    if hasattr(os, "fork"):
        _limit(MEMORY + OWN_MEMORY)
    i18n.set_language(sys.argv[1])
    whole_file.write(Path(sys.argv[3]), json.dumps(_told(Path(sys.argv[2]))).encode())
