"""A number with decimals in a column without, or the reverse."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_NUMBER = regex(r"\d[\d,]*(\.\d+)?%?")
_LEAST = 4


def find(plan: Audited) -> Iterator[Finding]:
    """One number of a column whose others are all written the other way."""
    for placed, table in plan.tables:
        for at in range(len(table.titles)):
            cells = [(row.line, to_arabic(row.cells[at]).strip()) for row in table.rows]
            numbers = [(line, cell) for line, cell in cells if _NUMBER.fullmatch(cell) and cell not in ("0", "-")]
            plain = [one for one in numbers if "." not in one[1]]
            exact = [one for one in numbers if "." in one[1]]
            if len(numbers) < _LEAST:
                continue
            if len(exact) == 1 and exact[0][1].rstrip("%").endswith((".00", ".0")):
                odd, other = exact[0], plain[0]
            elif len(plain) == 1:
                odd, other = plain[0], exact[0]
            else:
                continue
            yield Finding(
                "decimal-format",
                "note",
                at_lines(odd[0]),
                placed.place.said,
                odd[1],
                other[1],
                _("{number} has not the decimals of its column").format(number=odd[1]),
                _("Write all numbers of a column with the same decimals."),
            )
