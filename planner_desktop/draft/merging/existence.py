"""Which records there are after a merge: with what was added on either side, and without what one deleted unopposed.

What one side deleted, with all that stood under it, is one thing: a unit, called by its uppermost record. It goes if
the other side left it as it was. Where that changed something in it, added something under it or let something else
lead to it, all of the unit stays, or comes back, and a person is asked whether it shall go.
"""

from collections.abc import Iterator

from planner_desktop.draft.merging.state import Row, State
from planner_desktop.frozen import Frozen

Key = tuple[str, str]
"""A record: its kind and uid."""


class Unit(Frozen):
    """Records that one side deleted at once: whether it was mine that did, and what led to them on the other side, as
    kind, uid, field and the uid led to."""

    by_mine: bool
    links: list[list[str]]


class Existence(Frozen):
    """What a merge decides of each record that is not on all sides.

    `gone` are the records that mine has and that go, `back` those that mine has not and that come, `asked` the units
    that one side deleted and the other changed. `deleted` tells whether any side deleted anything.
    """

    gone: frozenset[Key]
    back: frozenset[Key]
    asked: dict[Key, Unit]
    deleted: bool


def decided(base: State, mine: State, theirs: State) -> Existence:
    """Which records of mine go, and which of theirs come."""
    gone: set[Key] = set()
    back = {
        (kind, uid)
        for kind, rows in theirs.records.items()
        for uid in rows.keys() - mine.records[kind].keys() - base.records[kind].keys()
    }
    asked: dict[Key, Unit] = {}
    deleted = False
    for by_mine, deleting, other in ((True, mine, theirs), (False, theirs, mine)):
        units = _units(base, deleting)
        if not units:
            continue
        deleted = True
        touched = {*_touched(base, other, units), *(units[key] for key in other.wanted if key in units)}
        for key, top in units.items():
            kind, uid = key
            if uid not in other.records[kind]:
                continue
            if top in touched:
                asked.setdefault(top, Unit(by_mine, _leading(other, units, top)))
                if by_mine:
                    back.add(key)
            elif not by_mine:
                gone.add(key)
    return Existence(frozenset(gone), frozenset(back), asked, deleted)


def _units(base: State, side: State) -> dict[Key, Key]:
    """What a side deleted, each with the uppermost record that it was deleted with."""
    units: dict[Key, Key] = {}
    for kind, spec in base.kinds.items():  # parents come first
        rows = base.records[kind]
        for uid in rows.keys() - side.records[kind].keys():
            units[kind, uid] = units.get((spec.parent, rows[uid].parent), (kind, uid))
    return units


def _touched(base: State, other: State, units: dict[Key, Key]) -> Iterator[Key]:
    """The units in which the other side changed something, under which it added something, or to which it let lead."""
    for kind, spec in base.kinds.items():
        rows = base.records[kind]
        leads = {**spec.to, **spec.to_many}
        for uid, row in other.records[kind].items():
            before = rows.get(uid)
            if row is before or row == before:
                continue
            if (kind, uid) in units:
                yield units[kind, uid]
            above = units.get((spec.parent, row.parent)) if spec.parent else None
            if above is not None and (before is None or row.parent != before.parent):
                yield above
            for field, to in leads.items():
                for there in _led_to(row, field).difference(_led_to(before, field) if before else ()):
                    if (to, there) in units:
                        yield units[to, there]


def _leading(side: State, units: dict[Key, Key], top: Key) -> list[list[str]]:
    """What leads on a side to the records of a unit from outside it."""
    return [
        [kind, uid, field, there]
        for kind, spec in side.kinds.items()
        for field, to in {**spec.to, **spec.to_many}.items()
        for uid, row in side.records[kind].items()
        if units.get((kind, uid)) != top
        for there in sorted(_led_to(row, field))
        if units.get((to, there)) == top
    ]


def _led_to(row: Row, field: str) -> set[str]:
    if field in row.links:
        return set(row.links[field])
    value = row.values.get(field)
    return set() if value is None else {str(value)}
