"""The preview after an edit: from the stored edit to the changed page on the screen, against a whole export.

python bench/preview.py

The document of about 130 pages is that of ../shared/bench/plan_blocks.py, as one section, in place of what the draft's
form pack would fill; without those files it is a sample. A draft is opened in the window, a word is changed in the
middle of the document, again and again, and the clock runs from the stored edit until that page's new picture is there.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from planner_desktop.document import live
from planner_desktop.document.outline import Document, OutlineBlock, Paragraph, PrintedSection, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.app import application
from planner_desktop.ui.kit import habits
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


def edited(window: MainWindow, change: Callable[[int], None]) -> tuple[list[float], list[float]]:
    """Seconds from each edit to its page's picture, and the longest that the window stood still meanwhile."""
    pane = window.preview.show()
    view = pane.view
    settled = lambda: not pane.pages.is_busy and all(view.is_drawn(n) for n in view.in_sight())  # noqa: E731
    wait(lambda: view.typeset is not None and settled())
    beats: list[float] = []
    heart = QTimer(interval=10)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    seconds, still = [], []
    for n in range(EDITS):
        laid: list[live.PagePosition | None] = []
        pane.pages.laid.connect(heard := lambda result, laid=laid: laid.append(result.change))
        change(n)
        start = time.perf_counter()
        beats[:] = [start]
        wait(lambda laid=laid: bool(laid) and (laid[0] is None or view.is_drawn(laid[0].page)))
        seconds.append(time.perf_counter() - start)
        still.append(max(later - sooner for sooner, later in pairwise([*beats, time.perf_counter()])))
        pane.pages.laid.disconnect(heard)
        assert laid[0] is not None
        wait(settled)
    return seconds, still


def told(what: str, pages: int, times: tuple[list[float], list[float]], export: float) -> None:
    """Print what was measured."""
    seconds, still = times
    print(
        f"{what}, {pages} pages: the changed page after {median(seconds) * 1000:.0f} ms (slowest "
        f"{max(seconds) * 1000:.0f} ms), {export / median(seconds):.0f} times as fast as a whole export "
        f"({export * 1000:.0f} ms); the window stood still for {max(still) * 1000:.0f} ms at most"
    )


def exported(document: Document, folder: Path) -> tuple[int, float]:
    """Pages and seconds of a whole export, when it is not the first."""
    pages = write_pdf(document, folder / "plan.pdf").pages
    start = time.perf_counter()
    write_pdf(document, folder / "plan.pdf")
    return pages, time.perf_counter() - start


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
    window.close()


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
