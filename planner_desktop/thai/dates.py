"""Dates between what officers type (Buddhist years, Thai months) and `datetime.date` (common era).

Buddhist year = common year + 543. That number is added and taken away in this module only, and a year that already
had it added is refused, not moved again.
"""

from datetime import date, datetime, timedelta, timezone

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
          "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
"""The months' names, January first."""
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
"""The months' short names, January first."""

_BANGKOK = timezone(timedelta(hours=7))
_ERA = 543
_COMMON = range(1900, 2200)
_BUDDHIST = range(1900 + _ERA, 2200 + _ERA)
_MONTH_NUMBER = {
    name.replace(".", ""): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)
}
_DATE = regex(
    r"(?:วันที่\s*)?(?P<day>\d{1,2})\s*(?:[/-]\s*(?P<number>\d{1,2})\s*[/-]|(?P<name>[ก-์.]+?))"
    r"\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>\d{4}|\d{2})"
)


_LOOKS_LIKE_DATE = regex(
    r"(?:ณ\s*)?(?:วันที่\s*)?(?:(?P<day>[0-9]{1,3})\s*)?(?:เดือน\s*)?(?P<name>[\u0e01-\u0e4e.]{4,12}?)"
    r"\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>[0-9]{4,5}|[0-9]{2})"
)
_DAY_IN_NUMBERS = regex(r"[0-9]{1,2}\s*/\s*[0-9]{1,2}\s*/\s*[0-9]{4}")
_MONTHS_END = ("คม", "ยน", "พันธ์", ".ค.", ".ย.", ".พ.")
_ALONE, _WITH_DAY = 0.75, 0.65
"""So alike is a word with a month's ending to the month that is meant: สมกราคม is one, ประชาคม none.
Less will do behind a day."""


def common_year(year: int) -> int:
    """The common-era year of a typed year: 2567, 67 (both Buddhist) or 2024. Raises ValueRefused for any other."""
    if 0 <= year < 100:
        return 2500 + year - _ERA
    if year in _BUDDHIST:
        return year - _ERA
    if year in _COMMON:
        return year
    raise ValueRefused(
        _("{year} is not a year this program knows.").format(year=year),
        _("Type a Buddhist year such as 2568."),
    )


def buddhist_year(year: int) -> int:
    """The Buddhist year of a common-era year. Raises ValueRefused for a year that is already Buddhist."""
    if year not in _COMMON:
        raise ValueRefused(_("{year} is not a year of the common era.").format(year=year))
    return year + _ERA


def parse_date(text: str) -> date:
    """What was typed as a date: "1 ตุลาคม 2567", "1 ต.ค. 67", "1/10/2567", Thai digits too; day first, always.

    Years are Buddhist, but a four-digit common-era year is understood as well. Raises ValueRefused.
    """
    found = _DATE.fullmatch(" ".join(to_arabic(text).split()))
    month = None
    if found:
        month = int(found["number"]) if found["number"] else _MONTH_NUMBER.get(found["name"].replace(".", ""))
    if found is None or month is None:
        raise ValueRefused(
            _("“{text}” is not a date.").format(text=text.strip()),
            _("Type day, month and Buddhist year, such as 1 ตุลาคม 2567 or 1/10/2567."),
        )
    year = common_year(int(found["year"]))
    try:
        return date(year, month, int(found["day"]))
    except ValueError as error:
        raise ValueRefused(
            _("There is no day “{text}” in the calendar.").format(text=text.strip()),
            _("Type day, month and Buddhist year, such as 1 ตุลาคม 2567 or 1/10/2567."),
        ) from error


def impossible_date(text: str) -> str:
    """Why a text that is wholly a date, or a month of a year, is none in any calendar; empty for all other texts.

    Free texts hold dates too ("กันยายน 2567"): what looks like one shall be one.
    """
    plain = " ".join(to_arabic(text).split())
    found = _LOOKS_LIKE_DATE.fullmatch(plain)
    if found is None:
        return _why_no_day(plain) if _DAY_IN_NUMBERS.fullmatch(plain) else ""
    name = found["name"]
    number = _MONTH_NUMBER.get(name.replace(".", ""))
    if number is None:
        if not name.endswith(_MONTHS_END) or not _is_meant_as_month(name, _WITH_DAY if found["day"] else _ALONE):
            return ""
        return _("“{name}” is not a month.").format(name=name)
    return _why_no_day(f"{found['day'] or 1} {MONTHS[number - 1]} {found['year']}", text)


def _is_meant_as_month(name: str, least: float) -> bool:
    from difflib import SequenceMatcher  # few dates are misspelt

    return any(
        SequenceMatcher(None, name, month, autojunk=False).ratio() >= least for month in (*MONTHS, *SHORT_MONTHS)
    )


def _why_no_day(plain: str, text: str = "") -> str:
    try:
        parse_date(plain)
    except ValueRefused as error:
        return _("There is no day “{text}” in the calendar.").format(text=text.strip()) if text else error.message
    return ""


def format_date(day: date, *, short: bool = False) -> str:
    """A date as the plan prints it: "1 ตุลาคม 2567", or "1 ต.ค. 2567" when short."""
    return f"{day.day} {(SHORT_MONTHS if short else MONTHS)[day.month - 1]} {buddhist_year(day.year)}"


def read_moment(text: str) -> datetime | None:
    """A moment (ISO 8601), by this PC's clock where it names no zone; None where it is none of our times."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if 1900 < moment.year < 9000 else None  # what lies at the ends of time has no other zone


def format_moment(moment: datetime) -> str:
    """A moment by this PC's clock, to the minute: "1 ต.ค. 2567 14:05"."""
    here = moment.astimezone()
    return f"{format_date(here.date(), short=True)} {here:%H:%M}"


def moment_in_bangkok(said: str) -> str:
    """A moment (ISO 8601) by Bangkok's clock: "1 ตุลาคม 2567 14:05"; as it is said where it is none."""
    when = read_moment(said)
    if when is None:
        return said
    try:
        there = when.astimezone(_BANGKOK)
        return f"{format_date(there.date())} {there:%H:%M}"
    except ValueRefused:
        return said


def stamp(moment: datetime) -> str:
    """A moment by this PC's clock as it stands in the name of a file, by which names sort: "2567-10-01 140530"."""
    here = moment.astimezone()
    return f"{buddhist_year(here.year)}-{here:%m-%d %H%M%S}"
