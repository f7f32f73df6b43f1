"""Names of projects and results as they are told apart: what is one name, what may be one name written differently."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared

_NUMBER = regex(r"^\s*(?:-\s*)*(?:\(?\d+(?:\.\d+)*[.)]?(?=\s|[ก-๙“])|-)\s*")
_REMARK = regex(
    r"\(\*(?:[^()]|\([^()]*\))*(?:\)|$)"
    r"|[(*]+\s*(?:โครงการซ้ำ|ไม่ได้|ไม่ดำเนิน|ไม่ใช้?่?\s*งบ|เนื่องจาก|ใช้งบประมาณ|โครงการต่อเนื่อง|งบประมาณ|ดำเนินการ)[^()]*(?:\)|$)"
    r"|\((?:[\d,.]+\s*(?:บาท|\.-)?|\d(?:\.\d+)+|P\d{3}(?:,\s*P\d{3})*|[ก-ฮ]{2,4}\.)\)"
    r"|(?:งบประมาณ\s*)?[\d,]{5,}(?:\.\d+)?\s*บาท"
    r"|งบประมาณ\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$"
)
_RAISED = regex("[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[ก-๙)])\\s*\\*+")
_KIND = regex(r"^(?:โครงการ|กิจกรรม)")
_SPACES_AND_DASHES = regex(r"[\s\-–‐\u00ad“”\"'.,:]+")
_DIGITS = regex(r"\d+")
NEAR = 0.86
"""From here on two long names are one name, written differently."""
_SHORTEST = 12
"""Shorter names are compared only as they are."""
_GRAM = 4
_COMMON = 60
"""What so many names have says nothing of one of them."""


@lru_cache(maxsize=16384)
def plain_name(text: str) -> str:
    """A name without its number, the mark of a footnote, and what is remarked in brackets behind it."""
    name = _RAISED.sub("", _NUMBER.sub("", " ".join(text.split())))
    before = None
    while before != name:
        before, name = name, _REMARK.sub("", name).strip()
    return name


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """By what a name is known: alike for names that differ in spaces, dashes, digits and marks only."""
    return compared(_SPACES_AND_DASHES.sub("", plain_name(text)))


@lru_cache(maxsize=16384)
def bare_key(text: str) -> str:
    """As `key`, without the word for project or activity that begins it."""
    return _KIND.sub("", _KIND.sub("", key(text)))


def likeness(one: str, other: str) -> float:
    """How alike two keys are, from 0 to 1; 0 where their numbers differ."""
    if one == other:
        return 1.0
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0


def alike(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, their numbers not looked at."""
    return SequenceMatcher(None, bare_key(one), bare_key(other), autojunk=False).ratio()


def is_only_torn(one: str, other: str) -> bool:
    """Whether two keys have the same letters in another order, as a PDF's vowels that stand one letter off."""
    return Counter(one) == Counter(other)


Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Items put together by their names, those written a little differently too."""

    def __init__(self, named: Iterable[tuple[Item, str]], *, near: float = NEAR) -> None:
        self._near = near
        by_key: dict[str, list[Item]] = defaultdict(list)
        for item, name in named:
            if known := bare_key(name):
                by_key[known].append(item)
        self._parent = {known: known for known in by_key}
        self._join_likely(list(by_key))
        together: dict[str, list[Item]] = defaultdict(list)
        for known, items in by_key.items():
            together[self._root(known)] += items
        self.groups = list(together.values())

    def _root(self, known: str) -> str:
        while self._parent[known] != known:
            known = self._parent[known]
        return known

    def _join_likely(self, keys: list[str]) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        for at, known in enumerate(keys):
            if len(known) >= _SHORTEST:
                for gram in {known[n : n + _GRAM] for n in range(len(known) - _GRAM + 1)}:
                    holders[gram].append(at)
        shared: Counter[tuple[int, int]] = Counter()
        for held in holders.values():
            if len(held) <= _COMMON:
                shared.update((one, other) for n, one in enumerate(held) for other in held[n + 1 :])
        for (one, other), count in shared.items():
            shorter, longer = sorted((keys[one], keys[other]), key=len)
            if count >= (len(shorter) - _GRAM) * 0.4 and self._is_one(shorter, longer):
                self._parent[self._root(keys[one])] = self._root(keys[other])

    def _is_one(self, shorter: str, longer: str) -> bool:
        return likeness(shorter, longer) >= self._near


def worded(names: Iterable[str]) -> list[str]:
    """The different wordings among names that are one, the most usual first."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for name in names:
        known = key(name)
        counts[known] += 1
        first.setdefault(known, plain_name(name))
    return [first[known] for known, _count in counts.most_common()]
