"""Names as they are told apart: not by spaces, case, digits or what PDFs do to Thai."""

from functools import lru_cache

from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn_words import join


@lru_cache(maxsize=16384)
def compared(name: str) -> str:
    """The name as it is compared with others: two that give the same are one name, typed or read differently."""
    return "".join(to_arabic(join(repair(name))).casefold().split())


def same_beginning(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
