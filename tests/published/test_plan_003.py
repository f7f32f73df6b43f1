"""The sample is the published plan of สำนักงาน ก.ก. 2568, cell by cell."""

from planner_desktop.draft import Draft
from tests.published.compare import Comparison, borrowed, squeezed
from tests.published.findings import expected, found

NUMBER, SAMPLE = "003", "2568-personnel"


def test_the_sample_is_the_published_plan(ours: Comparison) -> None:
    ours.hold(least=950)


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


def test_the_checks_find_what_the_published_plan_got_wrong(plan: Draft) -> None:
    assert found(plan) == expected(NUMBER)


def test_an_indicator_that_the_agency_assesses_itself_says_so(ours: Comparison) -> None:
    assert ours.text.count(squeezed("N/A (สำนักงาน ก.ก. เป็นผู้ประเมินตัวชี้วัดนี้เอง)")) == 2


def test_the_sample_holds_no_running_text_of_the_published_plan(plan: Draft) -> None:
    assert borrowed(plan, NUMBER, ("foreword", "situation", "trends", "vision", "mission", "project")) == []
