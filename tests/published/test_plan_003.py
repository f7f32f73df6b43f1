"""The sample is the published plan of สำนักงาน ก.ก. 2568, cell by cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft, plan_json
from planner_desktop.places import SAMPLES
from tests.conftest import published
from tests.published.compare import Comparison, borrowed, cells, export_sample, squeezed

NUMBER, SAMPLE = "003", "2568-personnel"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    published(NUMBER)  # skipped where the plans are not beside this clone
    return Comparison(NUMBER, export_sample(SAMPLE, tmp_path_factory.mktemp(SAMPLE)))


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", tmp_path / "plan.bmaplan") as draft:
        yield draft


def test_every_cell_of_the_published_plan_is_in_our_document(ours: Comparison) -> None:
    assert len(list(cells(NUMBER))) > 950
    assert ours.missing() == ours.listed()
    assert ours.not_printed() == []


def test_the_rows_stand_in_the_published_order(ours: Comparison) -> None:
    assert ours.displaced() == []


def test_every_amount_stands_in_its_row(ours: Comparison) -> None:
    assert ours.astray() == []


def test_the_summary_is_a_part_of_its_own(ours: Comparison) -> None:
    part = ours.text.rindex(squeezed("ส่วนที่ 4 สรุปโครงการและงบประมาณที่ดำเนินการในปีงบประมาณ พ.ศ. 2568"))
    assert ours.text.rindex(squeezed("รวมงบประมาณทั้งสิ้น (บาท) 58,043,050")) > part
    assert ours.text.rindex(squeezed("ส่วนที่ 5 การประเมินผลการปฏิบัติราชการ")) > part
    assert squeezed("รวมจำนวน.....13.....โครงการ/กิจกรรม") in ours.text
    assert squeezed("(ใช้งบประมาณ 2 โครงการ / ไม่ใช้งบประมาณ 4 โครงการ/กิจกรรม)") in ours.text


def test_footnotes_are_numbered_through_and_stand_under_their_tables(ours: Comparison) -> None:
    for mark in "¹²³⁴⁵⁶⁷⁸⁹":
        assert ours.text.count(mark) == 2, mark
    assert squeezed("³ หลักสูตรเส้นเลือดฝอยของ OKR 9133 และ 9134 ไม่ได้รับงบประมาณ") in ours.text


def test_the_checks_find_only_what_the_published_plan_left_out(plan: Draft) -> None:
    """Divisions of three indicators and the project of a fourth, all in component 2."""
    problems = find_problems(plan)
    assert {(p.check, p.kind) for p in problems} == {("required", "potential_indicator")}
    assert len(problems) == 4


def test_the_sample_holds_no_running_text_of_the_published_plan(plan: Draft) -> None:
    assert borrowed(plan, NUMBER, ("foreword", "situation", "trends", "vision", "mission", "project")) == []
