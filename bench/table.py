"""A table of 2,000 projects against one of 20, as ratios in one run: opening it, a cell typed and stored, its keys.

python bench/table.py

The window works until all is painted. Both drafts are of the same edition; the projects have names of a usual length,
amounts and divisions. The look for problems, which is done at rest, is left out.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.formpack import read
from planner_desktop.formpack.fields import Value
from planner_desktop.places import FORMS
from planner_desktop.ui import habits
from planner_desktop.ui.app import application
from planner_desktop.ui.main_window import MainWindow
from planner_desktop.ui.parts.table import TableScreen
from planner_desktop.ui.table import rows

EDITION = "bma-2568"
FEW, MANY = 20, 2000
ROUNDS = 15
NAMES = (
    "โครงการพัฒนาระบบสารสนเทศเพื่อการบริหารจัดการ",
    "โครงการสัมมนาเชิงปฏิบัติการเพื่อเพิ่มประสิทธิภาพการปฏิบัติงานของเจ้าหน้าที่ในสังกัด",
    "กิจกรรมจ้างเหมาบริการดูแลและบำรุงรักษา",
)


def filled(path: Path, count: int) -> Draft:
    """A draft with so many projects."""
    draft = Draft.create(path, read(FORMS / EDITION))
    with draft.action("fill"):
        divisions = [draft.add("division", {"name": f"ฝ่ายที่ {n}"}) for n in range(10)]
        for n in range(count):
            values: dict[str, Value | list[int]] = {
                "name": f"{NAMES[n % len(NAMES)]} {n}",
                "budget": n * 100_000,
                "funding": "amount",
            }
            values["divisions"] = [divisions[n % 10], divisions[n * 7 % 10]]
            draft.add("project", values)
    return draft


def settled() -> None:
    """Let the window work off what is under way and paint."""
    for _again in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


class Opened:
    """A window with the projects' table."""

    def __init__(self, draft: Draft) -> None:
        self.window = MainWindow(draft)
        self.window.watch.stop()
        self.window.session.changed.disconnect(self.window.watch._timer.start)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.go_to_section("projects")
        settled()
        self.screen: TableScreen

    def open(self, _n: int) -> None:
        """Build the part and show it."""
        assert self.window.page is not None
        self.window._show_section("projects")
        screen = self.window.page.show_part(1)
        assert isinstance(screen, TableScreen)
        self.screen = screen
        screen.start()
        settled()

    def type(self, n: int) -> None:
        """A letter, and Enter."""
        table = self.screen.table
        table.setCurrentIndex(self.screen.model.index(5, 0))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(table, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "กขคงจฉชซ"[n % 8]))
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        settled()

    def insert(self, _n: int) -> None:
        """A new row in the middle, where all that follow make room."""
        self.screen.table.setCurrentIndex(self.screen.model.index(5, 0))
        rows.insert(self.screen.table)
        settled()

    def add(self, n: int) -> None:
        """A new row at the end, typed into the empty one."""
        model = self.screen.model
        self.screen.table.setCurrentIndex(model.index(len(model.ids), 0))
        model.setData(model.index(len(model.ids), 0), f"ใหม่ {n}")
        settled()

    def filter(self, n: int) -> None:
        """Rows with a word, and all again."""
        self.screen.model.set_filter(str(n), {})
        settled()
        self.screen.model.set_filter("", {})
        settled()

    def sort(self, n: int) -> None:
        """By the names, forwards and backwards in turn."""
        rows.sort(self.screen.table, 0, descending=bool(n % 2))
        settled()


def timed(does: Callable[[int], None], rounds: int) -> float:
    """The median of its seconds."""
    times = []
    for n in range(rounds):
        start = time.perf_counter()
        does(n)
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure both in turn."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        habits._file = lambda: folder / "window.json"
        application()
        both = {count: Opened(filled(folder / f"{count}.bmaplan", count)) for count in (FEW, MANY)}
        for what, rounds in (("open", 5), ("type", ROUNDS), ("add", 5), ("insert", 5), ("filter", 5), ("sort", 4)):
            seconds = {}
            for count, opened in both.items():
                opened.window.activateWindow()
                settled()
                if what not in ("open", "sort"):
                    getattr(opened, what)(100)  # the first time, words and fonts are loaded
                seconds[count] = timed(getattr(opened, what), rounds)
            few, many = seconds[FEW], seconds[MANY]
            print(f"{what}: {MANY} rows {many / few:.1f} times {FEW} rows ({many * 1000:.0f} ms, {few * 1000:.0f} ms)")
        for opened in both.values():
            opened.window.close()


if __name__ == "__main__":
    main()
