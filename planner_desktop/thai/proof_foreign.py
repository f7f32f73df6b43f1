"""Letters and words of other languages that a reading machine put into Thai: “เรื่อง que ดำเนินการ”."""

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_WORD = regex(r"(?<=[ก-๙]\s)[a-z]{2,4}(?=\s[ก-๙])")
_USED = frozenset(
    (
        "and",
        "or",
        "the",
        "of",
        "in",
        "to",
        "for",
        "on",
        "at",
        "by",
        "vs",
        "via",
        "up",
        "all",
        "new",
        "set",
        "one",
        "app",
        "apps",
        "web",
        "line",
        "chat",
        "stop",
        "data",
        "open",
        "big",
        "net",
        "team",
        "site",
        "file",
        "code",
        "test",
    )
)
_OTHER_LETTERS = regex("[\u0370-\u052f\u0590-\u0dff\u0e80-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def foreign_words(text: str) -> list[Flaw]:
    """A short Latin word between Thai ones that Thai offices do not use, and letters of other scripts."""
    flaws = [Flaw(found.start(), found.end()) for found in _OTHER_LETTERS.finditer(text)]
    flaws += [Flaw(found.start(), found.end()) for found in _WORD.finditer(text) if found[0] not in _USED]
    return sorted(flaws, key=lambda flaw: flaw.start)
