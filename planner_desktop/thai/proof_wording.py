"""Sentences that a text says twice, and once with a letter or a word that is another: slips that no dictionary knows.

“ด้านกรงบประมาณ” is made of words, but the same plan says “ด้านการงบประมาณ” in the same sentence elsewhere. Two places are
held together where the words before and behind are the same, and only what stands between them is not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from planner_desktop import stopping
from planner_desktop.frozen import Frozen
from planner_desktop.regex import regex
from planner_desktop.thai.compared import same_beginning
from planner_desktop.thai.dictionary import words_of

_PART = regex(r"[ก-ฮะ-ฺเ-ๆ็-๎]+|[^\sก-ฮะ-ฺเ-ๆ็-๎]+")
_THAI = regex(r"[ก-ฮะ-ฺเ-ๆ็-๎]+")
_WORDS, _LETTERS = 6, 22
"""Up to so many words, of so many letters and a space behind each, are the same on each side."""
_BETWEEN, _LONGEST = 3, 14
"""So many words at most, of so many letters together, are not."""
_SLIP = 2
"""A difference of so many letters is a slip of the finger."""
_SAME, _MOST_OF_IT, _SENTENCE = 32, 0.45, 80
"""So many letters around a difference of whole words, and so much of the shorter text, make two sentences one;
of a long text so many letters do."""
_JOINING = frozenset(("", "การ", "ความ", "ที่", "และ", "ของ", "ใน", "ให้", "เป็น", "หรือ", "โดย", "ได้", "จะ"))
"""Words that may be left out or exchanged without another sense."""


class Variant(Frozen):
    """Words of a text that stand otherwise in the same sentence of another. Texts are told by their places."""

    text: int
    words: str
    other: int
    usual: str
    is_slip: bool


class _Place(Frozen):
    text: int
    start: int
    end: int


def variants(texts: Iterable[str], counts: Iterable[int]) -> Iterator[Variant]:
    """What is seldom written so, the first difference of two texts only. `counts` tells how often each is printed."""
    tokens = [_tokens(text) for text in texts]
    often = list(counts)
    seen: set[tuple[int, int]] = set()
    for ways in _by_context(tokens).values():
        if len(ways) < 2:
            continue
        stopping.look()
        usual = max(ways, key=lambda way: (sum(often[place.text] for place in ways[way]), len(way)))
        for way, places in ways.items():
            if way == usual or Counter(way) == Counter(usual):  # only torn
                continue
            here = places[0]
            there = max(ways[usual], key=lambda place: _shared(tokens, here, place))
            known = min(here.text, there.text), max(here.text, there.text)
            difference = _differing(way, usual)
            is_slip = max(map(len, difference)) <= _SLIP and not _JOINING.issuperset(difference)
            if (
                here.text != there.text
                and known not in seen
                and (is_slip or _is_one_sentence(tokens, here, there, difference))
            ):
                seen.add(known)
                yield Variant(here.text, _said(tokens, here), there.text, _said(tokens, there), is_slip)


def _is_one_sentence(tokens: list[list[str]], here: _Place, there: _Place, difference: tuple[str, str]) -> bool:
    shorter = min(sum(map(len, tokens[place.text])) for place in (here, there))
    asked = min(max(_SAME, shorter * _MOST_OF_IT), _SENTENCE)
    return not _JOINING.issuperset(difference) and _shared(tokens, here, there) >= asked


def _said(tokens: list[list[str]], place: _Place) -> str:
    """The words of a place with one more on each side."""
    return "".join(tokens[place.text][place.start - 1 : place.end + 1])


def _tokens(text: str) -> list[str]:
    """The words of a text without its spaces; what is not Thai is one each."""
    tokens: list[str] = []
    for part in _PART.findall("".join(text.split())):
        tokens += words_of(part) if _THAI.match(part) else [part]
    return tokens


def _by_context(tokens: list[list[str]]) -> dict[tuple[str, str], dict[str, list[_Place]]]:
    """For each words before and behind, what stands between them, and where."""
    found: dict[tuple[str, str], dict[str, list[_Place]]] = defaultdict(dict)
    for text, words in enumerate(tokens):
        stopping.look()
        before = [_side(reversed(words[max(0, at - _WORDS) : at])) for at in range(len(words) + 1)]
        behind = [_side(words[at : at + _WORDS]) for at in range(len(words) + 1)]
        for at in range(len(words) + 1):
            for end in range(at, min(at + _BETWEEN, len(words)) + 1) if before[at] else ():
                between = "".join(words[at:end])
                if len(between) > _LONGEST or (between and not _THAI.fullmatch(between)):
                    break
                if behind[end]:
                    found[before[at], behind[end]].setdefault(between, []).append(_Place(text, at, end))
    return found


def _side(words: Iterable[str]) -> str:
    """The next words that tell where one is; nothing where they are too short, or not Thai."""
    joined = ""
    for word in words:
        if not _THAI.fullmatch(word):
            return ""
        joined += f"{word} "
        if len(joined) >= _LETTERS:
            return joined
    return ""


def _differing(one: str, other: str) -> tuple[str, str]:
    """The letters of two words that are not the same."""
    front = same_beginning(one, other)
    one, other = one[front:], other[front:]
    back = same_beginning(one[::-1], other[::-1])
    return one[: len(one) - back], other[: len(other) - back]


def _shared(tokens: list[list[str]], one: _Place, other: _Place) -> int:
    """How many letters on both sides of two places are the same."""
    first, second = tokens[one.text], tokens[other.text]
    before = same_beginning("".join(first[: one.start])[::-1], "".join(second[: other.start])[::-1])
    return before + same_beginning("".join(first[one.end :]), "".join(second[other.end :]))
