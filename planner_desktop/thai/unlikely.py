"""Amounts that are likely mistyped: satang typed as baht, a part pasted twice, three digits too many."""

from collections.abc import Iterable

TIMES = 1000
"""An amount so many times what is usual in its list is asked about: thousands and millions are mixed up."""
NEIGHBOURS = 3
"""With fewer other amounts nothing is usual yet."""


def usual_amount(amount: int, others: Iterable[int]) -> int | None:
    """What is usual among the other amounts of a list (their median) where this one is `TIMES` as much, else None.

    The median, for one other amount that is as large must not make this one look usual. All are satang; amounts of
    nothing do not count.
    """
    counted = sorted(other for other in others if other > 0)
    if len(counted) < NEIGHBOURS:
        return None
    usual = counted[len(counted) // 2]
    return usual if amount >= TIMES * usual else None
