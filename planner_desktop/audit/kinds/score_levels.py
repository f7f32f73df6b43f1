"""Scoring levels that leave values out."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Table
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_N = r"(?:ร้อยละ\s*)?(\d+(?:\.\d+)?)"
_SPAN = regex(rf"(ตั้งแต่|มากกว่า|เกินกว่า)?\s*{_N}\s*(?:แต่ไม่ถึง|ถึงไม่เกิน|ไม่ถึง)\s*{_N}")
_BAND = regex(r"^\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*$")
_UP = regex(rf"{_N}\s*ขึ้นไป")
_BELOW = regex(rf"(?:ต่ำกว่า|น้อยกว่า)\s*{_N}")
_LONE = regex(r"ร้อยละ\s*(\d+(?:\.\d+)?)(?![\d.]|\s*ขึ้นไป)")
_CENT = Decimal("0.011")


def find(plan: Audited) -> Iterator[Finding]:
    """Levels that do not follow each other, and values between two that earn none."""
    for placed, table in plan.tables:
        if "level" in placed.columns and len(table.rows) >= 3:
            yield from _order(table, placed.columns["level"], placed.place.said)
            yield from _bands(table, placed.place.said)
            yield from _steps(table, placed.columns["level"], placed.place.said)


def _order(table: Table, level: int, place: str) -> Iterator[Finding]:
    """Levels in numbers that do not follow each other; a table may go on on the next page."""
    levels = [to_arabic(row.cells[level]).strip() for row in table.rows]
    if all(one.isdecimal() for one in levels) and {int(b) - int(a) for a, b in pairwise(levels)} not in ({1}, {-1}):
        said = ", ".join(levels)
        yield Finding(
            "level-order",
            "error",
            at_lines(*(row.line for row in table.rows)),
            place,
            said,
            "5, 4, 3, 2, 1",
            _("The levels of scores do not follow each other: {levels}").format(levels=said[:40]),
            _("Write the five levels in order."),
        )


def _limits(text: str) -> tuple[Decimal | None, Decimal | None, bool] | None:
    """From where and up to where a level goes, and whether it holds whole numbers only; None for another text."""
    plain = to_arabic(text)
    if found := _SPAN.search(plain):
        return Decimal(found[2]), Decimal(found[3]), False
    if found := _BAND.match(plain):
        return Decimal(found[1]), Decimal(found[2]), "." not in plain
    if found := _UP.search(plain):
        return Decimal(found[1]), None, "." not in found[1]
    if found := _BELOW.search(plain):
        return None, Decimal(found[1]), "." not in found[1]
    return None


def _bands(table: Table, place: str) -> Iterator[Finding]:
    for column in range(table.width):
        limits = [(row, found) for row in table.rows if (found := _limits(row.cells[column]))]
        if len(limits) < 3:
            continue
        for (row, one), (other_row, other) in pairwise(limits):
            gap = _gap(one, other) or _gap(other, one)
            if gap:
                yield Finding(
                    "level-gap",
                    "error",
                    at_lines(row.line, other_row.line),
                    place,
                    f"{row.cells[column][-60:]} / {other_row.cells[column][-60:]}",
                    gap,
                    _("{gap} is in no level").format(gap=gap),
                    _("Let each level begin where the one before ends."),
                )


def _gap(lower: tuple[Decimal | None, Decimal | None, bool], upper: tuple[Decimal | None, Decimal | None, bool]) -> str:
    """The value that is left out between the end of one level and the beginning of the next; empty for none."""
    end, begin = lower[1], upper[0]
    if end is None or begin is None or begin < end:
        return ""
    if lower[0] is None:  # below the end, which itself is left out
        return str(end) if begin > end else ""
    step = begin - end
    if lower[2] and upper[2]:
        return str(end + 1) if step > 1 else ""
    return str(end) if 0 < step < _CENT or step > 1 else ""


def _steps(table: Table, level: int, place: str) -> Iterator[Finding]:
    """Levels of single percentages, the highest one and above: what is between them earns nothing."""
    for column in range(table.width):
        if column == level or not any(_UP.search(to_arabic(row.cells[column])) for row in table.rows):
            continue
        values = [_LONE.findall(to_arabic(row.cells[column])) for row in table.rows]
        lone = [Decimal(found[-1]) for found in values if found]
        if len(lone) >= len(table.rows) - 1 and len(set(lone)) == len(lone) and lone == sorted(lone, reverse=True):
            yield _stepped(table, place, lone)
            return
    texts = [row.cells[-2] for row in table.rows] if table.width > 2 else []
    values = [_LONE.findall(to_arabic(text)) for text in texts]
    lone = [Decimal(found[-1]) for found in values if found]
    steps = {one - other for one, other in pairwise(lone)}
    if len(lone) == len(table.rows) >= 4 and steps == {Decimal(5)} and "แต่ไม่ถึง" not in "".join(texts):
        yield _stepped(table, place, lone)


def _stepped(table: Table, place: str, values: list[Decimal]) -> Finding:
    said = " / ".join(map(str, values))
    return Finding(
        "level-gap",
        "warning",
        at_lines(*(row.line for row in table.rows)),
        place,
        said,
        "",
        _("Between {values} percent no level is said").format(values=said),
        _("Write from where to where each level goes."),
    )
