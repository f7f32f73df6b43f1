"""Speed as ratios measured in one run: an edit against a bare commit, the window against a bare one.

python bench/speed.py
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.new_plan import new_from_sample
from planner_desktop.places import FONTS

SAMPLE = "2568-international-affairs"
ROUNDS = 40
STARTS = 5

BARE_WINDOW = """
import sys
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
QFontDatabase.addApplicationFont(sys.argv[1])
app.setFont(QFont("Sarabun", 13))
window = QMainWindow()
window.show()
app.processEvents()
"""
OUR_WINDOW = """
import sys
from pathlib import Path
from planner_desktop.draft import Draft
from planner_desktop.ui.app import application
from planner_desktop.ui.main_window import MainWindow
app = application()
window = MainWindow(Draft.open(Path(sys.argv[1])))
window.show()
app.processEvents()
"""


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


def start(sample: Path, font: Path) -> None:
    """From nothing to a usable window, against a bare window with the same font."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}

    def run(source: str, argument: Path) -> Callable[[int], object]:
        command = [sys.executable, "-c", source, str(argument)]
        return lambda _n: subprocess.run(command, check=True, env=environment, capture_output=True)

    bare, ours = timed(run(BARE_WINDOW, font), STARTS), timed(run(OUR_WINDOW, sample), STARTS)
    print(f"our window against a bare one: {ours / bare:.1f} times ({ours * 1000:.0f} ms, {bare * 1000:.0f} ms)")


def pages(draft: Draft, folder: Path) -> None:
    """The whole plan as a PDF, when it is not the first."""
    pdf = folder / "plan.pdf"
    count = export_pdf(draft, pdf).pages  # words and fonts are loaded once
    seconds = timed(lambda _n: export_pdf(draft, pdf), 3)
    print(f"the PDF again: {count} pages, {seconds * 1000 / count:.1f} ms a page")


def main() -> None:
    """Measure everything on one sample."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sample = folder / "sample.bmaplan"
        with new_from_sample(SAMPLE, sample) as draft:
            pages(draft, folder)
            edit(draft, folder)
        start(sample, FONTS / "Sarabun-Regular.ttf")


if __name__ == "__main__":
    main()
