"""The preview after an edit: from the stored edit to the changed page on the screen, against a whole export.

python bench/preview.py

The document of about 130 pages is that of ../shared/bench/plan_blocks.py, as one section, in place of what the draft's
form pack would fill; without those files it is a sample. A draft is opened in the window, a word is changed in the
middle of the document, again and again, and what is computed counts from the edit until that page's new picture is
there, and until all pages in sight are. It does not grow with what else the machine does; how long the window stood
still does. The look for problems, which begins a quarter of a second after an edit, is left out.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.large import Beat
from planner_desktop.document import live
from planner_desktop.document.outline import Document, OutlineBlock, Paragraph, PrintedSection, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.app import application
from planner_desktop.ui.kit import habits
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow

SAMPLE = "2568-finance"
EDITS = 15
ASKED = 155  # pages of plan_blocks' measures: about 130 of ours
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "bench"


def blocks() -> list[OutlineBlock]:
    """The document that all tools are measured with; nothing where it is not beside the checkout."""
    if not (SHARED / "plan_blocks.py").is_file():
        return []
    sys.path.insert(0, str(SHARED))
    import plan_blocks  # type: ignore[import-not-found]
    from typesetting import outline

    return list(outline(plan_blocks.document(ASKED)).blocks)


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Followed(NamedTuple):
    """What was measured of edits: how much the program computed from each to its page's picture, in seconds, and to
    all pictures, the most that Qt's thread computed between two beats meanwhile, and the longest that the window stood
    still."""

    computed: list[float]
    settled: list[float]
    work: float
    still: float


def edited(window: MainWindow, change: Callable[[int], None]) -> Followed:
    """Edit with the preview beside it, again and again."""
    pane = window.preview.show()
    view = pane.view
    settled = lambda: not pane.pages.is_busy and all(view.is_drawn(n) for n in view.in_sight())  # noqa: E731
    wait(lambda: view.typeset is not None and settled())
    beat = Beat()
    window.session.columns_changed.disconnect(window.watch._heard)
    computed, to_settle, work, still = [], [], 0.0, 0.0
    for n in range(EDITS):
        laid: list[live.PagePosition | None] = []
        pane.pages.laid.connect(heard := lambda result, laid=laid: laid.append(result.change))
        start = time.process_time()
        beat.begin()
        change(n)
        wait(lambda laid=laid: bool(laid) and (laid[0] is None or view.is_drawn(laid[0].page)))
        computed.append(time.process_time() - start)
        pane.pages.laid.disconnect(heard)
        wait(settled)
        to_settle.append(time.process_time() - start)
        work, still = max(work, beat.work), max(still, beat.longest)
    window.session.columns_changed.connect(window.watch._heard)
    return Followed(computed, to_settle, work, still)


def told(what: str, pages: int, found: Followed, export: float) -> None:
    """Print what was measured."""
    print(
        f"{what}, {pages} pages: the changed page after {median(found.computed) * 1000:.0f} ms of computing, "
        f"{median(found.computed) / export:.2f} of a whole export ({export * 1000:.0f} ms); all pages after "
        f"{median(found.settled) * 1000:.0f} ms; Qt's thread computed "
        f"{found.work * 1000:.0f} ms at most at once, the window stood still for {found.still * 1000:.0f} ms at most"
    )


def exported(document: Document, folder: Path) -> tuple[int, float]:
    """Pages and seconds of a whole export, when it is not the first."""
    pages = write_pdf(document, folder / "plan.pdf").pages
    start = time.process_time()
    write_pdf(document, folder / "plan.pdf")
    return pages, time.process_time() - start


def opened(draft: Draft) -> MainWindow:
    """A window of a usual screen's size."""
    window = MainWindow(draft)
    window.resize(1920, 1040)
    window.show()
    return window


def sample(folder: Path) -> None:
    """A sample as it is: a project's name is changed, the queries of all sections that print it included."""
    draft = new_from_sample(SAMPLE, folder / "sample.bmaplan")
    with draft.snapshot() as copy:
        pages, export = exported(live.LiveDocument().update(copy).document, folder)
    window = opened(draft)
    projects = draft.ids("project")
    times = edited(window, lambda n: draft.set("project", projects[n % len(projects)], "name", f"โครงการที่แก้ไข {n}"))
    told("a sample", pages, times, export)
    told("the same, typed", pages, edited(window, typing(window)), export)
    window.close()


def typing(window: MainWindow) -> Callable[[int], None]:
    """What types a letter and Enter into the table of projects."""
    window.go_to_section("projects")
    screen = next(one for one in window.findChildren(TableScreen) if one.isVisible())

    def type_letter(n: int) -> None:
        screen.table.setCurrentIndex(screen.model.index(n % 10, 0))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(screen.table, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "กขคงจฉชซ"[n % 8]))
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)

    return type_letter


def large(folder: Path, content: list[OutlineBlock]) -> None:
    """The document of the bench, in which a paragraph in the middle is changed."""
    middle = next(n for n in range(len(content) // 2, len(content)) if isinstance(content[n], Paragraph))
    paragraph = content[middle]
    assert isinstance(paragraph, Paragraph)

    def filled(draft: Draft, _sections: object) -> Document:
        word = draft.record("cover", 1).values["agency"]
        content[middle] = replace(paragraph, text=(*paragraph.text, Run(f" {word}")))
        return Document("", "", [PrintedSection("cover", tuple(content))])

    live.document_of = filled
    draft = new_from_sample(SAMPLE, folder / "large.bmaplan")
    with draft.snapshot() as copy:
        pages, export = exported(filled(copy, None), folder)
    window = opened(draft)
    told("plan_blocks", pages, edited(window, lambda n: draft.set("cover", 1, "agency", f"คำที่ {n}")), export)
    window.close()


def main() -> None:
    """Measure both documents."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        habits._file = lambda: folder / "window.json"
        application()
        sample(folder)
        if content := blocks():
            large(folder, content)
        else:
            print("plan_blocks.py is not beside this checkout: only the sample was measured")
        QApplication.processEvents()


if __name__ == "__main__":
    main()
