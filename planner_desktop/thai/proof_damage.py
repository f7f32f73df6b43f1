"""Thai that PDFs and converters damaged: ํา for ำ, เเ for แ, ำา, าำ, and marks that stand on nothing."""

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_TWO_FOR_ONE = regex("\u0e4d[\u0e48-\u0e4b]?\u0e32|\u0e40\u0e40|\u0e33\u0e32|\u0e32\u0e33")
_ON_NOTHING = regex(r"(?:(?<=^)|(?<=[\s(“]))[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]+[ก-ฮ][^\s]{0,8}")
_MARKS_TWICE = regex("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1")
_MEANT = {"\u0e40\u0e40": "\u0e41", "\u0e33\u0e32": "\u0e33", "\u0e32\u0e33": "\u0e33"}


def damaged_thai(text: str) -> list[Flaw]:
    """Letters that are two where one belongs, a mark typed twice, and words that begin with a mark."""
    flaws = [Flaw(found.start(), found.end(), _MEANT.get(found[0], "\u0e33")) for found in _TWO_FOR_ONE.finditer(text)]
    flaws += [Flaw(found.start(), found.end()) for found in _ON_NOTHING.finditer(text)]
    flaws += [Flaw(found.start(), found.end(), found[1]) for found in _MARKS_TWICE.finditer(text)]
    return sorted(flaws, key=lambda flaw: flaw.start)
