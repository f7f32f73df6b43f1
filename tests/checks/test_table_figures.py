"""Figures of tables in running text, the names of tables and figures, and pictures that are too coarse to print."""

import json
from pathlib import Path

import pytest
from PIL import Image

from planner_desktop.checks import find_problems
from planner_desktop.checks.table_figures import wrong_figures
from planner_desktop.checks.tables_in_text import unsaid
from planner_desktop.draft import Draft
from planner_desktop.formpack.rich_text import RichTable

Rows = tuple[tuple[str | None, ...], ...]
INCOME: Rows = (("รายการ", "ปี 2566", "ปี 2567"), ("ภาษี", "100.50", "120.00"), ("ค่าธรรมเนียม", "200.25", "210.00"))
DONE: Rows = (("รายการ", "ประมาณการ", "จัดเก็บได้", "ร้อยละ"), ("ภาษีที่ดิน", "1,000", "900", "90.00"))


def wrong(*rows: tuple[str | None, ...]) -> list[tuple[str, str]]:
    return [(each.check, each.message) for each in wrong_figures(RichTable(table=rows, head=1), "“ตาราง”")]


def test_a_total_is_the_sum_of_its_rows() -> None:
    assert wrong(*INCOME, ("รวม", "300.75", "330.00")) == []
    ((check, message),) = wrong(*INCOME, ("รวม", "300.75", "350.00"))
    assert check == "total-in-text"
    assert all(said in message for said in ("ปี 2567", "350.00", "330.00"))


def test_a_total_that_rounding_explains_is_a_note_of_its_own() -> None:
    ((check, _message),) = wrong(*INCOME, ("รวม", "300.76", "330.00"))
    assert check == "rounding-in-text"


@pytest.mark.parametrize(
    "rows",
    [
        (*INCOME, ("รวมทุกปี", "9,999.00", "9,999.00")),  # of something else: no total of it is the sum
        (("ระดับ", "คะแนน"), ("1", "2.00"), ("2", "4.00"), ("รวม", "5.00")),
        (("ปี", "ร้อยละ"), ("2566", "40.00"), ("2567", "60.00"), ("รวม", "99.00")),
        (("ปี", "บาท"), ("2565", "1.50"), (None, "2.25"), ("2567", None)),
    ],
)
def test_what_is_no_sum_is_left_alone(rows: Rows) -> None:
    assert wrong(*rows) == []


def test_percentages_agree_with_the_figures_beside_them() -> None:
    rows = (*DONE, ("ภาษีป้าย", "500", "450", "90.00"), ("อากร", "300", "100", "33.33"))
    assert wrong(*rows) == []
    ((check, message),) = wrong(*rows, ("รายได้อื่น", "400", "300", "80.00"))
    assert check == "percent-in-text"
    assert all(said in message for said in ("รายได้อื่น", "80.00", "75"))


def test_the_numbers_of_a_column_have_the_same_decimals() -> None:
    ((check, message),) = wrong(("ปี", "บาท"), ("2565", "1,000.00"), ("2566", "1,200"), ("2567", "1,300"))
    assert check == "decimals-in-text"
    assert "บาท" in message


def captions(*names: str) -> list[str]:
    tables = [{"table": [["ก"], ["1"]], "caption": f"{name} ปี 2567", "note": "ที่มา : กองรายได้"} for name in names]
    return [each.message for each in unsaid(json.dumps(tables, ensure_ascii=False))]


def test_tables_are_numbered_through_or_not_at_all() -> None:
    assert captions("ตารางที่ 1 รายได้", "ตารางที่ 2 รายจ่าย") == []
    assert captions("รายได้", "รายจ่าย") == []
    (skipped,) = captions("ตารางที่ 1 รายได้", "ตารางที่ 3 รายจ่าย")
    assert "ตารางที่ 3" in skipped
    (bare,) = captions("ตารางที่ 1 รายได้", "รายจ่าย")
    assert "รายจ่าย" in bare


@pytest.mark.parametrize(("caption", "is_told"), [("ผังโครงสร้าง", True), ("ผังโครงสร้าง ปี 2567", False)])
def test_a_figure_says_its_source_or_its_year(caption: str, is_told: bool) -> None:
    told = list(unsaid(json.dumps([{"figure": "ผัง.png", "caption": caption}], ensure_ascii=False)))
    assert bool(told) is is_told


@pytest.mark.parametrize(("dots", "is_coarse"), [(300, True), (1600, False)])
def test_a_picture_has_dots_enough_for_its_width(dots: int, is_coarse: bool, sample: Draft, tmp_path: Path) -> None:
    picture = tmp_path / "ผังโครงสร้าง.png"
    Image.new("RGB", (dots, 200), "white").save(picture)
    block = {"figure": sample.attach(picture), "caption": "ผัง ปี 2567", "width": 16}
    sample.set("situation", 1, "text", json.dumps([block], ensure_ascii=False))
    found = [problem for problem in find_problems(sample) if problem.check == "picture-coarse"]
    assert bool(found) is is_coarse
    if found:
        assert "7 " in found[0].fix  # as wide as it may be, in centimetres
