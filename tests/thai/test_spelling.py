"""Misspelt words are found where they stand, with what was meant, and right ones are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.thai.spelling import misspelt

THAI = st.text(st.characters(min_codepoint=0xE01, max_codepoint=0xE4E, exclude_characters="\u0e3b\u0e3c\u0e3d\u0e3e"))


def marks(text: str, *known: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.meant) for one in misspelt(text, frozenset(known))]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("เพิ่มประสิทธภาพการทำงาน", ("ประสิทธภาพ", "ประสิทธิภาพ")),
        ("การขับเคล่อนยุทธศาสตร์", ("เคล่อน", "เคลื่อน")),
        ("ช่องทางการแผยแพร่ข้อมูล", ("แผยแพร่", "เผยแพร่")),
        ("ให้คลอบคลุมทุกพื้นที่", ("คลอบคลุม", "ครอบคลุม")),
        ("สำนักทะเบียนราษฏร์", ("ราษฏร์", "ราษฎร์")),
        ("กรุงทเพมหานคร", ("กรุงทเพมหานคร", "กรุงเทพมหานคร")),
    ],
)
def test_a_slip_is_found_with_what_was_meant(text: str, mark: tuple[str, str]) -> None:
    assert marks(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "แผนปฏิบัติราชการประจำปีของสำนักงานการต่างประเทศ กรุงเทพมหานคร",
        "ส่งเสริมและพัฒนาศักยภาพบุคลากรในสังกัดให้มีความรู้ความเข้าใจเกี่ยวกับระเบียบการเงินการคลัง",
        "ของกทม. และ สยป. ตาม ม.ค. - ก.ย. 2568 (กรต.)",
        "OKR 7402 budget",
        "",
    ],
)
def test_right_words_abbreviations_and_other_scripts_are_left_alone(text: str) -> None:
    assert marks(text) == []


def test_a_word_that_is_known_is_right() -> None:
    text = "โรงเรียนบดินทรเดชาธุชน"
    ((found, _meant),) = marks(text)
    assert marks(text, found) == []


def test_letters_that_are_no_word_are_found_though_nobody_knows_what_was_meant() -> None:
    ((found, meant),) = marks("จัดทำฎฏฐฑฒณแล้วเสร็จ")
    assert "ฎฏฐฑฒ" in found
    assert meant == ""


@given(text=THAI)
@settings(max_examples=60)
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = list(misspelt(text))
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(one.start < one.end <= len(text) for one in found)
