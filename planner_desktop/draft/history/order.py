"""Which of several things were moved, when all one knows is the order before and after."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def moved(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """The fewest things that must have been moved, in their new order; what is not in both lists is left out.

    Those that stayed are a longest run that is in the same order in both, found by patience sorting.
    """
    places = {thing: n for n, thing in enumerate(before)}
    common = [thing for thing in after if thing in places]
    ends: list[int] = []  # the smallest place that a run of each length ends at, and which thing that is
    tops: list[int] = []
    below: list[int] = []
    for n, thing in enumerate(common):
        length = bisect_left(ends, places[thing])
        ends[length : length + 1] = [places[thing]]
        tops[length : length + 1] = [n]
        below.append(tops[length - 1] if length else -1)
    stayed: set[int] = set()
    n = tops[-1] if tops else -1
    while n >= 0:
        stayed.add(n)
        n = below[n]
    return [thing for n, thing in enumerate(common) if n not in stayed]
