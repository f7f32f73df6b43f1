"""How a column's value reaches a person, on paper and in messages: the formats that form pack texts may name."""

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


_FORMATS: dict[str, Callable[[Any], str]] = {
    "baht": lambda satang: format_baht(int(satang)),
    "closed": lambda satang: format_baht(int(satang)) + ("" if int(satang) % 100 else ".-"),
    "words": lambda satang: baht_words(int(satang)),
    "count": lambda number: f"{int(number):,}",
    "date": lambda day: format_date(date.fromisoformat(day)),
    "spaced": lambda text: " ".join(_items(text)),
    "commas": lambda text: ", ".join(_items(text)),
    "and": _and,
    "brackets": lambda text: f"({text})",
    "dashes": _dashes,
}


class Blank(str):
    """What the empty template prints where an officer will enter something; no format changes it."""


BLANK = Blank(".....")
_WHERE_EMPTY = {"dash": "-", "dots": "....."}

assert {*_FORMATS, *_WHERE_EMPTY} == set(template.FORMATS)


def printed(value: Any, formats: tuple[str, ...]) -> str:
    """A column's value put through formats; nothing where it is empty, unless a format says what to print then.

    Raises QueryError where a query, in a form pack from anywhere, yields what the format is not for.
    """
    if isinstance(value, Blank):
        return value
    if value in (None, ""):
        return next((_WHERE_EMPTY[name] for name in formats if name in _WHERE_EMPTY), "")
    for name in formats:
        if name in _FORMATS:
            try:
                value = _FORMATS[name](value)
            except (ValueError, TypeError, OverflowError, AttributeError) as error:
                problem = _("“{value}” cannot be printed as {format}").format(value=str(value)[:80], format=name)
                raise QueryError(problem) from error
    return str(value)


def plain(text: str, row: Mapping[str, Any]) -> str:
    """A form pack's text with the row's columns in it, on one line, as messages have it. Raises QueryError."""
    parts = (printed(row[p.column], p.formats) if p.column else p.text for p in template.pieces(text))
    return " ".join("".join(parts).split())
