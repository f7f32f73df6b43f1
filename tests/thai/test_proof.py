"""What a proofreader marks, and what is right as it stands."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.proof_abbreviations import abbreviations, explains
from planner_desktop.thai.proof_brackets import unclosed_brackets, unclosed_quotes
from planner_desktop.thai.proof_damage import damaged_thai
from planner_desktop.thai.proof_digits import mixed_numbers, thai_numbers
from planner_desktop.thai.proof_doubled import doubled_words
from planner_desktop.thai.proof_keyboard import wrong_keyboard
from planner_desktop.thai.proof_leftover import cut_short, leftover_dots, leftover_instructions, leftover_signs
from planner_desktop.thai.proof_near import NearNames
from planner_desktop.thai.proof_spacing import repeat_mark_spacing, short_years, year_spacing
from planner_desktop.thai.proof_spelling import Spelling, common_misspellings

Proof = Callable[[str], list[Flaw]]
ALL = (
    unclosed_brackets, unclosed_quotes, doubled_words, leftover_dots, leftover_signs, leftover_instructions,
    mixed_numbers, thai_numbers, damaged_thai, wrong_keyboard, repeat_mark_spacing, year_spacing, short_years,
)  # fmt: skip


@pytest.mark.parametrize(
    ("proof", "text", "marked"),
    [
        (unclosed_brackets, "ระบบบัญชี (ยานพาหนะ (รถ)", "("),
        (unclosed_brackets, "มาตรฐาน ISO37001)", ")"),
        (unclosed_quotes, "“ - “", "“"),
        (doubled_words, "ไม่ได้ได้รับจัดสรร", "ได้ได้"),
        (doubled_words, "ดิจิทัล หมายถึง หมายถึง ระบบ", "หมายถึง หมายถึง"),
        (doubled_words, "จำนวนรถรถยนต์ไฟฟ้า", "รถรถ"),
        (leftover_dots, "ยุทธศาสตร์ที่ .....", "....."),
        (leftover_dots, "จำนวนเงินทั้งสิ้น .....บาท", "....."),
        (leftover_signs, "N/A", "N/A"),
        (cut_short, "เจ้าพนักงานเภสัชกร...", "เจ้าพนักงานเภสัชกร..."),
        (common_misspellings, "ให้คลอบคลุมทุกพื้นที่", "คลอบคลุม"),
        (leftover_instructions, "(เนื้อหาส่วนนี้จะครอบคลุมเฉพาะ", "(เนื้อหาส่วนนี"),
        (mixed_numbers, "พ.ศ. 256๕", "256๕"),
        (thai_numbers, "ร้อยละ ๘๐", "๘๐"),
        (damaged_thai, "ทํางาน", "ํา"),
        (damaged_thai, "เเละ", "เเ"),
        (wrong_keyboard, "City Lab c]h; และ", "c]h;"),
        (repeat_mark_spacing, "งานต่างๆ ของ", "ๆ"),
        (year_spacing, "พ.ศ.2568", "พ.ศ.2568"),
        (short_years, "โครงการต่อเนื่อง 65 – 68", "65 – 68"),
    ],
)
def test_what_is_wrong_is_marked(proof: Proof, text: str, marked: str) -> None:
    assert [flaw.of(text) for flaw in proof(text)] == [marked]


@pytest.mark.parametrize(
    ("proof", "text"),
    [
        (unclosed_brackets, "1) ก่อสร้าง ก) ถนน (สายใน)"),
        (unclosed_quotes, "“ทุกคน” มีส่วนร่วม"),
        (doubled_words, "โครงการการเงินการคลังของนานาชาติ งานต่าง ๆ จริงจริง"),
        (doubled_words, "ชื่อโครงการ โครงการสำรวจถนน"),
        (leftover_dots, "รวมจำนวน.....13.....โครงการ"),
        (leftover_dots, "ร่างข้อบัญญัติกรุงเทพมหานคร พ.ศ. ...."),
        (leftover_dots, "เป็นต้น..."),
        (thai_numbers, "ร้อยละ 80"),
        (mixed_numbers, "๑๒ และ 12"),
        (damaged_thai, "นำงบประมาณและน้ำ"),
        (wrong_keyboard, "OKR/KPI; ISO, e-GP [BMA] don't"),
        (repeat_mark_spacing, "งานต่าง ๆ ของ"),
        (year_spacing, "พ.ศ. 2568"),
        (short_years, "ร้อยละ 65 – 68"),
    ],
)
def test_what_is_right_is_not_marked(proof: Proof, text: str) -> None:
    assert proof(text) == []


def test_what_is_meant_is_told() -> None:
    assert [flaw.meant for flaw in wrong_keyboard("Lab c]h; และ")] == ["แล้ว"]
    assert [flaw.meant for flaw in mixed_numbers("256๕")] == ["2565"]


@given(st.text(alphabet="กขงานการระบบ์่้ิำๆ ().,-“”0123๔๕๖abc];/", max_size=60))
def test_marks_lie_within_any_text(text: str) -> None:
    for proof in ALL:
        assert all(0 <= flaw.start < flaw.end <= len(text) for flaw in proof(text))


def test_abbreviations_that_everyone_knows_need_no_word() -> None:
    assert abbreviations("กทม. และ กวส. พ.ศ. 2568 ม.ค. กวส.") == ["กวส."]


@pytest.mark.parametrize("text", ["กองวินัยและเสริมสร้าง (กวส.)", "กวส. (กองวินัยและเสริมสร้าง)", "กวส. = กองวินัย"])
def test_an_abbreviation_beside_its_name_is_explained(text: str) -> None:
    assert explains(text, "กวส.")
    assert not explains("ส่วนราชการ กวส.", "กวส.")


def test_an_abbreviation_is_explained_by_words_in_english_too() -> None:
    assert explains("สินค้าสร้างสรรค์ (MIB : Made in Bangkok)", "MIB")
    assert not explains("นโยบาย MIB ของเมือง", "MIB")


AGENCIES = NearNames(["สำนักการโยธา", "สำนักการคลัง", "สำนักงบประมาณกรุงเทพมหานคร"], "สำนัก", "งาน")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ร่วมกับสำนักงานโยธาในพื้นที่", "สำนักการโยธา"),
        ("ของสำนักงานการคลัง", "สำนักการคลัง"),
        ("สำนักงานประมาณกรุงเทพมหานคร", "สำนักงบประมาณกรุงเทพมหานคร"),
    ],
)
def test_a_name_that_is_nearly_an_agency_is_marked(text: str, meant: str) -> None:
    assert [flaw.meant for flaw in AGENCIES.near(text)] == [meant]


@pytest.mark.parametrize("text", ["สำนักการโยธา", "สำนักงานเลขานุการ", "สำนัก", "สำนักการ โยธา"])
def test_an_agency_and_what_is_far_from_one_are_not_marked(text: str) -> None:
    assert AGENCIES.near(text) == []


PLAN = Spelling(["ช่องทางการร้องเรียนของประชาชน", "การประเมินผลโครงการ", "โรงพยาบาลฟูกูโอกะ"])


def test_a_word_one_letter_off_the_plans_own_is_marked() -> None:
    (flaw,) = PLAN.misspelt("พัฒนาช่องทางารร้องเรียน")
    assert flaw.meant in "ช่องทางการร้องเรียนของประชาชน"


@pytest.mark.parametrize("text", ["ช่องทางการร้องเรียน", "เมืองฟูกูโอกะ", "การประเมนิผลโครงการ"])
def test_right_words_foreign_names_and_damage_of_converters_are_not_marked(text: str) -> None:
    assert PLAN.misspelt(text) == []
