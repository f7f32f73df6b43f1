"""Two tables of figures of the same rows, of which one parts what the other says whole."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Row, Table
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.kinds.number_tables import number
from planner_desktop.i18n import _

_LEAST = 4
"""So many rows of both, of which all but one agree, make one table the parts of the other."""
_NEAR = Decimal("0.01")


def find(plan: Audited) -> Iterator[Finding]:
    """The row whose parts in one table do not make the figure in the other."""
    tables = [(placed, table) for placed, table in plan.tables if placed.place.part == "front" and not placed.known]
    for (placed, whole), (_placed, parted) in permutations(tables, 2):
        parts = {row.cells[0].strip(): row for row in parted.rows if len(_figures(row)) > 1}
        rows = [(row, parts[row.cells[0].strip()]) for row in whole.rows if row.cells[0].strip() in parts]
        if len(rows) >= _LEAST:
            yield from _compared(placed.place.said, whole, rows)


def _figures(row: Row) -> list[Decimal]:
    """The figures of a row, without the percentages in brackets behind them."""
    return [value for cell in row.cells[1:] if (value := number(cell.partition("(")[0])) is not None]


def _compared(place: str, whole: Table, rows: list[tuple[Row, Row]]) -> Iterator[Finding]:
    for at in range(1, whole.width):
        told = [(row, parted, number(row.cells[at]), sum(_figures(parted), Decimal(0))) for row, parted in rows]
        wrong = [one for one in told if one[2] != one[3]]
        if len(wrong) != 1:
            continue
        row, parted, stated, made = wrong[0]
        if stated and abs(made / stated - 1) < _NEAR:
            yield Finding(
                "totals-differ",
                "error",
                at_lines(row.line, parted.line),
                place,
                row.cells[at].strip(),
                f"{made:,}",
                _("{row}: {stated} here, but its parts in the other table make {sum}").format(
                    row=row.cells[0].strip()[:40], stated=row.cells[at].strip(), sum=f"{made:,}"
                ),
                _("Find out which table is right, and correct the other."),
            )
