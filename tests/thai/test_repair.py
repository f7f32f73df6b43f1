"""Text that was typed or pasted is mended, and nothing else about it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai.repair import repair

THAI = "กนบปาำเแ\u0e31\u0e34\u0e38\u0e47\u0e48\u0e49\u0e4c\u0e4d \n\r\u200b\u00ad\uf70a\uf88b\ue000ab1"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("ท\u0e4dางาน", "ทำงาน"),  # ํ + า
        ("น\u0e4d\u0e49า", "น้ำ"),  # ํ + tone + า
        ("น\u0e49\u0e4dา", "น้ำ"),  # tone + ํ + า
        ("ทำางาน", "ทำงาน"),
        ("น\u0e33\u0e49", "น้ำ"),  # tone typed after ำ
        ("เเผน", "แผน"),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),  # tone typed before its vowel
        ("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c"),
        ("แผน\u200bงาน\u00ad", "แผนงาน"),
        ("ป\uf70a", "ป\u0e48"),  # the shifted mark of an old Windows font
        ("ป\uf702\uf713", "ป\u0e35\u0e48"),
        ("ป\uf88c", "ป\u0e48"),  # and of an old Mac one
        ("\uf700าน", "ฐาน"),
        ("ก\ue123ข", "กข"),
        ("หนึ่ง\r\nสอง\rสาม", "หนึ่ง\nสอง\nสาม"),
    ],
)
def test_what_pasting_breaks_is_mended(typed: str, mended: str) -> None:
    assert repair(typed) == mended


@pytest.mark.parametrize("text", ["น้ำ ใจ", "ท ี่", "งาน ่", "OKR 7402 – “ก”", "a\tb  c", "เ แ", "ก\u0e4d", ""])
def test_the_rest_is_left_alone(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet=THAI, max_size=30))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


@given(st.text(alphabet="กขคงจABC 0123๑๒", max_size=30))
def test_text_without_marks_stays(text: str) -> None:
    assert repair(text) == text
