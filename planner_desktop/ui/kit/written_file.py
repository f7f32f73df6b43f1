"""A file that a sheet writes: where is asked, it is written in a thread, and the sheet's bar tells where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow

PDF = ".pdf"
Write = Callable[[Progress, Cancelled], object]


def ask_pdf(parent: QWidget, near: Path) -> Path | None:
    """Ask where to write a PDF, whose name ends so in any case; `near` is proposed. None where it is not wanted."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Write as PDF…"), str(near), "PDF (*.pdf)")
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(PDF) else f"{chosen}{PDF}")


def write_file(progress: ProgressRow, bar: MessageBar, path: Path, write: Write) -> None:
    """Write a file, or several into a folder, in a thread."""

    def job(share: Progress, cancelled: Cancelled) -> Path:
        write(share, cancelled)
        return path

    def written(path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        bar.show_written(_("Written: {path}").format(path=path), folder, _("Open folder"))

    progress.run(_("Writing {name}…").format(name=path.name), job, written, bar.show_error)
