"""Names that are nearly the same: one or two letters apart, as a slip of the finger leaves them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from planner_desktop.regex import regex

_DIGITS = regex(r"\d+")
_SHARED = 10
"""So many letters at the beginning or at the end are the same in two names of which one has a slip."""
_CROWD = 60
"""What so many names begin with tells nothing."""
MOST = 2
"""So many letters may be others, missing or too many."""


def near_pairs(names: Iterable[str], shortest: int = 2 * _SHARED) -> Iterator[tuple[str, str]]:
    """Each two names that differ in at most `MOST` letters, the earlier one first. Numbers in both are the same.

    Names are given as they are compared, each once; short ones are left out.
    """
    by_part: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= shortest:
            digits = " ".join(_DIGITS.findall(name))
            by_part["begins", name[:_SHARED], digits].append(name)
            by_part["ends", name[-_SHARED:], digits].append(name)
    told = set()
    for alike in by_part.values():
        for at, one in enumerate(alike if len(alike) <= _CROWD else ()):
            for other in alike[at + 1 :]:
                if (one, other) not in told and is_near(one, other):
                    told.add((one, other))
                    yield one, other


def is_near(one: str, other: str) -> bool:
    """Whether two texts are others, and differ in at most `MOST` letters."""
    return one != other and abs(len(one) - len(other)) <= MOST and distance(one, other) <= MOST


@lru_cache(maxsize=10_000)
def distance(one: str, other: str) -> int:
    """How many letters are others, missing or too many; more than `MOST` is not counted on."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for n, its in enumerate(other, start=1):
            before, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, before + (letter != its))
        if min(row) > MOST:
            return MOST + 1
    return row[-1]
