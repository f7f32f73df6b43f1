"""The tables of the published plans, as they are copied: what is no record is left out, and every record stays."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from planner_desktop.exchange import tab_separated
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import structure_of
from planner_desktop.thai.digits import to_arabic
from tests.conftest import published

LABELS = ("ชื่อโครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย")


def copied(plan: dict[str, Any]) -> Iterator[tuple[int, Grid]]:
    """The tables of projects with their budgets, and how many of their rows are heads."""
    for block in plan["blocks"]:
        head = block.get("header_rows") or block.get("header") or []
        said = " ".join(str(cell) for row in head for cell in row)
        if block["kind"] == "table" and "งบประมาณ" in said and "โครงการ" in said and len(head) == 1:
            rows = [[cell or "" for cell in row] for row in [*head, *block["rows"]]]
            yield len(head), tab_separated.read(tab_separated.write(rows))


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_heads_and_totals_are_left_out_and_numbered_rows_stay(number: str) -> None:
    seen = 0
    for heads, grid in copied(published(number)):
        left = structure_of(grid, LABELS).left
        assert [row for row, reason in left.items() if reason == "head"] == list(range(heads))
        for row, cells in enumerate(grid.rows[heads:], heads):
            first = next((cell for cell in cells if cell), "")
            if first.startswith("รวม") and not first.startswith("รวมทั้ง "):
                assert left.get(row) == "total", cells
            if re.fullmatch(r"[0-9]+\.?", to_arabic(cells[0])):
                assert row not in left, cells
        seen += 1
    assert seen > 3
