"""How a value reaches a person, on paper and in messages: the formats that form pack texts may name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planner_desktop.errors import QueryError
from planner_desktop.formpack import template
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import baht_words, format_baht
from planner_desktop.thai.dates import format_date


def _items(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _and(text: str) -> str:
    *first, last = _items(text) or [""]
    return f"{' '.join(first)} และ{last}" if first else last


def _dashes(text: str) -> str:
    items = _items(text)
    return "\n".join(f"- {item}" for item in items) if len(items) > 1 else text


def _numbers(text: str) -> str:
    items = _items(text)
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)) if len(items) > 1 else text


def raised(number: Any) -> str:
    """A whole number in raised digits: ¹² for 12."""
    return str(int(number)).translate(_RAISED)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OF_ONE: dict[str, Callable[[Any], str]] = {
    "baht": lambda satang: format_baht(int(satang)),
    "closed": lambda satang: format_baht(int(satang)) + ("" if int(satang) % 100 else ".-"),
    "words": lambda satang: baht_words(int(satang)),
    "count": lambda number: f"{int(number):,}",
    "date": lambda day: format_date(date.fromisoformat(day)),
}
"""What is done to a value, and to each of several."""
_OF_ALL: dict[str, Callable[[str], str]] = {
    "lines": str,
    "spaced": lambda text: " ".join(_items(text)),
    "commas": lambda text: ", ".join(_items(text)),
    "and": _and,
    "brackets": lambda text: f"({text})",
    "raised": raised,
    "dashes": _dashes,
    "numbers": _numbers,
}
"""What is done to a text, one of several values a line."""
_EVERY = OF_ONE | _OF_ALL
_LABEL = "label"


class Blank(str):
    """What the empty template prints where an officer will enter something; no format changes it."""


BLANK = Blank(".....")
_WHERE_EMPTY = {"dash": "-", "dots": "....."}

assert {*OF_ONE, *_OF_ALL, *_WHERE_EMPTY, _LABEL} == set(template.FORMATS)


def printed(value: Any, formats: tuple[str, ...], words: Mapping[str, str] = {}) -> str:
    """A value, or several, put through formats; nothing where it is empty, unless a format says what to print then.

    `words` are those of the choice that it is, for the format `label`.
    Raises QueryError where a query, in a form pack from anywhere, yields what the format is not for.
    """
    if isinstance(value, Blank):
        return value
    if isinstance(value, tuple):
        value = "\n".join(_put(each, formats, OF_ONE, words) for each in value if each not in (None, ""))
        formats = tuple(name for name in formats if name not in OF_ONE and name != _LABEL)
    if value in (None, ""):
        return next((_WHERE_EMPTY[name] for name in formats if name in _WHERE_EMPTY), "")
    return _put(value, formats, _EVERY, words) if formats else str(value)


def _put(
    value: Any, formats: tuple[str, ...], known: Mapping[str, Callable[[Any], str]], words: Mapping[str, str]
) -> str:
    for name in formats:
        if name == _LABEL:
            value = words.get(str(value), value)
        elif name in known:
            try:
                value = known[name](value)
            except (ValueError, TypeError, OverflowError, AttributeError) as error:
                problem = _("“{value}” cannot be printed as {format}").format(value=str(value)[:80], format=name)
                raise QueryError(problem) from error
    return str(value)
