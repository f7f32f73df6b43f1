"""What a plan can be exported to, each as work for a thread on a snapshot of the draft."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner_desktop.checks.problems import not_in_plan
from planner_desktop.draft import Draft
from planner_desktop.i18n import _
from planner_desktop.ui.background import Cancelled, Progress

_OF_PDF = 0.8  # of a bundle's work

# The writers are imported when they are wanted, in the thread: the window opens sooner without ReportLab.


def _pdf(draft: Draft, path: Path, progress: Progress, cancelled: Cancelled) -> list[str]:
    from planner_desktop.document.export import export_pdf, remarks

    made = export_pdf(draft, path, progress=progress, cancelled=cancelled)
    return not_in_plan(draft) + remarks(made, draft.pack)


def bundle(
    draft: Draft, path: Path, progress: Progress, cancelled: Cancelled, *, with_history: bool = False
) -> list[str]:
    """Write the bundle; what the officer should know of it. `with_history`, its draft tells how it came about."""
    from planner_desktop.bundle import write_bundle
    from planner_desktop.document.export import plan_pdf, remarks, still_a_draft

    made = plan_pdf(draft, progress=lambda share: progress(_OF_PDF * share), cancelled=cancelled)
    rest = 1 - _OF_PDF
    write_bundle(
        draft,
        path,
        pdf=made,
        with_history=with_history,
        progress=lambda share: progress(_OF_PDF + rest * share),
        cancelled=cancelled,
    )
    return not_in_plan(draft) + still_a_draft(draft) + remarks(made, draft.pack)


def _json(draft: Draft, path: Path, _progress: Progress, _cancelled: Cancelled) -> list[str]:
    from planner_desktop.draft.plan_json import write_plan

    write_plan(draft, path)
    return not_in_plan(draft)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and what the officer should know of it."""

    path: Path
    remarks: list[str]


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file: `label` and `key` in the menu, `filter` and `suffix` in the file dialog, `write` makes it."""

    label: str
    doing: str
    filter: str
    suffix: str
    write: Callable[[Draft, Path, Progress, Cancelled], list[str]]
    key: str | None = None

    def job(self, draft: Draft, path: Path) -> Callable[[Progress, Cancelled], Exported]:
        """The work to be done on the draft as it is now."""
        snapshot = draft.snapshot()

        def run(progress: Progress, cancelled: Cancelled) -> Exported:
            with snapshot:
                return Exported(path, self.write(snapshot, path, progress, cancelled))

        return run


def exports() -> list[Export]:
    """The kinds of file, in the order of the menu."""
    return [
        Export(_("Export &PDF…"), _("Making the PDF…"), _("PDF document (*.pdf)"), ".pdf", _pdf, "Ctrl+Shift+E"),
        bundle_export(),
        Export(_("Export &data as JSON…"), _("Writing the data…"), _("Plan as JSON (*.json)"), ".json", _json),
    ]


def bundle_export() -> Export:
    """The bundle that is submitted, without the history."""
    label = _("Export submission &bundle…")
    return Export(label, _("Making the bundle…"), _("Submission bundle (*.zip)"), ".zip", bundle)
