"""A new plan from a Word file: asked for, made beside the start page, and told in the new plan's window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.i18n import _
from planner_desktop.importing.report import Report
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.history.word_report import show_report

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.ui.session.shell import Shell


@dataclass(frozen=True, slots=True)
class FromWord:
    """A draft that was made of a Word file, and what became of the file."""

    draft: Draft
    report: Report

    def put_away(self) -> None:
        """Close the draft, and take the file away again: nobody wants it any more."""
        from planner_desktop.plans import beginning  # seldom wanted

        beginning.put_away(self.draft)


def from_word(word: Path, out: Path, progress: Progress, _cancelled: Cancelled) -> FromWord:
    """Make a draft at `out` of a Word file. Raises PlannerError; then nothing was written."""
    from planner_desktop.exchange.word.document import read_document
    from planner_desktop.importing.run import import_written

    draft, report = import_written(read_document(word), out, progress=progress)
    return FromWord(draft, report)


def report(made: FromWord, shell: Shell) -> None:
    """Say in the new plan's window what came along, and list what is doubtful, left over and matched."""
    told = made.report
    said = _("The plan of “{name}” came in: {doubts} doubtful, {left} left over.").format(
        name=told.source, doubts=len(told.doubts) + told.refused, left=len(told.left)
    )
    shell.bar.show_done(said, _("What became of the file…"), partial(show_report, shell))
    show_report(shell)
