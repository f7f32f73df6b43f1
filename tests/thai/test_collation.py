"""The order of a Thai dictionary."""

import pytest

from planner_desktop.thai.collation import collation_key


@pytest.mark.parametrize(
    "in_order",
    [
        ["เก", "ขา"],
        ["ก็", "กก", "กะ", "กัน", "กา", "ก่า", "ก้า", "กำ", "เก", "เกา", "เก่า", "แก", "แกว", "แก้ว", "โก", "ใก", "ไก", "ไก่", "ไก้", "ขา"],
        ["ฤดู", "ลม", "ฦๅ", "วัน"],
        ["ฝ่ายการคลัง", "ฝ่ายเทศกิจ", "ฝ่ายปกครอง", "ฝ่ายโยธา"],
        ["โครงการที่ 2", "โครงการที่ ๙", "โครงการที่ 10"],
        ["7.4.1", "7.4.10", "กทม.", "กทม. 2"],
        ["abc", "ABD", "กข"],
    ],
)  # fmt: skip
def test_words_stand_as_in_a_dictionary(in_order: list[str]) -> None:
    assert sorted(set(in_order), key=collation_key) == in_order


def test_a_text_alone_with_marks_or_nothing_has_a_place_too() -> None:
    assert sorted(["ก", "่", "เ", ""], key=collation_key)[0] == ""
