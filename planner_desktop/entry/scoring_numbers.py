"""The numbers in the texts of scoring levels: "ร้อยละ 80" … "ร้อยละ 100". Filled evenly, and looked over for steps."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planner_desktop.regex import regex
from planner_desktop.thai.digits import THAI_DIGITS, to_arabic, to_thai

_NUMBER = regex(r"[\d๐-๙]+(?:,[\d๐-๙]{3})*(?:\.[\d๐-๙]+)?")
_PERCENT_BEFORE = regex(r"ร้อยละ\s*$")
_PERCENT_AFTER = regex(r"\s*(?:%|เปอร์เซ็นต์)")


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number in a text, and how it is written there."""

    start: int
    end: int
    value: Decimal
    written: str
    is_percent: bool

    def like(self, value: Decimal) -> str:
        """Another value written as this one is: in Thai digits, with commas. Shares of 100 may have decimals."""
        places = max(0, -int(self.value.as_tuple().exponent))
        if places == 0 and not self.is_percent:
            value = value.quantize(Decimal(1), ROUND_HALF_UP)
        else:
            value = value.quantize(Decimal(1).scaleb(-max(places, 2)), ROUND_HALF_UP).normalize()
        text = f"{value:,f}" if "," in self.written else f"{value:f}"
        return to_thai(text) if any(digit in THAI_DIGITS for digit in self.written) else text


def numbers(text: str) -> list[NumberInText]:
    """The numbers of a text in their order."""
    return [
        NumberInText(
            found.start(), found.end(), Decimal(to_arabic(found[0]).replace(",", "")), found[0],
            bool(_PERCENT_BEFORE.search(text[: found.start()]) or _PERCENT_AFTER.match(text, found.end())),
        )
        for found in _NUMBER.finditer(text)
    ]  # fmt: skip


def main_number(text: str) -> NumberInText | None:
    """The number that a text is about: the one after ร้อยละ, else the first."""
    found = numbers(text)
    return next((number for number in found if number.is_percent), found[0] if found else None)


def _replaced(text: str, new: dict[NumberInText, Decimal]) -> str:
    for number in sorted(new, key=lambda each: each.start, reverse=True):
        text = text[: number.start] + number.like(new[number]) + text[number.end :]
    return text


def filled_between(texts: Sequence[str]) -> list[str] | None:
    """The texts with those between the first and last filled: worded as the lowest, numbers in even steps.

    A text that is there and worded alike keeps its words. None where the first and the last are not worded alike
    around their numbers.
    """
    low, high = numbers(texts[0]), numbers(texts[-1])
    if not low or len(low) != len(high) or all(a.value == b.value for a, b in zip(low, high, strict=True)):
        return None
    done = list(texts)
    for n in range(1, len(texts) - 1):
        share = Decimal(n) / (len(texts) - 1)
        values = [a.value + (b.value - a.value) * share for a, b in zip(low, high, strict=True)]
        own = numbers(texts[n])
        if texts[n].strip() and len(own) != len(low):
            continue  # worded in its own way
        text, into = (texts[n], own) if own else (texts[0], low)
        done[n] = _replaced(text, dict(zip(into, values, strict=True)))
    return done


def filled_from(texts: Sequence[str], step: Decimal) -> list[str] | None:
    """The texts with every empty one filled from the one that is there: a level up is `step` more.

    The target is taken from the highest level, else the middle one, else the first that has a number.
    """
    order = [len(texts) - 1, len(texts) // 2, *range(len(texts))]
    at = next((n for n in order if main_number(texts[n])), None)
    if at is None:
        return None
    target = main_number(texts[at])
    assert target is not None
    done = list(texts)
    for n, text in enumerate(texts):
        value = target.value + step * (n - at)
        if not text.strip() and value >= 0:
            done[n] = _replaced(texts[at], {target: value})
    return done


def steps(texts: Sequence[str]) -> list[tuple[int, Decimal]]:
    """The number that each level is about, with its place from 0 on; levels without a number are left out."""
    every = [numbers(text) for text in texts if text.strip()]
    differ = []
    if every and all(len(found) == len(every[0]) for found in every):
        differ = [n for n in range(len(every[0])) if len({found[n].value for found in every}) > 1]
    told = []
    for n, text in enumerate(texts):
        number = numbers(text)[differ[0]] if differ and text.strip() else main_number(text)
        if number is not None:
            told.append((n, number.value))
    return told


def wrong_step(texts: Sequence[str]) -> tuple[int, int] | None:
    """The first two neighbouring levels that go the other way than the levels as a whole, or stand still."""
    told = steps(texts)
    if len(told) < 2:
        return None
    rising = told[-1][1] >= told[0][1]
    for (a, low), (b, high) in itertools.pairwise(told):
        if (high <= low) if rising else (high >= low):
            return a, b
    return None


def is_uneven(texts: Sequence[str]) -> bool:
    """Whether the levels rise or fall by different steps."""
    told = steps(texts)
    each = {(high - low) / (b - a) for (a, low), (b, high) in itertools.pairwise(told)}
    return len(told) > 2 and len(each) > 1 and max(each) - min(each) > Decimal("0.02")
