"""Money. An amount is a whole number of satang (1 baht = 100 satang) from keyboard to file; no float touches it."""

import re

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.thai.digits import to_arabic

LARGEST = 2**63 - 1
"""The largest amount, in satang: what SQLite's INTEGER holds."""

_AMOUNT = re.compile(
    r"""(?P<baht> \d{1,3} (?: (?:,\s?|\s) \d{3} )+ | \d+ )
        (?: \.(?P<satang>\d{1,2}) | \.- | ,- )?
        \s* (?:บาท(?:ถ้วน)?)?""",
    re.VERBOSE,
)


def parse_baht(text: str) -> int:
    """What was typed as an amount in baht, as satang.

    Accepts Thai and Arabic digits, thousands parted by commas or spaces, up to two decimals, an ending ".-" and "บาท".
    Raises ValueRefused for anything else, also for thousands parted in the wrong places ("12,50"), which may be
    a decimal comma.
    """
    found = _AMOUNT.fullmatch(to_arabic(text).strip())
    if found is None:
        raise ValueRefused(
            _("“{text}” is not an amount in baht.").format(text=text.strip()),
            _("Type a number such as 3,584,000 or 3,584,000.50."),
        )
    satang = int(re.sub(r"[,\s]", "", found["baht"])) * 100 + int((found["satang"] or "").ljust(2, "0"))
    if satang > LARGEST:
        raise ValueRefused(
            _("“{text}” is too large an amount.").format(text=text.strip()),
            _("Check the number of digits."),
        )
    return satang


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
