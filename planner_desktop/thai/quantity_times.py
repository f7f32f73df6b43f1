"""Years and dates in targets: of which year a number is the target, and by when it is due."""

import re
from dataclasses import replace

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import later
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS, buddhist_year, common_year, parse_date
from planner_desktop.thai.quantity import Part, Unclear
from planner_desktop.thai.quantity_words import BASE, BRACKET

Found = re.Match[str]
"""What `quantity_words.TOKEN` found in a text."""


def of_times(outer: str, found: list[Found], phrases: list[Found], parts: list[Part]) -> list[Part]:
    """The parts with the years that they are the targets of, and by when they are due."""
    times = [each for each in found if is_time(each)]
    if not times or not phrases:
        return parts
    if times[0].start() < phrases[0].start() and not outer[: times[0].start()].strip(" \n-•*"):
        ends = [*(each.start() for each in times[1:]), len(outer)]
        meant = [
            (time, [n for n, each in enumerate(phrases) if time.end() <= each.start() < end])
            for time, end in zip(times, ends, strict=True)
        ]
    else:
        meant = [(time, of) for time in times if (of := _said_of(outer, time, phrases)) is not None]
    numbers = [n for _time, of in meant for n in of]
    if not meant:
        return parts
    if not all(of for _time, of in meant) or sorted(numbers) != list(range(len(parts))):
        raise Unclear(later("it is not clear what a year in it is said of"))
    for time, of in meant:
        for n in of:
            parts[n] = replace(parts[n], year=year(time), due=due(time))
    return parts


def _said_of(outer: str, time: Found, phrases: list[Found]) -> list[int] | None:
    """The phrase that a year behind it is said of; None where it is the year of something else."""
    before = [n for n, each in enumerate(phrases) if each.end() <= time.start()]
    if not before:
        return None
    between = outer[phrases[before[-1]].end() : time.start()]
    if BASE.search(between) or (between.strip(" " + BRACKET) and not (time["within"] or due(time))):
        return None
    return [before[-1]]


def is_time(found: Found) -> bool:
    """Whether what was found is a year, or a date by which something is due; not any other date."""
    return bool(found["year"] or found["due"])


def year(found: Found) -> int:
    """The Buddhist year of a date or a year."""
    names = ("long", "short", "day_year", "year_behind", "month_year")
    return buddhist_year(_common_year(next(found[name] for name in names if found[name])))


def _common_year(text: str) -> int:
    try:
        return common_year(int(text))
    except ValueRefused as refused:
        raise Unclear(later("a number in it is not understood")) from refused


def due(found: Found) -> str:
    """By when something is due; empty for a year that only says of which it is the target."""
    if found["due_year"]:
        return str(_common_year(found["long"] or found["short"]))
    if found["due"] is None:
        return ""
    if found["month_name"]:
        month = (MONTHS if found["month_name"] in MONTHS else SHORT_MONTHS).index(found["month_name"]) + 1
        return f"{_common_year(found['month_year'])}-{month:02}"
    month_year = (
        f"{found['day_month']} {found['day_year']}"
        if found["day_month"]
        else f"/{found['month']}/{found['year_behind']}"
    )
    try:
        return parse_date(f"{found['day']}{'' if month_year[0] == '/' else ' '}{month_year}").isoformat()
    except ValueRefused as refused:
        raise Unclear(later("a date in it is not in the calendar")) from refused
