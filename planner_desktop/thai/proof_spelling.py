"""Misspelt words: those that are often misspelt, and those that a text elsewhere spells right.

No dictionary knows all that a plan speaks of, so a word that none has is no fault by itself: what is told is one letter
off words that the same plan has elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from planner_desktop.app_paths import RESOURCES
from planner_desktop.regex import regex
from planner_desktop.thai import spelling
from planner_desktop.thai.dictionary import is_word, words_of
from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.shifted_vowels import to_offer

_THAI = regex(r"[ก-ฮะ-ฺเ-ๅ็-๎]+")
_MARK = regex("[ะ-ฺ็-๎]")
_LEAST, _MOST = 7, 16
"""Letters of a run of words that is looked for elsewhere."""
_OFTEN = 1
_AROUND, _CUT = 3, 5


def common_misspellings(text: str) -> list[Flaw]:
    """Words of the list of those that are often misspelt."""
    return [Flaw(found.start(), found.end(), _common()[found[0]]) for found in _rule().finditer(text)]


@cache
def _common() -> dict[str, str]:
    lines = (RESOURCES / "thai" / "misspelt.txt").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return dict(pairs)


@cache
def _rule() -> re.Pattern[str]:
    longest = sorted(_common(), key=len, reverse=True)
    return regex("|".join(re.escape(wrong) + ("(?![A-Za-z])" if wrong.isascii() else "") for wrong in longest))


def slid_marks(text: str) -> list[Flaw]:
    """Words of which a vowel or tone mark stands one letter off, as a PDF's copied text has them: “เชน่” for เช่น."""
    flaws = [Flaw(one.start, one.end, one.meant) for one in to_offer(text)]
    flaws += [flaw for flaw in _slips(text) if _has_slid(flaw, text) and not _meet(flaw, flaws)]
    return sorted(flaws, key=lambda flaw: flaw.start)


def _slips(text: str) -> Iterator[Flaw]:
    """Words that are one slip off a common one."""
    for slip in spelling.misspelt(text):
        if slip.meant and slip.end - slip.start > 2:
            yield Flaw(slip.start, slip.end, slip.meant)


def _has_slid(flaw: Flaw, text: str) -> bool:
    """Whether the letters of what was meant stand there, in another order."""
    there = text[flaw.start : flaw.end + 1]
    return bool(_MARK.search(there)) and not Counter(flaw.meant) - Counter(there)


def _meet(flaw: Flaw, others: list[Flaw]) -> bool:
    return any(flaw.start < other.end and other.start < flaw.end for other in others)


class Spelling:
    """The words of a whole plan, by which a word that is one letter off is known."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: Counter[str] = Counter()
        for text in texts:
            for run in _THAI.findall(text):
                words = words_of(run)
                for begin in range(len(words)):
                    joined = ""
                    for word in words[begin:]:
                        joined += word
                        if len(joined) > _MOST or not is_word(word):
                            break
                        if len(joined) >= _LEAST:
                            self._runs[joined] += 1
        self._by_part: dict[str, list[str]] = {}
        for run, count in self._runs.items():
            for part in _halves(run) if count >= _OFTEN else ():
                self._by_part.setdefault(part, []).append(run)

    def misspelt(self, text: str) -> list[Flaw]:
        """Words that no dictionary has, one letter off words that the plan has, or common ones."""
        flaws = self._near_own(text)
        damaged = _damaged(text)
        for flaw in _slips(text):
            if not (_has_slid(flaw, text) or _is_beside(flaw, text, damaged) or _meet(flaw, flaws)):
                flaws.append(flaw)
        return sorted(flaws, key=lambda flaw: flaw.start)

    def _near_own(self, text: str) -> list[Flaw]:
        flaws: list[Flaw] = []
        damaged = _damaged(text)
        for found in _THAI.finditer(text):
            if text[found.end() : found.end() + 1] in (".", "…") and len(found[0]) < _CUT:
                continue  # an abbreviation ends it
            words = words_of(found[0])
            at = found.start()
            for n, word in enumerate(words):
                unknown = not is_word(word) and not _is_lone_sign(word) and (not flaws or flaws[-1].end <= at)
                flaw = self._near(words, n, at) if unknown else None
                if flaw is not None and not _is_beside(flaw, text, damaged):
                    flaws.append(flaw)
                at += len(word)
        return flaws

    def _near(self, words: list[str], n: int, at: int) -> Flaw | None:
        """The words around an unknown one, if they are one letter off words of the plan."""
        for before in (1, 0, 2):
            for behind in (1, 0, 2):
                begin, end = n - before, n + behind + 1
                if begin < 0 or end > len(words):
                    continue
                span = "".join(words[begin:end])
                if not _LEAST - 1 <= len(span) <= _MOST + 1 or span in self._runs:
                    continue
                if (meant := self._one_off(span)) is not None:
                    start = at - sum(map(len, words[begin:n]))
                    return Flaw(start, start + len(span), meant)
        return None

    def _one_off(self, span: str) -> str | None:
        likely = {run for part in _halves(span, loose=True) for run in self._by_part.get(part, ())}
        near = [run for run in likely if _is_one_letter_off(span, run)]
        return max(near, key=lambda run: self._runs[run]) if near else None


def _damaged(text: str) -> list[tuple[int, int]]:
    """Where a converter damaged a text, with a few letters around."""
    return [(one.start - _AROUND, one.end + _AROUND) for one in to_offer(text)]


def _is_beside(flaw: Flaw, text: str, damaged: list[tuple[int, int]]) -> bool:
    """Whether a converter's damage explains it, or an abbreviation that begins where it ends."""
    if text[flaw.end : flaw.end + 1] in (".", "…") or _MARK.match(text, flaw.start):
        return True
    if len(flaw.meant) > flaw.end - flaw.start and not Counter(flaw.meant) - Counter(text[flaw.start : flaw.end + 2]):
        return True  # the letter that is missing stands a little further on
    return any(flaw.start < end and begin < flaw.end for begin, end in damaged)


def _is_lone_sign(word: str) -> bool:
    return word in "ๆฯ"


def _halves(run: str, *, loose: bool = False) -> Iterator[str]:
    """The beginning and the end of a run, one of which a single wrong letter leaves as it is."""
    middle = len(run) // 2
    for length in (middle - 1, middle, middle + 1) if loose else (middle,):
        yield "<" + run[:length]
        yield run[len(run) - length :] + ">"


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter is another, missing or too many; letters that changed places are a converter's fault."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    front = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[front:], other[front:]
    if one[1:] == other:  # too many, but not a consonant that a mark has slid behind
        return not _MARK.match(one, 1)
    return one[1:] == other[1:] or one == other[1:]
