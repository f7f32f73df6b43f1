"""How a column's value is printed: the fixed list of formats that form pack texts may name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planner_desktop.document.outline import Run, Text
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


def filled(text: str, row: Mapping[str, Any]) -> Text:
    """A form pack's text with the row's columns in it. Raises QueryError."""
    missing = sorted(template.columns(text) - row.keys())
    if missing:  # in a draft's own form pack, that no lint has seen
        raise QueryError(_("no query yields a column “{name}”").format(name=missing[0]))
    runs: list[Run] = []
    for piece in template.pieces(text):
        part = printed(row[piece.column], piece.formats) if piece.column else piece.text
        if part and runs and runs[-1].bold == piece.bold:
            runs[-1] = Run(runs[-1].text + part, piece.bold)
        elif part:
            runs.append(Run(part, piece.bold))
    return tuple(runs)


def says_nothing(text: str, row: Mapping[str, Any]) -> bool:
    """Whether a text names columns and all of them are empty."""
    columns = template.columns(text)
    return bool(columns) and all(row[column] in (None, "") for column in columns)
