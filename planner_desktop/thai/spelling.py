"""Misspelt Thai words, each with what was probably meant: nothing is corrected unasked.

Thai puts no spaces between words, so a slip of the finger leaves letters that fall into other, rarer words: “ประสิทธภาพ”
into ประ, สิทธ, ภาพ. A run of letters is therefore parted twice, each time so that the words are as common as can be:
into words of the dictionary alone, and with words in which one letter is wrong, lacking, too many, or has changed its
place with the next. Where the second is more likely, even though slips are rare, a word is misspelt. How common words
are is told by PyThaiNLP's count of a corpus of textbooks.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from planner_desktop import stopping
from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import corpus, word_set

_RUN = regex("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
_ABBREVIATION = regex("[ก-ฮ]{1,6}")
_LETTERS = [
    chr(code) for code in (*range(0xE01, 0xE2F), *range(0xE30, 0xE3B), *range(0xE40, 0xE46), *range(0xE47, 0xE4F))
]
_LONGEST = 25
"""Letters of a word; what is longer is made of others."""
_UNKNOWN = 14.0
"""How unlikely it is, as a negative logarithm, that a letter belongs to no word."""
_SLIP = 9.0
"""How unlikely it is that a letter is wrong, as a negative logarithm: once in about eight thousand."""
_KNOWN = 9.0
"""How unlikely a word is that the officer, or the draft, is known to use."""
_COMMON, _SHORTEST = 30, 3
"""A word is taken for what was meant if it was counted so often, and has so many letters."""
_RARE, _RARE_OF_TWO, _RARE_OF_FOUR = 15.5, 7.5, 11.0
"""So unlikely words, those of two letters and those of up to four, make one look whether something else was meant."""
_BEFORE, _BEHIND = 10, 3
"""So many letters before and behind such a word a misspelt one may begin."""
_OF_ABBREVIATION = 4
"""Before a dot, so many letters at a run's end are an abbreviation: ของกทม."""


@dataclass(frozen=True, slots=True)
class Misspelt:
    """Letters of a text that are no word, and the word that was probably meant; empty where none is near."""

    start: int
    end: int
    meant: str = ""


def misspelt(text: str, known: frozenset[str] = frozenset()) -> Iterator[Misspelt]:
    """The misspelt words of a text, in order. `known` are words that are right besides the dictionary's."""
    for run in _RUN.finditer(text):
        stopping.look()
        if _ABBREVIATION.fullmatch(run[0]):
            continue
        before_dot = text[run.end() : run.end() + 1] == "."
        for start, end, meant in _of_run(run[0], known):
            if not (before_dot and end >= len(run[0]) - 1 and end - start <= _OF_ABBREVIATION):
                yield Misspelt(run.start() + start, run.start() + end, meant)


@lru_cache(maxsize=20_000)
def _of_run(run: str, known: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    words = _likelihood()
    costs = words | dict.fromkeys(known, _KNOWN) if known else words
    parts = _parted(run, costs, frozenset())
    doubtful = _doubtful(parts, run, costs)
    if not doubtful:
        return ()
    found: list[tuple[int, int, str]] = []
    for start, end, meant in _parted(run, costs, doubtful):
        if meant == run[start:end]:
            continue
        if found and found[-1][1] == start:  # several in a row are one, of which nobody knows what was meant
            found[-1] = found[-1][0], end, ""
        else:
            found.append((start, end, meant))
    return tuple(found)


def _parted(run: str, costs: dict[str, float], doubtful: frozenset[int]) -> list[tuple[int, int, str]]:
    """The most likely words of a run: where each is, and the word; empty for a letter that belongs to none.

    At the places that are `doubtful` a word may be misspelt.
    """
    best: list[tuple[float, int, str]] = [(0.0, 0, ""), *[(math.inf, 0, "")] * len(run)]
    for at in range(len(run)):
        stopping.look()
        so_far = best[at][0]
        if so_far + _UNKNOWN < best[at + 1][0]:
            best[at + 1] = so_far + _UNKNOWN, at, ""
        for end in range(at + 1, min(at + _LONGEST, len(run)) + 1):
            word = run[at:end]
            if (cost := costs.get(word)) is not None and so_far + cost < best[end][0]:
                best[end] = so_far + cost, at, word
        for length, word in _near(run[at : at + _LONGEST]) if at in doubtful else ():
            if (cost := so_far + costs[word] + _SLIP) < best[at + length][0]:
                best[at + length] = cost, at, word
    parts, end = [], len(run)
    while end:
        _cost, start, word = best[end]
        parts.append((start, end, word))
        end = start
    return parts[::-1]


def _doubtful(parts: list[tuple[int, int, str]], run: str, costs: dict[str, float]) -> frozenset[int]:
    """Where a misspelt word may begin: about letters of no word, and about rare words, short ones above all."""
    places: set[int] = set()
    for start, end, word in parts:
        length, cost = end - start, costs.get(word, math.inf)
        limit = _RARE if length > 4 else _RARE_OF_FOUR if length > 2 else _RARE_OF_TWO
        if length == 1 or cost > limit:
            places.update(range(max(0, start - _BEFORE), min(len(run), end + _BEHIND)))
    return frozenset(places)


@lru_cache(maxsize=20_000)
def _near(text: str) -> tuple[tuple[int, str], ...]:
    """The common words that a text begins with but for one slip, each with how many letters stand for it."""
    common, beginnings = _common()
    found: dict[tuple[int, str], None] = {}

    def follow(word: str, at: int) -> None:
        """Go on without a further slip."""
        while word in beginnings:
            if word in common and at >= 2 and text[:at] != word:
                found[at, word] = None
            if at == len(text):
                return
            word, at = word + text[at], at + 1

    for at in range(len(text) + 1):
        same = text[:at]
        if same and same not in beginnings:
            break
        rest = text[at:]
        for letter in _LETTERS:
            follow(same + letter, at)  # it lacks
            if rest and letter != rest[0]:
                follow(same + letter, at + 1)  # another stands for it
        if rest and same:
            follow(same, at + 1)  # one too many
        if len(rest) > 1 and rest[0] != rest[1]:
            follow(same + rest[1] + rest[0], at + 2)  # two have changed places
    return tuple(found)


@cache
def _counted() -> dict[str, int]:
    counted: dict[str, int] = {}
    for line in corpus("ttc_freq.txt").read_text("utf-8").splitlines():
        word, _tab, count = line.partition("\t")
        counted[word] = int(count)
    return {word: counted.get(word, 0) for word in word_set() if word}


@cache
def _likelihood() -> dict[str, float]:
    """How unlikely each word of the dictionary is, as a negative logarithm."""
    counted = _counted()
    total = sum(counted.values())
    return {word: -math.log((count + 0.5) / total) for word, count in counted.items()}


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """The words that may have been meant, and all that any of them begins with."""
    common = {word for word, count in _counted().items() if count >= _COMMON and len(word) >= _SHORTEST}
    return frozenset(common), frozenset(word[:end] for word in common for end in range(1, len(word) + 1))


def candidates(word: str, meant: str = "", most: int = 4) -> list[str]:
    """The words that a misspelt one may have been, the likeliest first; what was probably `meant` before all."""
    costs = _likelihood()
    near = sorted((other for length, other in _near(word) if length == len(word)), key=costs.__getitem__)
    return [*dict.fromkeys([meant, *near] if meant else near)][:most]
