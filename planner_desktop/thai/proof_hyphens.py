"""Hyphens that a line's end has left within a word."""

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_HYPHEN = regex(r"(?<=[ก-๎])-\s?(?=[ก-๎])")
_LETTERS = regex(r"[ก-๎]+")
_BESIDE = 5
"""So many letters on each side make the words known."""


def stray_hyphens(text: str, elsewhere: str) -> list[Flaw]:
    """Hyphens between Thai letters that `elsewhere`, the text of the whole plan, writes as one word."""
    flaws = []
    for found in _HYPHEN.finditer(text):
        before = _LETTERS.findall(text[max(0, found.start() - _BESIDE) : found.start()])[-1]
        behind = _LETTERS.match(text[found.end() : found.end() + _BESIDE])
        if behind and len(before) == len(behind[0]) == _BESIDE and before + behind[0] in elsewhere:
            flaws.append(Flaw(found.start() - len(before), found.end() + len(behind[0]), before + behind[0]))
    return flaws
