"""Weights of an evaluation against what its heading states, and indicators that print none."""

from collections.abc import Iterator
from decimal import Decimal

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Heading, Row, Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.number_tables import number
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_STATED = regex(r"น้ำหนัก(?:คะแนน)?\s*ร้อยละ\s*(\d+)\s*จำนวน\s*(\d+)\s*ตัวชี้วัด")
_WEIGHT = regex(r"น้ำหนัก\s*คะแนน\s*ร้อยละ\s*(\d+)")


def find(plan: Audited) -> Iterator[Finding]:
    """Indicators without a weight, and weights that do not make what is asked."""
    for placed, table in plan.tables:
        above = plan.blocks[placed.at - 1].block if placed.at else None
        heading = placed.place.headings[-1] if placed.place.headings else ""
        if found := _STATED.search(to_arabic(heading)):
            line = above.line if isinstance(above, Heading) else 0
            yield from _of_heading(table, placed.place.said, line, int(found[1]), int(found[2]))
    yield from _negotiated(plan)


def _of_heading(table: Table, place: str, line: int, asked: int, count: int) -> Iterator[Finding]:
    weights: list[tuple[Row, int | None]] = []
    for row in table.rows:
        found = _WEIGHT.search(to_arabic(" ".join(row.cells[0].split())))
        weights.append((row, int(found[1]) if found else None))
    silent = [row for row, weight in weights if weight is None]
    total = sum(weight or 0 for _row, weight in weights)
    for row in silent if len(silent) < len(weights) else ():
        yield Finding(
            "weight-missing",
            "error",
            at_lines(row.line),
            place,
            short(row.cells[0], 120),
            "",
            _("“{name}” prints no weight").format(name=short(row.cells[0], 50)),
            _("Write its weight as the others do."),
        )
    if total != asked and len(silent) < len(weights):
        yield Finding(
            "weights-sum",
            "error",
            at_lines(line, *(row.line for row, _weight in weights)),
            place,
            str(asked),
            " + ".join("–" if weight is None else str(weight) for _row, weight in weights) + f" = {total}",
            _("The weights make {total}, the heading says {asked}").format(total=total, asked=asked),
            _("Correct the weights, or the heading."),
        )
    if len(weights) != count:
        yield Finding(
            "count-vs-rows",
            "error",
            at_lines(line, *(row.line for row, _weight in weights)),
            place,
            str(count),
            str(len(weights)),
            _("The heading states {stated} indicators; the table has {found}").format(stated=count, found=len(weights)),
            _("Count them again, and correct the heading or the table."),
        )


def _negotiated(plan: Audited) -> Iterator[Finding]:
    """The weights of the indicators that were negotiated make 100 together."""
    rows = [
        (row, placed)
        for placed, table in plan.tables
        if placed.place.part == "evaluation" and {"weight", "name"} <= placed.columns.keys()
        for row in table.rows
        if number(row.cells[placed.columns["weight"]]) is not None
    ]
    total = sum((number(row.cells[placed.columns["weight"]]) or Decimal(0) for row, placed in rows), Decimal(0))
    if len(rows) > 1 and total != 100:
        yield Finding(
            "weights-sum",
            "warning",
            at_lines(*(row.line for row, _placed in rows)),
            rows[0][1].place.said,
            " + ".join(row.cells[placed.columns["weight"]].strip() for row, placed in rows),
            str(total),
            _("The weights make {total}, not 100").format(total=total),
            _("Correct the weights, or write what they shall make."),
        )
