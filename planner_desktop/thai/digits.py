"""Thai and Arabic digits. Values are stored with Arabic digits; one setting decides how the document prints them."""

import re

from planner_desktop.regex import regex

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)


def to_arabic(text: str) -> str:
    """The text with ๐-๙ as 0-9; everything else stays."""
    return text.translate(_TO_ARABIC)


# What stands unseen around a number that was copied: marks of direction (calculators), spaces without width (web
# pages), byte order marks, and soft hyphens.
_UNSEEN = regex("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_LINE_END = regex("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = regex("[^\\S\n]+")
_DASHES = regex("[\u2010-\u2015\u2212\ufe58\ufe63]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFE69: "$"}


def plain_number(text: str) -> str:
    """A number's text as it is read: digits and signs of any width and kind as ASCII, one kind of space and dash.

    Nothing that is seen is left out; new lines stay, for two lines are two numbers.
    """
    text = _DASHES.sub("-", _UNSEEN.sub("", text).translate(_FULL_WIDTH))
    return _SPACES.sub(" ", _LINE_END.sub("\n", to_arabic(text))).strip()


def to_thai(text: str) -> str:
    """The text with 0-9 as ๐-๙; everything else stays."""
    return text.translate(_TO_THAI)


# Latin letters joined with digits (P058, ISO37001, an address, a file's name) are a code, and so is a number behind
# a name in Latin letters (OKR 7402, KPI 5.3.1.3, ISO 9001:2015), unless it is a Buddhist year.
_LATIN = regex(r"(?P<joined>[A-Za-z\d./:@?&=%#~+_-]++)(?P<number>[ \u00a0]\d++(?:[.:/-]\d++)*+(?![A-Za-z\d]))?")
_NAME_BEFORE = regex(r"(?<![A-Za-z\d])[A-Z][A-Za-z]{1,9}\Z")
_LETTER = regex("[A-Za-z]")
_YEAR = regex(r"\s25\d\d(?!\d)")


def in_thai_digits(text: str) -> str:
    """The text as a document in Thai digits prints it: 0-9 as ๐-๙, but not in codes and addresses. As long as `text`.

    "x 100" and "10 kg" are no codes, nor is 1.2.3.
    """
    return _LATIN.sub(_printed, text)


def _printed(found: re.Match[str]) -> str:
    joined, number = found["joined"], found["number"] or ""
    named = _NAME_BEFORE.search(joined, max(0, len(joined) - 11)) and not _YEAR.match(number)
    return (joined if _LETTER.search(joined) else to_thai(joined)) + (number if named else to_thai(number))
