"""What is asked of any merge of random histories: that it hangs together, and that nothing of a part is lost."""

import json
from collections.abc import Iterator, Sequence

from planner_desktop.draft.merging.plan import Conflict
from planner_desktop.draft.merging.state import Row, State
from planner_desktop.formpack.fields import Value
from tests.draft.merging.histories import BASE, KINDS

Place = tuple[str, str, str]


def hangs_together(state: State) -> None:
    """Nothing leads to what is not there, and every record has one place in the list it stands in."""
    for kind, spec in KINDS.items():
        members: dict[tuple[str, str], set[str]] = {}
        for uid, row in state.records[kind].items():
            assert not spec.parent or row.parent in state.records[spec.parent], f"{uid} stands under nothing"
            members.setdefault((kind, row.parent), set()).add(uid)
            for field, to in spec.to.items():
                assert row.values[field] is None or row.values[field] in state.records[to], (
                    f"{uid}.{field} leads nowhere"
                )
            for field, to in spec.to_many.items():
                assert set(row.links.get(field, ())) <= set(state.records[to]), f"{uid}.{field} leads nowhere"
        held = {siblings: uids for siblings, uids in state.order.items() if siblings[0] == kind and uids}
        assert {siblings: set(uids) for siblings, uids in held.items()} == members
        assert all(len(set(uids)) == len(uids) for uids in held.values())


def nothing_lost(state: State, conflicts: Sequence[Conflict], part: State) -> None:
    """Every value that a part changed to is in the plan or in a conflict, and what it deleted is gone or asked."""
    told: dict[Place, list[object]] = {}
    for c in conflicts:
        told.setdefault((c.kind, c.uid, c.field or c.what), []).extend((c.mine, c.theirs))
    deleted = {(c.kind, c.uid) for c in conflicts if c.what == "deleted"}

    def known_as(uid: object) -> set[object]:
        """What a division of the part may be in the plan: those that came with its code may be one."""
        code = part.records["division"][str(uid)].values["code"]
        new = state.records["division"].keys() - BASE.records["division"].keys()
        return {uid, *(other for other in new if state.records["division"][other].values["code"] == code)}

    for kind, spec in KINDS.items():
        rows = part.records[kind]
        for uid, row in rows.items():
            before = BASE.records[kind].get(uid)
            if row == before:
                continue
            here = uid
            if uid not in state.records[kind] and kind == "division":
                here = max(map(str, known_as(uid) - {uid}), default=uid)
            changed = {f: v for f, v in row.values.items() if before is None or v != before.values[f]}
            links = {f: set(u) - set(before.links.get(f, ()) if before else ()) for f, u in row.links.items()}
            assert here in state.records[kind], f"{kind} {uid} is lost"
            now = state.records[kind][here]
            for field, value in changed.items():
                if value is None and before is None:
                    continue
                held = [now.values[field], *told.get((kind, here, field), ()), *told.get((kind, uid, field), ())]
                if field == "host" and value is not None:
                    assert known_as(value) & {*held}, f"{kind} {uid} {field}: {value} is lost"
                elif field in spec.formatted:
                    assert value in held or _in_blocks(before, value, held), f"{kind} {uid} {field}: {value} is lost"
                else:
                    assert value in held, f"{kind} {uid} {field}: {value} is lost"
            for field, added in links.items():
                assert all(known_as(each) & {*now.links.get(field, ())} for each in added), "a link is lost"
            if before is not None and row.parent != before.parent:
                assert row.parent in (now.parent, *told.get((kind, uid, "parent"), ())), "a place is lost"
        for uid in BASE.records[kind].keys() - rows.keys():
            assert uid not in state.records[kind] or deleted & {(kind, uid), *above(kind, uid)}, f"{uid} is there again"


def _in_blocks(before: Row | None, value: Value, held: Sequence[object]) -> bool:
    """Whether each block that was changed is in what is held."""
    was = json.loads(str(before.values["text"] or "[]")) if before else []
    now = json.loads(str(value or "[]"))
    others = [json.loads(str(each or "[]")) for each in held]
    changed = [(n, block) for n, block in enumerate(now) if n >= len(was) or was[n] != block]
    return all(any(n < len(other) and other[n] == block for other in others) for n, block in changed)


def above(kind: str, uid: str) -> Iterator[tuple[str, str]]:
    """What a record stood under in the plan that was handed out."""
    row = BASE.records[kind].get(uid)
    while row is not None and (kind := KINDS[kind].parent):
        yield kind, row.parent
        row = BASE.records[kind].get(row.parent)
