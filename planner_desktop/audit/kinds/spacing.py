"""Spaces before ๆ, behind พ.ศ. and numbers, and years of two digits."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each, flawed, together
from planner_desktop.i18n import _
from planner_desktop.thai.proof_spacing import (
    number_spaced,
    number_spacing,
    repeat_mark_spacing,
    short_years,
    year_spacing,
)

_USUAL = 8
"""So many texts with that space make it the plan's usual way."""


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
    texts = [said for said in plan.texts if said.place.part != "contents"]
    if sum(number_spaced(said.text) for said in texts) >= _USUAL:
        yield from together(
            plan,
            "number-spacing",
            "note",
            flawed(plan, number_spacing, texts),
            _("No space behind a number in {count} places, such as “{words}”"),
            _("Write a space behind the dot of a number."),
        )
    yield from each(
        plan,
        "short-year",
        "note",
        short_years,
        _("A year of two digits: “{words}”"),
        _("Write the year with four digits."),
    )
