"""How alike two heads of columns are, or two names."""

from difflib import SequenceMatcher

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn_words import join

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
_DIGITS, _BARE = regex(r"[^0-9]"), regex(r"[\s.]")
_ASIDE = regex(r"[(\[（].*?[)\]）]|[\s:.*/\-]+")


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


class Alike:
    """Names, folded, among which one is found that may be another typed or read differently."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {}

    def add(self, name: str) -> None:
        """Have a name found from now on."""
        self._names.setdefault(_DIGITS.sub("", name), {}).setdefault(_BARE.sub("", name), name)

    def find(self, name: str) -> str:
        """The first name that is much like this one; empty where none is, or only a number differs."""
        there, bare = self._names.get(_DIGITS.sub("", name), {}), _BARE.sub("", name)
        if bare in there:
            return there[bare]
        compared = SequenceMatcher(None, b=bare, autojunk=False)
        for other, whole in there.items():
            if abs(len(bare) - len(other)) > max(2, len(bare) // 5):
                continue
            compared.set_seq1(other)
            if compared.real_quick_ratio() >= NEAR <= compared.quick_ratio() and compared.ratio() >= NEAR:
                return whole
        return ""
