"""The problems of a draft as a table, for Excel and for the clipboard."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


def severity_name(severity: str) -> str:
    """The severity in words."""
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[severity]


def rows(draft: Draft, problems: Sequence[Problem]) -> list[list[str]]:
    """A head and a row for each problem: section, severity, problem, why, how to mend it, and the record at fault."""
    titles = {section.id: section.title for section in draft.pack.sections}
    head = [_("Section"), _("Severity"), _("Problem"), _("Why"), _("How to fix"), _("Record")]
    return [head] + [
        [titles[p.section], severity_name(p.severity), p.message, p.why, p.fix, _record(draft, p)] for p in problems
    ]


def _record(draft: Draft, problem: Problem) -> str:
    label = draft.spec(problem.kind).label
    if draft.spec(problem.kind).single or problem.id not in draft.ids(problem.kind):
        return label
    return f"{label}: {draft.title(problem.kind, problem.id)}"


def as_text(table: Sequence[Sequence[str]]) -> str:
    """The table as tab-separated text, which Excel takes apart when it is pasted."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in table)


def write_csv(path: Path, table: Sequence[Sequence[str]]) -> None:
    """Write the table as CSV that Excel opens in Thai. Raises DraftError."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    try:
        whole_file.write(path, text.getvalue().encode("utf-8-sig"))  # Excel knows by the mark that it is UTF-8
    except OSError as error:
        raise DraftError(*whole_file.cannot_be_written(path, error)) from error
