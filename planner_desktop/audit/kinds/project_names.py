"""One project with two names."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.names import is_only_torn, key, worded
from planner_desktop.audit.projects import Mention
from planner_desktop.i18n import _


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose names differ by more than spaces and marks between the tables that name them."""
    for group in plan.project_groups:
        names = worded(one.name for one in group)
        if len(names) > 1 and not all(is_only_torn(key(names[0]), key(name)) for name in names[1:]):
            yield _finding(plan, group, names)


def _finding(plan: Audited, group: list[Mention], names: list[str]) -> Finding:
    usual, *others = names
    return Finding(
        "project-name-differs",
        "warning",
        at_lines(*(one.line for one in group)),
        plan.place_of(group[0].table),
        short(others[0], 120),
        short(usual, 120),
        _("“{name}” is also called “{other}”").format(name=short(usual), other=short(difference(usual, others[0]))),
        _("Write the same name in every table."),
    )


def difference(usual: str, other: str) -> str:
    """The words of another name around the first place where it differs."""
    at = next((n for n, (a, b) in enumerate(zip(usual, other, strict=False)) if a != b), min(len(usual), len(other)))
    begin = max(0, at - 12)
    return ("…" if begin else "") + other[begin : at + 28] + ("…" if at + 28 < len(other) else "")
