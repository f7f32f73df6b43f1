"""Run in wine: files are held open as a virus scanner, Acrobat or Excel do, while the program writes. Prints JSON.

python hazards.py FOLDER SHARE
"""

import json
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from planner_desktop import csv_table, file_names, i18n, leftovers
from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import write_bundle
from planner_desktop.document.export import plan_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.file import lock
from planner_desktop.draft.file.database import address
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import PlannerError

HOLDS = (0.05, 0.3)
ROUNDS = 2


def scan(folder: Path, seconds: float, done: threading.Event, opened: list[str]) -> None:
    """Open each new file for a moment; Python shares what it opens for reading and writing, not for renaming."""
    seen = set(os.listdir(folder))
    while not done.is_set():
        for name in set(os.listdir(folder)) - seen:
            try:
                with open(folder / name, "rb"):
                    opened.append(name)
                    time.sleep(seconds)
            except OSError:
                continue
            seen.add(name)
        seen &= set(os.listdir(folder))


def left(folder: Path) -> list[str]:
    """Temporary files that were left."""
    return [name for name in os.listdir(folder) if name.startswith((".planner-", "planner-"))]


def attempt(does: Callable[[], object]) -> str:
    """Do it; what the user is told where that fails."""
    try:
        does()
    except PlannerError as error:
        return f"{error.message} | {error.fix}"
    except Exception as error:
        return f"FAULT {error!r}"
    return ""


def on_share(share: Path) -> dict[str, object]:
    """A draft made, changed and read on a share."""
    path, told = share / "บนแชร์.bmaplan", {}
    told["made"] = attempt(lambda: plan_json.read_plan(SAMPLES / "2568-finance.json", path).close())
    told["opened"] = attempt(lambda: Draft.open(path).close())
    with Draft.open(path) as draft:
        told["reason"] = draft.opened.reason
    told["read"] = attempt(lambda: Draft.open(path, read_only=True).close())
    return told | {"left": os.listdir(share)}


def main(folder: Path, share: Path) -> dict[str, object]:
    """All of it."""
    i18n.set_language("en")
    folder.mkdir()
    path = folder / "ร่าง.bmaplan"
    plan_json.read_plan(SAMPLES / "2568-finance.json", path).close()
    told: dict[str, object] = {}
    with Draft.open(path) as draft:
        pdf = plan_pdf(draft)
        hidden = bool(os.stat(lock.lock_path(path)).st_file_attributes & 2)  # type: ignore[attr-defined]
        told["lock is hidden"] = hidden
        writes: dict[str, Callable[[Path], object]] = {
            "pdf": pdf.write,
            "zip": lambda target: write_bundle(draft, target, pdf=lambda _told: pdf),
            "json": lambda target: plan_json.write_plan(draft, target),
            "csv": lambda target: csv_table.write(target, [["ก"]]),
            "bmaplan": draft.save_as,
        }
        failed: dict[str, str] = {}
        opened: list[str] = []
        for hold in HOLDS:
            done = threading.Event()
            scanner = threading.Thread(target=scan, args=(folder, hold, done, opened))
            scanner.start()
            for turn in range(ROUNDS):
                for suffix, write in writes.items():
                    if said := attempt(lambda: write(folder / f"{hold}-{turn}.{suffix}")):  # noqa: B023
                        failed[f"{suffix} held for {hold} s"] = said
            done.set()
            scanner.join()
        told["scanned"], told["failed"], told["left"] = len(opened), failed, left(folder)

        held = {}
        for suffix in ("pdf", "zip", "json", "csv"):
            target = folder / f"open.{suffix}"
            target.write_bytes(b"old")
            with target.open("rb"):
                held[suffix] = attempt(lambda: writes[suffix](target))  # noqa: B023
            held[suffix] += "" if target.read_bytes() == b"old" else " | REPLACED"
        told["held"], told["left then"] = held, left(folder)

        names = ("a:b.pdf", "NUL.pdf", "com1.pdf", "plan.pdf.", "plan.pdf ", "a?.pdf")
        told["names"] = {name: attempt(lambda: pdf.write(Path(f"{folder}\\{name}"))) for name in names}  # noqa: B023
        told["strange"] = sorted(set(os.listdir(folder)) & {"a", "plan.pdf", "NUL.pdf"})

    deep = folder
    while len(str(deep)) < 300:
        deep = deep / ("ก" * 40)
    deep.mkdir(parents=True)
    long = deep / "ยาว.bmaplan"
    told["long"] = attempt(lambda: plan_json.read_plan(SAMPLES / "2568-finance.json", long).close())
    with closing(sqlite3.connect(address(deep / "ฐานข้อมูล"), uri=True)) as database:
        told["SQLite's long"] = database.execute("PRAGMA database_list").fetchone()[2]
    told["share"] = on_share(share)

    with leftovers.temporary_folder() as temporary:
        kept_open = (temporary / "x").open("wb")
    told["temporary folder"] = temporary.is_dir()
    kept_open.close()
    told["too long"] = file_names.too_long(long)
    reads, writes_to = os.pipe()
    told["no lock"] = attempt(lambda: lock._lock(reads))
    os.close(reads)
    os.close(writes_to)
    return told


sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))
