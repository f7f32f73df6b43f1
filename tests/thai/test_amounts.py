"""Amounts are typed and printed as officers write them, and never pass through a float."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.thai.amounts import LARGEST, baht_words, format_baht, parse_baht
from planner_desktop.thai.digits import to_arabic, to_thai

AMOUNTS = st.integers(min_value=0, max_value=LARGEST)


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("3,584,000", 358_400_000),
        ("3584000", 358_400_000),
        ("๑๐,๙๙๑,๕๐๐.-", 1_099_150_000),
        (" 10 991 500 บาท ", 1_099_150_000),
        ("3, 584, 000", 358_400_000),
        ("0.5", 50),
        ("3,584,000.05", 358_400_005),
        ("0", 0),
        ("88,732,487,710 บาทถ้วน", 8_873_248_771_000),
    ],
)
def test_amounts_are_understood(typed: str, satang: int) -> None:
    assert parse_baht(typed) == satang


@pytest.mark.parametrize(
    "typed",
    ["", "-", "บาท", "ไม่ใช้งบประมาณ", "1.234", "12,50", "1,23,456", "1,000,00", "-5", "1e6", "5 ล้าน", "1..5", "9" * 20],
)
def test_anything_else_is_refused_and_named(typed: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_baht(typed)
    assert f"“{typed}”" in refused.value.message
    assert refused.value.fix


@given(AMOUNTS)
def test_what_is_printed_can_be_typed_back(satang: int) -> None:
    assert parse_baht(format_baht(satang)) == satang
    assert parse_baht(to_thai(format_baht(satang))) == satang


@pytest.mark.parametrize(
    ("satang", "printed"),
    [(358_400_000, "3,584,000"), (358_400_050, "3,584,000.50"), (5, "0.05"), (0, "0"), (-150_000, "-1,500")],
)
def test_decimals_only_when_not_zero(satang: int, printed: str) -> None:
    assert format_baht(satang) == printed


@pytest.mark.parametrize(
    ("baht", "words"),
    [
        ("10,991,500", "สิบล้านเก้าแสนเก้าหมื่นหนึ่งพันห้าร้อยบาทถ้วน"),
        ("88,732,487,710", "แปดหมื่นแปดพันเจ็ดร้อยสามสิบสองล้านสี่แสนแปดหมื่นเจ็ดพันเจ็ดร้อยสิบบาทถ้วน"),
        ("1,000,000", "หนึ่งล้านบาทถ้วน"),
        ("10,034,567", "สิบล้านสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("0", "ศูนย์บาทถ้วน"),
        ("1,000,000,000,000", "หนึ่งล้านล้านบาทถ้วน"),
        ("1.25", "หนึ่งบาทยี่สิบห้าสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
        ("90,071,992,547,409.93", "เก้าสิบล้านเจ็ดหมื่นหนึ่งพันเก้าร้อยเก้าสิบสองล้านห้าแสนสี่หมื่นเจ็ดพันสี่ร้อยเก้าบาทเก้าสิบสามสตางค์"),
    ],
)
def test_amounts_in_words(baht: str, words: str) -> None:
    assert baht_words(parse_baht(baht)) == words


@given(st.text(max_size=20))
def test_digits_go_there_and_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
