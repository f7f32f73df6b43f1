"""In which unit a table's amounts are: “งบประมาณ (ล้านบาท)” in a head, “หน่วย : พันบาท” in a line above the table."""

from planner_desktop.errors import ValueRefused
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import in_words_of_millions, parse_baht
from planner_desktop.thai.digits import plain_number

_UNIT = r"(?P<unit>(?:สิบ|ร้อย|พัน|หมื่น|แสน)?(?:ล้าน)?บาท|ลบ\.)"
# Behind a number it is part of an amount; behind a letter, of a sentence ("เกินล้านบาท").
_IN_HEAD = regex(rf"(?:^|[(\[:/]|(?<![0-9])\s)\s*(?:หน่วย\s*:?\s*)?{_UNIT}\s*(?:[)\]]|\s|$)")
_IN_LINE = regex(
    rf"(?:.*\s)?[(\[]?\s*หน่วย(?:นับ)?\s*(?:เป็น)?\s*:?\s*{_UNIT}\s*[)\]]?"
    rf"|[(\[]\s*{_UNIT.replace('unit', 'alone')}\s*[)\]]"
)
_LOOKED_AT = 300
"""So many letters of a head, and of a line's end."""
_DIVIDED = 100
"""A cell that holds so many times what it shows is divided by its format: what it holds is whole baht."""


def unit_of_head(text: str) -> str:
    """The unit that a column's head names: "บาท", "พันบาท", "ล้านบาท"; empty where it names none."""
    found = _IN_HEAD.search(plain_number(text[:_LOOKED_AT]))
    return found["unit"] if found else ""


def unit_of_line(text: str) -> str:
    """The unit that a line above a table gives for all of it; empty where it is another line."""
    found = _IN_LINE.fullmatch(plain_number(text[-_LOOKED_AT:]))
    return (found["unit"] or found["alone"]) if found else ""


def in_unit(read: str, shown: str, unit: str) -> str:
    """An amount's text with the unit of its table, where it is a bare number: "1.25" is "1.25 ล้านบาท".

    `read` is the text that is read for a cell that shows `shown`: where a format divides, the whole baht it holds.
    """
    if unit in ("", "บาท") or "บาท" in read or in_words_of_millions(read):
        return read
    try:
        satang = parse_baht(read)
        if shown != read and satang >= _DIVIDED * parse_baht(shown) > 0:
            return read
    except ValueRefused:
        return read
    return f"{read} {unit}"
