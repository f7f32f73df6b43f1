"""A number with decimals in a column without, or the reverse."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_NUMBER = regex(r"\d[\d,]*(\.\d+)?%?")
_BRACKETED = regex(r"\((\d+(?:\.\d+)?\s*%)\)")
_LEAST = 4


def find(plan: Audited) -> Iterator[Finding]:
    """One number of a column whose others are all written the other way."""
    for placed, table in plan.tables:
        for at in range(len(table.titles)):
            cells = [(row.line, to_arabic(row.cells[at]).strip()) for row in table.rows]
            yield from _odd(placed, [one for one in cells if _NUMBER.fullmatch(one[1]) and one[1] not in ("0", "-")])
        whole = [(row.line, to_arabic(cell)) for row in table.rows for cell in row.cells]
        yield from _odd(placed, [(line, found[1]) for line, cell in whole for found in _BRACKETED.finditer(cell)])


def _odd(placed: Placed, numbers: list[tuple[int, str]]) -> Iterator[Finding]:
    """The one number, with its line, that is not as the others are."""
    plain = [one for one in numbers if "." not in one[1]]
    exact = [one for one in numbers if "." in one[1]]
    if len(numbers) < _LEAST:
        return
    if len(exact) == 1 and exact[0][1].rstrip("%").endswith((".00", ".0")):
        odd, other = exact[0], plain[0]
    elif len(plain) == 1:
        odd, other = plain[0], exact[0]
    else:
        return
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
