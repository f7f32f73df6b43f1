"""Dates are typed with Buddhist years and stored in the common era; 543 is added once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.thai import dates
from planner_desktop.thai.dates import impossible_date
from planner_desktop.thai.digits import to_thai

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "1 ตุลาคม 2567", "1 ต.ค. 67", "1 ต.ค.67", "1/10/2567", "1-10-67", "๑ ตุลาคม ๒๕๖๗", "1 ตุลาคม พ.ศ. 2567",
        "วันที่ 1 ตุลาคม 2567", "1/10/2024", " 01/10/2567 ", "1 ตค 67",
    ],
)  # fmt: skip
def test_one_day_typed_in_many_ways(typed: str) -> None:
    assert dates.parse_date(typed) == date(2024, 10, 1)


@pytest.mark.parametrize("typed", ["", "ตุลาคม 2567", "1/13/2567", "31/1", "30 ก.พ. 2567", "1 Foo 2567", "2567-10-01"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused):
        dates.parse_date(typed)


def test_a_year_is_never_moved_twice() -> None:
    with pytest.raises(ValueRefused):
        dates.parse_date("1/10/3110")  # 2567 + 543
    with pytest.raises(ValueRefused):
        dates.buddhist_year(2567)
    assert dates.common_year(2567) == dates.common_year(2024) == 2024


@given(DAYS)
def test_what_is_printed_can_be_typed_back(day: date) -> None:
    assert dates.parse_date(dates.format_date(day)) == day
    assert dates.parse_date(to_thai(dates.format_date(day, short=True))) == day


@pytest.mark.parametrize(
    "text",
    [
        "32 สมกราคม 9999", "32 มกราคม 2568", "0 มกราคม 2568", "31 เมษายน 2568", "29 กุมภาพันธ์ 2568", "๓๒ ม.ค. ๒๕๖๘", "1 มกราคม 9999",
        "สมกราคม 2568", "กันยายน 9999", "กันยายน 25670", "วันที่ 31 เดือน เมษายน พ.ศ. 2568", "32/1/2568", "1/13/2568", "1 มกรายน 2568",
        "31 ก.ย. 67",
    ],
)  # fmt: skip
def test_a_text_that_looks_like_a_date_and_is_none_is_named(text: str) -> None:
    assert impossible_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "กันยายน 2567", "1 ตุลาคม 2567", "29 ก.พ. 2567", "ก.ย. 67", "๓๐ กันยายน พ.ศ. ๒๕๖๗", "ณ วันที่ 1 ตุลาคม 2567", "1/10/2567",
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568", "ประชาคม 2568", "สังคม 2568", "32 โครงการ 2568", "15 ประชาคม 2568", "พ.ศ. 2568", "0702",
        "ตุลาคม 2567 - กันยายน 2568", "1 - 31 ตุลาคม 2567", "ไตรมาส 2568", "ส่วนที่ 32", "12/2568", "ร้อยละ 9999", "สวนลุม 9999", "ค.ศ. 2024",
    ],
)  # fmt: skip
def test_other_texts_and_dates_that_are_in_the_calendar_are_left_alone(text: str) -> None:
    assert impossible_date(text) == ""


@given(st.text(max_size=20))
def test_no_text_is_a_fault(text: str) -> None:
    assert isinstance(impossible_date(text), str)
