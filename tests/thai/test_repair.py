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


SENTENCES = [
    "สำนักงานเขตพื้นที่", "สัญญาจ้าง", "โครงการพัฒนาน้ำใจ (ปี 2568)", "สำนัก", "ประชุม พ.ศ. ๒๕๖๘ และอื่น ๆ",
]  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("shown_as", ["latin-1", "cp1252"])
def test_thai_read_in_another_character_set_is_put_right(text: str, shown_as: str) -> None:
    assert repair(text.encode("cp874").decode(shown_as)) == text
    shown = "".join(bytes([b]).decode(shown_as, "ignore") or chr(b) for b in text.encode())
    assert repair(shown) == text
    assert repair(f"OKR 1 {shown}\n“ก”") == f"OKR 1 {text}\n“ก”"


EUROPEAN = [
    "«À l’été, Noël à Besançon»",
    "El Niño ¿qué?",
    "ÀÉÈÊÇÎÔ",
    "§§ 5–7",
    "°C ±5 µm² ½",
    "£££",
    "Ærø",
    "òåñò",
    "ÊÓ¹",
    "éèêë",
    "¡¡¡¡",
]


@given(st.lists(st.sampled_from([*EUROPEAN, *SENTENCES, "plan", "OKR 7402"])).map(" ".join))
def test_good_text_is_never_changed(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet="àâçéèêëîïôùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ«»’ aelnrst", max_size=60))
def test_french_letters_stay(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet=[chr(n) for n in range(0x80, 0x100)] + list("à¸¹à¸¹ ก่ำ"), max_size=40))
def test_mending_debris_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


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
