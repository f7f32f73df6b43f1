"""Words that a space tore before a vowel or tone mark, as PDFs leave them: “ส านักงาน”, “ถ ึง”, “ก าหนด”.

No word begins with such a mark, so the space is at fault; but what it stands for is not always certain: in “ก าหนด” it
took ำ apart, in “ก าร” it did not. The dictionary tells which reading gives words. What is `certain` is mended by
`repair`; the rest is only offered.
"""

from collections.abc import Iterator
from itertools import accumulate, product
from operator import or_

from planner_desktop.frozen import Frozen
from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, known_share, words_of

_BLANK = "[ \u00a0]"
_ABOVE_OR_BELOW = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_BEGUN = f"(?:[{_ABOVE_OR_BELOW}]|\u0e32|\u0e33)"
_SIGN = regex(f"{_BLANK}{_BEGUN}")
_THAI = "[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"
_BEARER = f"[\u0e01-\u0e2e][{_ABOVE_OR_BELOW}]*"
_CHAIN = regex(f"(?<!{_THAI}){_THAI}*?{_BEARER}{_BLANK}+{_BEGUN}(?:{_THAI}|(?<={_THAI}){_BLANK}+(?={_BEGUN}))*")
_TEAR = regex(f"{_BLANK}+(?={_BEGUN})")
_BORNE = regex(f"{_BEARER}$")
_AA = regex("([\u0e48-\u0e4b]?)\u0e32")
_AHEAD, _BEHIND, _BEFORE = 3, 24, 200
"""So many tears are read together, with so many letters before them; words are looked for in so many before a tear."""


class Torn(Frozen):
    """text[start:end], torn letters without a stop, is to be read as `meant`."""

    start: int
    end: int
    meant: str
    certain: bool


def torn(text: str) -> Iterator[Torn]:
    """Every torn run of letters in a text that `repair` has seen, in order."""
    if not _SIGN.search(text):
        return
    for chain in _CHAIN.finditer(text):
        pieces = _TEAR.split(chain[0])
        meant = _likeliest(pieces)
        tears = list(accumulate(map(len, pieces[:-1])))
        if not all(_BORNE.search(meant, 0, at) for at in tears):
            continue
        within = _within_words(meant)
        closed = [at in within for at in tears]
        halves = [not _ends_with_word(meant[max(0, at - _BEFORE) : at]) for at in tears]
        if any(len(_ways(piece)) > 1 for piece in pieces[1:]):
            yield Torn(chain.start(), chain.end(), meant, certain=False)
        elif any(map(or_, closed, halves)):
            yield Torn(chain.start(), chain.end(), meant, certain=all(closed) and all(halves))


def join_certain(text: str) -> str:
    """The text with the torn words put together that have no other reading."""
    return _joined(text, only_certain=True)


def join(text: str) -> str:
    """The text with all torn words put together, each as it is most likely meant."""
    return _joined(text, only_certain=False)


def _joined(text: str, *, only_certain: bool) -> str:
    parts, at = [], 0
    for one in torn(text):
        if one.certain or not only_certain:
            parts += [text[at : one.start], one.meant]
            at = one.end
    return "".join([*parts, text[at:]])


def _ways(piece: str) -> tuple[str, ...]:
    """What a piece behind a tear may be meant as."""
    return (_AA.sub("\\1\u0e33", piece, count=1), piece) if _AA.match(piece) else (piece,)


def _likeliest(pieces: list[str]) -> str:
    """The pieces put together, each as the dictionary knows most of it and of what is around it."""
    whole, *others = pieces
    for n in range(len(others)):
        choices = [_ways(piece) for piece in others[n : n + _AHEAD]]
        readings = list(product(*choices)) if len(choices[0]) > 1 else [(others[n],)]
        whole += max(readings, key=lambda reading: _worth(whole[-_BEHIND:] + "".join(reading)))[0]
    return whole


def _worth(text: str) -> tuple[float, int]:
    return known_share(text), -len(words_of(text))


def _within_words(text: str) -> set[int]:
    """The places in a text over which a word of the dictionary goes."""
    within: set[int] = set()
    begin = 0
    for word in words_of(text):
        if is_word(word):
            within |= set(range(begin + 1, begin + len(word)))
        begin += len(word)
    return within


def _ends_with_word(text: str) -> bool:
    last = words_of(text)[-1]
    return len(last) > 1 and is_word(last)
