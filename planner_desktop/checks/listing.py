"""The problems of a draft as a table, for Excel and for the clipboard."""

from collections.abc import Sequence
from datetime import datetime

from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment


def severity_name(severity: str) -> str:
    """What the user reads for a severity: error, warning or note."""
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[severity]


def rows(draft: Draft, problems: Sequence[Problem]) -> list[list[str]]:
    """A head and a row for each problem: section, severity, problem, why, how to mend it, and the record at fault.

    The last three columns tell why it was accepted, by whom and when, if it was.
    """
    titles = {section.id: section.title for section in draft.pack.sections}
    head = [_("Section"), _("Severity"), _("Problem"), _("Why"), _("How to fix"), _("Record")]
    head += [_("Accepted because"), _("Accepted by"), _("Accepted on")]
    return [head] + [
        [titles[p.section], severity_name(p.severity), p.message, p.why, p.fix, _record(draft, p), *_accepted(p)]
        for p in problems
    ]


def _record(draft: Draft, problem: Problem) -> str:
    label = draft.spec(problem.kind).label
    if draft.spec(problem.kind).single or problem.id not in draft.ids(problem.kind):
        return label
    return f"{label}: {draft.title(problem.kind, problem.id)}"


def _accepted(problem: Problem) -> tuple[str, str, str]:
    if problem.accepted is None:
        return "", "", ""
    return problem.accepted.reason, problem.accepted.author, format_moment(datetime.fromisoformat(problem.accepted.at))


def said_accepted(problem: Problem) -> str:
    """Why a problem was accepted, by whom and when, on one line."""
    reason, *of = _accepted(problem)
    return _("Accepted because: {reason} ({by})").format(
        reason=" ".join(reason.split()), by=", ".join(filter(None, of))
    )


def as_text(table: Sequence[Sequence[str]]) -> str:
    """The table as tab-separated text, which Excel takes apart when it is pasted."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in table)
