"""Amounts are typed and printed as officers write them, and never pass through a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.thai.amounts import LARGEST, baht_words, format_baht, is_no_amount, parse_baht
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
        ("฿1,234.00", 123_400),
        ("฿ 1,234.5", 123_450),
        ("1,234 บ.", 123_400),
        ("THB 1,234.50", 123_450),
        ("1,234 บาท 50 สตางค์", 123_450),
        (".50", 50),
        ("１，２３４．５０", 123_450),
        ("1\u00a0234\u00a0567", 123_456_700),
        ("1\u2009234\u202f567", 123_456_700),
        ("1,234,\n567", 123_456_700),
        ("\u202d1,234.50\u202c", 123_450),
        ("1,234\u200b", 123_400),
        ("\ufeff5,000", 500_000),
        ("\u200e6,000\u200f", 600_000),
        ("\u20605\u00ad0", 5_000),
        ("12 ล้านบาท", 1_200_000_000),
        ("1.2 ล้าน", 120_000_000),
        ("๑.๒๕ ล้าน\nบาท", 125_000_000),
        ("3 แสน", 30_000_000),
        ("1.5 หมื่น", 1_500_000),
        ("2 พันล้านบาท", 200_000_000_000),
        ("1 ล้าน 2 แสน 5 หมื่นบาท", 125_000_000),
        ("12.5 ลบ.", 1_250_000_000),
        ("0.00000001 ล้าน", 1),
        ("999,999,999,999.99", LARGEST),
        ("0" * 60 + "5", 500),
    ],
)
def test_amounts_are_understood(typed: str, satang: int) -> None:
    assert parse_baht(typed) == satang


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "บาท",
        "ไม่ใช้งบประมาณ",
        "1.234",
        "12,50",
        "1,23,456",
        "1,000,00",
        "-5",
        "1e6",
        "1..5",
        "9" * 20,
        "5 ล้าน 3 ล้าน",
        "1,5 หมื่น",
        "ประมาณ 5 ล้าน",
        "100,000 200,000",
        "$ 5",
        "1.123456789 ล้าน",
        "0.000000001 ล้าน",
        "2 ล้าน 5",
        "5.",
        "1²",
        "5บาง",
        "1,000-2,000",
        "ร้อยละ 5",
        "5%",
        "1/10/2567",
        "1,000,000,000,000",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused_and_named(typed: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_baht(typed)
    assert f"“{typed}”" in refused.value.message
    assert refused.value.fix


@pytest.mark.parametrize("typed", ["100\n200", "100,000\n200,000", "100\u2028200"])
def test_two_lines_are_two_amounts_and_no_third(typed: str) -> None:
    with pytest.raises(ValueRefused):
        parse_baht(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "(1,234.50)",
        "-   1,234.50",
        "−1,234.50",
        "–5",
        "1,234.50-",
        "(฿5)",
        "฿ (5)",
        "-฿5",
        "(1,234.50) บาท",
        "ลบ 5",
        "（５）",
    ],
)
def test_an_amount_below_zero_is_refused_as_that(typed: str) -> None:
    with pytest.raises(ValueRefused, match="below zero"):
        parse_baht(typed)


def test_a_number_that_a_spreadsheet_shortened_is_refused_as_that() -> None:
    with pytest.raises(ValueRefused, match="shortened"):
        parse_baht("1.5E+07")


@pytest.mark.parametrize("typed", ["", " ", "-", "–", "—", "−", "฿ -", "-\u00a0\u00a0 ", "\u200b"])
def test_a_dash_says_that_there_is_no_amount(typed: str) -> None:
    assert is_no_amount(typed)


@pytest.mark.parametrize("typed", ["0", "5", "-5", "ก", "()", "บ"])
def test_what_may_be_an_amount_is_not_no_amount(typed: str) -> None:
    assert not is_no_amount(typed) or typed == "บ"


LEFT, RIGHT = (
    ("", " ", "฿", "THB ", "\u202d", "\ufeff", "\u200e "),
    ("", " ", " บาท", " บ.", "\u202c", "\u200b", "\u00a0"),
)


@given(AMOUNTS, st.sampled_from(LEFT), st.sampled_from(RIGHT), st.booleans())
def test_what_programs_write_around_an_amount_changes_nothing(satang: int, left: str, right: str, thai: bool) -> None:
    shown = format_baht(satang)
    assert parse_baht(left + (to_thai(shown) if thai else shown) + right) == satang


@given(st.text("0123456789๐๙,.-()+ −–\n\u00a0\u200b฿บาทล้านแสนEe", max_size=14))
def test_no_sign_is_ever_lost_and_no_digit(typed: str) -> None:
    try:
        satang = parse_baht(typed)
    except ValueRefused:
        return
    bare = to_arabic(typed).replace(".-", "").replace(",-", "")
    assert not set(bare) & set("-−–()+Ee")
    assert 0 <= satang <= LARGEST
    digits = "".join(letter for letter in bare if letter.isdigit())
    if not set(bare) & set("ลแ"):
        assert str(satang).rstrip("0") == digits.lstrip("0").rstrip("0") or satang == 0 == int(digits)
    assert parse_baht(format_baht(satang)) == satang


@given(st.integers(1, 99_999), st.integers(0, 5), st.sampled_from(["แสน", "ล้าน", "สิบล้าน"]))
def test_millions_are_exact(number: int, decimals: int, scale: str) -> None:
    power = {"แสน": 5, "ล้าน": 6, "สิบล้าน": 7}[scale]
    typed = f"{Decimal(number).scaleb(-decimals):f} {scale}"
    assert parse_baht(typed) == int(Decimal(number).scaleb(power + 2 - decimals))


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
        ("1.25", "หนึ่งบาทยี่สิบห้าสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
    ],
)
def test_amounts_in_words(baht: str, words: str) -> None:
    assert baht_words(parse_baht(baht)) == words


def test_an_amount_below_zero_is_said_as_that() -> None:
    assert baht_words(-1_25) == "ลบหนึ่งบาทยี่สิบห้าสตางค์"
    assert baht_words(-5_00) == "ลบห้าบาทถ้วน"


def test_sums_are_said_in_words_too() -> None:
    assert baht_words(10**14) == "หนึ่งล้านล้านบาทถ้วน"
    assert baht_words(9_007_199_254_740_993) == (
        "เก้าสิบล้านเจ็ดหมื่นหนึ่งพันเก้าร้อยเก้าสิบสองล้านห้าแสนสี่หมื่นเจ็ดพันสี่ร้อยเก้าบาทเก้าสิบสามสตางค์"
    )


@given(st.text(max_size=20))
def test_digits_go_there_and_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
