"""A report in words: its findings by section, the gravest counted first, and what could not be judged."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from planner_desktop.audit.blocks import Plan
from planner_desktop.audit.finding import Finding, by_place
from planner_desktop.audit.run import Report
from planner_desktop.checks import SEVERITIES
from planner_desktop.checks.listing import severity_name
from planner_desktop.i18n import _, ngettext


def as_data(report: Report) -> dict[str, Any]:
    """The report as other programs read it."""
    return {
        "edition": report.edition,
        "findings": [_as_data(found, report.plan) for found in report.findings],
        "not_judged": list(report.not_judged),
    }


def _as_data(found: Finding, plan: Plan) -> dict[str, Any]:
    """A finding; of a source without lines its `places` in their stead."""
    data = asdict(found) | {"lines": list(found.lines)}
    if plan.places:
        data |= {"lines": [], "places": [plan.places[line] for line in found.lines if line in plan.places]}
    return data


def lines(report: Report) -> Iterator[str]:
    """The report as a list for people."""
    yield recognised(report)
    for place, findings in by_place(report.findings).items():
        yield named(place)
        for found in findings:
            yield f"  {severity_name(found.severity)}: {found.message}{at(report.plan, found.lines)}"
            if found.fix:
                yield f"    {found.fix}"
    if report.not_judged:
        yield _("Could not be judged:")
        yield from (f"  {told}" for told in report.not_judged)
    yield counted(report)


def named(place: str) -> str:
    """A place in words: what stands before the first heading is of the cover."""
    return place or _("Cover")


def at(plan: Plan, numbers: tuple[int, ...]) -> str:
    """The lines of a finding, in brackets, or where they stand; nothing where the source has none."""
    where = plan.where(numbers)
    return f" ({where})" if where else ""


def recognised(report: Report) -> str:
    """What the plan was taken for."""
    return _("Audited as {edition}: {known} of {tables} tables recognised").format(
        edition=report.edition, known=report.tables_known, tables=report.tables
    )


def counted(report: Report) -> str:
    """How many findings there are, of each severity."""
    count = len(report.findings)
    if not count:
        return _("No fault was found")
    of_each = Counter(found.severity for found in report.findings)
    parts = [f"{severity_name(severity)} {of_each[severity]}" for severity in SEVERITIES if of_each[severity]]
    return ngettext("{count} finding", "{count} findings", count).format(count=count) + f" ({', '.join(parts)})"
