"""Words whose vowel stands behind the next letter, as PDFs leave them: “จดัทำ” for จัดทำ, “สงิ่แวดล้อม” for สิ่งแวดล้อม.

Such a word may be another, so it is only offered: where the dictionary does not know what is there, and knows a word
that goes over the place once the vowel is put before the letter.
"""

from collections.abc import Iterator
from functools import lru_cache

from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, words_of
from planner_desktop.thai.torn_words import Torn, torn

_RUN = regex("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{1,2000}")  # no Thai is longer without a space
_PLACE = regex("(?<=[\u0e01-\u0e2e])([\u0e01-\u0e2e])([\u0e31\u0e34-\u0e39\u0e47][\u0e48-\u0e4b]?)(?=.)")
_AROUND = 16
"""So many letters on each side tell which words are there."""
_LEAST = 2
"""So many letters less may be unknown afterwards."""


@lru_cache(maxsize=4096)
def to_offer(text: str) -> tuple[Torn, ...]:
    """All that is likely damaged in a text and is offered to be mended, in order: torn words, and shifted vowels."""
    found = list(torn(text))
    taken = {at for one in found for at in range(one.start, one.end)}
    found += [one for one in shifted(text) if taken.isdisjoint(range(one.start, one.end))]
    return tuple(sorted(found, key=lambda one: one.start))


def shifted(text: str) -> Iterator[Torn]:
    """Every word with a vowel behind the next letter, in order."""
    for run in _RUN.finditer(text):
        if not _PLACE.search(run[0]) or not _unknown(words_of(run[0])):
            continue
        mended, at = _put_back(run[0]), run.start()
        for word in words_of(mended) if mended != run[0] else ():
            if text[at : at + len(word)] != word:
                yield Torn(at, at + len(word), word, certain=False)
            at += len(word)


def _put_back(run: str) -> str:
    """The run with the vowels that are certainly shifted before their letters; as long as it was."""
    at = 0
    while place := _PLACE.search(run, at):
        at = place.end(1)
        first, last = max(0, place.start() - _AROUND), place.end() + _AROUND
        other = run[: place.start()] + place[2] + place[1] + run[place.end() :]
        before, after = words_of(run[first:last]), words_of(other[first:last])
        better = _unknown(before) - _unknown(after) >= _LEAST
        if better and _goes_over(after, place.start() - first, place.end() - first):
            run, at = other, place.end()
    return run


def _unknown(words: list[str]) -> int:
    return sum(len(word) for word in words if len(word) == 1 or not is_word(word))


def _goes_over(words: list[str], start: int, end: int) -> bool:
    """Whether a word of the dictionary begins before a place and goes over it."""
    at = 0
    for word in words:
        if at < start and end <= at + len(word):
            return is_word(word)
        at += len(word)
    return False
