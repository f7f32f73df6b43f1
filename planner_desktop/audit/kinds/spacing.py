"""Spaces before ๆ and behind พ.ศ., and years of two digits."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each, flawed, together
from planner_desktop.i18n import _
from planner_desktop.thai.proof_spacing import repeat_mark_spacing, short_years, year_spacing


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each habit, with all its lines; a short year is told where it stands."""
    yield from together(
        plan,
        "repeat-mark-spacing",
        "note",
        flawed(plan, repeat_mark_spacing),
        _("No space before ๆ in {count} places"),
        _("Write a space before and behind ๆ."),
    )
    yield from together(
        plan,
        "year-spacing",
        "note",
        flawed(plan, year_spacing),
        _("No space behind พ.ศ. in {count} places"),
        _("Write a space between พ.ศ. and the year."),
    )
    yield from each(
        plan,
        "short-year",
        "note",
        short_years,
        _("A year of two digits: “{words}”"),
        _("Write the year with four digits."),
    )
