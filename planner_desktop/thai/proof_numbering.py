"""Numbers typed before items: “1) … 2) … 4) …” lacks one."""

import re
from collections.abc import Sequence
from itertools import groupby

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.proof import Flaw

_WITH_DOT = regex(r"^[ \t]*(\d{1,2})\.(?=[ \t]+[^\s\d])", re.MULTILINE)
_WITH_BRACKET = regex(r"^[ \t]*(\d{1,2})\)(?=[ \t]*[^\s\d])", re.MULTILINE)
_IN_A_LINE = regex(r"(?:(?<=\s)|(?<!.))(\d{1,2})\)(?=[ \t]*[^\s\d])")
_FEWEST = 3
"""Fewer numbers are no list."""


def numbering_gaps(text: str) -> list[Flaw]:
    """Numbers before items that skip one: those at the beginnings of lines with each sign, and those within a line.

    Lists may stand within lists, and begin anew with 1.
    """
    plain = to_arabic(text)
    rows = [list(rule.finditer(plain)) for rule in (_WITH_DOT, _WITH_BRACKET)]
    in_lines = groupby(_IN_A_LINE.finditer(plain), lambda found: plain.count("\n", 0, found.start()))
    rows += [list(of_line) for _line, of_line in in_lines]
    return sorted((flaw for row in rows if len(row) >= _FEWEST for flaw in _skipped(row)), key=lambda flaw: flaw.start)


def _skipped(numbers: Sequence[re.Match[str]]) -> list[Flaw]:
    flaws: list[Flaw] = []
    open_lists: list[int] = []  # the last number of each, the outermost first
    for found in numbers:
        number = int(found[1])
        goes_on = [at for at, last in enumerate(open_lists) if last == number - 1]
        if goes_on:
            del open_lists[goes_on[-1] :]
        elif open_lists and number > open_lists[-1] + 1:
            flaws.append(Flaw(found.start(1), found.end(1)))
            open_lists.pop()
        elif number != 1 and open_lists:
            open_lists.clear()  # no list that is known: another begins in the middle
        open_lists.append(number)
    return flaws
