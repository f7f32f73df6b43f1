"""The sample is the published plan of สำนักงานการต่างประเทศ 2568, cell by cell."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from tests.conftest import pdf_text, published

LONGEST = 200
CONTENTS = "สารบัญ"  # page numbers are ours


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", re.sub(r"</?[a-z][^>]*>", "", text))


def cells(plan: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Every table cell of the plan, heads included, with its table's first line."""
    for block in plan["blocks"]:
        if block["kind"] == "table" and block["caption"] != CONTENTS:
            for row in [*(block.get("header") or block.get("header_rows") or []), *block["rows"]]:
                yield from ((block["line"], cell) for cell in row if cell)


def test_every_cell_of_the_published_plan_is_in_our_document(sample_pdf: Path) -> None:
    differences = yaml.safe_load(Path(__file__).with_name("002_differences.yaml").read_text(encoding="utf-8"))
    text = squeezed(pdf_text(sample_pdf))
    short = [(line, cell) for line, cell in cells(published("002")) if len(cell) <= LONGEST]
    missing = [(line, cell) for line, cell in short if squeezed(cell) not in text]
    assert len(short) > 350
    assert missing == [(known["line"], known["cell"]) for known in differences]
    assert all(squeezed(known["printed"]) in text and known["reason"] for known in differences)


def test_the_tables_stand_in_the_published_order(sample_pdf: Path) -> None:
    text = squeezed(pdf_text(sample_pdf))
    place = text.index(squeezed("ส่วนที่ 1 การดำเนินงานตามแผนปฏิบัติราชการ"), text.index("ปักหมุดสร้าง") - 400)
    for block in published("002")["blocks"]:
        if block["kind"] == "table" and block["caption"] != CONTENTS:
            first = next(cell for row in block["rows"] for cell in row if len(squeezed(cell)) > 3 or cell == "-")
            if squeezed(first).startswith("ปึก"):
                first = first.replace("ปึก", "ปัก")
            found = text.find(squeezed(first), place)
            assert found > 0, (block["line"], first)
            place = found


def test_totals_and_counts_are_those_of_the_published_plan(sample_pdf: Path) -> None:
    text = squeezed(pdf_text(sample_pdf))
    stated = [total["stated_amount"] for total in published("002")["totals"] if total["stated_amount"]]
    assert 23_219_000 in stated
    assert "รวมจำนวน.....8.....โครงการ/กิจกรรมจำนวนเงินทั้งสิ้น.....23,219,000.....บาท" in text
    assert "จำนวน2โครงการ" in text


def test_the_sample_has_no_problems(sample: Draft) -> None:
    assert find_problems(sample) == []


def test_the_sample_holds_no_running_text_of_the_published_plan(sample: Draft) -> None:
    """Names, codes and figures are facts; sentences are written anew."""
    ours = squeezed(
        "".join(str(v) for k in ("foreword", "situation", "vision") for v in sample.record(k, 1).values.values())
    )
    for block in published("002")["blocks"]:
        if block["kind"] == "paragraph" and len(block["text"]) > 300:
            theirs = squeezed(block["text"])
            pieces = (theirs[n : n + 60] for n in range(0, len(theirs) - 60, 20))
            assert not [piece for piece in pieces if piece in ours]
