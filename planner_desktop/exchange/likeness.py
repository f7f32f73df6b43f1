"""How alike two heads of columns are, or two names."""

import re
from difflib import SequenceMatcher

from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn import join

SIMILAR = 0.72
"""From here on two heads mean the same; below, ส่วนราชการ would be taken for หน่วยงาน."""
NEAR = 0.85
"""From here on two names may be one name, typed differently."""
_SAME = (
    {
        "ส่วนราชการ",
        "ผู้รับผิดชอบ",
        "ผู้รับผิดชอบโครงการ",
        "หน่วยงาน",
        "หน่วยงานรับผิดชอบ",
        "หน่วยงานที่รับผิดชอบ",
        "ฝ่าย",
        "กองฝ่าย",
        "ส่วนฝ่าย",
        "กอง",
        "กองที่รับผิดชอบ",
        "ฝ่ายที่รับผิดชอบ",
        "ผู้รับผิดชอบหลัก",
        "หน่วยงานรับผิดชอบหลัก",
    },
    {"งบประมาณ", "จำนวนเงิน", "วงเงิน", "วงเงินงบประมาณ", "เงินงบประมาณ", "งบ", "งบฯ", "วงเงินงบฯ"},
    {"โครงการ", "ชื่อโครงการกิจกรรม", "รายการ", "กิจกรรม", "แผนงานโครงการ", "งานโครงการกิจกรรม", "งานโครงการ"},
)  # fmt: skip
"""Heads that mean the same, as `word` gives them."""
_ALMOST = 0.8
_ASIDE = re.compile(r"[(\[（].*?[)\]）]|[\s:.*/\-]+")


def word(text: str) -> str:
    """A head as it is compared: without spaces, units in brackets, case and the difference of digits."""
    return _ASIDE.sub("", to_arabic(join(repair(text))).casefold())


def likeness(head: str, label: str) -> float:
    """How alike a head and a label are, from 0 to 1."""
    one, other = word(head), word(label)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if any(one in words and other in words for words in _SAME):
        return _ALMOST
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return 0.85 + 0.1 * len(short) / len(long)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_near(one: str, other: str) -> bool:
    """Whether two names, folded, may be one that was typed or read differently; not where only a number differs."""
    if re.sub(r"[^0-9]", "", one) != re.sub(r"[^0-9]", "", other):
        return False
    one, other = re.sub(r"[\s.]", "", one), re.sub(r"[\s.]", "", other)
    if one == other:
        return True
    if abs(len(one) - len(other)) > max(2, len(one) // 5):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR
