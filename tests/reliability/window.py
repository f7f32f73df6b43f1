"""The real window, working until it is killed: what it told before was done.

python -m tests.reliability.window PHASE DRAFT opens a draft and does one thing again and again, each time telling on
standard output what was acknowledged, as a line of JSON.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.records import search
from planner_desktop.draft.records.replacing import replace
from planner_desktop.plans.exports import exports
from planner_desktop.ui.app import application
from planner_desktop.ui.history.moving import MoveSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

ROWS = 500
keys = Keys()


def tell(fact: object) -> None:
    """This was acknowledged."""
    print(json.dumps(fact, ensure_ascii=False), flush=True)


def wait_for(there: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    while not there():
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def table(window: MainWindow) -> TableScreen:
    """The table of projects, with the cursor in it."""
    window.go_to_section("projects")
    assert window.page is not None
    screen = window.page.show_part(1)
    assert isinstance(screen, TableScreen)
    screen.start()
    return screen


def typing(window: MainWindow) -> Iterator[object]:
    """Letters, one after the other; told is what is kept of them."""
    window.go_to_record("cover", "cover", 1, "agency")
    wait_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for n in range(10_000):
        keys.write(f"{n % 10}")
        QTest.qWait(30)  # as a quick typist does
        yield next(iter(window.session.typing.texts.values()), "")


def pasting(window: MainWindow) -> Iterator[object]:
    """500 rows are pasted, and taken back."""
    for name in ("pasted", "undone", "redone", "undone"):
        if name == "pasted":
            screen = table(window)
            QApplication.clipboard().setText("\n".join(f"โครงการ {n}\t{n}" for n in range(ROWS)))
            clipboard.paste(screen.table)
        else:
            window.session.redo() if name == "redone" else window.session.undo()
        yield len(window.session.draft.ids("project"))


def undoing(window: MainWindow) -> Iterator[object]:
    """A paste of 500 rows is undone and done again."""
    draft = window.session.draft
    with draft.action("paste"):
        for n in range(ROWS):
            draft.add("project", {"name": f"โครงการ {n}"})
    while True:
        yield len(draft.ids("project"))
        window.session.undo()
        yield len(draft.ids("project"))
        window.session.redo()


def replacing(window: MainWindow) -> Iterator[object]:
    """500 names get another word."""
    draft = window.session.draft
    with draft.action("paste"):
        for n in range(ROWS):
            draft.add("project", {"name": f"โครงการ ก {n}"})
    old, new = "ก", "ข"
    while True:
        yield old
        found = search.find(search.places(draft), search.Query(f"โครงการ {old}"))
        replace(draft, found, f"โครงการ {new}")
        old, new = new, old


def _exporting(window: MainWindow, suffix: str) -> Iterator[object]:
    export = next(each for each in exports() if each.suffix == suffix)
    assert window.session.draft.path
    target = window.session.draft.path.with_suffix(suffix)
    while True:
        window.files.export(export, target)
        wait_for(lambda: not window.progress.is_busy)
        yield "done"


def pdf(window: MainWindow) -> Iterator[object]:
    """The plan is exported as PDF over the one before."""
    return _exporting(window, ".pdf")


def bundle(window: MainWindow) -> Iterator[object]:
    """The bundle is made over the one before."""
    return _exporting(window, ".zip")


def moving(window: MainWindow) -> Iterator[object]:
    """The plan is moved to another edition, into one new file after the other."""
    assert window.session.draft.path
    for n in range(1000):
        target = window.session.draft.path.with_name(f"ย้าย {n}.bmaplan")
        sheet = MoveSheet(window)
        sheet.show()
        wait_for(sheet.move_button.isEnabled)
        sheet.make(target)
        wait_for(lambda: not window.progress.is_busy)
        yield target.name


def auto_backup(window: MainWindow) -> Iterator[object]:
    """Edits with a backup after each."""
    made: list[object] = []
    window.history.auto_backup.made.connect(made.append)
    for n in range(1000):
        window.session.draft.enter("cover", 1, "agency", f"สำนักงาน {n}")
        window.history.auto_backup.look(always=True)
        wait_for(lambda n=n: len(made) > n)  # type: ignore[misc]
        yield n


def closing(window: MainWindow) -> Iterator[object]:
    """The window is closed and opened again."""
    path = window.session.draft.path
    assert path
    program = Program()
    for n in range(1000):
        window.session.draft.enter("cover", 1, "agency", f"สำนักงาน {n}")
        yield n
        window.close()
        window = program.show_draft(Draft.open(path))


PHASES = {
    each.__name__: each for each in (typing, pasting, undoing, replacing, pdf, bundle, moving, auto_backup, closing)
}


def prepare(path: Path) -> None:
    """What is there before."""
    with Draft.create(path, formpack.read(FORMS / "bma-2568")) as draft:
        draft.enter("cover", 1, "agency", "สำนักงาน")


def main() -> None:
    """Do one thing until killed, or for as long as it goes."""
    phase, path = PHASES[sys.argv[1]], Path(sys.argv[2])
    application()
    program = Program()
    window = program.show_draft(Draft.open(path))
    wait_for(lambda: window.isVisible() and window.watch.is_up_to_date)
    window.activateWindow()
    wait_for(window.isActiveWindow)
    for fact in phase(window):
        tell(fact)
    while True:
        wait_for(lambda: False)


if __name__ == "__main__":
    main()
