"""Verifying a bundle in a process of its own, which is ended when it takes too long or too much memory.

What is inside a bundle is read by libraries in C that nobody can stop from inside. Where the system can divide a
process in two (`fork`), no program is started for it; Windows, and a window with its threads, start this one again.
"""

from __future__ import annotations

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
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

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
    with verifying(path, memory=memory) as begun:
        return begun.report(seconds)


def verifying(path: Path, *, memory: int = MEMORY) -> Verifying:
    """Begin to verify, so that several are under way at once; its `report` is to be asked for, or it to be closed."""
    alone = threading.current_thread() is threading.main_thread()  # another may hold what the half needs
    return _Half(path, memory) if alone and hasattr(os, "fork") else _Started(path)


class Verifying(ABC):
    """A bundle that is being verified in another process, which ends with this."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def report(self, seconds: float = SECONDS) -> BundleReport:
        """What it came to; after so many seconds it is given up. Raises RefusedError."""
        told = self.told(seconds)
        if told is None:
            leftovers.sweep_temporary()
            problem = _("{path} could not be verified: it takes more time or memory than any bundle of this program")
            said = problem.format(path=self._path)
            raise RefusedError(
                said, [Fault("limits", said.replace(str(self._path), self._path.name), fix=ask_for_ours())]
            )
        if "fault" in told:
            raise RuntimeError(told["fault"])
        if "message" in told:
            raise RefusedError(told["message"], [Fault(**fault) for fault in told["faults"]])
        taken = taken_data.from_data(told["taken"]) if told["taken"] else None
        return BundleReport(**told | {"remarks": tuple(told["remarks"]), "taken": taken})

    @abstractmethod
    def told(self, seconds: float) -> dict[str, Any] | None:
        """The same in a form that goes from process to process; None where it took too long or too much memory."""

    @abstractmethod
    def close(self) -> None:
        """End the other process."""


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


class _Half(Verifying):
    """The process divided in two; what the half writes into the pipe waits there until it is read."""

    def __init__(self, path: Path, memory: int) -> None:
        super().__init__(path)
        self._reads, writes = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads: the command line has none but its own
            self._process = os.fork()
        if self._process == 0:
            try:
                os.close(self._reads)
                _limit(memory)
                with os.fdopen(writes, "wb") as out, stopping.when(stopping.never):
                    out.write(json.dumps(_told(path)).encode())
            finally:
                os._exit(0)
        os.close(writes)

    def told(self, seconds: float) -> dict[str, Any] | None:
        return _parsed(_read(self._reads, time.monotonic() + seconds))

    def close(self) -> None:
        if self._process:
            os.close(self._reads)
            os.kill(self._process, signal.SIGKILL)  # it is over, or shall be
            os.waitpid(self._process, 0)
            self._process = 0


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


class _Started(Verifying):
    """This program started again, as on Windows.

    The answer is a file: what that program starts in its turn may hold a pipe open when it has long ended.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._held = ExitStack()
        self._answer = self._held.enter_context(leftovers.temporary_folder()) / "answer.json"
        command = [sys.executable, "-m", __name__, i18n.language(), str(path), str(self._answer)]
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)

    def told(self, seconds: float) -> dict[str, Any] | None:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return _parsed(self._answer.read_bytes() if self._answer.is_file() else b"")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._held.close()


def _parsed(answer: bytes) -> dict[str, Any] | None:
    told: dict[str, Any] | None = json.loads(answer) if answer else None
    return told


if __name__ == "__main__":
    if hasattr(os, "fork"):
        _limit(MEMORY + OWN_MEMORY)
    i18n.set_language(sys.argv[1])
    whole_file.write(Path(sys.argv[3]), json.dumps(_told(Path(sys.argv[2]))).encode())
