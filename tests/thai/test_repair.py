"""Text that was typed or pasted is mended, and nothing else about it changes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai.repair import repair

THAI = "กนบปาำเแ\u0e31\u0e34\u0e38\u0e47\u0e48\u0e49\u0e4c\u0e4d \n\r\u200b\u00ad\uf70a\uf88b\ue000ab1"
DAMAGE = THAI + "\x00\ufffd\x0b\x96\u200d\u202e\ufeff\uf0fe\ud800\u0e00ถท\u0e35\u0e36\xa0"

SEEDS = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "seeds").glob("*.txt"))
FAULTS_OF_PDFS = (
    "[\u0e48-\u0e4b][\u0e31\u0e34-\u0e39]",
    "\u0e4d[\u0e48-\u0e4b]*\\s*\u0e32",
    "\u0e40\u0e40",
    "[ก-ฮ] [\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]",
)
"""A tone mark before its vowel, ำ in two letters, แ as two เ, a space before a mark."""


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
        ("ส\u0e32\u0e4dนัก", "สำนัก"),  # า + ํ, as PDFs tell it
        ("ต\u0e48\u0e32\u0e4d", "ต่ำ"),
        ("น\u0e49\u0e32\u0e4dประปา", "น้ำประปา"),
        ("น\u0e32\u0e4d\u0e49", "น้ำ"),
        ("น\u0e32\u0e49\u0e4d", "น้ำ"),
        ("ค\u0e32\u0e48ใช้จ\u0e32\u0e48ย", "ค่าใช้จ่าย"),  # tone typed after า
        ("ส\u0e4d านัก", "สำนัก"),  # ํ takes its า back over a space
        ("ก\x00\x07ข\x7f\u202eค\u202c\ufeff\u2060\u200f\u2066\ufffe\ud800", "กขค"),
        ("งาน\u200dแผน 👨\u200d👩", "งานแผน 👨\u200d👩"),  # what holds emoji together stays
        ("ข้อ 1\x0bข้อ 2\x0cข้อ 3\u2028ข้อ 4", "ข้อ 1\nข้อ 2\nข้อ 3\nข้อ 4"),  # Word's breaks
        ("ปี 2567\x1e68 \x93แผน\x94 \x95 5 \x96 7", "ปี 2567-68 “แผน” • 5 – 7"),
        ("\uf0fe มี \uf0a8 ไม่มี \uf0fc \uf0fb \uf0b7 \uf0a7", "☑ มี ☐ ไม่มี ✓ ✗ • ▪"),
        ("ส\ufffdนักงานเขต", "สำนักงานเขต"),  # only ำ makes a word of it
        ("ประช\x00มประจำปี", "ประชุมประจำปี"),
        ("ก\ufffdาว", "กาว"),  # ก้าว, กร้าว…: nobody knows
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


@pytest.mark.parametrize(
    "text", ["น้ำ ใจ", "งาน ่", "OKR 7402 – “ก”", "a\tb  c", "เ แ", "ก\u0e4d", "พุทฺธ\u0e4d สรณ\u0e4d", "สระ า", ""]
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet=THAI, max_size=30))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


@given(st.text(alphabet=DAMAGE, max_size=24))
def test_mending_damage_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    once.encode()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_mended_once_for_all(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


@given(st.text(alphabet="กขคงจABC 0123๑๒", max_size=30))
def test_text_without_marks_stays(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("letters", ["\u0e32\u0e48", "\u0e48", "\ufffd\u0e01", "\u0e01 \u0e48", "\u0e4d \u0e32"])
def test_nonsense_is_read_in_linear_time(letters: str) -> None:
    """Quadratic, each would take minutes."""
    assert repair(letters * 5_000)


@pytest.mark.skipif(not SEEDS, reason="the published plans are not beside this checkout")
def test_the_text_of_a_published_pdf_has_its_marks_in_order_and_no_letter_taken_apart() -> None:
    """Of the second plan, whose PDF puts tone marks before vowels, parts marks from letters and takes ำ apart."""
    text = SEEDS[1].read_text("utf-8")
    before, after = (
        [len(re.findall(fault, said)) for fault in FAULTS_OF_PDFS]
        for said in (text, "\n".join(map(repair, text.split("\n"))))
    )
    assert all(before), before
    assert after[:3] == [0, 0, 0], after
    assert after[3] <= before[3] // 5, after
