"""Speed as ratios measured in one run: an edit against a bare commit, the window against a bare one; every section.

python bench/speed.py
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from planner_desktop.app_paths import FONTS
from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample

SAMPLE = "2568-international-affairs"
ROUNDS = 40
STARTS = 7

BARE_WINDOW = """
import sys
from time import time
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
QFontDatabase.addApplicationFont(sys.argv[1])
app.setFont(QFont("Sarabun", 13))
window = QMainWindow()
window.show()
app.processEvents()
print(time())
"""
OUR_WINDOW = """
import os, sys
from time import time
from planner_desktop.cli import main
def shown():
    from PySide6.QtWidgets import QApplication
    QApplication.processEvents()
    print(time(), flush=True)
    for window in QApplication.topLevelWidgets():
        window.close()
    return 0
import PySide6.QtWidgets
PySide6.QtWidgets.QApplication.exec = staticmethod(shown)
status = main(sys.argv[1:])
sys.stdout.flush()
os._exit(status)
"""
"""The program as it is started, to the end of its first pass of the event loop: the officer can type."""


def timed(does: Callable[[int], object], rounds: int) -> float:
    """The median of its seconds."""
    times = []
    for n in range(rounds):
        start = time.perf_counter()
        does(n)
        times.append(time.perf_counter() - start)
    return median(times)


def edit(draft: Draft, folder: Path) -> None:
    """An acknowledged edit of a field against one row committed by SQLite alone."""
    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    bare.execute("PRAGMA synchronous = EXTRA")
    bare.execute("CREATE TABLE t (text TEXT)")
    bare.execute("INSERT INTO t VALUES ('')")
    one = timed(lambda n: bare.execute("UPDATE t SET text = ?", [str(n)]), ROUNDS)
    bare.close()
    ours = timed(lambda n: draft.enter("cover", 1, "agency", f"หน่วยงาน {n}"), ROUNDS)
    print(f"an edit against a bare commit: {ours / one:.1f} times ({ours * 1000:.1f} ms, {one * 1000:.1f} ms)")


@contextmanager
def as_installed() -> Iterator[dict[str, str]]:
    """The environment of programs with folders of their own that run from bytecode, as installed ones do.

    Where none may be written (PYTHONDONTWRITEBYTECODE), our program alone would be compiled at each start. That the
    very first start compiles all of it counts in the time told for it.
    """
    with tempfile.TemporaryDirectory() as home:
        of_its_own = {f"XDG_{kind}_HOME": home for kind in ("CACHE", "DATA", "STATE", "CONFIG")}
        of_its_own["PYTHONPYCACHEPREFIX"] = str(Path(home, "bytecode"))
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | of_its_own
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        yield environment


def start(sample: Path, font: Path, environment: Mapping[str, str]) -> float:
    """From nothing to a usable window, against a bare window with the same font.

    Returns the processor's seconds of a bare window.
    """

    def seconds(source: str, *arguments: str) -> float:
        begun = time.time()
        command = [sys.executable, "-c", source, *arguments]
        shown = subprocess.run(command, check=True, env=environment, capture_output=True, encoding="utf-8")
        return float(shown.stdout.split()[-1]) - begun

    kinds = {"a draft": ["open", str(sample)], "the start page": []}
    seconds(BARE_WINDOW, str(font))
    first = {kind: seconds(OUR_WINDOW, *arguments) for kind, arguments in kinds.items()}
    times: dict[str, list[float]] = {kind: [] for kind in ("", *kinds)}
    bare_computing = []
    for _n in range(STARTS):  # by turns, for the load of the machine is the same for all then
        before = _of_children()
        times[""].append(seconds(BARE_WINDOW, str(font)))
        bare_computing.append(_of_children() - before)
        for kind, arguments in kinds.items():
            times[kind].append(seconds(OUR_WINDOW, *arguments))
    bare = median(times[""])
    for kind in kinds:
        ours = median(times[kind])
        print(
            f"{kind} shown, against a bare window: {ours / bare:.1f} times "
            f"({ours * 1000:.0f} ms, {bare * 1000:.0f} ms; the very first time {first[kind] * 1000:.0f} ms)"
        )
    return median(bare_computing)


def _of_children() -> float:
    """The processor's seconds of the programs that were started and are over."""
    times = os.times()
    return times.children_user + times.children_system


def sections(sample: Path, bare: float) -> None:
    """From a click on a step to its section shown, in processor time; the slowest first, for the first time and again.

    `bare` is the processor's seconds of a bare window.
    """
    from planner_desktop.ui.app import application
    from planner_desktop.ui.window.main_window import MainWindow

    app = application()
    window = MainWindow(Draft.open(sample))
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    took: dict[str, list[float]] = {}
    for _round in range(2):
        for section in reversed(window.session.draft.pack.sections):
            start = time.process_time()
            window.steps.chosen.emit(section.id)
            app.processEvents()
            took.setdefault(section.id, []).append(time.process_time() - start)
    window.close()
    app.processEvents()
    print(f"a section shown, for the first time and again (ms; again in bare windows of {bare * 1000:.0f} ms):")
    for id, (first, again) in sorted(took.items(), key=lambda each: -each[1][1]):
        print(f"  {id}: {first * 1000:.0f}, {again * 1000:.0f} ({again / bare:.2f})")


def pages(draft: Draft, folder: Path) -> None:
    """The whole plan as a PDF, when it is not the first."""
    pdf = folder / "plan.pdf"
    count = export_pdf(draft, pdf).pages  # words and fonts are loaded once
    seconds = timed(lambda _n: export_pdf(draft, pdf), 3)
    print(f"the PDF again: {count} pages, {seconds * 1000 / count:.1f} ms a page")


def main() -> None:
    """Measure everything on one sample."""
    if sys.argv[1:]:
        sections(Path(sys.argv[1]), float(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sample = folder / "sample.bmaplan"
        with new_from_sample(SAMPLE, sample) as draft:
            pages(draft, folder)
            edit(draft, folder)
        with as_installed() as environment:
            bare = start(sample, FONTS / "Sarabun-Regular.ttf", environment)
            command = [sys.executable, __file__, str(sample), str(bare)]
            for _n in range(2):  # the first compiles what only sections need
                told = subprocess.run(command, check=True, env=environment, capture_output=True, encoding="utf-8")
        print(told.stdout, end="")


if __name__ == "__main__":
    main()
