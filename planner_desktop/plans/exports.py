"""What a plan can be exported to, listed once: for the menu, the file dialogs and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress

if TYPE_CHECKING:
    from planner_desktop.document.making import MadeFile
    from planner_desktop.document.pdf import Made
    from planner_desktop.draft import Draft

ExportName = Literal["pdf", "docx", "xlsx", "bundle", "json"]

# The writers are imported when they are wanted, in the thread: the window opens sooner without ReportLab, and the
# command line lists its options sooner without a draft.


def _never() -> bool:
    return False


@dataclass
class Writing:
    """A draft on its way into files. The PDF and the Word file, which several of them need, are made once.

    With `with_history` the draft that goes out tells how the plan came about. `signed` and `scans` go into a bundle,
    and with `word` the Word file does.
    """

    draft: Draft
    progress: Progress = lambda share: None
    cancelled: Cancelled = _never
    with_history: bool = False
    only: tuple[str, ...] = ()
    """The tables that go into a workbook: kinds of record, their labels, or sections; without any, all."""
    word: bool = False
    signed: Path | None = None
    scans: tuple[Path, ...] = ()
    _pdf: Made | None = None
    _word: MadeFile | None = None

    def pdf(self, progress: Progress | None = None) -> Made:
        """The plan as it is printed. Raises DocumentError, QueryError."""
        from planner_desktop.document.export import plan_pdf

        if self._pdf is None:
            self._pdf = plan_pdf(self.draft, progress=progress or self.progress, cancelled=self.cancelled)
        return self._pdf

    def docx(self, progress: Progress | None = None) -> MadeFile:
        """The plan as a Word file. Raises DocumentError, QueryError."""
        from planner_desktop.document.export import plan_docx

        if self._word is None:
            self._word = plan_docx(self.draft, progress=progress or self.progress, cancelled=self.cancelled)
        return self._word

    def absent(self) -> list[str]:
        """Which texts are not in the plan, as the officer should know of each file."""
        from planner_desktop.checks.not_taken import not_in_plan

        return not_in_plan(self.draft)

    def remarks(self) -> list[str]:
        """What the officer should know of the PDF."""
        from planner_desktop.document.export import remarks

        return remarks(self.pdf(), self.draft.pack)


def _pdf(writing: Writing, path: Path) -> list[str]:
    writing.pdf().write(path)
    return writing.absent() + writing.remarks()


def _docx(writing: Writing, path: Path) -> list[str]:
    from planner_desktop.document.export import left_out

    made = writing.docx()
    made.write(path)
    return writing.absent() + left_out(made, writing.draft.pack)


def _bundle(writing: Writing, path: Path) -> list[str]:
    from planner_desktop.bundle import write_bundle
    from planner_desktop.document.export import still_a_draft

    write_bundle(
        writing.draft,
        path,
        pdf=writing.pdf,
        word=writing.docx if writing.word else None,
        signed=writing.signed,
        scans=writing.scans,
        with_history=writing.with_history,
        progress=writing.progress,
        cancelled=writing.cancelled,
    )
    if writing.signed is not None:
        return writing.absent()
    return writing.absent() + still_a_draft(writing.draft) + writing.remarks()


def _xlsx(writing: Writing, path: Path) -> list[str]:
    from planner_desktop.spreadsheet.layout import kinds_named
    from planner_desktop.spreadsheet.write import write

    kinds = kinds_named(writing.draft, writing.only)
    return writing.absent() + write(writing.draft, path, only=kinds, progress=writing.progress)


def _json(writing: Writing, path: Path) -> list[str]:
    from planner_desktop.draft.plan.plan_json import write_plan

    write_plan(writing.draft, path)
    return writing.absent()


class Exported(Frozen):
    """A file that was written, and what the officer should know of it."""

    path: Path
    remarks: list[str]


class Export(Frozen):
    """A kind of file: `label` and `key` in the menu, `filter` and `suffix` in the file dialog, `name` and `help` of the
    command line's option. `write` makes the file and returns what the officer should know of it."""

    name: ExportName
    label: str
    doing: str
    filter: str
    suffix: str
    help: str
    write: Callable[[Writing, Path], list[str]]
    key: str | None = None

    def job(self, draft: Draft, path: Path, *, only: tuple[str, ...] = ()) -> Callable[[Progress, Cancelled], Exported]:
        """The work to be done on the draft as it is now, in a thread."""
        from planner_desktop.checks.accepting import leaving

        snapshot = draft.snapshot()

        def run(progress: Progress, cancelled: Cancelled) -> Exported:
            with snapshot, leaving(snapshot) as plan:
                return Exported(path, self.write(Writing(plan, progress, cancelled, only=only), path))

        return run


def exports() -> list[Export]:
    """The kinds of file, in the order of the menu."""
    return [
        Export(
            "pdf",
            _("Export &PDF…"),
            _("Making the PDF…"),
            _("PDF document (*.pdf)"),
            ".pdf",
            _("The plan as it is printed."),
            _pdf,
            "Ctrl+Shift+E",
        ),
        Export(
            "docx",
            _("Export &Word…"),
            _("Making the Word file…"),
            _("Word document (*.docx)"),
            ".docx",
            _("The plan as a Word file, to go on with it there."),
            _docx,
        ),
        Export(
            "xlsx",
            _("Export as &Excel workbook to fill in…"),
            _("Writing the workbook…"),
            _("Excel workbook (*.xlsx)"),
            ".xlsx",
            _("A workbook to be filled in and taken back, a sheet for each table."),
            _xlsx,
        ),
        Export(
            "bundle",
            _("Export submission &bundle…"),
            _("Making the bundle…"),
            _("Submission bundle (*.zip)"),
            ".zip",
            _("The bundle (zip) that is submitted."),
            _bundle,
        ),
        Export(
            "json",
            _("Export &data as JSON…"),
            _("Writing the data…"),
            _("Plan as JSON (*.json)"),
            ".json",
            _("The plan as data, attachments beside it."),
            _json,
        ),
    ]


def export_named(name: ExportName) -> Export:
    """The export of that name; one always exists."""
    return next(export for export in exports() if export.name == name)
