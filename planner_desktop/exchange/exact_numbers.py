"""The number that a spreadsheet's cell holds, where what it shows is shortened: told beside the text, in attributes.

Excel writes `x:num`, LibreOffice `sdval`, Google Sheets JSON in `data-sheets-value`. No float touches them here.
"""

import json
import re
from decimal import Decimal, InvalidOperation

from planner_desktop.errors import ValueRefused
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import in_words_of_millions, parse_baht
from planner_desktop.thai.digits import plain_number

_SHORT = regex(r"[+-]?[0-9][0-9.,]*E[+-]?[0-9]+", re.IGNORECASE)
_SATANG = Decimal("0.01")
_MOST_DIGITS = 20
"""No amount has more, and a Decimal has room for them and their satang."""


def held(attributes: dict[str, str]) -> str:
    """The number that a cell holds, written out ("15000000"); empty where it holds none or none is told."""
    told = attributes.get("x:num", "").strip() or attributes.get("sdval", "").strip()
    if not told and "data-sheets-value" in attributes:
        told = _of_google(attributes["data-sheets-value"])
    try:
        number = Decimal(told)
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return ""
    return f"{_without_noise(number):f}"


def _of_google(told: str) -> str:
    """{"1": 3, "3": 1234567.5} is a number; the same with 2 is a text."""
    try:
        value = json.loads(told, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return ""
    number = value.get("3", "") if isinstance(value, dict) and value.get("1") == "3" else ""
    return number if isinstance(number, str) else ""


def _without_noise(number: Decimal) -> Decimal:
    """Spreadsheets count in binary: 1234.56 is told as 1234.5599999999999."""
    rounded = number.quantize(_SATANG)
    near = abs(number - rounded) <= Decimal("1e-9") + abs(number) * Decimal("1e-15")
    number = rounded if near else number
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def is_shortened(shown: str) -> bool:
    """Whether not all digits are seen: #### where the column is too narrow, 1.5E+07 where it is nearly so."""
    plain = plain_number(shown)
    return bool(plain) and (not plain.strip("#") or _SHORT.fullmatch(plain) is not None)


def amount(shown: str, number: str) -> str:
    """What an amount's cell is read as: the number that it holds where it shows one, else what it shows.

    A number with parts of a satang was meant as it is shown; a dash, a state, an amount in words are no numbers.
    """
    if not number or is_shortened(shown):
        return number or shown
    try:
        parse_baht(shown)
        parse_baht(number)
    except ValueRefused:
        return shown
    return shown if in_words_of_millions(shown) else number
