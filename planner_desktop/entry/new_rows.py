"""Rows that are not there yet: what stands for their id while they are typed into, and what they begin with."""

from collections.abc import Mapping

from planner_desktop.formpack import FormPack
from planner_desktop.formpack.fields import Value

UNDER = 1_000_000
"""More than there are lists: from here on downwards, the id of a new row tells what it stands under."""


def beginnings(pack: FormPack, kind: str) -> list[dict[str, Value]]:
    """The values that new rows of a kind have, for each of the lists they can be typed into."""
    parts = (part for section in pack.sections for part in section.screen if part.record == kind)
    found: list[dict[str, Value]] = [dict(values) for part in parts for values in part.beginnings(pack)]
    return [values for n, values in enumerate(found) if values not in found[:n]]


def new_row(pack: FormPack, kind: str, values: Mapping[str, Value]) -> int:
    """What stands for the id of a row that is not there yet, in the list whose rows have these values: 0, -1, …

    In a list of what stands under a record it tells that record too.
    """
    above = pack.records[kind].parent
    if above and above in values:
        return -UNDER - int(values[above] or 0)
    known = beginnings(pack, kind)
    return -known.index(dict(values)) if dict(values) in known else 0


def start_of(pack: FormPack, kind: str, new: int) -> dict[str, Value]:
    """The values that a row begins with for whose id this stood."""
    above = pack.records[kind].parent
    if above and -new >= UNDER:
        return {above: -new - UNDER}
    known = beginnings(pack, kind)
    return known[-new] if -new < len(known) else {}
