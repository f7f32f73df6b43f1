"""Random histories merged in every order: what all orders must agree on."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from planner_desktop.draft.merging import aligning, sources
from planner_desktop.draft.merging.plan import Conflict, MergeResult, plan_merge
from planner_desktop.draft.merging.state import State
from tests.draft.merging.histories import BASE, KINDS, PARTS, History, Part
from tests.draft.merging.kept import above, hangs_together, nothing_lost


class Merged:
    """The plan after its parts were merged in one order."""

    def __init__(self, order: Sequence[str], parts: Mapping[str, State]) -> None:
        self.order, self.state = order, BASE
        self.conflicts: list[Conflict] = []
        for name in order:
            result = plan_merge(BASE, self.state, parts[name], name)
            self.check(result, parts[name], name)
            self.state = result.merged
            self.conflicts += result.conflicts

    def check(self, result: MergeResult, part: State, name: str) -> None:
        """What is true of every single merge."""
        hangs_together(result.merged)
        places = {(c.what, c.kind, c.uid, c.field) for c in result.conflicts if _lasts(c)}
        base, theirs = aligning.aligned(BASE, result.merged, part)
        base = sources.patched(base, json.loads(sources.changed(base, theirs)), places)
        again = plan_merge(base, result.merged, theirs, name)
        assert (again.merged.records, again.merged.order) == (result.merged.records, result.merged.order), "twice"
        asked, lasting = ({_told(c) for c in each.conflicts if _lasts(c)} for each in (again, result))
        assert asked == lasting, "asked twice otherwise"


def _lasts(conflict: Conflict) -> bool:
    """Whether a merge of the same asks it again: what came with the first is there the second time."""
    return conflict.what != "double" and not (conflict.what == "deleted" and conflict.mine is False)


def _told(conflict: Conflict) -> tuple[object, ...]:
    return (conflict.what, conflict.kind, conflict.uid, conflict.field, repr(conflict.mine), repr(conflict.theirs))


def look(histories: Sequence[History]) -> bool:
    """Merge the parts of these histories in every order and see that it is right; whether anything was asked."""
    parts = {}
    for name, history in zip(PARTS, histories, strict=True):
        part = Part(name)
        for step in history:
            part.do(step)
        parts[name] = part.state()
        alone = plan_merge(BASE, BASE, parts[name], name)
        assert (alone.merged.records, alone.merged.order, alone.conflicts) == (
            parts[name].records, parts[name].order, ()), "a part alone is what it is"  # fmt: skip
        back = plan_merge(BASE, parts[name], BASE, name)
        assert (back.merged.records, back.merged.order, back.conflicts) == (
            parts[name].records, parts[name].order, ()), "a part that changed nothing changes nothing"  # fmt: skip
    merged = [Merged(order, parts) for order in permutations(PARTS)]
    for each in merged:
        for state in parts.values():
            nothing_lost(each.state, each.conflicts, state)
    asked = [_asked(each, parts) for each in merged]
    assert all(other == asked[0] for other in asked), f"asked otherwise in another order: {asked}"
    if not any(c.what != "double" for each in merged for c in each.conflicts):
        moved = _taken_from_and_moved(parts)
        first = _same_uids(merged[0].state, moved)
        for other in merged[1:]:
            same = _same_uids(other.state, moved)
            assert same.records == first.records, "another plan in another order"
            assert _reasons(same) == _reasons(first), "other problems accepted in another order"
            for siblings, uids in same.order.items():
                assert uids == first.order[siblings], f"another order of {siblings}"
    return any(each.conflicts for each in merged)


def _taken_from_and_moved(parts: Mapping[str, State]) -> set[tuple[str, ...]]:
    """The lists that one part put into another order while another took something out of them: where that stood after
    the move nobody can tell whom it is not in any more. A list of links is told by its record and field."""
    found: set[tuple[str, ...]] = set()
    lists = [_lists(part) for part in parts.values()]
    for place, before in _lists(BASE).items():
        held = [of_part.get(place, ()) for of_part in lists]
        taken = {n for n, now in enumerate(held) if set(before) - set(now)}
        moved = {n for n, now in enumerate(held) if [t for t in before if t in now] != [t for t in now if t in before]}
        if any(one != other for one in taken for other in moved):
            found.add(place)
    return found


def _lists(state: State) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The order of each list of records and of links."""
    found: dict[tuple[str, ...], tuple[str, ...]] = dict(state.order.items())
    for uid, row in state.records["project"].items():
        found |= {(uid, field): uids for field, uids in row.links.items()}
    return found


def _same_uids(state: State, moved: Collection[tuple[str, ...]]) -> State:
    """The state with the same uids in any order; lists in `moved` are sorted, for their order is not asked for."""
    names = _codes(state)

    def named(uid: object) -> object:
        return names.get(str(uid), uid) if uid is not None else None

    projects = {
        uid: replace(
            row, values={**row.values, "host": named(row.values["host"])},  # type: ignore[dict-item]
            links={f: _listed(map(str, map(named, uids)), (uid, f) in moved) for f, uids in row.links.items()})
        for uid, row in state.records["project"].items()
    }  # fmt: skip
    records = {**state.records, "project": projects,
               "division": {names[uid]: row for uid, row in state.records["division"].items()}}  # fmt: skip
    order = {**state.order}
    if ("division", "") in order:
        order["division", ""] = tuple(names[uid] for uid in order["division", ""])
    order = {siblings: _listed(uids, siblings in moved) for siblings, uids in order.items()}
    return State(KINDS, records, order, {}, state.accepted)


def _reasons(state: State) -> dict[str, str]:
    """Why problems were accepted; of two who did for one reason either may be told."""
    return {basis: each.reason for basis, each in state.accepted.items()}


def _listed(uids: Iterable[str], as_set: bool) -> tuple[str, ...]:
    return tuple(sorted(uids) if as_set else uids)


def _codes(state: State) -> dict[str, str]:
    """What to call divisions in any order: those that came by their code and which of that code they are."""
    names, of_code = {}, Counter[str]()
    for uid, row in state.records["division"].items():
        code = str(row.values["code"])
        names[uid] = uid if uid in BASE.records["division"] else f"{code} {of_code[code]}"
        of_code[code] += uid not in BASE.records["division"]
    return names


def _asked(merged: Merged, parts: Mapping[str, State]) -> set[tuple[object, ...]]:
    """What is asked, as far as it does not follow from the order: of nested deletions the uppermost."""
    deleted = {(c.kind, c.uid) for c in merged.conflicts if c.what == "deleted"}
    names = _codes(merged.state)
    moved = _taken_from_and_moved(parts)
    found: set[tuple[object, ...]] = set()
    for c in merged.conflicts:
        if c.what == "deleted":
            if not any(upper in deleted for upper in above(c.kind, c.uid)):
                found.add((c.what, c.kind, names.get(c.uid, c.uid)))
        elif c.what == "order":
            if (c.kind, c.uid) not in moved:
                found.add((c.what, c.kind, c.uid))
        elif c.what == "links":
            if (c.uid, c.field) not in moved:
                found.add((c.what, c.kind, c.uid))
        elif c.field in KINDS[c.kind].to and any(
            c.base not in p.records[KINDS[c.kind].to[c.field]] for p in parts.values()
        ):
            continue  # that a link leads nowhere since what it led to is gone may come before the other change, or after
        elif c.what == "double":
            if c.kind != "division":
                found.add((c.what, c.kind, frozenset((str(c.mine), str(c.theirs)))))
        else:
            found.add((c.what, c.kind, names.get(c.uid, c.uid), c.field))
    return found
