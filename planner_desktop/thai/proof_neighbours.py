"""Words that are right, but not between these two, as elsewhere one a letter off stands there: ด้านกรงบประมาณ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from planner_desktop import stopping
from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import words_of
from planner_desktop.thai.proof import Flaw

_THAI = regex(r"[ก-ฮะ-ฺเ-ๅ็-๎]+")
_LETTERS = [
    chr(code) for code in (*range(0xE01, 0xE2F), *range(0xE30, 0xE3B), *range(0xE40, 0xE46), *range(0xE47, 0xE4F))
]
_SELDOM, _OFTEN, _SHORTEST = 3, 3, 2


class Neighbours:
    """Which words stand beside which in a whole plan."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in dict.fromkeys(texts):
            for run in _THAI.findall(text):
                words = words_of(run)
                self._words.update(words)
                self._pairs.update(pairwise(words))

    def misplaced(self, text: str) -> list[Flaw]:
        """Seldom words that are one letter off the one which mostly stands between these two."""
        flaws = []
        for run in _THAI.finditer(text):
            stopping.look()
            words = words_of(run[0])
            ends = [run.start() + end for end in accumulate(map(len, words))]
            for at in range(1, len(words) - 1):
                before, word, behind = words[at - 1 : at + 2]
                if (meant := self._meant(before, word, behind)) is not None:
                    flaws.append(Flaw(ends[at - 1], ends[at], meant))
        return flaws

    def _meant(self, before: str, word: str, behind: str) -> str | None:
        if len(word) < _SHORTEST or self._words[word] > _SELDOM:
            return None
        if max(self._pairs[before, word], self._pairs[word, behind]) >= _OFTEN:
            return None
        for other in _one_off(word):
            pairs = self._pairs[before, other], self._pairs[other, behind]
            if min(pairs) >= 1 and max(pairs) >= _OFTEN:
                return other
        return None


def _one_off(word: str) -> Iterator[str]:
    """All that is one letter more, less or other than a word."""
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in _LETTERS)
        if at < len(word):
            yield word[:at] + word[at + 1 :]
            yield from (word[:at] + letter + word[at + 1 :] for letter in _LETTERS if letter != word[at])
