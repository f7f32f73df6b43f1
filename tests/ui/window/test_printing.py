"""The pages as they come out of a printer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.window import printing
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


@pytest.fixture
def opened(draft_path: Path, open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(new_from_sample("2568-finance", draft_path))


def to_file(path: Path) -> Callable[..., tuple[QPrinter, list[int]]]:
    """What the dialog would give if all pages were to be printed into a file."""

    def ask(_window: object, typeset: object, current: int) -> tuple[QPrinter, list[int]]:
        printer = printing.new_printer(typeset)  # type: ignore[arg-type]
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(72)
        return printer, printing.chosen_pages(printer, len(typeset.pages), current)  # type: ignore[attr-defined]

    return ask


def print_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where there is a printer, and that is chosen which prints into this file."""
    monkeypatch.setattr(printing, "WITHOUT_DIALOG", False)
    monkeypatch.setattr(printing, "ask_printer", to_file(path))


def test_printing_gives_the_papers_sizes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, keys: Keys, opened: MainWindow, tmp_path: Path
) -> None:
    out = tmp_path / "พิมพ์.pdf"
    print_to(out, monkeypatch)
    keys.press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.bar.isVisible() and not opened.progress.is_busy)
    pages = PdfReader(out).pages
    assert str(len(pages)) in opened.bar.text.said()
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    typeset = printing.setting(opened.session.draft)(lambda _share: None, lambda: False)
    assert [width > height for width, height in sizes] == [p.orientation == "landscape" for p in typeset.pages]


def test_printing_can_be_stopped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, keys: Keys, opened: MainWindow, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    print_to(out, monkeypatch)
    with qtbot.waitSignal(opened.progress.worker.over):
        keys.press("Ctrl+P")
        opened.progress.stop_button.click()
    assert opened.bar.isVisible()
    qtbot.waitUntil(lambda: not opened.progress.is_busy)


def test_a_range_of_pages_copies_and_the_last_first(opened: MainWindow) -> None:
    typeset = printing.setting(opened.session.draft)(lambda _share: None, lambda: False)
    printer = printing.new_printer(typeset)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    assert printing.chosen_pages(printer, 20, 7) == [1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printing.chosen_pages(printer, 20, 7) == [7]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.chosen_pages(printer, 3, 0) == [2, 1, 0]
