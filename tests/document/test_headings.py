"""Headings of three levels are told apart by their size and the room above them; their lines are as long as each other."""

from itertools import pairwise

from planner_desktop.document.outline import Heading, Paragraph, Run, Style
from planner_desktop.document.paragraph import heading_slabs, paragraph_slabs
from planner_desktop.document.style import BODY, heading_shape


def test_each_level_is_smaller_and_has_less_room_above_than_the_one_over_it() -> None:
    shapes = [heading_shape(level, "left") for level in range(1, 5)]
    assert all(shape.bold for shape in shapes)
    for higher, lower in pairwise(shapes):
        assert higher.size > lower.size
        assert higher.above > lower.above
    assert all(higher.size >= 1.11 * lower.size for higher, lower in pairwise(shapes[:3]))
    assert shapes[-1].size >= BODY.size  # bold tells it from running text, which it may not be smaller than
    assert shapes[2].size >= BODY.size


TITLE = "ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน"


def test_no_line_of_a_heading_is_a_word_alone_where_the_line_above_can_give_it_more() -> None:
    first, second = heading_slabs(Heading((Run(TITLE),), 1, align="center"), 450.0, "")
    assert abs(first.line.width - second.line.width) < 0.25 * 450.0


def test_what_stands_in_the_middle_is_parted_evenly_and_a_text_is_not() -> None:
    def widths(style: Style) -> list[float]:
        text = "ตารางที่ 2 : รายได้ที่ส่วนราชการอื่นจัดเก็บให้ ปีงบประมาณ พ.ศ. 2565 - 2567 (หน่วย : ล้านบาท)"
        return [slab.line.width for slab in paragraph_slabs(Paragraph((Run(text),), style), 450.0)]

    first, last = widths("center")
    assert abs(first - last) < 0.25 * 450.0
    first, last = widths("plain")
    assert first > 0.9 * 450.0
