"""Abbreviations of Thai letters and dots, and whether a text explains them."""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_ABBREVIATION = regex(r"(?<![ก-๙.])(?:(?:[ก-ฮ]{1,5}\.){2,6}|[ก-ฮ]{1,5}\.(?![ก-๎]))")
_EVERYWHERE = frozenset(
    re.findall(
        r"\S+",
        "กทม. พ.ศ. ค.ศ. พ.ร.บ. พ.ร.ก. ร.ศ. น. บ. ฉ. ดร. รศ. ผศ. ศ. อ. ต. จ. ถ. ซ. ม. ป. ข. ว. ล. ง. ก. ค. ด. "
        "กม. ซม. มม. ตร.ม. ตร.กม. ตร.ว. กก. ชม. ลบ. ลบ.ม. รร. ร.ร. ผอ. ปผ. ด.ช. ด.ญ. น.ส. ป.ล. "
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค. ย.",
    )
)
_DOTLESS = regex(r"(?<![ก-๙.])[ก-ฮ]{2,4}(?![ก-๙.])")
_LATIN = regex(r"(?<![A-Za-z])[A-Z]{3,6}s?(?![A-Za-z])")
_LATIN_EVERYWHERE = frozenset(
    re.findall(
        r"\S+",
        "BMA OKR OKRs KR KRs SWOT ID IT PDF QR SMS GIS SQL ISO ERP ASEAN UN USB CCTV GPS GDP PC LED DNA API URL CD DVD "
        "TV III VII VIII XII",
    )
)
_CUT = regex(r"(?<![ก-๙.])(?:[ก-ฮ]{1,2}\.)+[ก-ฮ]{1,2}(?![.ก-๙])")
_NAME = r"[ก-๙A-Za-z]{6,}"
_AROUND = 40
_OPENED, _CLOSED = regex(rf"{_NAME}\s*\(\s*$"), regex(r"\s*\)")
_WORDS = r"[A-Z][a-z]+(?: [A-Za-z][a-z]*)+"
_TOLD = regex(rf"\s*(?:\(|=|:|หมายถึง|ย่อมาจาก)\s*(?:{_NAME}|{_WORDS})")
_TITLE, _LETTER = regex(r"[A-Za-z]{3,}\s*[:,]\s*$"), regex(r"[A-Za-z]")


def abbreviations(text: str) -> list[str]:
    """The abbreviations in a text that not everyone knows, in order, each once."""
    found = (match[0] for match in _ABBREVIATION.finditer(text.replace(". ", ".\n")))
    return list(dict.fromkeys(one for one in found if one not in _EVERYWHERE and len(one) > 2))


def latin_abbreviations(text: str) -> list[str]:
    """The abbreviations of Latin capitals in a text that not everyone knows, in order, each once."""
    if not any("ก" <= letter <= "๙" for letter in text):
        return []  # a title or a name in English
    found = (match[0] for match in _LATIN.finditer(text))
    return list(dict.fromkeys(one for one in found if one not in _LATIN_EVERYWHERE and not one.startswith("BMA")))


def undotted(text: str) -> list[Flaw]:
    """Abbreviations whose last dot is missing, as ป.ป.ช without the one behind its ช."""
    return [Flaw(found.start(), found.end(), f"{found[0]}.") for found in _CUT.finditer(text)]


def dotless(text: str) -> list[Flaw]:
    """Abbreviations that everyone knows without any dot: “(กม)”, “กทม 1”."""
    return [
        Flaw(found.start(), found.end(), f"{found[0]}.")
        for found in _DOTLESS.finditer(text)
        if f"{found[0]}." in _EVERYWHERE
    ]


def dotted(abbreviation: str) -> str:
    """How an abbreviation that everyone knows is written, where it lacks dots: พ.ร.บ. for พรบ.; else nothing."""
    plain = abbreviation.replace(".", "")
    known = (one for one in _EVERYWHERE if one.replace(".", "") == plain and one.count(".") == len(plain) > 2)
    return next((one for one in known if one != abbreviation), "")


def explains(text: str, abbreviation: str) -> bool:
    """Whether a text says what an abbreviation stands for: the name beside it in brackets, or the other way round."""
    at = text.find(abbreviation)
    while at >= 0:
        before = text[max(0, at - _AROUND) : at]
        behind = text[at + len(abbreviation) : at + len(abbreviation) + _AROUND]
        if (_OPENED.search(before) and _CLOSED.match(behind)) or _TOLD.match(behind):
            return True
        if _TITLE.search(before) and not _LETTER.match(behind):
            return True
        at = text.find(abbreviation, at + 1)
    return False
