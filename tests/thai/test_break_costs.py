"""What readers dislike at a line's end costs more than what they do not see."""

import pytest

from planner_desktop.thai.break_costs import cost


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("ที่", "มี"),
        ("และ ", "หน่วยงาน"),
        ("(ของ", "กรุงเทพมหานคร"),
        ("การ", "จัดเก็บ"),
        ("77 ", "คณะ"),  # a number and its unit
        ("KR 7.4 ", "รายได้"),  # a code and the name it is of
        ("นาย", "สมชาย"),
        ("สำนักงานเขต", "ปทุมวัน"),
        ("หน่วยงาน", "นี้"),
    ],
)
def test_what_belongs_together_is_parted_at_a_cost(before: str, behind: str) -> None:
    assert cost(before, behind) > 0


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("รายได้", "ของ"),
        ("หน่วยงาน ", "และ"),
        ("ร้อยละ 100 ", "ของ"),
        ("พ.ศ. 2568 ", "กรุงเทพมหานคร"),  # a year counts nothing
        ("เขต ", "ชุมชน"),
        ("สถานที่", "ราชการ"),  # a word that only ends like one
    ],
)
def test_other_places_cost_nothing(before: str, behind: str) -> None:
    assert cost(before, behind) == 0
