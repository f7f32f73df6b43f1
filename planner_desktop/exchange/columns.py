"""Which column of a grid is meant for which field: told by its head, else by what stands in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from planner_desktop.errors import ValueRefused
from planner_desktop.exchange.grid import Grid
from planner_desktop.formpack import FieldSpec, fields
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn import join

Known = Callable[[str, str], bool]
"""Whether a field's links know a text."""

SIMILAR = 0.72
"""From here on two heads mean the same; below, ส่วนราชการ would be taken for หน่วยงาน."""
FITS = 0.8
"""The share of a column's texts that a field has to take to be meant by it."""
LOOKED_AT = 50
_ASIDE = re.compile(r"[(\[（].*?[)\]）]|[\s:.*/\-]+")


@dataclass(frozen=True, slots=True)
class Placing:
    """What goes where: a field (or None) for each column of the grid, whether its first row is a head."""

    fields: tuple[str | None, ...]
    head: bool = False


def word(text: str) -> str:
    """A head as it is compared: without spaces, units in brackets, case and the difference of digits."""
    return _ASIDE.sub("", to_arabic(join(repair(text))).casefold())


def likeness(head: str, label: str) -> float:
    """How alike a head and a label are, from 0 to 1."""
    one, other = word(head), word(label)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return 0.85 + 0.1 * len(short) / len(long)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def has_head(grid: Grid, labels: Iterable[str]) -> bool:
    """Whether the first row says what the columns are: two of its words are labels and half of them at least."""
    if len(grid.rows) < 2:
        return False
    known = list(labels)
    words = [cell for cell in grid.rows[0] if cell]
    told = sum(any(likeness(cell, label) >= SIMILAR for label in known) for cell in words)
    return told >= min(2, grid.width) and 2 * told >= len(words)


def guess(grid: Grid, specs: Mapping[str, FieldSpec], known: Known, *, head: bool) -> Placing:
    """The likeliest placing. A column of running numbers, and one that nothing tells, is left out."""
    rest, chosen = list(specs), dict[int, str]()
    if head:
        pairs = [(likeness(grid.rows[0][at], specs[name].label), at, name) for at in range(grid.width) for name in rest]
        _take([pair for pair in pairs if pair[0] >= SIMILAR], chosen, rest)
    texts = {at: grid.column(at, int(head))[:LOOKED_AT] for at in range(grid.width) if at not in chosen}
    texts = {at: column for at, column in texts.items() if column and not _counts_up(column)}
    _take(
        [
            (share + _WEIGHT.get(specs[name].type, 0), at, name)
            for at, column in texts.items()
            for name in rest
            if (share := fit(column, name, specs[name], known)) >= FITS
        ],
        chosen,
        rest,
    )
    if not head:
        plain = [name for name in rest if specs[name].type in ("text", "long_text") and not specs[name].pattern]
        waiting = [at for at, column in texts.items() if at not in chosen and not _mostly_numbers(column)]
        chosen |= dict(zip(waiting, plain, strict=False))
    return Placing(tuple(chosen.get(at) for at in range(grid.width)), head)


_WEIGHT = {"months": 0.5, "date": 0.4, "choice": 0.4, "link": 0.3, "links": 0.3, "text": 0.25, "year": 0.2, "baht": 0.1}
"""Which of the fields that take a text says most by taking it."""


def _take(pairs: list[tuple[float, int, str]], chosen: dict[int, str], rest: list[str]) -> None:
    """Take the best pairs, each column and each field once; of equals the first."""
    for _score, at, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if at not in chosen and name in rest:
            chosen[at] = name
            rest.remove(name)


def _counts_up(column: Sequence[str]) -> bool:
    numbers = [to_arabic(text).rstrip(".)") for text in column]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _mostly_numbers(column: Sequence[str]) -> bool:
    return 2 * sum(bool(re.fullmatch(r"[\d.,\s]+", to_arabic(text))) for text in column) >= len(column)


def fit(column: Sequence[str], name: str, spec: FieldSpec, known: Known) -> float:
    """The share of these texts that a field takes, where its type says something: any text fits a text."""
    if (
        not column
        or spec.type in ("long_text", "rich_text", "file", "yes_no")
        or (spec.type == "text" and not spec.pattern)
    ):
        return 0.0
    return sum(takes(text, name, spec, known) for text in column) / len(column)


def takes(text: str, name: str, spec: FieldSpec, known: Known) -> bool:
    """Whether a field takes a text. Of a text with several links one that is known suffices."""
    if spec.type in ("link", "links"):
        return known(name, text)
    if spec.type == "baht" and len(re.sub(r"\D", "", to_arabic(text))) < 3 and "." not in text:
        return False  # a rank, a count, a share: amounts are larger
    try:
        return fields.parse(text, spec) is not None
    except ValueRefused:
        return False
