"""A draft of 2,000 projects against one of 20: how much longer each thing takes, and how long the window stands still.

python bench/large.py [what ...]

Ratios in one run. Both drafts are of the same edition, their projects have names of a usual length, amounts and
divisions; the large one has 300 key results and about 3,000 problems. Everything is done in the real window, with its
list of problems open, until it is painted; then the window works on until nothing is under way. The longest block is
the largest gap between two beats of a timer of 5 ms in all of that.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QItemSelection, QItemSelectionModel, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.exchange import copies, tab_separated
from planner_desktop.formpack import read
from planner_desktop.formpack.fields import Value
from planner_desktop.ui.app import application
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.screens.table import clipboard, rows
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow

EDITION = "bma-2568"
FEW, MANY = 20, 2000
ONE_IN = 7
"""One key result to so many projects."""
NAMES = (
    "โครงการพัฒนาระบบสารสนเทศเพื่อการบริหารจัดการ",
    "โครงการสัมมนาเชิงปฏิบัติการเพื่อเพิ่มประสิทธิภาพการปฏิบัติงานของเจ้าหน้าที่ในสังกัด",
    "กิจกรรมจ้างเหมาบริการดูแลและบำรุงรักษา",
)
WORD = "เพื่อ"
"""Found once in two of three names."""
ROUNDS = {
    "open": 3, "type": 7, "add": 3, "insert": 3, "sort": 4, "filter": 3, "problems": 3, "replace": 1, "fill": 1,
    "undo": 1, "paste": 1, "clear": 1, "duplicate": 1, "delete": 1, "restore": 1,
}  # fmt: skip
BEAT_MS = 5


def filled(path: Path, count: int) -> Draft:
    """A draft with so many projects."""
    draft = Draft.create(path, read(FORMS / EDITION))
    with draft.action("fill"):
        divisions = [draft.add("division", {"name": f"ฝ่ายที่ {n}"}) for n in range(10)]
        projects = []
        for n in range(count):
            values: dict[str, Value | list[int]] = {"name": f"{NAMES[n % len(NAMES)]} {n}", "budget": n * 100_000}
            values["funding"] = "amount" if n % 2 else None
            values["divisions"] = [divisions[n % 10], divisions[n * 7 % 10]]
            projects.append(draft.add("project", values))
        for n in range(count // ONE_IN):
            held: dict[str, Value | list[int]] = {"name": f"ตัววัดผลที่ {n}", "target": "ร้อยละ 100"}
            draft.add("key_result", held | {"projects": projects[n * 3 : n * 3 + 3]})
    return draft


class Beat(QObject):
    """The largest gap between two of its beats, and the most that Qt's thread computed in one (`work`).

    The second does not grow with what else the machine does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self.begin()

    def begin(self) -> None:
        """Measure from now on."""
        self.longest, self._last = 0.0, time.perf_counter()
        self.work, self._computed = 0.0, time.thread_time()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last - BEAT_MS / 1000), now
        computed = time.thread_time()
        self.work, self._computed = max(self.work, computed - self._computed), computed


def settled() -> None:
    """Let the window work off what is to be done at once, and paint."""
    for _again in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


class Opened:
    """A window with the projects' table."""

    def __init__(self, draft: Draft, count: int) -> None:
        self.count = count
        self.window = MainWindow(draft)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.go_to_section("projects")
        self.window.show_problems()
        self.screen: TableScreen
        self.open(0)
        self.rest()

    @property
    def _is_busy(self) -> bool:
        watch = self.window.watch
        is_working = any(worker.is_busy for worker in self.window.findChildren(Worker))
        waits = [timer for timer in self.window.findChildren(QTimer) if timer.isActive() and timer.isSingleShot()]
        return is_working or watch._timer.isActive() or any(timer.interval() < 1000 for timer in waits)

    def rest(self) -> None:
        """Go on until nothing is under way."""
        end = time.perf_counter() + 60
        quiet = 0
        while quiet < 5 and time.perf_counter() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            quiet = 0 if self._is_busy else quiet + 1

    # ------------------------------------------------------------ what is measured

    def open(self, _n: int) -> int:
        """Go to the section: its screen is built and shown."""
        self.window.go_to_section("key-results")
        settled()
        self.window.go_to_section("projects")
        assert self.window.page is not None
        screen = self.window.page.show_part(1)
        assert isinstance(screen, TableScreen)
        self.screen = screen
        screen.start()
        return 1

    def type(self, n: int) -> int:
        """A letter into a cell, and Enter."""
        table = self.screen.table
        table.setCurrentIndex(self.screen.model.index(5, 0))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(table, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "กขคงจฉชซ"[n % 8]))
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        return 1

    def insert(self, _n: int) -> int:
        """A new row in the middle, where all that follow make room."""
        self.screen.table.setCurrentIndex(self.screen.model.index(5, 0))
        self.screen.table.list_actions.add()
        return 1

    def add(self, n: int) -> int:
        """A new row at the end, typed into the empty one."""
        model = self.screen.model
        self.screen.table.setCurrentIndex(model.index(len(model.ids), 0))
        model.setData(model.index(len(model.ids), 0), f"ใหม่ {n}")
        return 1

    def filter(self, n: int) -> int:
        """Rows with a word, and all again."""
        self.screen.model.set_filter(str(n), {})
        settled()
        self.screen.model.set_filter("", {})
        return 1

    def sort(self, n: int) -> int:
        """By the names, forwards and backwards in turn."""
        rows.sort(self.screen.table, 0, descending=bool(n % 2))
        return 1

    def problems(self, n: int) -> int:
        """The problems in another order."""
        box = self.window.problems.panel.grouping
        box.setCurrentIndex(1 - box.currentIndex())
        return 1

    def replace(self, _n: int) -> int:
        """All of a word's matches."""
        panel = self.window.finding.show(replacing=True)
        panel.line.setText(WORD)
        settled()
        self.rest()
        panel.by.setText("สำหรับ")
        matches = panel.results.to_replace()
        panel.replace()
        return len(matches)

    def fill(self, _n: int) -> int:
        """The first row's budget into all."""
        self._choose(0, 1, 2)
        rows.fill_down(self.screen.table)
        return self.count

    def undo(self, _n: int) -> int:
        """That."""
        self.window.session.undo()
        return self.count

    def clear(self, _n: int) -> int:
        """The budgets of all rows."""
        self._choose(0, 1, 2)
        clipboard.clear(self.screen.table)
        return self.count

    def duplicate(self, _n: int) -> int:
        """Half of the rows."""
        self._choose(self.count, 0, 2)
        self.screen.table.list_actions.duplicate()
        return self.count

    def delete(self, _n: int) -> int:
        """All rows but the first ones."""
        self._choose(5, 0, 2)
        self.screen.table.list_actions.delete()
        return self.count

    restore = undo

    def _choose(self, first: int, left: int, right: int) -> None:
        table, model = self.screen.table, self.screen.model
        table.setCurrentIndex(model.index(first, left))
        chosen = QItemSelection(model.index(first, left), model.index(len(model.ids) - 1, right))
        table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        settled()

    def paste(self, _n: int) -> int:
        """As many rows as there are, from a spreadsheet, below the last."""
        model = self.screen.model
        lines = [[f"{NAMES[n % len(NAMES)]} วาง {n}", f"{n * 1000:,}"] for n in range(self.count)]
        data = QMimeData()
        data.setHtml(copies.as_html(lines, [False, True], [], grouped=[False, True]))
        data.setText(tab_separated.write(lines))
        QGuiApplication.clipboard().setMimeData(data)
        self.screen.table.setCurrentIndex(model.index(len(model.ids), 0))
        before = len(model.ids)
        clipboard.paste(self.screen.table)
        while len(model.ids) < before + self.count:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return self.count


def measured(opened: Opened, what: str, beat: Beat) -> tuple[float, float]:
    """The median seconds until it is painted, of each row or match, and the longest block until all is at rest."""
    times, longest = [], 0.0
    for n in range(ROUNDS[what]):
        opened.window.activateWindow()
        settled()
        beat.begin()
        start = time.perf_counter()
        count = getattr(opened, what)(n)
        settled()
        times.append((time.perf_counter() - start) / count)
        opened.rest()
        longest = max(longest, beat.longest)
    return median(times), longest


def main() -> None:
    """Measure both in turn."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        habits._file = lambda: folder / "window.json"
        application()
        beat = Beat()
        both = {count: Opened(filled(folder / f"{count}.bmaplan", count), count) for count in (FEW, MANY)}
        for what in sys.argv[1:] or ROUNDS:
            (few, few_block), (many, many_block) = (measured(both[count], what, beat) for count in (FEW, MANY))
            print(
                f"{what}: {MANY} rows {many / few:.1f} times {FEW} rows ({many * 1000:.1f} ms, {few * 1000:.1f} ms); "
                f"longest block {many_block * 1000:.0f} ms, {few_block * 1000:.0f} ms",
                flush=True,
            )
        for opened in both.values():
            opened.window.close()


if __name__ == "__main__":
    main()
