"""Money. An amount is a whole number of satang (1 baht = 100 satang) from keyboard to file; no float touches it."""

import re

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import plain_number

LARGEST = 99_999_999_999_999
"""The largest amount, in satang: 999,999,999,999.99 baht. Ninety thousand of them still add up in SQLite's INTEGER."""

_PARTED = r"(?:[0-9]{1,3}(?:(?:,\s?[0-9]{3})+|(?:[ ][0-9]{3})+)|[0-9]+)"
_CURRENCY = r"(?:บาทถ้วน|บาท|บ\.|บ(?![ก-๙])|฿|THB|baht)"
_AMOUNT = regex(
    rf"""{_CURRENCY}?\s*
        (?: (?P<baht>{_PARTED})? \.(?P<satang>[0-9]{{1,2}}) | (?P<whole>{_PARTED}) (?:\.-|,-|/-)? )
        \s*{_CURRENCY}?""",
    re.VERBOSE | re.IGNORECASE,
)
_WITH_SATANG = regex(rf"(?P<whole>{_PARTED})\s*บาท\s*(?P<satang>[0-9]{{1,2}})\s*(?:สตางค์|สต\.)")

_SCALES = {"": 0, "สิบ": 1, "ร้อย": 2, "พัน": 3, "หมื่น": 4, "แสน": 5}
_SCALE = r"(?:(?:สิบ|ร้อย|พัน|หมื่น|แสน)?(?:ล้าน)+|ร้อย|พัน|หมื่น|แสน|ลบ\.)"
_PART = regex(rf"(?P<whole>{_PARTED})(?:\.(?P<rest>[0-9]{{1,8}}))?\s*(?P<scale>{_SCALE})\s*")
_SCALED = regex(rf"{_CURRENCY}?\s*(?P<parts>(?:{_PARTED}(?:\.[0-9]{{1,8}})?\s*{_SCALE}\s*)+){_CURRENCY}?", re.I)

_CURRENCY_AROUND = regex(rf"^{_CURRENCY}|{_CURRENCY}$", re.IGNORECASE)
_SIGN = regex(r"^(?:-|(?:ติด)?ลบ(?!\.))\s*(?P<after>.+)$|^(?P<before>.*[0-9])\s*-$|^\((?P<inside>.+)\)$", re.DOTALL)
_SHORT = regex(r"[+-]?[0-9][0-9.,]*E[+-]?[0-9]+", re.IGNORECASE)


def parse_baht(text: str) -> int:
    """What was typed, pasted or imported as an amount in baht, as satang.

    Accepts Thai, Arabic and full-width digits, thousands parted by commas or spaces, up to two decimals, an ending
    ".-", the currency before or behind ("฿", "บาท", "THB"), and millions in words ("1.2 ล้าน", "3 แสน 5 หมื่น"). What
    programs put around a number and nobody sees is left out.

    Raises ValueRefused for anything else: for thousands parted in the wrong places ("12,50"), which may be a decimal
    comma, and for an amount below zero, as which spreadsheets show "(1,234.50)" and "-   1,234.50".
    """
    plain = plain_number(text)
    satang = _satang(plain)
    if satang is None:
        raise _refusal(text, plain)
    if satang > LARGEST:
        raise ValueRefused(
            _("“{text}” is too large an amount.").format(text=_line(text)),
            _("Check the number of digits: at most {most} baht.").format(most=format_baht(LARGEST)),
        )
    return satang


def is_no_amount(text: str) -> bool:
    """Whether a text says that there is no amount: nothing at all, or the dash that spreadsheets show for zero."""
    return _bare(plain_number(text)) in ("", "-")


def in_words_of_millions(text: str) -> bool:
    """Whether an amount is written with a word such as ล้าน, so that it is worth saying what it was read as."""
    return _SCALED.fullmatch(plain_number(text)) is not None


def _bare(plain: str) -> str:
    """A number's text without its currency."""
    return _CURRENCY_AROUND.sub("", plain.strip()).strip()


def _satang(plain: str) -> int | None:
    if scaled := _SCALED.fullmatch(plain):
        return _of_parts(scaled["parts"])
    found = _WITH_SATANG.fullmatch(plain) or _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    groups = found.groupdict()
    return _number(groups.get("baht") or groups["whole"] or "0") * 100 + int((groups["satang"] or "").ljust(2, "0"))


def _of_parts(parts: str) -> int | None:
    """Millions, hundred thousands and so on, each part less than one of the part before: "1 ล้าน 2 แสน"."""
    total, above = 0, 0
    for part in _PART.finditer(parts):
        rest = part["rest"] or ""
        power = _power(part["scale"]) + 2 - len(rest)  # of satang
        number = _number(part["whole"] + rest)
        if power < 0 and number % 10**-power:
            return None  # a part of a satang
        satang = number * 10**power if power >= 0 else number // 10**-power
        if above and satang >= above:
            return None
        total, above = total + satang, 10 ** (_power(part["scale"]) + 2)
    return total


def _power(scale: str) -> int:
    if scale == "ลบ.":
        return 6
    return _SCALES[scale.replace("ล้าน", "")] + 6 * scale.count("ล้าน")


def _number(digits: str) -> int:
    return int(re.sub(r"[^0-9]", "", digits).lstrip("0")[:40] or "0")  # more digits are too many in any case


def _refusal(text: str, plain: str) -> ValueRefused:
    bare = _bare(plain)
    signed = _SIGN.fullmatch(bare)
    if signed and _satang(_bare(next(filter(None, signed.groups()), ""))) is not None:
        return ValueRefused(
            _("“{text}” is an amount below zero.").format(text=_line(text)),
            _("A budget cannot be less than zero. If brackets or the sign are only decoration, type it without them."),
        )
    if _SHORT.fullmatch(bare):
        return ValueRefused(
            _("“{text}” is a shortened number.").format(text=_line(text)),
            _("Make the column in the spreadsheet wider, so that all digits are seen, and copy again."),
        )
    return ValueRefused(
        _("“{text}” is not an amount in baht.").format(text=_line(text)),
        _("Type a number such as 3,584,000 or 3,584,000.50."),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def format_baht(satang: int) -> str:
    """An amount in satang as baht: "3,584,000", with decimals ("3,584,000.50") only when they are not zero."""
    sign = "-" if satang < 0 else ""
    baht, rest = divmod(abs(satang), 100)
    return f"{sign}{baht:,}.{rest:02}" if rest else f"{sign}{baht:,}"


def baht_words(satang: int) -> str:
    """An amount in satang in words, as cheques have it: "สิบล้านเก้าแสนเก้าหมื่นหนึ่งพันห้าร้อยบาทถ้วน"."""
    # Not pythainlp's bahttext, which goes through a float. Imported late: it takes a sixth of a second.
    from pythainlp.util import num_to_thaiword

    sign = "ลบ" if satang < 0 else ""
    baht, rest = divmod(abs(satang), 100)
    if not rest:
        return f"{sign}{num_to_thaiword(baht)}บาทถ้วน"
    return sign + (f"{num_to_thaiword(baht)}บาท" if baht else "") + f"{num_to_thaiword(rest)}สตางค์"
