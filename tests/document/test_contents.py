"""The lines of the table of contents."""

from planner_desktop.document.contents import contents_slabs
from planner_desktop.document.outline import Heading, Run
from planner_desktop.document.style import STEP


def test_what_goes_on_from_an_entry_stands_further_in_than_it_but_not_as_far_as_one_below_it() -> None:
    title = "ส่วนที่ 1 การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2568"
    headings = [("a", Heading((Run(title),), 1)), ("b", Heading((Run("มิติที่ 1"),), 2))]
    first, second, below = contents_slabs(headings, 2, {}, 450.0)
    assert first.begins
    assert second.last
    assert first.left < second.left < below.left == first.left + STEP
