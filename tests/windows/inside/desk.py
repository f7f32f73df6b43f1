"""Run in wine: the strategy office's desk, with what a PC with Windows does to it. Prints JSON.

python desk.py FOLDER SHARE BUNDLE BUNDLE
"""

import ctypes
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner_desktop import i18n, leftovers, windows_files, windows_job
from planner_desktop.bundle.unpacking import unpack
from planner_desktop.collect import deciding, opening
from planner_desktop.collect.batch import Arrival, receive_all, waiting
from planner_desktop.collect.places import folder_of
from planner_desktop.errors import PlannerError

BY = "นภา"
NAMES = ("CON", "nul.txt", "COM¹.log", "CONIN$", "x.", "x ", "x:y", "\u0e1b./x", "../x", "C:x", "É.txt")
HELD_FOR = 0.3
LONG = 600.0


def attempt(does: Callable[[], object]) -> object:
    """Do it; what it comes to, or what the user is told."""
    try:
        return does()
    except PlannerError as error:
        return f"{error.message} | {error.fix}"
    except Exception as error:
        return f"FAULT {error!r}"


def said(arrivals: list[Arrival]) -> list[str]:
    """Of each bundle its verdict, or why it has none."""
    return [arrival.receipt.verdict if arrival.receipt else arrival.trouble for arrival in arrivals]


@contextmanager
def held(path: Path, *, others_read: bool) -> Iterator[None]:
    """Have a file open as other programs do: for themselves alone, or so that others may read it."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), 0x80000000, int(others_read), None, 3, 0, None)
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


@contextmanager
def scanned(folder: Path) -> Iterator[list[str]]:
    """Each new file of a folder is open for a moment, as a virus scanner has it."""
    done, opened = threading.Event(), list[str]()

    def scan() -> None:
        seen = set(os.listdir(folder))
        while not done.is_set():
            for name in set(os.listdir(folder)) - seen:
                try:
                    with open(folder / name, "rb"):
                        opened.append(name)
                        time.sleep(HELD_FOR)
                except OSError:
                    continue
                seen.add(name)

    scanner = threading.Thread(target=scan)
    scanner.start()
    try:
        yield opened
    finally:
        done.set()
        scanner.join()


def on_share(share: Path, bundle: Path) -> object:
    """A collection made, added to and read on a share."""
    path = share / "แผน บนแชร์.bmacollect"
    with opening.make(path, "bma-2568") as desk:
        verdicts = said(receive_all(desk, [bundle], BY))
    with opening.open_to_read(path) as desk:
        count = sum(row.receipt != "" for row in desk.board())
    return [verdicts, count, sorted(os.listdir(share))]


def killed(path: Path, bundles: list[Path]) -> object:
    """A desk that is ended after its first receipt, and goes on where it was."""
    command = [sys.executable, __file__, "receive", str(path), *map(str, bundles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    with opening.open_collection(path) as desk:
        before, left = len(desk.decisions.all), waiting(desk)
        receive_all(desk, left, BY)
        receipts = [decision.receipt for decision in desk.decisions.all]
    return [before >= 1, bool(left), receipts, sorted(name[-6:] for name in os.listdir(folder_of(path)))]


def receive(path: Path, bundles: list[Path]) -> None:
    """The desk that is ended."""
    with opening.make(path, "bma-2568") as desk:
        receive_all(desk, bundles, BY, lambda _arrival: print("one", flush=True), cores=1)


def ended_with_who_started_it() -> bool:
    """Whether a program in a job of a process is over once that was ended."""
    with subprocess.Popen([sys.executable, __file__, "start"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        started = int(process.stdout.readline())
        lived = leftovers._lives(started)
        process.kill()
    until = time.monotonic() + LONG
    while leftovers._lives(started) and time.monotonic() < until:
        time.sleep(0.05)
    return lived and not leftovers._lives(started)


def start() -> None:
    """Start a program in a job, and wait to be ended."""
    command = [sys.executable, "-c", f"import time; time.sleep({2 * LONG})"]
    with (
        subprocess.Popen(command, creationflags=windows_job.NO_CONSOLE) as process,
        windows_job.around(process.pid, memory=300_000_000, seconds=LONG),
    ):
        print(process.pid, flush=True)
        time.sleep(LONG)


def refused(folder: Path, name: str) -> object:
    """What is said of a zip with such a name in it; what it leaves."""
    file, into = folder / "ร้าย.zip", folder / "ออก"
    into.mkdir(exist_ok=True)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("top/a.txt", b"1")
        archive.writestr("top/e\u0301.txt", b"2")
        archive.writestr(zipfile.ZipInfo(f"top/{name}"), b"3")
    told = attempt(lambda: str(unpack(file, into)))
    return [told, os.listdir(into)]


def main(folder: Path, share: Path, *bundles: Path) -> dict[str, object]:
    """All of it."""
    folder.mkdir()
    path = folder / "รวม แผน.bmacollect"
    told: dict[str, object] = {"share": attempt(lambda: on_share(share, bundles[0]))}
    with opening.make(path, "bma-2568") as desk:
        with held(bundles[0], others_read=False):
            told["alone"] = said(receive_all(desk, bundles[:1], BY))
        with scanned(folder_of(path)) as opened:
            told["scanned"] = said(receive_all(desk, bundles, BY))
        told["files"], told["left"] = len(opened), [name for name in os.listdir(folder_of(path)) if "planner-" in name]
    with held(path, others_read=True), opening.open_collection(path) as desk:
        told["tables"] = attempt(lambda: deciding.look(desk, f"{desk.year}-0001", "สมศรี", BY))
    with opening.open_collection(path) as desk:
        told["followed"] = [row.looked_at_by for row in desk.board() if row.looked_at_by]
        told["second"] = attempt(lambda: opening.open_collection(path).close())
    told["killed"] = attempt(lambda: killed(folder / "ตัดตอน.bmacollect", list(bundles)))
    told["job"] = attempt(ended_with_who_started_it)
    told["read back"] = b"".join(windows_files.past_memory(bundles[0], 1 << 20)) == bundles[0].read_bytes()
    told["names"] = {name: refused(folder, name) for name in NAMES}
    return told


sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
i18n.set_language("en")
if sys.argv[1] == "start":
    start()
elif sys.argv[1] == "receive":
    receive(Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
else:
    print(json.dumps(main(*map(Path, sys.argv[1:])), ensure_ascii=False))
