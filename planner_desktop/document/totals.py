"""What the rows of a table that add up print: the sums of columns over all rows, or over those of one value."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner_desktop.errors import QueryError
from planner_desktop.formpack.blocks import GroupSpec, TotalSpec
from planner_desktop.formpack.formats import BLANK, Blank
from planner_desktop.i18n import _

RowValues = Mapping[str, Any]
Rows = Sequence[RowValues]


def is_true(value: Any) -> bool:
    """Whether a column says yes, as `of`, `bold` and `merge_if` ask; the dots of an empty template do not."""
    return bool(value) and not isinstance(value, Blank)


def sums(total: TotalSpec, rows: Rows) -> dict[str, Any]:
    """The sums of a total's columns over the rows it counts, by column, and their `count`. Raises QueryError.

    A sum of nothing is None, as in SQL, so that a format may say what is printed for it.
    """
    counted = [row for row in rows if not total.of or is_true(row[total.of]) or isinstance(row[total.of], Blank)]
    return {name: _sum(name, [row[name] for row in counted]) for name in total.sum} | {"count": len(counted)}


def _sum(name: str, values: Sequence[Any]) -> Any:
    found = [value for value in values if value is not None]
    if any(isinstance(value, Blank) for value in found):
        return BLANK
    if odd := [value for value in found if not isinstance(value, int | float)]:
        raise QueryError(_("“{value}” in the column “{name}” cannot be added up").format(value=odd[0], name=name))
    return sum(found) if found else None


def run_ends(total: TotalSpec, groups: Sequence[GroupSpec], rows: Rows) -> dict[int, int]:
    """The places of the last rows that a sub-total stands under, each with that of the first row it adds up.

    Where the column also makes groups, equal values of another group above are another run.
    """
    above = [group.by for group in groups]
    names = [*above[: above.index(total.by)], total.by] if total.by in above else [total.by or ""]
    keys = [tuple(row[name] for name in names) for row in rows]
    ends, start = {}, 0
    for n, key in enumerate(keys):
        if keys[n + 1 : n + 2] != [key]:
            ends[n], start = start, n + 1
    return ends
