"""The sample is the published plan of สำนักการคลัง 2568, cell by cell."""

from planner_desktop.draft import Draft
from tests.published.compare import Comparison, borrowed, squeezed
from tests.published.findings import expected, found

NUMBER, SAMPLE = "000", "2568-finance"


def test_the_sample_is_the_published_plan(ours: Comparison) -> None:
    ours.hold(least=700)


def test_totals_and_counts_are_those_of_the_published_plan(ours: Comparison) -> None:
    assert "รวมจำนวน.....12.....โครงการ/กิจกรรมจำนวนเงินทั้งสิ้น.....800,000.....บาท" in ours.text
    assert "รวมจำนวน.....11.....โครงการ/กิจกรรมจำนวนเงินทั้งสิ้น.....16,393,702.50.....บาท" in ours.text
    assert squeezed("รวมงบประมาณทั้งสิ้น (บาท) 959,500") in ours.text


def test_refused_projects_are_shown_without_a_number(ours: Comparison) -> None:
    summary = ours.text[ours.text.index("สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการ") :]
    assert squeezed("ลำดับที่(OKR) โครงการปรับเปลี่ยนรถราชการเป็นรถยนต์ไฟฟ้าดัดแปลง จำนวน 500 คัน") in summary
    assert squeezed("850,000,000 (ไม่ได้รับงบประมาณ)") in summary
    assert squeezed("1 กิจกรรมส่งเสริมผู้ประกอบการรายย่อย") in summary


def test_the_checks_find_what_the_published_plan_got_wrong(plan: Draft) -> None:
    assert found(plan) == expected(NUMBER)


def test_the_sample_holds_no_running_text_of_the_published_plan(plan: Draft) -> None:
    assert borrowed(plan, NUMBER, ("foreword", "situation", "vision", "mission", "project")) == []
