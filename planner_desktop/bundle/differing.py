"""Where a table or a report in a bundle differs from what the plan comes to: the first place, with both."""

import csv
import io
import json
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from planner_desktop.i18n import _

_SHOWN = 80  # letters of what is told of each


def cells(there: bytes, made: bytes, name: str) -> str:
    """The first cell of a table (CSV) that differs; nothing where none is found, as in a table that cannot be read."""
    try:
        tables = [list(csv.reader(io.StringIO(each.decode("utf-8-sig"), newline=""))) for each in (there, made)]
    except (UnicodeError, csv.Error):
        return ""
    heads = tables[1][0] if tables[1] else []
    for row, (theirs, ours) in enumerate(zip_longest(*tables, fillvalue=[]), 1):
        for column, (one, other) in enumerate(zip_longest(theirs, ours, fillvalue="")):
            if one != other:
                told = _("{name} says otherwise than the plan: row {row}, “{column}” is “{one}”, in the plan “{other}”")
                head = heads[column] if column < len(heads) else str(column + 1)
                return told.format(name=name, row=row, column=_short(head), one=_short(one), other=_short(other))
    return ""


def problems(given: bytes, made: Mapping[str, Any]) -> str:
    """The first problem that stands in one report alone, to be put behind what is said of it; nothing if none does."""
    try:
        theirs = [_key(each) for each in json.loads(given)["problems"]]
        ours = [_key(each) for each in made["problems"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    for those, others, told in (
        (ours, theirs, _("; it lacks: {problem}")),
        (theirs, ours, _("; found only there: {problem}")),
    ):
        if (alone := next((each for each in those if each not in others), None)) is not None:
            return told.format(problem=_short(str(alone[-1])))
    return ""


def _key(problem: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(problem.get(name) for name in ("check", "severity", "kind", "record", "field", "message"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
