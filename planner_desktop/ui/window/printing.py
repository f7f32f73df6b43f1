"""Printing through the system's dialog: pages set, chosen, and drawn one by one in a thread, each turned its way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLineEdit

from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress

if TYPE_CHECKING:
    from planner_desktop.document.typesetter import Typeset
    from planner_desktop.draft import Draft
    from planner_desktop.ui.session.shell import Shell

WITHOUT_DIALOG = sys.platform == "win32"
"""Whether there is no dialog where there is no printer."""
MOST_DOTS = 600  # an inch; finer ones nobody sees, and they take four times as long
BAND = 256  # rows of dots drawn at a time: a whole page of them would fill the memory


def refuse_without_printer() -> None:
    """Raises DocumentError where Windows has no printer: its dialog would not come up, without a word.

    Elsewhere the dialog is Qt's own, which also prints into a file.
    """
    if WITHOUT_DIALOG and not QPrinterInfo.availablePrinterNames():
        raise DocumentError(
            _("This PC has no printer."),
            _("Add one in Windows' settings, or export a PDF and print that elsewhere."),
        )


def setting(draft: Draft) -> Callable[[Progress, Cancelled], Typeset]:
    """The work that sets the draft as it is now on its pages."""
    snapshot = draft.snapshot()

    def job(progress: Progress, cancelled: Cancelled) -> Typeset:
        from planner_desktop.document.fill import fill
        from planner_desktop.document.typesetter import Typesetter

        def step(share: float) -> None:
            _stop_if(cancelled())
            progress(share)

        with snapshot:
            return Typesetter().typeset(fill(snapshot), step)

    return job


def _stop_if(cancelled: bool) -> None:
    from planner_desktop.document.making import DocumentCancelledError

    if cancelled:
        raise DocumentCancelledError(_("Printing was stopped."))


def ask_printer(shell: Shell, typeset: Typeset, current: int) -> tuple[QPrinter, list[int]] | None:
    """The printer and the pages, counted from 0, that the user chooses in the system's dialog; None if none."""
    printer = new_printer(typeset)
    dialog = QPrintDialog(printer, shell.frame)
    may = QPrintDialog.PrintDialogOption
    dialog.setOptions(may.PrintToFile | may.PrintPageRange | may.PrintCurrentPage | may.PrintShowPageSize)
    dialog.setMinMax(1, len(typeset.pages))
    _name_file(dialog, shell.session.draft)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return (printer, chosen_pages(printer, len(typeset.pages), current)) if chosen else None


def _name_file(dialog: QPrintDialog, draft: Draft) -> None:
    """Name the file that Qt's own dialog may print into like the draft: Qt would cut the plan's title at a dot."""
    line = dialog.findChild(QLineEdit, "filename")  # the system's own dialogs have none
    if line is not None and draft.path is not None:
        line.setText(str(draft.path.with_name(draft.path.stem + ".pdf")))


def new_printer(typeset: Typeset) -> QPrinter:
    """The user's printer, ready for the first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(typeset.document.title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(_orientation(typeset, 0))
    return printer


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages to be printed, counted from 0, in the order in which the printer wants them."""
    pages = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        pages = [n for n in pages if ranges.contains(n + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if not printer.supportsMultipleCopies():
        pages *= printer.copyCount()
    return pages


def printing(typeset: Typeset, pages: Sequence[int], printer: QPrinter) -> Callable[[Progress, Cancelled], str]:
    """The work that prints these pages; what it says of it when it is done. Raises DocumentError."""

    def job(progress: Progress, cancelled: Cancelled) -> str:
        painter = QPainter()
        try:
            for done, page in enumerate(pages):
                _stop_if(cancelled())
                printer.setPageOrientation(_orientation(typeset, page))
                if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                    raise _unprinted()
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
                _draw(painter, printer, typeset, page, cancelled)
                progress((done + 1) / len(pages))
            if pages and not painter.end():
                raise _unprinted()
        except BaseException:
            if painter.isActive():
                printer.abort()
                painter.end()
            raise
        count = len(pages)
        text = ngettext("{count} page was sent to the printer.", "{count} pages were sent to the printer.", count)
        return text.format(count=count)

    return job


def _unprinted() -> DocumentError:
    return DocumentError(
        _("The printer did not take the pages."),
        _("Look whether it is switched on and reachable, or export a PDF and print that."),
    )


def _orientation(typeset: Typeset, page: int) -> QPageLayout.Orientation:
    turned = bool(typeset.pages) and typeset.pages[page].orientation == "landscape"
    return QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait


def _draw(painter: QPainter, printer: QPrinter, typeset: Typeset, page: int, cancelled: Cancelled) -> None:
    """Draw a page in bands of dots, smaller if the paper is smaller than the page."""
    from planner_desktop.document.pdf import page_bytes
    from planner_desktop.document.style import PAPER
    from planner_desktop.ui.preview.page_images import page_image

    paper = printer.paperRect(QPrinter.Unit.Point)
    width, height = PAPER[typeset.pages[page].orientation]
    fit = min(1.0, paper.width() / width, paper.height() / height)
    dots = min(printer.resolution(), MOST_DOTS)
    larger = printer.resolution() / dots
    data, top = page_bytes(typeset, page), 0
    while top < round(height * fit * dots / 72):
        _stop_if(cancelled())
        image = page_image(data, fit * dots / 72, top=top, rows=BAND)
        painter.drawImage(QRectF(0, top * larger, image.width() * larger, image.height() * larger), image)
        top += BAND
