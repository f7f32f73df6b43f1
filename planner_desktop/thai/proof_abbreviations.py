"""Abbreviations of Thai letters and dots, and whether a text explains them."""

import re

from planner_desktop.regex import regex

_ABBREVIATION = regex(r"(?<![ก-๙.])(?:[ก-ฮ]{1,5}\.){1,6}(?![ก-๎])")
_EVERYWHERE = frozenset(
    re.findall(
        r"\S+",
        "กทม. พ.ศ. ค.ศ. พ.ร.บ. พ.ร.ก. ร.ศ. น. บ. ฉ. ดร. รศ. ผศ. ศ. อ. ต. จ. ถ. ซ. ม. ป. ข. ว. ล. ง. ก. ค. ด. "
        "กม. ซม. มม. ตร.ม. ตร.กม. ตร.ว. กก. ชม. ลบ. ลบ.ม. รร. ร.ร. ผอ. ปผ. ด.ช. ด.ญ. น.ส. ป.ล. "
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค. ย.",
    )
)
_NAME = r"[ก-๙A-Za-z]{6,}"


def abbreviations(text: str) -> list[str]:
    """The abbreviations in a text that not everyone knows, in order, each once."""
    found = (match[0] for match in _ABBREVIATION.finditer(text.replace(". ", ".\n")))
    return list(dict.fromkeys(one for one in found if one not in _EVERYWHERE and len(one) > 2))


def explains(text: str, abbreviation: str) -> bool:
    """Whether a text says what an abbreviation stands for: the name beside it in brackets, or the other way round."""
    if abbreviation not in text:
        return False
    short = re.escape(abbreviation)
    return bool(
        re.search(rf"{_NAME}\s*\(\s*{short}\s*\)", text)
        or re.search(rf"{short}\s*\(\s*{_NAME}", text)
        or re.search(rf"{short}\s*(?:=|:|หมายถึง|ย่อมาจาก)\s*{_NAME}", text)
    )
