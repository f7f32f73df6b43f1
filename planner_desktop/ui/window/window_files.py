"""What the window opens, exports and prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from planner_desktop import csv_table
from planner_desktop.checks import Problem, listing
from planner_desktop.draft import PART_SUFFIX, SUFFIX
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.exports import Export, Exported
from planner_desktop.stopping import Cancelled, Job, Progress
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.document.typesetter import Typeset
    from planner_desktop.ui.kit.progress_row import ProgressRow
    from planner_desktop.ui.session.shell import Shell


class WindowFiles(QObject):
    """Asks for files, and has the long work done that the window's progress row shows."""

    def __init__(self, shell: Shell, progress: ProgressRow, page: Callable[[], int]) -> None:
        """`page` tells which page of the plan is looked at, counted from 0."""
        super().__init__(shell.frame)
        self.shell, self.draft, self._progress, self._page = shell, shell.session.draft, progress, page

    def ask_open(self) -> None:
        """Ask which draft to open."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.ui.session.folders import draft_folder

        kinds, near = _("Draft (*{suffix})").format(suffix=f"{SUFFIX} *{PART_SUFFIX}"), str(draft_folder(self.draft))
        path, _filter = QFileDialog.getOpenFileName(self.shell.frame, _("Open a draft"), near, kinds)
        if path:
            self.shell.open(Path(path))

    def ask_target(self, title: str, suffix: str, kinds: str, name: str = "") -> Path | None:
        """Ask where to write a file, near the draft if nothing else is chosen."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.ui.session.folders import draft_folder

        stem = self.draft.path.stem if self.draft.path else "plan"
        near = draft_folder(self.draft) / f"{stem}{name}{suffix}"
        path, _filter = QFileDialog.getSaveFileName(self.shell.frame, title, str(near), kinds)
        if not path:
            return None
        return Path(path) if Path(path).suffix else Path(path).with_suffix(suffix)

    def ask_export(self, export: Export) -> None:
        """Say first what is not in the plan, if anything is; then ask where to write, and export."""
        self._ask_first(lambda: self.ask_where(export))

    def ask_where(self, export: Export, *, only: tuple[str, ...] = ()) -> None:
        """Ask where to write, then export."""
        leave_field()
        path = self.ask_target(plain(export.label), export.suffix, export.filter)
        if path is not None:
            self.export(export, path, only=only)

    def export(self, export: Export, path: Path, *, only: tuple[str, ...] = ()) -> None:
        """Export the draft as it is now, in a thread."""
        if not path.suffix:
            path = path.with_suffix(export.suffix)
        leave_field()
        self.run(export.doing, lambda: export.job(self.draft, path, only=only))

    def run(self, doing: str, prepare: Callable[[], Job], then: Callable[[Any], object] | None = None) -> None:
        """Do long work, unless other is under way; `then` goes on with its result, else it was an export."""
        if self._progress.is_busy:
            self.shell.say(_("Another export is still under way"))
        else:
            follow: Callable[[Any], object] = then or self.exported
            self._progress.run(doing, prepare(), follow, self.shell.bar.show_error)

    def ask_print(self) -> None:
        """Say first what is not in the plan, if anything is; then print."""
        self._ask_first(self._set_pages)

    def _ask_first(self, go_on: Callable[[], object]) -> None:
        from planner_desktop.ui.history.refused_warning import ask_first

        ask_first(self.shell, go_on)

    def _set_pages(self) -> None:
        """Set the pages, ask for the printer and what to print, and print it, in threads."""
        from planner_desktop.ui.window.printing import refuse_without_printer, setting

        try:
            refuse_without_printer()
        except DocumentError as error:
            self.shell.bar.show_error(error)
            return
        leave_field()
        self.run(_("Setting the pages…"), lambda: setting(self.draft), self._pages_set)

    def _pages_set(self, typeset: Typeset) -> None:
        QTimer.singleShot(0, self, lambda: self._ask_printer(typeset))

    def _ask_printer(self, typeset: Typeset) -> None:
        from planner_desktop.ui.window.printing import ask_printer, printing

        asked = ask_printer(self.shell, typeset, self._page())
        if asked is not None:
            printer, pages = asked
            self.run(_("Printing…"), lambda: printing(typeset, pages, printer), self.shell.bar.show_done)

    def exported(self, exported: Exported) -> None:
        """Tell what was written, and offer to open it."""
        done = _("Done: {path}").format(path=exported.path)
        lines = "\n".join([done, *exported.remarks])
        self.shell.bar.show_written(lines, exported.path, _("Open"))

    # ------------------------------------------------------------ problems

    def copy_problems(self, problems: Sequence[Problem]) -> None:
        """Put problems on the clipboard as a table."""
        QGuiApplication.clipboard().setText(listing.as_text(listing.rows(self.draft, problems)))
        count = len(problems)
        text = ngettext("{count} problem copied", "{count} problems copied", count).format(count=count)
        self.shell.say(text)

    def ask_export_problems(self, problems: Sequence[Problem]) -> None:
        """Ask where to save problems as a table, then do."""
        kinds = _("Table for Excel (*.csv)")
        path = self.ask_target(_("Export the problems"), ".csv", kinds, " " + _("Problems"))
        if path is not None:
            self.export_problems(problems, path)

    def export_problems(self, problems: Sequence[Problem], path: Path) -> None:
        """Save problems as a table, in a thread."""

        def prepare() -> Job:
            snapshot = self.draft.snapshot()

            def job(_progress: Progress, _cancelled: Cancelled) -> Exported:
                with snapshot:
                    csv_table.write(path, listing.rows(snapshot, problems))
                return Exported(path, [])

            return job

        self.run(_("Writing the table…"), prepare)
