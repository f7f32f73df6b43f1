"""How a cell shows the number that it holds, as far as the format changes what it says: 0702, 15%, 500 คน, a day."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation

from planner_desktop.exchange.workbook.sheet import SheetCell, Trouble
from planner_desktop.regex import regex

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 67: "0%", 68: "0.00%", 71: "d/m/bbbb", 72: "d-mmm-yy", 73: "d-mmm", 74: "mmm-yy",
    75: "h:mm", 76: "h:mm:ss", 77: "d/m/bbbb h:mm", 78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss.0", 81: "d/m/bb",
}  # fmt: skip
"""The formats that a workbook names by number alone, also Thailand's."""
_DAYS = {*range(27, 37), *range(50, 59)}
"""Days in the formats of other countries."""
_EXACT = Context(prec=15)
"""So many digits of a number mean something, and spreadsheets show no more: 0.1 + 0.2 is 0.3."""
_MOST_DIGITS = 30
_LITERALS = regex(r'"[^"]*"|\\.|\[[^\]]*\]|_.|E[+-]0+', re.IGNORECASE)
"""What a format says as it stands, and its powers of ten."""
_LEADING_ZEROS = regex(r"0{2,}")
_WORDS = regex(r'(?P<before>(?:"[^"]*")?)(?P<number>General|[#0,.]+)(?P<after>(?:"[^"]*")?)', re.IGNORECASE)
_FIRST = date(1899, 12, 30)
"""Day 0 of the spreadsheets' count, for days from March 1900 on."""
_ERA_FROM = 2400
"""Years from here on are the Buddhist era's: no plan reaches so far into the common one."""
_BUDDHIST, _DOUBTFUL = range(_ERA_FROM, 2743), range(1930, 2000)
_SECONDS = 86_400


def built_in(number: int) -> str:
    """The format of a number that every workbook knows."""
    return "d/m/yyyy" if number in _DAYS else BUILT_IN.get(number, "General")


def exact(text: str) -> Decimal | None:
    """The number of a text as XML has it, without the noise behind its fifteenth digit; None where it is none."""
    try:
        number = _EXACT.create_decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS else None


def plain(number: Decimal) -> str:
    """A number written out: 1234567.5, and without ".0" where it is whole."""
    whole = number == number.to_integral_value()
    text = f"{number.to_integral_value() if whole else number.normalize(_EXACT):f}"
    return "0" if text == "-0" else text


def cell_of_number(text: str, format: str, *, from_1904: bool = False) -> SheetCell:
    """What a cell says that holds a number and shows it in a format."""
    number = exact(text)
    if number is None:
        return SheetCell(text)
    letters = _LITERALS.sub("", format.partition(";")[0]).casefold()
    if "general" not in letters and set(letters) & set("dmyhseb"):
        return _moment(number, letters, from_1904=from_1904) or SheetCell(plain(number), plain(number))
    return SheetCell(_shown(number, format.partition(";")[0]), plain(number))


def _shown(number: Decimal, format: str) -> str:
    if _LITERALS.sub("", format).endswith("%"):
        return f"{plain(number * 100)}%"
    bare = format.replace("\\-", "").replace("\\ ", "")
    if _LEADING_ZEROS.fullmatch(bare) and number == number.to_integral_value() and number >= 0:
        return plain(number).rjust(len(bare), "0")
    if (words := _WORDS.fullmatch(format)) and not format.endswith(","):
        return "".join((words["before"].strip('"'), plain(number), words["after"].strip('"'))).strip()
    return plain(number)


def _moment(number: Decimal, letters: str, *, from_1904: bool) -> SheetCell | None:
    """The day or time that a number means; None where there is no such day."""
    days, share = divmod(number, 1)
    seconds = int((share * _SECONDS).to_integral_value())
    if not set(letters) & set("dyeb"):
        hours, rest = divmod(int(days) * 24 * 3600 + seconds, 3600)
        return SheetCell(f"{hours:02}:{rest // 60:02}") if number >= 0 else None
    try:
        day = _FIRST + timedelta(days=int(days) + (1462 if from_1904 else 0))
    except OverflowError:
        return None
    return cell_of_moment(datetime.combine(day, time()) + timedelta(seconds=seconds)) if number >= 61 else None


def cell_of_moment(moment: datetime | date) -> SheetCell:
    """What a cell says that holds a day: with its year in the Buddhist era, whichever era it was typed in."""
    year, trouble = moment.year, _trouble(moment.year)
    shown = f"{moment.day}/{moment.month}/{year if year >= _ERA_FROM else year + 543}"
    if isinstance(moment, datetime) and (moment.hour or moment.minute):
        shown += f" {moment:%H:%M}"
    return SheetCell(shown, "", trouble)


def _trouble(year: int) -> Trouble:
    return "Buddhist year" if year in _BUDDHIST else "doubtful year" if year in _DOUBTFUL else ""
