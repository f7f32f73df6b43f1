"""Whole numbers in Thai words: "หนึ่งร้อยยี่สิบเอ็ด" is 121."""

from planner_desktop.regex import regex

_DIGIT = {word: n for n, word in enumerate(["หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"], 1)}
_SCALE = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "ร้อย": 100}
_DIGITS = "|".join(_DIGIT)
_BELOW_MILLION = (
    "".join(f"(?:({_DIGITS}){scale})?" for scale in _SCALE)
    + f"(?:((?:ยี่|{'|'.join(list(_DIGIT)[2:])})?สิบ))?({_DIGITS}|เอ็ด)?"
)
_NUMBER = regex(_BELOW_MILLION)
WORDS = rf"(?:(?:{_DIGITS}|เอ็ด|ยี่)(?:แสน|หมื่น|พัน|ร้อย|สิบ)|สิบ|{_DIGITS})(?:{_DIGITS}|เอ็ด|ยี่|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน){{0,20}}+"
"""What may be a number in words."""


def read_number_words(text: str) -> int | None:
    """The number that a text is in words, without spaces; None for what is none, or not said as it is written."""
    millions, between, rest = text.rpartition("ล้าน")
    if between and not millions:
        return None
    above = read_number_words(millions) if millions else 0
    found = _NUMBER.fullmatch(rest)
    if above is None or found is None or (not rest and not between):
        return None
    *scaled, tens, ones = found.groups()
    number = sum(_DIGIT[digit] * scale for digit, scale in zip(scaled, _SCALE.values(), strict=True) if digit)
    if tens:
        number += 10 * {"สิบ": 1, "ยี่สิบ": 2}.get(tens, _DIGIT.get(tens.removesuffix("สิบ"), 0))
    if ones == "เอ็ด":
        if not (number or above):
            return None  # no number but a melody
        number += 1
    elif ones:
        number += _DIGIT[ones]
    return above * 1_000_000 + number
