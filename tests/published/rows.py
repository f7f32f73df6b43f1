"""A published plan against our document of it, row by row: the cells of a row beside each other, the rows in order."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import pdf_text
from tests.published.compare import CONTENTS, LONGEST, squeezed

BETWEEN = 60  # characters that may stand between two neighbours of a row, as its dashes and what a page break adds
REACH = 6_000  # how far ahead the next row may stand (the first anywhere): the texts and long cells between tables

Plan = Mapping[str, Any]
Differences = list[dict[str, Any]]


def printed_text(pdf: Path) -> str:
    """What a PDF says in the order it is drawn, squeezed, without the numbers at the foot of its pages."""
    pages = pdf_text(pdf).split("\f")
    return squeezed("".join(re.sub(r"\n- \d+ -\s*$", "", page) for page in pages))


def differences(number: str) -> Differences:
    """The listed differences of a plan: line, cell, printed, reason."""
    file = Path(__file__).with_name(f"{number}_differences.yaml")
    listed: Differences = yaml.safe_load(file.read_text(encoding="utf-8"))
    return listed


def tables(plan: Plan) -> Iterator[Mapping[str, Any]]:
    """The plan's tables in order, without its contents."""
    return (b for b in plan["blocks"] if b["kind"] == "table" and b["caption"] != CONTENTS)


def short_cells(plan: Plan) -> Iterator[tuple[int, str]]:
    """Every cell that is no running text, heads included, with the first line of its table."""
    for table in tables(plan):
        for row in [*(table.get("header") or table.get("header_rows") or []), *table["rows"]]:
            yield from ((table["line"], cell) for cell in row if cell and len(cell) <= LONGEST)


def steps(plan: Plan) -> Iterator[tuple[int, str]]:
    """Every step of the plan's Gantt tables with its number, weight and progress, and its table's first line."""
    for block in plan["blocks"]:
        if block["kind"] == "gantt":
            for step in block["steps"]:
                figures = [str(step[name]) for name in ("weight", "cumulative") if step[name] is not None]
                yield block["line"], " ".join([f"{step['no']}. {step['text']}", *figures])


def missing(cells: Iterator[tuple[int, str]], text: str) -> list[tuple[int, str]]:
    """The cells that a squeezed text does not have."""
    return [(line, cell) for line, cell in cells if squeezed(cell) not in text]


def out_of_place(plan: Plan, text: str, known: Differences) -> list[tuple[int, list[str]]]:
    """The rows that a squeezed text has not in the published order, or not with these cells beside each other.

    A cell that is listed as different is looked for as it is printed.
    """
    ours = {(difference["line"], difference["cell"]): str(difference["printed"]) for difference in known}
    place, lost = 0, []
    for table in tables(plan):
        for row in table["rows"]:
            cells = [squeezed(ours.get((table["line"], cell), cell)) for cell in row]
            pattern, gap = "", 0
            for cell, published in zip(cells, row, strict=True):
                if len(published) > LONGEST:
                    gap = 2 * LONGEST + 2 * len(published)
                elif cell:
                    pattern += (f".{{0,{gap or BETWEEN}}}?" if pattern else "") + re.escape(cell)
                    gap = 0
            found = re.compile(pattern).search(text, place, place + REACH if place else len(text))
            if found is None:
                lost.append((table["line"], [cell for cell in row if cell]))
            elif pattern:
                place = found.end()
    return lost
