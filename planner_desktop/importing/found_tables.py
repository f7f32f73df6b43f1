"""Which of an edition's tables a written one is, by its heads, and which of its columns stand where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.likeness import SIMILAR, likeness, word
from planner_desktop.exchange.structure import Structure, structure_of
from planner_desktop.importing.model_parts import ModelTable
from planner_desktop.importing.model_print import ModelPrint
from planner_desktop.importing.shapes import bare
from planner_desktop.regex import regex
from planner_desktop.thai.compared import same_beginning
from planner_desktop.thai.dates import SHORT_MONTHS
from planner_desktop.thai.digits import to_arabic

LEAST_ABOVE = 9
"""So many letters at least are a head above others."""
LIKELY = 0.56
"""A table is known by heads that are at least so much like an edition's, on the whole."""
_YEAR = regex(r"25[0-9]{2}")
_MARK = regex(r"(?<=[ก-๙a-zA-Z)])[0-9]{1,2}(?=\s|$|\()|(?<=25[0-9]{2})[0-9]{1,2}(?=\s|$)")
_MONTH = regex("|".join(re.escape(month) for month in SHORT_MONTHS))
ELSEWHERE, FAR = 0.1, 0.16
"""What is taken from the likeness of a table under another heading, and in another section."""


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A written table that is known. `columns` tells for each of its columns which of the model's it is, or -1."""

    model: ModelTable
    columns: tuple[int, ...]
    likeness: float
    structure: Structure
    months: tuple[int, ...] = ()
    """The written columns of months, in their order."""


class TableFinder:
    """Knows written tables by the heads of an edition's."""

    def __init__(self, printed: ModelPrint) -> None:
        self._printed = printed
        self._labels = tuple(
            dict.fromkeys(column.title for table in printed.tables for column in table.columns if column.title)
        )

    def find(self, grid: Grid, section: str, place: int, before: KnownTable | None) -> KnownTable | None:
        """What a written table is; `before` is the one that it may go on, where it has no head of its own."""
        structure = structure_of(grid, self._labels, head=True if grid.head else None)
        heads = tuple(plain_head(head) for head in structure.heads) or ("",) * grid.width
        if forms := self._form_of(grid, section, place):
            return KnownTable(forms, (0, 1) + (-1,) * (grid.width - 2), 1.0, Structure())
        best: KnownTable | None = None
        for table in self._printed.tables:
            if table.lines:
                continue
            columns, alike, months = _matched(heads, table)
            alike -= 0 if table.place == place else ELSEWHERE if table.section == section else FAR
            if alike > (best.likeness if best else LIKELY):
                best = KnownTable(table, columns, alike, structure, months)
        if best is None and before is not None and grid.width == len(before.columns) and not any(heads):
            plain = structure_of(grid, (), head=False)
            return KnownTable(before.model, before.columns, before.likeness, plain, before.months)
        return best

    def _form_of(self, grid: Grid, section: str, place: int) -> ModelTable | None:
        """The form whose labels stand in the first column."""
        labels = [bare(row[0]) for row in grid.rows if row and row[0]]
        best: tuple[float, ModelTable | None] = (0.5, None)
        for table in self._printed.tables:
            known = [label for label in labels if label_of(label, table)]
            if table.lines and grid.width >= 2 and len(known) >= 3:
                share = len(known) / len(labels) + 0.1 * (table.section == section)
                best = max(best, (share, table), key=lambda one: one[0])
        return best[1]


def label_of(label: str, table: ModelTable) -> str:
    """Which of a form's labels a written one is; empty where it is none."""
    if label in table.lines:
        return label
    likely = [known for known in table.lines if likeness(known, label) >= SIMILAR]
    return max(likely, key=lambda known: likeness(known, label), default="")


@lru_cache(maxsize=8192)
def plain_head(title: str) -> str:
    """A printed head without the mark of a footnote that sticks to it."""
    return " ".join(_MARK.sub("", to_arabic(title)).split())


def _matched(heads: Sequence[str], table: ModelTable) -> tuple[tuple[int, ...], float, tuple[int, ...]]:
    """Which model column each head is, how alike the heads are on the whole, and the columns of months."""
    months = (
        tuple(at for at, head in enumerate(heads) if _MONTH.search(head))
        if any(column.month for column in table.columns)
        else ()
    )
    leaves, own = leaf_heads(heads), leaf_heads([column.title for column in table.columns])
    scored = sorted(
        (
            (0.85 * alike(leaves[at], own[n]) + 0.15 * alike(head, column.title) - 0.001 * abs(at - n), at, n)
            for at, head in enumerate(heads)
            if head and at not in months
            for n, column in enumerate(table.columns)
            if column.title and not column.month
        ),
        reverse=True,
    )
    columns, taken, total = [-1] * len(heads), set[int](), 0.0
    for score, at, n in scored:
        if score < SIMILAR - 0.01:
            break
        if columns[at] < 0 and n not in taken:
            columns[at] = n
            taken.add(n)
            total += score
    _pair_the_last(columns, taken, heads, table, months)
    written = sum(bool(head) for at, head in enumerate(heads) if at not in months)
    needed = sum(bool(column.cells) and not column.month for column in table.columns)
    if not written or not any(table.columns[n].cells for n in columns if n >= 0):
        return tuple(columns), 0.0, months
    share = total / max(written, 1) - 0.06 * max(0, needed - len(taken))
    return tuple(columns), share + (0.05 if months else 0), months


def _pair_the_last(
    columns: list[int], taken: set[int], heads: Sequence[str], table: ModelTable, months: Sequence[int]
) -> None:
    """The only column that is left on both sides is one, whatever its head says, where most others are known."""
    left = [at for at, n in enumerate(columns) if n < 0 and at not in months]
    free = [n for n, column in enumerate(table.columns) if n not in taken and column.cells and not column.month]
    spotted = [n for n in free if any(words.shape.spots for words in table.columns[n].cells.values())]
    if len(left) == len(spotted) == 1 and len(taken) >= 2 and (not heads[left[0]] or len(taken) + len(months) >= 3):
        columns[left[0]] = spotted[0]


def leaf_heads(heads: Sequence[str]) -> list[str]:
    """The heads without what stands above several columns, where something stands below that."""
    plain = [" ".join(head.split()) for head in heads]
    leaves = []
    for at, head in enumerate(plain):
        shared = max(
            (same_beginning(head, other) for n, other in enumerate(plain) if n != at and other != head), default=0
        )
        cut = head.rfind(" ", 0, shared + 1)
        rest = head[cut + 1 :] if cut > LEAST_ABOVE else head
        leaves.append(rest if rest.strip() else head)
    return leaves


@lru_cache(maxsize=65536)
def alike(head: str, title: str) -> float:
    """How alike a head and a title are; of two that name years, only those of one year."""
    title = plain_head(title)
    written, years = _YEAR.findall(head), _YEAR.findall(title)
    if written or years:
        one, other = _YEAR.sub("", head).strip(), _YEAR.sub("", title).strip()
        same = written[-1:] == years[-1:]
        if not word(one) and not word(other):
            return 1.0 if same else 0.0
        base = likeness(one, other) if word(one) and word(other) else 0.9
        return base if same else base - 0.1 if not (written and years) else 0.0
    return likeness(head, title)
