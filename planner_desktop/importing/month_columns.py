"""The months of a step in a chart: those in whose columns something stands."""

import re

from planner_desktop.exchange.grid import Grid
from planner_desktop.importing.found_tables import KnownTable
from planner_desktop.regex import regex
from planner_desktop.thai.dates import SHORT_MONTHS

_MONTH = regex("|".join(re.escape(month) for month in SHORT_MONTHS))
_NOTHING = regex(r"[-–\s]*")


def months_of(known: KnownTable, grid: Grid, row: int, year: int) -> str:
    """The months of a row as an officer writes them ("ต.ค. 67 - ธ.ค. 67"); the columns begin in `year`."""
    before = 0
    spans: list[list[tuple[int, int]]] = []
    last_at = -2
    for at in known.months:
        for name in _MONTH.findall(known.structure.heads[at]):
            month = SHORT_MONTHS.index(name) + 1
            if before and month < before and month < 10 <= before:
                year += 1
            before = month
            if not _NOTHING.fullmatch(grid.rows[row][at]) or (row, at) in grid.wide:
                if last_at in (at, at - 1) and spans:
                    spans[-1].append((year, month))
                else:
                    spans.append([(year, month)])
                last_at = at
    return ", ".join(_printed(span[0]) + (f" - {_printed(span[-1])}" if len(span) > 1 else "") for span in spans)


def _printed(month: tuple[int, int]) -> str:
    return f"{SHORT_MONTHS[month[1] - 1]} {month[0] % 100}"
