"""What targets are read as, and that what is not certain is not read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import num_to_thaiword

from planner_desktop.i18n import set_language
from planner_desktop.thai.digits import to_thai
from planner_desktop.thai.number_words import read_number_words
from planner_desktop.thai.quantities import read_quantity
from planner_desktop.thai.quantity import LEVEL, PERCENT, Change, Part, Quantity, number_text
from planner_desktop.thai.quantity_said import quantity_said, quantity_told
from tests.thai.readings import reading

READ = {
    "ร้อยละ 80": "= 80 ร้อยละ",
    "ร้อย ละ ๘๐": "= 80 ร้อยละ",
    "80 %": "= 80 ร้อยละ",
    "80 เปอร์เซ็นต์": "= 80 ร้อยละ",
    "ร้อยละแปดสิบ": "= 80 ร้อยละ",
    "ระดับ 5": "= 5 ระดับ",
    "ระดับที่ 5": "= 5 ระดับ",
    "ระดับ 4 ขึ้นไป": "≥ 4 ระดับ",
    "ไม่น้อยกว่าร้อยละ 85": "≥ 85 ร้อยละ",
    "ไม่ น้อยกว่า 85 %": "≥ 85 ร้อยละ",
    "อย่างน้อยหนึ่งระบบ": "≥ 1 ระบบ",
    "มากกว่าหรือเท่ากับร้อยละ 80": "≥ 80 ร้อยละ",
    "ตั้งแต่ร้อยละ 4.00 ขึ้นไป": "≥ 4 ร้อยละ",
    "81 ขึ้นไป": "≥ 81",
    "≥ 95": "≥ 95",
    ">= 95%": "≥ 95 ร้อยละ",
    "มากกว่า 60": "> 60",
    "ไม่เกินร้อยละ 5": "≤ 5 ร้อยละ",
    "ร้อยละ 4.00 ลงมา": "≤ 4 ร้อยละ",
    "ต่ำกว่า 50": "< 50",
    "90–94.99": "[90, 94.99]",
    "71 - 80": "[71, 80]",
    "ร้อยละ 80 ถึง 90": "[80, 90] ร้อยละ",
    "มากกว่าร้อยละ 0 แต่ไม่ถึงร้อยละ 2.00": "(0, 2) ร้อยละ",
    "ตั้งแต่ร้อยละ 2.01 แต่ไม่ถึงร้อยละ 3.00": "[2.01, 3) ร้อยละ",
    "มากกว่า 2 แต่ไม่เกิน 3 ครั้ง": "(2, 3] ครั้ง",
    "2,017 ชุมชน": "= 2017 ชุมชน",
    "๓๗๖,๐๐๐ รายการบ้าน": "= 376000 รายการบ้าน",
    "1.5 ล้านบาท": "= 1500000 บาท",
    "สองร้อยคน": "= 200 คน",
    "500 (สะสม 1,558)": "= 500",
    "ระบบงานฯ (1 ฉบับ)": "= 1 ฉบับ",
    "คู่มือตาม ISO 9001 จำนวน 3 เล่ม": "= 3 เล่ม",
    "จัดทำร่างฉบับที่ 2 จำนวน 3 เล่ม": "= 3 เล่ม",
    "อย่างน้อย 3 โครงการ/กิจกรรม": "≥ 3 โครงการ/กิจกรรม",
    "เดือนละ 1 ครั้ง": "= 1 ครั้ง per=เดือน",
    "รุ่นละไม่น้อยกว่า 50 คน": "≥ 50 คน per=รุ่น",
    "30 คน/วัน": "= 30 คน per=วัน",
    "5 เรื่องต่อปี": "= 5 เรื่อง per=ปี",
    "เพิ่มขึ้นอย่างน้อย 5 ชุดข้อมูล": "≥ 5 ชุดข้อมูล change=more",
    "ลดลงร้อยละ 10": "= 10 ร้อยละ change=less",
    "เพิ่มขึ้นเป็นร้อยละ 15": "= 15 ร้อยละ",
    "ลดลงเหลือร้อยละ 5": "= 5 ร้อยละ",
    "ภายใน 30 วัน": "≤ 30 วัน",
    "ปี 2567 ร้อยละ 80": "= 80 ร้อยละ year=2567",
    "ร้อยละ 80 (ปี 2567)": "= 80 ร้อยละ year=2567",
    "ร้อยละ 80 ของงบประมาณปี 2566": "= 80 ร้อยละ",
    "ร้อยละ 80 ภายในปี 2568": "= 80 ร้อยละ year=2568 due=2025",
    "ภายใน กันยายน 2568": "year=2568 due=2025-09",
    "แล้วเสร็จภายในวันที่ 30 ก.ย. 68": "year=2568 due=2025-09-30",
    "ภายใน 30/9/2568": "year=2568 due=2025-09-30",
}


@pytest.mark.parametrize(("text", "right"), READ.items(), ids=list(READ))
def test_a_target_is_read(text: str, right: str) -> None:
    assert read_quantity(text) == reading(right)


SEVERAL = {
    "1 แผน รายงาน 1 ฉบับ": ("= 1 แผน", "= 1 ฉบับ"),
    "อย่างน้อย 30 % ต่อคณะ จำนวน 77 คณะ": ("≥ 30 ร้อยละ per=คณะ", "= 77 คณะ"),
    "จัดอบรม 3 ครั้ง ๆ ละ 50 คน": ("= 3 ครั้ง", "= 50 คน per=ครั้ง"),
    "ปี 2567 ร้อยละ 80 ปี 2568 ร้อยละ 85": ("= 80 ร้อยละ year=2567", "= 85 ร้อยละ year=2568"),
    "ร้อยละ 80 ปี 2567 ร้อยละ 85 ปี 2568": ("= 80 ร้อยละ year=2567", "= 85 ร้อยละ year=2568"),
    "ปี 66 (จำนวน 1 ภารกิจ) ปี 67 (จำนวน 2 ภารกิจ)": ("= 1 ภารกิจ year=2566", "= 2 ภารกิจ year=2567"),
    "ร้อยละ 40 + ร้อยละ 60": ("weight=40", "weight=60"),
    "ร้อยละ 100\n1. เว็บไซต์ (ร้อยละ 40)\n2. ความพึงพอใจร้อยละ 80 ขึ้นไป (ร้อยละ 60)": (
        "= 100 ร้อยละ",
        "weight=40",
        "≥ 80 ร้อยละ weight=60",
    ),
}


@pytest.mark.parametrize(("text", "right"), SEVERAL.items(), ids=list(SEVERAL))
def test_a_target_of_several_parts_is_read(text: str, right: tuple[str, ...]) -> None:
    assert read_quantity(text) == reading(*right)


NOT_CERTAIN = [
    "",
    "-",
    "N/A (อย่างน้อย 1 โครงการ)",
    "มี",
    "ทุกชุมชน",
    "ระดับมากที่สุด",
    "5 ระดับ",
    "OKR 7402",
    "มาตรา 44",
    "ศาลาว่าการกรุงเทพมหานคร 2 (ดินแดง)",
    "พัฒนาสวน 15 นาที",
    "สวน 15 นาที 10 แห่ง",
    "12,50 คน",
    "1/2",
    "50:50",
    "1 ใน 3",
    "ร้อยละ -5",
    "02-224-2958",
    "2568",
    "ประมาณ 300 คน",
    "กว่า 500 คน",
    "ร้อยละ 80 หรือ ร้อยละ 90",
    "ลดปริมาณขยะ ร้อยละ 10",
    "เพิ่มขึ้นจากร้อยละ 10 เป็นร้อยละ 15",
    "ร้อยละ 80 ของผู้เข้าอบรมจำนวน 50 คน",
    "อย่างน้อยร้อยละ 1 โครงการ",
    "เขตละ 100 คน/วัน",
    "ไม่เกิน 5 ขึ้นไป",
    "5 - 3 ครั้ง",
    "ภายใน 31 กันยายน 2568",
    "ภายใน 5 คน",
    "ร้อยละ 80 (ยังไม่ปิด",
    "ร้อยละ 70 และ 5 ครั้ง ในปี 2568",
    "ระหว่างปี 2566 - 2570 จำนวน 5 แห่ง",
    "5 แสน 3 หมื่น",
]


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_what_is_not_certain_is_not_read_and_the_reason_is_told(text: str) -> None:
    quantity = read_quantity(text)
    assert not quantity
    assert quantity.reason


@pytest.mark.parametrize(
    ("text", "operator", "number", "to"),
    [
        ("ร้อยละ 80", "=", "80", None),
        ("≥ 95", "≥", "95", None),
        ("> 95", ">", "95", None),
        ("≤ 95", "≤", "95", None),
        ("< 95", "<", "95", None),
        ("90 - 94.99", "–", "90", "94.99"),
        ("ภายใน กันยายน 2568", "", None, None),
    ],
)
def test_a_part_tells_its_sign_and_its_numbers(text: str, operator: str, number: str | None, to: str | None) -> None:
    (part,) = read_quantity(text).parts
    assert part.operator == operator
    assert part.number == (Decimal(number) if number else None)
    assert part.to == (Decimal(to) if to else None)


# ---------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        ("ไม่น้อยกว่าร้อยละ 85", "อ่านได้ว่า: ไม่น้อยกว่า 85 ร้อยละ", "Read as: at least 85 percent"),
        ("ระดับ ๕", "อ่านได้ว่า: ระดับ 5", "Read as: level 5"),
        ("2017 ชุมชน", "อ่านได้ว่า: 2,017 ชุมชน", "Read as: 2,017 ชุมชน"),
        ("90-94.99", "อ่านได้ว่า: 90 - 94.99", "Read as: 90 - 94.99"),
        ("ปี 2567 เดือนละ 1 ครั้ง", "อ่านได้ว่า: ปี 2567: 1 ครั้ง ต่อ เดือน", "Read as: year 2567: 1 ครั้ง per เดือน"),
        ("ภายใน 30 ก.ย. 68", "อ่านได้ว่า: ภายใน 30 กันยายน 2568", "Read as: by 30 กันยายน 2568"),
        ("ร้อยละ 40 + ร้อยละ 60", "อ่านได้ว่า: น้ำหนัก 40 %; น้ำหนัก 60 %", "Read as: weight 40 %; weight 60 %"),
        (
            "1/2",
            "ไม่ได้อ่านเป็นปริมาณ: มีตัวเลขที่อ่านไม่ออกว่าหมายถึงอะไร",
            "Not read as a quantity: a number in it is not understood",
        ),
        ("มี", "", ""),
    ],
)
def test_the_reading_is_told(text: str, thai: str, english: str) -> None:
    for language, told in (("th", thai), ("en", english)):
        set_language(language)
        assert quantity_told(text) == told


CHANGES: list[Change] = ["", "more", "less"]
UNITS = st.sampled_from(["", PERCENT, "คน", "ครั้ง", "ชุดข้อมูล", "โครงการ/กิจกรรม"])
NUMBERS = st.decimals(0, 999_999, places=2).map(lambda number: Decimal(number_text(number)))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    number, unit, kind = draw(NUMBERS), draw(UNITS), draw(st.sampled_from("=≥>≤<–"))
    span = draw(st.tuples(st.booleans(), st.booleans())) if kind == "–" else (kind == ">", kind == "<")
    said = unit or kind != "="  # a number alone is read where it stands alone
    return Part(
        least=None if kind in "≤<" else number,
        most=None if kind in "≥>" else number + (kind == "–"),
        above=span[0],
        below=span[1],
        unit=unit,
        per=draw(st.sampled_from(["", "ปี", "เดือน"])) if unit else "",
        change=draw(st.sampled_from(CHANGES)) if said else "",
        year=draw(st.sampled_from([None, 2567, 2570])) if said else None,
    )


@given(parts())
def test_what_is_said_of_a_part_is_read_as_that_part(part: Part) -> None:
    set_language("th")
    assert read_quantity(quantity_said(Quantity((part,)))) == Quantity((part,))


@given(st.integers(0, 10), UNITS.filter(bool))
def test_digits_and_words_are_the_same_number(number: int, unit: str) -> None:
    said = [f"จำนวน {number} {unit}", f"จำนวน {to_thai(str(number))} {unit}"]
    if number:
        said.append(f"จำนวน {num_to_thaiword(number)} {unit}")
    assert len({read_quantity(text) for text in said}) == 1


@given(st.integers(1, 10**9))
def test_numbers_in_words_are_read(number: int) -> None:
    assert read_number_words(num_to_thaiword(number)) == number


PIECES = [
    "ร้อยละ",
    "ระดับ",
    "ไม่น้อยกว่า",
    "อย่างน้อย",
    "มากกว่า",
    "แต่ไม่ถึง",
    "ถึง",
    "ภายใน",
    "ปี",
    "ปี2567",
    "กันยายน",
    "พ.ศ.",
    "2568",
    "1",
    "80",
    "๕",
    "1,5",
    "94.99",
    "%",
    "(",
    ")",
    "+",
    "-",
    "/",
    ".",
    ",",
    ":",
    "คน",
    "ครั้ง",
    "โครงการ",
    "เดือนละ",
    "ๆละ",
    "ต่อ",
    "ของ",
    "จาก",
    "หรือ",
    "และ",
    "ขึ้นไป",
    "ลงมา",
    "เพิ่มขึ้น",
    "ลดลง",
    "หนึ่ง",
    "สิบ",
    "ล้าน",
    "ISO",
    "A",
    "ที่",
    "≥",
    "<",
    "=",
    "N/A",
    "\n",
    "￼",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " "]))
def test_no_text_is_too_odd(pieces: list[str], between: str) -> None:
    quantity = read_quantity(between.join(pieces))
    assert bool(quantity) != bool(quantity.reason)
    for part in quantity.parts:
        assert part.number is not None or part.due or part.weight is not None
        assert part.unit != LEVEL or part.number is not None
    quantity_told(between.join(pieces))


@given(st.text(max_size=60))
def test_any_text_is_read_or_not(text: str) -> None:
    assert bool(read_quantity(text)) != bool(read_quantity(text).reason)


@pytest.mark.parametrize(
    "piece", [*PIECES, "ก", "ร้อยละ 80 ", "ปี 2567 (5 คน) ", "a1 ", "1. ก (ร้อยละ 5)\n", "((", "ไม่", "5 ก"]
)
def test_long_texts_are_read(piece: str) -> None:
    """A pattern that looks at a text again and again from each of its letters would take minutes here."""
    for times in (10_000 // len(piece), 10_000):
        assert bool(read_quantity(piece * times)) != bool(read_quantity(piece * times).reason)
