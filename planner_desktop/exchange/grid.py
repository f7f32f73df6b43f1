"""Cells in rows and columns, as they are copied between tables of different programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

MOST_CELLS = 300_000
"""So many cells are read, of merged ones each place that they cover: 5,000 rows of 60 columns."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Texts in rows of the same length; new lines inside a cell are LF.

    The first `head` rows are marked as a head. A cell that was merged downwards has its text in every row it covers, so
    that each row says what it belongs to; `repeated` names the (row, column) below the first, for an amount shall not
    be counted twice. `numbers` are those that spreadsheets tell beside what their cells show, and `wide` the cells that
    were merged over several columns, with how many. `struck` counts the texts that were struck out and did not come.
    """

    rows: tuple[tuple[str, ...], ...]
    head: int = 0
    repeated: frozenset[tuple[int, int]] = frozenset()
    numbers: Mapping[tuple[int, int], str] = field(default_factory=dict)
    wide: Mapping[tuple[int, int], int] = field(default_factory=dict)
    struck: int = 0

    @property
    def width(self) -> int:
        """How many columns the grid has; all its rows have as many cells."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, at: int, start: int = 0) -> list[str]:
        """The texts of a column that are not empty, from row `start` on."""
        return [row[at] for row in self.rows[start:] if row[at]]


def too_many_cells() -> PlannerError:
    """The refusal of a table that would fill the memory."""
    return PlannerError(
        _("What was copied has more than {most} cells.").format(most=f"{MOST_CELLS:,}"),
        _("Copy only a part of it."),
    )


def squared(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows, the shorter ones with empty cells at their ends.

    Raises PlannerError where they have over MOST_CELLS.
    """
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise too_many_cells()
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)
