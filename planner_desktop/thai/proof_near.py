"""Names in running text that are nearly one of a list, as an agency's name with a wrong syllable."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_SHORTEST = 12
_MOST = 2
_KNOWN_BY, _LONGEST = 17, 400
"""So many letters at its beginning a long name is known by; so many letters of a text may be one."""
_SPACES = regex(r"\s+")


class NearNames:
    """Names that all begin with one word, to be found in texts where they are misspelt."""

    def __init__(self, names: Iterable[str], begin: str, filler: str = "") -> None:
        """`filler` is what is often put behind the first word by mistake: the งาน of สำนักงาน."""
        self._names = {_SPACES.sub("", name): name for name in names if _SPACES.sub("", name).startswith(begin)}
        # Two letters may be wrong: of three pieces one is right.
        self._pieces = {name: _pieces(name[len(begin) :], _MOST + 1) for name in self._names}
        self._begin = regex(re.escape(begin))
        self._filled = begin + filler
        self._plain = begin

    def near(self, text: str) -> list[Flaw]:
        """Where a text has a name of these nearly: at most two letters are others, missing or too many."""
        flaws = []
        for found in self._begin.finditer(text):
            tail = text[found.start() : found.start() + 70]
            squeezed = _SPACES.sub("", tail)
            if any(squeezed.startswith(name) for name in self._names):
                continue
            if (hit := self._nearest(squeezed)) is not None:
                name, letters = hit
                flaws.append(Flaw(found.start(), found.start() + _length(tail, letters), self._names[name]))
        return flaws

    def _nearest(self, squeezed: str) -> tuple[str, int] | None:
        best: tuple[int, str, int] | None = None
        for name in self._names:
            if self._filled != self._plain and squeezed.startswith(self._filled):
                without = self._plain + squeezed[len(self._filled) :]
                if without.startswith(name):
                    return name, len(name) + len(self._filled) - len(self._plain)
            if len(name) < _SHORTEST or not any(piece in squeezed for piece in self._pieces[name]):
                continue
            distance, letters = _distance(name, squeezed)
            if distance <= _MOST and not _is_torn(name, squeezed[:letters]) and (best is None or distance < best[0]):
                best = (distance, name, letters)
        return (best[1], best[2]) if best else None


class CitedNames:
    """Long names, as of projects, to be found in texts where they are misspelt behind their first letters."""

    def __init__(self, names: Iterable[str], begins: Iterable[str]) -> None:
        """`begins` are the words that names begin with, and by which they are looked for in a text."""
        words = tuple(begins)
        self._begin = regex("|".join(map(re.escape, words)))
        self._named: dict[str, dict[str, str]] = {}
        for name in names:
            squeezed = _SPACES.sub("", name)
            if name.startswith(words) and len(squeezed) >= 2 * _KNOWN_BY:
                self._named.setdefault(squeezed[:_KNOWN_BY], {})[squeezed] = name

    def near(self, text: str) -> list[Flaw]:
        """Where a text has a name of these nearly: at most two letters are others, missing or too many."""
        flaws = []
        for found in self._begin.finditer(text) if self._named else ():
            tail = text[found.start() : found.start() + _LONGEST]
            squeezed = _SPACES.sub("", tail)
            alike = self._named.get(squeezed[:_KNOWN_BY], {})
            if not alike or any(squeezed.startswith(name) for name in alike):
                continue
            distance, letters, name = min((*_distance(name, squeezed), name) for name in alike)
            if distance <= _MOST and not _is_torn(name, squeezed[:letters]):
                flaws.append(Flaw(found.start(), found.start() + _length(tail, letters), alike[name]))
        return flaws


def _pieces(text: str, count: int) -> list[str]:
    ends = [len(text) * n // count for n in range(count + 1)]
    return [text[begin:end] for begin, end in pairwise(ends)]


def _is_torn(name: str, other: str) -> bool:
    """Whether only the order of letters differs, which is a converter's fault."""
    return Counter(name) == Counter(other)


def _length(tail: str, letters: int) -> int:
    """How long a text is that has so many letters without its spaces."""
    seen = 0
    for at, letter in enumerate(tail):
        seen += not letter.isspace()
        if seen == letters:
            return at + 1
    return len(tail)


def _distance(name: str, text: str) -> tuple[int, int]:
    """How many letters differ between a name and the beginning of a text that is most like it, and its length."""
    row = list(range(len(text) + 1))
    row = row[: len(name) + _MOST + 1]
    text = text[: len(row) - 1]
    for at, letter in enumerate(name, start=1):
        before, row[0] = row[0], at
        for n, other in enumerate(text, start=1):
            before, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, before + (letter != other))
        if min(row) > _MOST:
            return _MOST + 1, 0
    least = min(row)
    return least, row.index(least)
