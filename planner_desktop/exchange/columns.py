"""Which column of a grid is meant for which field: told by its head, else by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.likeness import SIMILAR, likeness
from planner_desktop.exchange.structure import Structure, counts_up
from planner_desktop.formpack import FieldSpec
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

IsKnown = Callable[[str, str], bool]
"""Whether a field's links know a text."""

FITS = 0.8
"""The share of a column's texts that a field has to take to be meant by it."""
LOOKED_AT = 50
WIDEST = 200
"""So many columns are looked at; no table that people read has more."""
LONGEST_TOLD = 1000
"""No code, amount or date is longer."""
LONGEST_HEAD = 200
"""So many letters of a head are looked at."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What goes where: a field (or None) for each column of the grid, whether it has a head, the rows left out, in
    which unit each column's amounts are, and the columns in which what counts the names goes."""

    fields: tuple[str | None, ...]
    head: bool = False
    left: frozenset[int] = frozenset()
    units: tuple[str, ...] = ()
    bared: frozenset[int] = frozenset()


def guess(grid: Grid, specs: Mapping[str, FieldSpec], known: IsKnown, structure: Structure) -> ColumnMapping:
    """The likeliest placing. A column of running numbers, and one that nothing tells, is left out."""
    rest, chosen, head = list(specs), dict[int, str](), bool(structure.heads)
    if head:
        pairs = [
            (_said_by_head(structure.heads[at], specs[name].label), at, name)
            for at in range(min(grid.width, WIDEST))
            for name in rest
        ]
        _take([pair for pair in pairs if pair[0] >= SIMILAR], chosen, rest)
    texts = {at: records(grid, at, structure)[:LOOKED_AT] for at in range(min(grid.width, WIDEST)) if at not in chosen}
    texts = {at: column for at, column in texts.items() if column and not counts_up(column)}
    _take(
        [
            (share + (specs[name].field_type.tells(specs[name]) or 0), at, name)
            for at, column in texts.items()
            for name in rest
            if (share := fit(column, name, specs[name], known)) >= FITS
        ],
        chosen,
        rest,
    )
    plain = [name for name in rest if specs[name].field_type.plain_text and not specs[name].pattern]
    if head:  # no record is without what it must be called, whatever the head says
        plain = [name for name in plain if specs[name].required]
    if plain:
        waiting = [at for at, column in texts.items() if at not in chosen and not _mostly_numbers(column)]
        chosen |= dict(zip(waiting, plain, strict=False))
    return ColumnMapping(
        tuple(chosen.get(at) for at in range(grid.width)), head, frozenset(structure.left), structure.units
    )


def records(grid: Grid, at: int, structure: Structure) -> list[str]:
    """What stands in a column's records."""
    return [row[at] for n, row in enumerate(grid.rows) if row[at] and n not in structure.left]


_ASKED_FOR = regex("ขอ|เสนอ|ปีก่อน|ปีที่แล้ว|เดิม|คงเหลือ|เบิกจ่าย|ผลการ")


def _said_by_head(head: str, label: str) -> float:
    """How well a head of several rows fits: as a whole, or one of its parts; what was only asked for, less well."""
    head = head[:LONGEST_HEAD]
    parts = [head, *re.split(r"\s+", head)]
    found = max(likeness(part, label) - 0.05 * (part != head) for part in parts)
    return found - 0.1 * bool(_ASKED_FOR.search(head)) * (found >= SIMILAR)


def _take(pairs: list[tuple[float, int, str]], chosen: dict[int, str], rest: list[str]) -> None:
    """Take the best pairs, each column and each field once; of equals the first."""
    for _score, at, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if at not in chosen and name in rest:
            chosen[at] = name
            rest.remove(name)


def _mostly_numbers(column: Sequence[str]) -> bool:
    return 2 * sum(bool(re.fullmatch(r"[\d.,\s]+", to_arabic(text))) for text in column) >= len(column)


def fit(column: Sequence[str], name: str, spec: FieldSpec, known: IsKnown) -> float:
    """The share of these texts that a field takes, where its type says something: any text fits a text."""
    if not column or spec.field_type.tells(spec) is None:
        return 0.0
    return sum(takes(text, name, spec, known) for text in column) / len(column)


def takes(text: str, name: str, spec: FieldSpec, known: IsKnown) -> bool:
    """Whether a field takes a text. Of a text with several links one that is known suffices."""
    if spec.to is not None:
        return known(name, text)
    return len(text) <= LONGEST_TOLD and spec.field_type.takes_cell(text, spec)
