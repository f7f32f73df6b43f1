"""Verifying a bundle in a process of its own, which is ended when it takes too long or too much memory.

What is inside a bundle is read by libraries in C that nobody can stop from inside. Where the system can divide a
process in two (`fork`), no program is started for it; Windows, and a window with its threads, start this one again.

What it may take is counted in its own time and memory, however busy the PC is. What it did not get of the PC is no
verdict: it is raised as `NotLookedAtError`.
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
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

from planner_desktop import i18n, leftovers, stopping, whole_file, windows_job
from planner_desktop.bundle import taken as taken_data
from planner_desktop.bundle.machine import NotLookedAtError, is_for_memory, not_looked_at
from planner_desktop.bundle.refusal import Fault, RefusedError, ask_for_ours
from planner_desktop.bundle.verify import BundleReport, verify_bundle
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _
from planner_desktop.memory import data_held, is_short

SECONDS = 48.0
"""Of the processor's time."""
WAIT, LEAST_WAIT = 10.0, 60.0
"""So many times as long, and so many seconds at least, it may take on a PC that does other things, too."""
MEMORY = 255_000_000
"""Bytes of data, beyond what the process that asks has already."""
OWN_MEMORY = 80_000_000
"""What the program itself takes, which one that is started again has not yet."""
MEMORY_ON_WINDOWS = 300_000_000
"""Bytes that Windows promises the program that is started again, with all that it takes itself."""
_BEGIN = b"begin"
_LATER = 2.0
"""Seconds by which Windows ends it later than it would end itself, if it cannot."""
_OVER_TIME, _OVER_MEMORY = 74, 75  # exit codes of one that is started again


def verify_apart(
    path: Path, *, seconds: float = SECONDS, memory: int = MEMORY, print_again: bool = False
) -> BundleReport:
    """As `verify_bundle`, ended after so many seconds of the processor's time."""
    with verifying(path, seconds=seconds, memory=memory, print_again=print_again) as begun:
        return begun.report()


def verifying(path: Path, *, seconds: float = SECONDS, memory: int = MEMORY, print_again: bool = False) -> Verifying:
    """Begin to verify, so that several are under way at once; its `report` is to be asked for, or it to be closed.

    Raises NotLookedAtError where nothing can be begun.
    """
    try:
        if may_divide():
            return _Half(path, seconds, memory, print_again)
        return _Started(path, seconds, print_again)
    except OSError as error:
        raise not_looked_at(path, whole_file.told(error)) from error


def may_divide() -> bool:
    """Whether this process can be divided in two here: in a thread of a window another may hold what the half needs."""
    return hasattr(os, "fork") and threading.current_thread() is threading.main_thread()


class Verifying(ABC):
    """A bundle that is being verified in another process, which ends with this."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def report(self) -> BundleReport:
        """What it came to. Raises RefusedError, NotLookedAtError."""
        told = self.told(max(WAIT * self._seconds, LEAST_WAIT))
        if "ended" in told:
            self.close()
            leftovers.sweep_temporary()
            raise self._ended(told["ended"])
        if "not_looked_at" in told:
            raise NotLookedAtError(*told["not_looked_at"])
        if ("fault" in told or "message" in told) and is_short(MEMORY):  # libraries say many things of memory they lack
            raise not_looked_at(self._path, _("the PC is short of memory"))
        if "fault" in told:
            raise RuntimeError(told["fault"])
        if "message" in told:
            raise RefusedError(told["message"], [Fault(**fault) for fault in told["faults"]])
        taken = taken_data.from_data(told["taken"]) if told["taken"] else None
        return BundleReport(**told | {"remarks": tuple(told["remarks"]), "taken": taken})

    def _ended(self, why: str) -> BundleError:
        """What is said where there is no answer: it lies in the bundle, or in this PC."""
        if why == "waited":
            return not_looked_at(self._path, _("the PC is too busy"))
        if why == "killed" or (why != "time" and is_short(MEMORY)):
            return not_looked_at(self._path, _("the PC is short of memory"))
        problem = {
            "time": _("{path} could not be verified: it takes more time than any bundle of this program"),
            "memory": _("{path} could not be verified: it takes more memory than any bundle of this program"),
            "crash": _("{path} could not be verified: what reads it was brought down by it"),
        }[why]
        said = problem.format(path=self._path)
        fault = Fault("limits", said.replace(str(self._path), self._path.name), fix=ask_for_ours())
        return RefusedError(said, [fault])

    @abstractmethod
    def told(self, wait: float) -> dict[str, Any]:
        """The same in a form that goes from process to process; after so many seconds it is given up.

        Where there is no answer, `ended` says why: time, memory, crash; killed by the system; waited for in vain.
        """

    @abstractmethod
    def close(self) -> None:
        """End the other process, if it has not ended."""


def _told(path: Path, print_again: bool) -> dict[str, Any]:
    """What verifying comes to, in a form that goes from process to process."""
    try:
        report = verify_bundle(path, print_again=print_again)
        return {name: getattr(report, name) for name in BundleReport.__slots__} | {
            "taken": report.taken and vars(report.taken)
        }
    except NotLookedAtError as error:
        return {"not_looked_at": [error.message, error.fix]}
    except Exception as error:
        if is_for_memory(error):
            return {"ended": "memory"}
        if not isinstance(error, BundleError):
            return {"fault": traceback.format_exc()}
        faults = error.faults if isinstance(error, RefusedError) else [Fault("plan", error.message, fix=error.fix)]
        return {"message": error.message, "faults": [vars(fault) for fault in faults]}


def _answer(path: Path, print_again: bool) -> bytes:
    try:
        return json.dumps(_told(path, print_again)).encode()
    except MemoryError:
        return b'{"ended": "memory"}'


class _Half(Verifying):
    """The process divided in two; what the half writes into the pipe waits there until it is read."""

    def __init__(self, path: Path, seconds: float, memory: int, print_again: bool) -> None:
        super().__init__(path, seconds)
        self._reads, writes = os.pipe()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of threads: the command line has none but its own
                self._process = os.fork()
        except OSError:
            os.close(self._reads)
            os.close(writes)
            raise
        if self._process == 0:
            status = 1
            try:
                os.close(self._reads)
                _limit(seconds, memory)
                with os.fdopen(writes, "wb") as out, stopping.when(stopping.never):
                    out.write(_answer(path, print_again))
                status = 0
            finally:
                os._exit(status)
        os.close(writes)

    def told(self, wait: float) -> dict[str, Any]:
        answer = _read(self._reads, time.monotonic() + wait)
        if answer is None:
            return {"ended": "waited"}
        status = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        self._process = 0
        os.close(self._reads)
        return _parsed(answer, status)

    def close(self) -> None:
        if self._process:
            os.close(self._reads)
            os.kill(self._process, signal.SIGKILL)  # it is over, or shall be
            os.waitpid(self._process, 0)
            self._process = 0


def _limit(seconds: float, memory: int) -> None:
    """Have the system end this process after so many seconds of its own, and give it no more memory."""
    import resource

    most, hard = memory + data_held(), resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _read(pipe: int, end: float) -> bytes | None:
    """All that comes through a pipe; None where it does not end in time."""
    parts: list[bytes] = []
    while (left := end - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None


class _Started(Verifying):
    """This program started again, as on Windows.

    The answer is a file: what that program starts in its turn may hold a pipe open when it has long ended. It begins
    once it is told to, when its bounds stand.
    """

    def __init__(self, path: Path, seconds: float = SECONDS, print_again: bool = False) -> None:
        super().__init__(path, seconds)
        with ExitStack() as held:
            self._answer = held.enter_context(leftovers.temporary_folder()) / "answer.json"
            own = (i18n.language(), str(path), str(self._answer), str(seconds), str(int(print_again)))
            command = [sys.executable, "-m", __name__, *own]
            nothing = subprocess.DEVNULL
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, creationflags=windows_job.NO_CONSOLE
            )
            held.callback(self._end)
            job = windows_job.around(self._process.pid, memory=MEMORY_ON_WINDOWS, seconds=seconds + _LATER)
            held.enter_context(job)
            assert self._process.stdin is not None
            with suppress(OSError), self._process.stdin as told:  # one that has ended already gives no answer
                told.write(_BEGIN)
            self._held = held.pop_all()

    def told(self, wait: float) -> dict[str, Any]:
        try:
            status = self._process.wait(wait)
        except subprocess.TimeoutExpired:
            return {"ended": "waited"}
        return _parsed(self._answer.read_bytes() if self._answer.is_file() else b"", status)

    def close(self) -> None:
        self._held.close()

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()


def _parsed(answer: bytes, status: int) -> dict[str, Any]:
    """The answer of a process that ended so: below 0 is the signal that ended it, from 2**31 on Windows' own word."""
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError:  # it was ended before it had said all
        known = {_OVER_TIME: "time", windows_job.OVER_TIME: "time", _OVER_MEMORY: "memory"}
        if hasattr(signal, "SIGPROF"):
            known[-signal.SIGPROF] = "time"
        crashed = (status < 0 and status != -9) or status >= 1 << 31
        return {"ended": known.get(status, "crash" if crashed else "killed")}
    return told


def _end_after(seconds: float) -> None:
    """End this process once it has computed for so long, where the system does not do it."""
    while time.process_time() < seconds:
        time.sleep(0.1)
    os._exit(_OVER_TIME)


def _main(language: str, path: str, answer: str, seconds: str, print_again: str) -> int:
    if hasattr(os, "fork"):
        _limit(float(seconds), MEMORY + OWN_MEMORY)
    else:
        threading.Thread(target=_end_after, args=(float(seconds),), daemon=True).start()
    if sys.stdin.buffer.read(len(_BEGIN)) != _BEGIN:
        return 1  # who started this is gone
    i18n.set_language(language)
    try:
        whole_file.write(Path(answer), _answer(Path(path), print_again == "1"))
    except MemoryError:
        return _OVER_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
