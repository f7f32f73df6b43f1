"""A real process with a real window: types into a section of a draft, tells when a second has passed, and waits."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.ui.app import application
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def main(path: Path, section: str, keys: list[str], text: str, after: list[str]) -> None:
    """Open the draft, go to the section or a record's field, press the keys, type, and press the keys `after`."""
    app = application()
    window = MainWindow(Draft.open(path))
    window.show()
    window.activateWindow()
    while QApplication.focusWidget() is None:
        app.processEvents()
    section, *record = section.split()
    if record:
        kind, id, field = record
        window.go_to_record(section, kind, int(id), field)
    else:
        window.go_to_section(section)
    Keys().press(*keys)
    Keys().write(text)
    Keys().press(*after)
    QTimer.singleShot(1000, lambda: print("typed", flush=True))
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(), sys.argv[4], sys.argv[5].split())
