"""What a proofreader would mark is found in whatever field it stands, and right texts are left alone."""

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.checks.text_checks import TEXT_CHECKS, flaws_in
from planner_desktop.draft import Draft

WRONG = {
    "left-over-dots": "วงเงินทั้งสิ้น ................. บาท",
    "left-over-sign": "ค่าเป้าหมาย N/A",
    "left-over-instruction": "ชื่อโครงการ (โปรดระบุ)",
    "bracket-unclosed": "โครงการพัฒนาระบบ (ระยะที่ 2 ของหน่วยงาน",
    "quote-unclosed": "ตามแนวคิด “เมืองน่าอยู่สำหรับทุกคน",
    "doubled-word": "โครงการโครงการพัฒนาเมือง",
    "wrong-keyboard": "ดำเนินการc]h;เสร็จ",
    "mixed-digits": "ปีงบประมาณ พ.ศ. 256๘",
    "thai-damage": "ดําเนินการแล้วเสร็จ",
    "numbering-gap": "1) รายได้ 2) รายจ่าย 4) พัสดุ",
    "abbreviation-dot": "คะแนนจากสำนักงาน ป.ป.ช ปีนี้",
    "repeat-mark-spacing": "งานด้านต่างๆ ของหน่วยงาน",
    "year-spacing": "ประจำปี พ.ศ.2568",
}
RIGHT = (
    "แผนปฏิบัติราชการประจำปี พ.ศ. 2568 (ฉบับปรับปรุง) ด้านต่าง ๆ",
    "1) จัดทำแผน 2) ประเมินผล",
    "จัดเก็บรายได้ได้ตามประมาณการที่กำหนด",
    "ร้อยละ 90 – 94.99 ของเป้าหมาย 1,234,500.00 บาท",
)


def found(text: str) -> set[str]:
    return {flaw.check.id for flaw in flaws_in(text)}


def test_every_check_of_texts_is_tried_here() -> None:
    assert WRONG.keys() == {check.id for check in TEXT_CHECKS}


@pytest.mark.parametrize("check", WRONG)
def test_each_finds_what_is_wrong(check: str) -> None:
    assert check in found(WRONG[check])


@pytest.mark.parametrize("text", RIGHT)
def test_right_texts_are_left_alone(text: str) -> None:
    assert found(text) == set()


def test_a_flaw_is_a_problem_of_its_field_and_says_what_to_write(sample: Draft) -> None:
    project = sample.ids("project")[0]
    before = {problem.check for problem in find_problems(sample)}
    assert "wrong-keyboard" not in before
    sample.set("project", project, "name", "โครงการc]h;เสร็จ")
    (problem,) = [problem for problem in find_problems(sample) if problem.check == "wrong-keyboard"]
    assert (problem.kind, problem.id, problem.field) == ("project", project, "name")
    assert "แล้ว" in problem.fix
    assert problem.why


def test_running_text_is_read_too(sample: Draft) -> None:
    sample.enter("foreword", 1, "text", "สำนักงานจัดทำแผน (ฉบับนี้ขึ้น")
    assert "bracket-unclosed" in {p.check for p in find_problems(sample) if p.kind == "foreword"}
