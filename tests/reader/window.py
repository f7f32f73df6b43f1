"""The program's window in a process of its own, told what to do line by line: it answers each with how long it stood still.

python -m tests.reader.window SAMPLE FOLDER. The lines: `screens`, `show NUMBER`, `paste ROWS`, `delete`, `quit`.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from bench.large import Beat
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.i18n import set_language
from planner_desktop.ui.app import application
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from scripts.beside import settle


class Told:
    """Does what standard input says."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.screens = [
            (section.id, part)
            for section in window.session.draft.pack.sections
            for part in range(max(1, len(section.screen)))
        ]
        self.beat = Beat()
        self._kept = b""
        self._heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._heard.activated.connect(self._read)

    def _read(self) -> None:
        found = os.read(sys.stdin.fileno(), 4096)
        if not found:
            QApplication.quit()
        self._kept += found
        while b"\n" in self._kept:
            line, _end, self._kept = self._kept.partition(b"\n")
            self._do(*line.decode().split())

    def _do(self, what: str, *rest: str) -> None:
        answer = ""
        settle()
        self.beat.begin()
        if what == "screens":
            answer = str(len(self.screens))
        elif what == "show":
            section, part = self.screens[int(rest[0])]
            self.window.go_to_section(section)
            if self.window.page is not None and self.window.page.section.screen:
                self.window.page.show_part(part)
            settle()
            answer = f"{section} {part}"
        elif what == "quit":
            self.window.close()
            QApplication.quit()
        else:
            table = next(each for each in self.window.findChildren(RecordTable) if each.isVisible())
            count = self._paste(table, int(rest[0])) if what == "paste" else self._delete(table)
            settle(lambda: table.records.rowCount() == count + 1, rounds=100)
            answer = f"{table.records.rowCount()} {self.beat.longest * 1000:.0f} {self.beat.work * 1000:.0f}"
        print(f"{what}: {answer}", flush=True)

    @staticmethod
    def _paste(table: RecordTable, count: int) -> int:
        before = len(table.records.ids)
        data = QMimeData()
        data.setText("\n".join(f"ส่วนราชการที่ {n}" for n in range(count)))
        QGuiApplication.clipboard().setMimeData(data)
        table.setCurrentIndex(table.records.index(before, 0))
        clipboard.paste(table)
        settle(lambda: len(table.records.ids) >= before + count)
        return before + count

    @staticmethod
    def _delete(table: RecordTable) -> int:
        table.selectRow(0)
        table.selectAll()
        table.list_actions.delete()
        settle(lambda: not table.records.ids)
        return 0


def main(sample: str, folder: str) -> None:
    """Show the window of a sample until `quit`."""
    set_language("th")
    app = application()
    window = MainWindow(new_from_sample(sample, Path(folder, "แผน.bmaplan")))
    window.resize(1200, 700)
    window.show()
    settle(rounds=50)
    told = Told(window)
    print("ready: ", flush=True)
    app.exec()
    del told


if __name__ == "__main__":
    main(*sys.argv[1:])
