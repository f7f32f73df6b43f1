"""Where a table's totals stand: a sum under a column that does not show what it adds up, or that vanishes with one."""

import re
from collections.abc import Iterator, Mapping, Sequence

from planner_desktop.formpack import template
from planner_desktop.formpack.blocks import ColumnSpec, TotalSpec
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.i18n import _

Mistake = tuple[str, str]
"""What is wrong, and what to do."""
ComputedFields = Mapping[str, Mapping[str, FieldSpec]]
"""The computed fields of each kind of record."""


def _showing(name: str, computed: ComputedFields) -> set[str]:
    """What shows a column: itself, and the fields that SQL works out of it, as an amount in words."""
    word = re.compile(rf"\b{name}\b")
    fields = (pair for of_record in computed.values() for pair in of_record.items())
    return {name} | {other for other, field in fields if word.search(field.sql or "")}


def misplaced(total: TotalSpec, leaves: Sequence[ColumnSpec], computed: ComputedFields) -> Iterator[Mistake]:
    """The sums of a total that stand under other columns than what they add up, or not wherever that is printed."""
    if len(total.cells) != len(leaves):
        return
    below = _below(total)
    for name in dict.fromkeys(name for names in below for name in names):
        shows = _showing(name, computed)
        showing = [n for n, leaf in enumerate(leaves) if shows & _named(leaf.cell)]
        under = [n for n, names in enumerate(below) if name in names]
        if not showing:
            continue
        there = leaves[showing[0]].title
        if not set(showing) & set(under):
            said = _("the sum of “{name}” stands under “{other}”, and what it adds up under “{title}”")
            told = said.format(name=name, other=leaves[under[0]].title, title=there)
            yield told, _("Make it cell number {number} of {count}.").format(number=showing[0] + 1, count=len(leaves))
        elif total.when is None and all(leaves[n].when for n in under):
            for n in showing:
                if n not in under and leaves[n].when:
                    said = _("the sum of “{name}” is not printed where its column “{title}” is, which has a `when`")
                    fix = _("Put it in cell number {number}, too, or give the total its own `when`.")
                    yield said.format(name=name, title=leaves[n].title), fix.format(number=n + 1)


def _below(total: TotalSpec) -> list[set[str]]:
    """The sums that stand under each column; a cell that others join stands under theirs, too."""
    found: list[set[str]] = []
    for cell in total.cells:
        found.append(_sums(cell, total) if cell is not None or not found else found[-1])
    return found


def _sums(cell: str | None, total: TotalSpec) -> set[str]:
    pieces = [piece for piece in template.pieces(cell or "") if piece.column]
    return {p.column for p in pieces if p.column in total.sum or (total.sql and "baht" in p.formats)}


def _named(cell: str | None) -> set[str]:
    return {piece.column.rpartition(".")[2] for piece in template.pieces(cell or "") if piece.column}
