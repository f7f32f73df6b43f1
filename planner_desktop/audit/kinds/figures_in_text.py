"""Figures of running text against the tables, and percentages that are not of their base."""

import re
from collections.abc import Iterator
from decimal import Decimal

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.kinds.number_tables import is_judged, number
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_FIGURE = regex(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+(?:\.\d+)?(?![\d,.])")
_PERCENT = regex(r"(?:คิดเป็น|หรือ)\s*ร้อยละ\s*(\d+(?:\.\d+)?)")
_NEAR = Decimal("0.05")
_HALF = Decimal("0.6")


def find(plan: Audited) -> Iterator[Finding]:
    """What the front part says in figures that do not agree."""
    tables = [
        (value, row.line)
        for placed, table in plan.tables
        if placed.place.part == "front" and is_judged(table)
        for row in table.rows
        for cell in row.cells
        if "." in cell and (value := number(cell)) is not None and value >= 1000
    ]
    for said in plan.texts:
        if said.place.part == "front" and said.role == "text":
            yield from _beside_tables(said, tables)
            yield from _percentages(said)


def _beside_tables(said: Said, tables: list[tuple[Decimal, int]]) -> Iterator[Finding]:
    for found in _FIGURE.finditer(to_arabic(said.text)):
        value = Decimal(found[0].replace(",", ""))
        if "." not in found[0] or value < 1000 or any(value == other for other, _line in tables):
            continue
        for other, line in tables:
            if abs(value - other) <= _NEAR:
                yield Finding(
                    "text-vs-table",
                    "warning",
                    at_lines(said.line, line),
                    said.place.said,
                    found[0],
                    f"{other:,}",
                    _("The text says {stated}, the table {found}").format(stated=found[0], found=f"{other:,}"),
                    _("Write the same figure in both."),
                )
                break


def _percentages(said: Said) -> Iterator[Finding]:
    """Percentages of which the figure before is of no figure that stands before it."""
    text = to_arabic(said.text)
    for found in _PERCENT.finditer(text):
        stated = Decimal(found[1])
        figures = [
            Decimal(one[0].replace(",", ""))
            for one in _FIGURE.finditer(text, 0, found.start())
            if not re.search(r"(?:พ\.ศ\.|ปี|ร้อยละ)\s*$", text[max(0, one.start() - 8) : one.start()])
        ]
        figures = [figure for figure in figures if figure > 0]
        if len(figures) < 2:
            continue
        part, bases = figures[-1], [figure for figure in figures[:-1] if figure >= figures[-1]] or figures[:-1]
        places = max(-int(stated.as_tuple().exponent), 0)
        margin = _HALF * Decimal(10) ** -places
        made = [part / base * 100 for base in bases]
        if any(abs(one - stated) <= margin for one in made):
            continue
        nearest = round(made[0], 2)
        if nearest < Decimal("0.5"):
            continue
        yield Finding(
            "percent-in-text",
            "error" if abs(nearest - stated) > 1 else "warning",
            at_lines(said.line),
            said.place.said,
            f"{part:,} {found[0]}",
            str(nearest),
            _("{part} is {found} percent of {base}, not {stated}").format(
                part=f"{part:,}", found=nearest, base=f"{bases[0]:,}", stated=found[1]
            ),
            _("Work out the percentage again, and say of what it is."),
        )
