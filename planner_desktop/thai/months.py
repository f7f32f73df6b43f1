"""Spans of months, as the steps of a plan take them: "ต.ค. 67 – ธ.ค. 67, มี.ค. 68".

Stored as common-era months, "2024-10/2024-12 2025-03": spans in order, apart by spaces, one month alone without "/".
"""

import re
from collections.abc import Iterable, Iterator

from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS, buddhist_year, common_year
from planner_desktop.thai.digits import to_arabic

Month = tuple[int, int]
"""A common-era year and a month, 1 for January."""
MonthSpan = tuple[Month, Month]

_NUMBER = {name.replace(".", ""): n for names in (MONTHS, SHORT_MONTHS) for n, name in enumerate(names, 1)}
_ONE = regex(r"(?P<name>[ก-์.]+?)\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>\d{4}|\d{2})?")
_STORED = regex(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?")


def parse_months(text: str) -> str:
    """What was typed as spans of months, as it is stored; empty for nothing.

    The year of a span's first month may be left out: the nearest one before its last is meant. Raises ValueRefused.
    """
    return store_months(_span(part, text) for part in re.split(r"[,;\n]", to_arabic(text)) if part.strip())


def _span(part: str, whole: str) -> MonthSpan:
    ends = [_ONE.fullmatch(end.strip()) for end in re.split(r"[-–—]|\sถึง\s", " ".join(part.split()))]
    numbers = [_NUMBER.get(end["name"].replace(".", "")) if end else None for end in ends]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or None in numbers or first is None or last is None or not last["year"]:
        raise ValueRefused(
            _("“{text}” are not months").format(text=whole.strip()),
            _("Type months with their Buddhist year, such as ต.ค. 67 - ธ.ค. 67, มี.ค. 68."),
        )
    start, end = numbers[0] or 0, numbers[-1] or 0
    year = common_year(int(last["year"]))
    start_year = common_year(int(first["year"])) if first["year"] else year - (start > end)
    if (start_year, start) > (year, end):
        raise ValueRefused(
            _("“{text}” ends before it begins").format(text=part.strip()), _("Type the earlier month first.")
        )
    return (start_year, start), (year, end)


def store_months(spans: Iterable[MonthSpan]) -> str:
    """Spans as they are stored, the earliest first."""
    return " ".join(_stored(*span) for span in sorted(spans))


def _stored(first: Month, last: Month) -> str:
    texts = [f"{year}-{month:02}" for year, month in ((first,) if first == last else (first, last))]
    return "/".join(texts)


def load_months(stored: str) -> list[MonthSpan]:
    """The spans of a stored text. Raises ValueRefused."""
    spans: list[MonthSpan] = []
    for part in stored.split():
        found = _STORED.fullmatch(part)
        numbers = [int(n) for n in found.groups() if n] if found else []
        first, last = tuple(numbers[:2]), tuple(numbers[2:] or numbers)
        if not numbers or not all(1 <= month <= 12 for month in numbers[1::2]) or first > last:
            raise ValueRefused(
                _("“{text}” are not months").format(text=stored), _("Write them as 2024-10/2024-12 2025-03.")
            )
        spans.append(((first[0], first[1]), (last[0], last[1])))
    return spans


def format_months(stored: str) -> str:
    """Stored spans as they are read: "ต.ค. 2567 – ธ.ค. 2567, มี.ค. 2568"."""
    return ", ".join(" – ".join(_said(month) for month in dict.fromkeys(span)) for span in load_months(stored))


def _said(month: Month) -> str:
    return f"{SHORT_MONTHS[month[1] - 1]} {buddhist_year(month[0])}"


def fiscal_months(year: int, count: int) -> Iterator[Month]:
    """`count` months from October on, with which the Buddhist fiscal year `year` begins."""
    october = (common_year(year) - 1) * 12 + 9
    return ((n // 12, n % 12 + 1) for n in range(october, october + count))


# ---------------------------------------------------------------- bars

Bar = tuple[int, int]
"""A span by the numbers of its first and last month, as `month_number` counts them."""


def month_number(month: Month) -> int:
    """Months counted on over the years, so that the next one is one more."""
    return month[0] * 12 + month[1] - 1


def month_of(number: int) -> Month:
    """The month that `month_number` counted."""
    return number // 12, number % 12 + 1


def load_bars(stored: str | None) -> list[Bar]:
    """The spans of a stored text as bars. Raises ValueRefused."""
    return [(month_number(first), month_number(last)) for first, last in load_months(stored or "")]


def store_bars(bars: Iterable[Bar]) -> str:
    """The text by which a field of month ranges stores these bars."""
    return store_months((month_of(first), month_of(last)) for first, last in bars)


def bar_at(bars: Iterable[Bar], month: int) -> Bar | None:
    """The bar that a month is in."""
    return next(((first, last) for first, last in bars if first <= month <= last), None)


def covered(bars: Iterable[Bar], first: int, last: int) -> list[Bar]:
    """The bars with these months in one of them: those it meets become one with it."""
    apart = []
    for bar in bars:
        if bar[1] < first - 1 or bar[0] > last + 1:
            apart.append(bar)
        else:
            first, last = min(first, bar[0]), max(last, bar[1])
    return sorted([*apart, (first, last)])


def cleared(bars: Iterable[Bar], first: int, last: int) -> list[Bar]:
    """The bars without these months; one that reaches over them becomes two."""
    left = []
    for bar in bars:
        left += [
            part for part in ((bar[0], min(bar[1], first - 1)), (max(bar[0], last + 1), bar[1])) if part[0] <= part[1]
        ]
    return sorted(set(left))
