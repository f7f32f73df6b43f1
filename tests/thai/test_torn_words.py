"""Words that a space tore before a mark: put together where that is certain, and offered where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn_words import join, torn

LETTERS = "กดนมสหรงานเจ\u0e31\u0e34\u0e35\u0e37\u0e38\u0e48\u0e49\u0e4c\u0e32\u0e33  \xa0a1"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ถ ึง", "ถึง"),
        ("ท ี่", "ที่"),
        ("ผ ู้บริหาร", "ผู้บริหาร"),
        ("ความร ู้", "ความรู้"),
        ("พ ื้นท ี่", "พื้นที่"),
        ("ส ํานักงาน", "สำนักงาน"),
        ("ส ำนัก", "สำนัก"),
        ("น ้ำ", "น้ำ"),
    ],
)
def test_what_has_no_other_reading_is_put_together(text: str, meant: str) -> None:
    assert repair(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ส านักงานเขต ด าเนินการ", "สำนักงานเขต ดำเนินการ"),
        ("ฝ่ายงานก ากับ", "ฝ่ายงานกำกับ"),
        ("ก าหนด", "กำหนด"),
        ("ก าร", "การ"),  # here the space took nothing
        ("จ านวน 5 ค าขอ", "จำนวน 5 คำขอ"),
        ("ด าเนินก ารจ ัดท า", "ดำเนินการจัดทำ"),
        ("ด าเน ินการ", "ดำเนินการ"),
        ("น ้ าประปา", "น้ำประปา"),
        ("ค ่าน ้า", "ค่าน้ำ"),
        ("ส ารวย", "สำรวย"),  # a name
        ("ทรัพย ์", "ทรัพย์"),
        ("การบร ิหาร", "การบริหาร"),
    ],
)
def test_what_has_several_readings_is_offered_as_the_likeliest(text: str, meant: str) -> None:
    assert repair(text) == text
    assert join(text) == meant


@pytest.mark.parametrize("text", ["สระ า", "(่)", "งาน ่", "ปี 2568 ่", "กาน้ำ ใจ", "ส\nานัก", "5 า"])
def test_where_no_word_was_torn_nothing_is_offered(text: str) -> None:
    assert repair(text) == text
    assert join(text) == text


@given(st.text(alphabet=LETTERS, max_size=24))
def test_what_is_offered_tells_where_it_stands_and_takes_nothing_but_spaces(text: str) -> None:
    text, behind = repair(text), 0
    for one in torn(text):
        assert behind <= one.start < one.end <= len(text)
        assert not one.certain
        behind, letters = one.end, text[one.start : one.end]
        closed = "".join(letters.split())
        assert one.meant.replace("\u0e33", "\u0e32") == closed.replace("\u0e33", "\u0e32")
