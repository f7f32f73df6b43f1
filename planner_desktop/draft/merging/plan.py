"""The merge itself, worked out and not written: what two sides made of a base becomes one state, and conflicts.

Values decide, and nothing else: no time, no id, no order of merging. What only one side changed is taken over; what
both changed to the same is no conflict; where both changed one thing to something else mine stays and a conflict tells
the other. So every value that a side changed to is in the result or in a conflict.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

from planner_desktop.draft.merging import aligning, blocks, doubles, existence, ordering
from planner_desktop.draft.merging.existence import Existence, Key
from planner_desktop.draft.merging.state import Kind, Refused, Row, Siblings, State
from planner_desktop.formpack.fields import Value
from planner_desktop.frozen import Frozen

What = Literal["field", "links", "refused", "parent", "deleted", "order", "double", "accepted", "constraint"]
T = TypeVar("T")


class Conflict(Frozen):
    """What only a person can decide, with what the base had and the two sides have.

    `what` says what it is about: a `field`; the order of the links of a links field (`links`); a text that a field
    `refused`; the `parent` a record stands under; a record that one side `deleted` and the other changed (that side is
    False, the other True, the base what led to it there); the `order` of the records of a kind under the parent `uid`;
    two records that may be one, a `double`, whose uids are the sides; a problem that was `accepted` for two reasons; a
    value that a `constraint` of the draft refuses.
    """

    what: What
    kind: str
    uid: str
    field: str
    base: Any
    mine: Any
    theirs: Any


class MergeResult(Frozen):
    """What a merge makes: the state after it, and its conflicts. Nothing is written before `apply` does.

    `base` and `theirs` are what was merged, with the uids that the records have in mine.
    """

    base: State
    mine: State
    theirs: State
    merged: State
    conflicts: tuple[Conflict, ...]
    source: str = ""


def plan_merge(base: State, mine: State, theirs: State, source: str = "") -> MergeResult:
    """Merge theirs into mine, both made of the base; `source` names whose theirs is, and decides nothing but where in a
    list things stand that were added in the same place."""
    base, theirs = aligning.aligned(base, mine, theirs)
    decision = existence.decided(base, mine, theirs)
    conflicts: list[Conflict] = []
    came: set[str] = set()
    records = _records(base, mine, theirs, decision, source, conflicts, came)
    order = _orders(base, mine, theirs, records, source, conflicts, came)
    for (kind, uid), unit in decision.asked.items():
        conflicts.append(Conflict("deleted", kind, uid, "", unit.links, not unit.by_mine, unit.by_mine))
    accepted = _accepted(base, mine, theirs, conflicts)
    origin = dict(mine.origin)
    if source:
        origin |= dict.fromkeys(came, source)
    wanted = mine.wanted.union(_wanted(mine.kinds, conflicts))
    merged = State(mine.kinds, records, order, {**theirs.files, **mine.files}, accepted, origin, wanted)
    conflicts += [
        Conflict("double", kind, other, "", None, own, other)
        for kind, own, other in doubles.found(base, mine, theirs, records)
    ]
    return MergeResult(base, mine, theirs, merged, tuple(sorted(conflicts, key=_place)), source)


def _place(conflict: Conflict) -> tuple[str, ...]:
    return (conflict.kind, conflict.uid, conflict.field, conflict.what)


# ---------------------------------------------------------------- records


def _records(
    base: State,
    mine: State,
    theirs: State,
    decision: Existence,
    source: str,
    conflicts: list[Conflict],
    came: set[str],
) -> dict[str, Mapping[str, Row]]:
    """All records of the result, with links to none that is not."""
    result: dict[str, Mapping[str, Row]] = {}
    for kind in mine.kinds:
        was, ours, others = base.records[kind], mine.records[kind], theirs.records[kind]
        if others == was and not decision.deleted:
            result[kind] = ours
            continue
        rows = {uid: row for uid, row in ours.items() if (kind, uid) not in decision.gone}
        merging = _Merging(mine.kinds[kind], kind, mine.origin, source, conflicts, came)
        for uid, row in others.items():
            if uid in rows:
                if row != was.get(uid):
                    rows[uid] = merging.row(uid, was.get(uid), ours[uid], row)
            elif (kind, uid) in decision.back:
                rows[uid] = row
        result[kind] = rows
    if decision.deleted:
        _cut_links(mine.kinds, result)
    return result


def _cut_links(kinds: Mapping[str, Kind], records: dict[str, Mapping[str, Row]]) -> None:
    """Have nothing lead to what is not there."""
    for kind, spec in kinds.items():
        if not spec.to and not spec.to_many:
            continue
        rows = dict(records[kind])
        for uid, row in rows.items():
            led = {f: row.values.get(f) for f in spec.to}
            dead = {f: None for f, there in led.items() if there is not None and there not in records[spec.to[f]]}
            cut = {f: tuple(t for t in held if t in records[spec.to_many[f]]) for f, held in row.links.items()}
            if dead or cut != row.links:
                rows[uid] = Row(row.parent, {**row.values, **dead}, {f: h for f, h in cut.items() if h}, row.refused)
        records[kind] = rows


class _Merging:
    """The records of a kind that both sides have, one after another."""

    def __init__(
        self,
        spec: Kind,
        kind: str,
        origin: Mapping[str, str],
        source: str,
        conflicts: list[Conflict],
        came: set[str],
    ) -> None:
        self.spec, self.kind, self.origin, self.source = spec, kind, origin, source
        self.conflicts, self.came = conflicts, came
        self.uid = ""

    def row(self, uid: str, was: Row | None, ours: Row, others: Row) -> Row:
        """A record with what both sides changed in it."""
        if ours == others and (was is None or ours.links == was.links):
            return ours
        self.uid = uid
        was = was or Row(ours.parent if ours.parent == others.parent else "")
        return Row(
            self.one("parent", "", was.parent, ours.parent, others.parent),
            self.values(was.values, ours.values, others.values),
            self.links(was.links, ours.links, others.links),
            self.refused(was.refused, ours.refused, others.refused),
        )

    def one(self, what: What, field: str, was: T, ours: T, others: T) -> T:
        """What one place holds after the merge."""
        if others in (was, ours):
            return ours
        if ours == was:
            return others
        self.conflicts.append(Conflict(what, self.kind, self.uid, field, was, ours, others))
        return ours

    def values(
        self, was: Mapping[str, Value], ours: Mapping[str, Value], others: Mapping[str, Value]
    ) -> Mapping[str, Value]:
        if others in (was, ours):
            return ours
        result = dict(ours)
        for field, theirs in others.items():
            base, mine = was.get(field), ours.get(field)
            if field in self.spec.formatted and theirs not in (base, mine) and mine != base:
                if blocks.same(theirs, mine) or blocks.same(theirs, base):
                    continue
                both = theirs if blocks.same(mine, base) else blocks.merged(base, mine, theirs)
                if both is not None:
                    result[field] = both
                    continue
            result[field] = self.one("field", field, base, mine, theirs)
        return result

    def links(
        self,
        was: Mapping[str, tuple[str, ...]],
        ours: Mapping[str, tuple[str, ...]],
        others: Mapping[str, tuple[str, ...]],
    ) -> Mapping[str, tuple[str, ...]]:
        """Links as sets: each that a side added is there, each that a side took away is not."""
        if others == was:
            return ours
        result = {}
        for field in self.spec.to_many:
            base, mine, theirs = was.get(field, ()), ours.get(field, ()), others.get(field, ())
            keep = {*base, *mine, *theirs} - (set(base) - set(mine)) - (set(base) - set(theirs))
            here = {uid: self.origin.get(link(self.uid, field, uid), "") for uid in mine}
            ordered = ordering.merged(base, mine, theirs, keep, here, self.source)
            self.came.update(link(self.uid, field, uid) for uid in ordered.came)
            if ordered.conflict:
                self.conflicts.append(Conflict("links", self.kind, self.uid, field, *ordered.conflict))
            if ordered.things:
                result[field] = ordered.things
        return result

    def refused(
        self, was: Mapping[str, Refused], ours: Mapping[str, Refused], others: Mapping[str, Refused]
    ) -> Mapping[str, Refused]:
        if others in (was, ours):
            return ours
        result = {}
        for field in sorted({*was, *ours, *others}):
            held = self.one("refused", field, was.get(field), ours.get(field), others.get(field))
            if held is not None:
                result[field] = held
        return result


def link(uid: str, field: str, to: str) -> str:
    """What a link is called that came with a merge: it has no uid of its own."""
    return f"{uid}.{field}.{to}"


def _wanted(kinds: Mapping[str, Kind], conflicts: list[Conflict]) -> Iterator[Key]:
    """The records that values in conflicts lead to: as long as they may be chosen, these are not deleted unasked."""
    for each in conflicts:
        to = kinds[each.kind].parent if each.what == "parent" else kinds[each.kind].to.get(each.field, "")
        if to and each.what in ("field", "parent"):
            yield from ((to, str(uid)) for uid in (each.mine, each.theirs) if uid)


# ---------------------------------------------------------------- orders, acceptances


def _orders(
    base: State,
    mine: State,
    theirs: State,
    records: Mapping[str, Mapping[str, Row]],
    source: str,
    conflicts: list[Conflict],
    came: set[str],
) -> dict[Siblings, tuple[str, ...]]:
    members: dict[Siblings, list[str]] = {}
    for kind, rows in records.items():
        for uid, row in rows.items():
            members.setdefault((kind, row.parent), []).append(uid)
    result = {}
    for siblings, keep in members.items():
        was, ours, others = (side.order.get(siblings, ()) for side in (base, mine, theirs))
        if others == was and len(ours) == len(keep) and set(ours) == set(keep):
            result[siblings] = ours
            continue
        ordered = ordering.merged(was, ours, others, set(keep), mine.origin, source)
        result[siblings] = ordered.things
        came |= ordered.came
        if ordered.conflict:
            conflicts.append(Conflict("order", *siblings, "", *ordered.conflict))
    return result


def _accepted(base: State, mine: State, theirs: State, conflicts: list[Conflict]) -> Mapping[str, Any]:
    """What is accepted after the merge: acceptances come and go as whole ones."""
    if theirs.accepted in (base.accepted, mine.accepted):
        return mine.accepted
    result = dict(mine.accepted)
    for basis in {*base.accepted, *theirs.accepted}:
        was, ours, others = (side.accepted.get(basis) for side in (base, mine, theirs))
        if others in (was, ours):
            continue
        if others is None:
            if ours == was:
                del result[basis]
        elif ours is None or ours == was:
            result[basis] = others
        elif ours.reason != others.reason:
            conflicts.append(Conflict("accepted", others.kind, others.uid, basis, was, ours, others))
    return result
