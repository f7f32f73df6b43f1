"""Random histories of divisions' parts, in memory, and what is asked of any merge of them.

A history is a list of steps for each part; a step is four small numbers, so that hypothesis makes thousands in a second
and finds the shortest that fails.
"""

import json
import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from planner_desktop.draft.merging import aligning, sources
from planner_desktop.draft.merging.plan import Conflict, MergeResult, plan_merge
from planner_desktop.draft.merging.state import Kind, Row, State
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.formpack.fields import Value

Step = tuple[int, int, int, int]
History = Sequence[Step]
Place = tuple[str, str, str]

KINDS = {
    "cover": Kind(single=True),
    "division": Kind(key="code"),
    "project": Kind(to={"host": "division", "before": "project"}, to_many={"divisions": "division"}, named=("name",),
                    formatted=frozenset({"text"})),
    "step": Kind(parent="project"),
}  # fmt: skip
FIELDS = {"cover": ("title",), "division": ("code",), "project": ("name", "budget"), "step": ("name", "weight")}
PARTS = "ABC"
BLOCKS = 3


def base() -> State:
    """The plan that was handed out: two divisions, three projects with two steps each."""
    text = json.dumps([*({"paragraph": f"{n}"} for n in range(BLOCKS)), {"table": [["", ""], ["", ""]]}])
    projects = {
        f"p{n}": Row(
            "",
            {
                "name": f"n{n}",
                "budget": n,
                "host": "d0",
                "before": f"p{n - 1}" if n else None,
                "text": text,
                "file": None,
            },
            {"divisions": ("d0", "d1")},
        )
        for n in range(3)
    }
    steps = {f"s{n}{m}": Row(f"p{n}", {"name": f"s{m}", "weight": m}) for n in range(3) for m in range(2)}
    return State(
        KINDS,
        {
            "cover": {"c": Row("", {"title": "t"})},
            "division": {f"d{n}": Row("", {"code": f"k{n}"}) for n in range(2)},
            "project": projects,
            "step": steps,
        },
        {
            ("cover", ""): ("c",),
            ("division", ""): ("d0", "d1"),
            ("project", ""): ("p0", "p1", "p2"),
            **{("step", f"p{n}"): (f"s{n}0", f"s{n}1") for n in range(3)},
        },
    )


BASE = base()


class Part:
    """A copy of the plan that steps change as officers change drafts."""

    def __init__(self, name: str) -> None:
        self.name, self.made = name, 0
        self.records = {kind: dict(rows) for kind, rows in BASE.records.items()}
        self.order = {siblings: list(uids) for siblings, uids in BASE.order.items()}
        self.files, self.accepted = dict(BASE.files), dict(BASE.accepted)

    def state(self) -> State:
        """What the part holds now."""
        order = {siblings: tuple(uids) for siblings, uids in self.order.items() if uids}
        return State(KINDS, self.records, order, self.files, self.accepted)

    def do(self, step: Step) -> None:
        """One step; one that names nothing does nothing."""
        what, a, b, c = step
        act = (self.set, self.set, self.write, self.link, self.lead, self.add, self.delete, self.move, self.put_under,
               self.rework, self.add_leading, self.give_key, self.refuse, self.accept, self.attach)  # fmt: skip
        act[what % len(act)](a, b, c)

    def _some(self, kind: str, n: int) -> str:
        uids = list(self.records[kind])
        return uids[n % len(uids)] if uids else ""

    def _put(self, kind: str, uid: str, **values: Value) -> None:
        row = self.records[kind][uid]
        self.records[kind][uid] = replace(row, values={**row.values, **values})

    def set(self, a: int, b: int, c: int) -> None:
        """A field gets another value."""
        kind = ("project", "step", "project", "cover", "division")[a % 5]
        field = FIELDS[kind][c % len(FIELDS[kind])]
        if uid := self._some(kind, b):
            self._put(kind, uid, **{field: f"v{c}"})

    def write(self, a: int, b: int, c: int) -> None:
        """A block of a text is written anew; now and then one more."""
        if uid := self._some("project", a):
            blocks = json.loads(str(self.records["project"][uid].values["text"]))
            if b % 5 == 4:
                blocks.insert(c % (len(blocks) + 1), {"paragraph": f"new {c}"})
            elif "table" in blocks[b % len(blocks)]:
                blocks[b % len(blocks)]["table"][c % 2][a % 2] = f"cell {c}"
            else:
                blocks[b % len(blocks)] = {"paragraph": f"w{c}"}
            self._put("project", uid, text=json.dumps(blocks))

    def link(self, a: int, b: int, c: int) -> None:
        """A link leads elsewhere, or nowhere."""
        if uid := self._some("project", a):
            if b % 2:
                self._put("project", uid, host=(self._some("division", c) or None) if c % 4 else None)
            else:
                self._put("project", uid, before=(self._some("project", c) or None) if c % 4 else None)

    def lead(self, a: int, b: int, c: int) -> None:
        """A division more, one less, or in another order."""
        uid, other = self._some("project", a), self._some("division", b)
        if uid and other:
            row = self.records["project"][uid]
            held = [each for each in row.links.get("divisions", ()) if each != other]
            if other not in row.links.get("divisions", ()) or c % 3 == 2:
                held.insert(c % (len(held) + 1), other)
            self.records["project"][uid] = replace(row, links={"divisions": tuple(held)} if held else {})

    def add(self, a: int, b: int, c: int) -> None:
        """A new record."""
        kind = ("project", "step", "division")[a % 3]
        uid = f"{self.name.lower()}{self.made}"
        self.made += 1
        if kind == "step":
            if not (parent := self._some("project", b)):
                return
            row = Row(parent, {"name": f"v{c}", "weight": c})
        elif kind == "project":
            row = Row("", {"name": f"{self.name}{c}" if c % 2 else f"v{c}", "budget": c, "host": None, "before": None,
                           "text": '[{"paragraph": "new"}]', "file": None})  # fmt: skip
        else:
            row = Row("", {"code": f"k{2 + c % 3}"})
            if any(each.values["code"] == row.values["code"] for each in self.records[kind].values()):
                return
        self.records[kind][uid] = row
        held = self.order.setdefault((kind, row.parent), [])
        held.insert(b % (len(held) + 1), uid)

    def delete(self, a: int, b: int, _c: int) -> None:
        """A record goes, with what stands under it and the links to it."""
        kind = ("project", "step", "step", "division")[a % 4]
        if uid := self._some(kind, b):
            self._take_out(kind, uid)

    def _take_out(self, kind: str, uid: str) -> None:
        row = self.records[kind].pop(uid)
        self.order[kind, row.parent].remove(uid)
        for child in [
            each for each, under in self.records["step"].items() if kind == "project" and under.parent == uid
        ]:
            self._take_out("step", child)
        for other, held in list(self.records["project"].items()):
            values = {f: None for f, to in KINDS["project"].to.items() if to == kind and held.values[f] == uid}
            links = {f: kept for f, uids in held.links.items() if (kept := tuple(u for u in uids if u != uid))}
            if values or (kind == "division" and links != held.links):
                self.records["project"][other] = replace(held, values={**held.values, **values}, links=links)

    def rework(self, a: int, b: int, c: int) -> None:
        """Of one list a record goes, one comes and one moves."""
        kind, key = ("step", 1) if a % 2 else ("project", 0)
        parent = self._some("project", b) if a % 2 else ""
        if held := self.order.get((kind, parent)):
            self._take_out(kind, held[c % len(held)])
        self.add(key, b, c)
        if held := self.order.get((kind, parent)):
            held.insert(b % len(held), held.pop(c % len(held)))

    def add_leading(self, a: int, b: int, c: int) -> None:
        """A new project leads to records that are there."""
        made = self.made
        self.add(0, c, a)
        led_to = [each for n in (b, c) if (each := self._some("division", n))]
        uid = f"{self.name.lower()}{made}"
        row = replace(self.records["project"][uid], links={"divisions": tuple(dict.fromkeys(led_to))} if led_to else {})
        self.records["project"][uid] = row
        self._put("project", uid, host=self._some("division", a) or None, before=self._some("project", b))

    def give_key(self, a: int, _b: int, c: int) -> None:
        """A division gets another code."""
        uid, code = self._some("division", a), f"k{c % 5}"
        if uid and all(row.values["code"] != code for row in self.records["division"].values()):
            self._put("division", uid, code=code)

    def refuse(self, a: int, b: int, c: int) -> None:
        """A field does not take a text, or that is taken back."""
        if uid := self._some("project", a):
            refused = {} if b % 4 == 3 else {"budget": (f"t{c}", "why")}
            self.records["project"][uid] = replace(self.records["project"][uid], refused=refused)

    def accept(self, a: int, b: int, c: int) -> None:
        """A problem is accepted, or no longer."""
        if uid := self._some("project", a):
            basis = f"of {uid}"  # which follows from its record
            self.accepted.pop(basis, None)
            if b % 4 < 3:
                self.accepted[basis] = Acceptance(basis, "", "project", uid, "", "", f"r{c % 3}", self.name)

    def attach(self, a: int, _b: int, c: int) -> None:
        """A file, which has another name in each part."""
        if uid := self._some("project", a):
            self.files[f"sum{c}"] = f"{self.name} {c}"
            self._put("project", uid, file=f"sum{c}")

    def move(self, a: int, b: int, c: int) -> None:
        """A record gets another place in its list."""
        lists = [held for held in self.order.values() if len(held) > 1]
        if lists:
            held = lists[a % len(lists)]
            held.insert(c % len(held), held.pop(b % len(held)))

    def put_under(self, a: int, b: int, c: int) -> None:
        """A step comes to stand under another project."""
        uid, parent = self._some("step", a), self._some("project", b)
        if c % 3 == 0 and uid and parent:
            row = self.records["step"][uid]
            self.order["step", row.parent].remove(uid)
            self.order.setdefault(("step", parent), []).append(uid)
            self.records["step"][uid] = replace(row, parent=parent)


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


# ---------------------------------------------------------------- what is asked of all orders


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
            nothing_lost(each, state)
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
            if not any(above in deleted for above in _above(c.kind, c.uid)):
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


def _above(kind: str, uid: str) -> Iterator[tuple[str, str]]:
    """What a record stood under in the plan that was handed out."""
    row = BASE.records[kind].get(uid)
    while row is not None and (kind := KINDS[kind].parent):
        yield kind, row.parent
        row = BASE.records[kind].get(row.parent)


def nothing_lost(merged: Merged, part: State) -> None:
    """Every value that a part changed to is in the plan or in a conflict, and what it deleted is gone or asked."""
    told: dict[Place, list[object]] = {}
    for c in merged.conflicts:
        told.setdefault((c.kind, c.uid, c.field or c.what), []).extend((c.mine, c.theirs))
    deleted = {(c.kind, c.uid) for c in merged.conflicts if c.what == "deleted"}
    state = merged.state

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
            assert uid not in state.records[kind] or deleted & {(kind, uid), *_above(kind, uid)}, (
                f"{uid} is there again"
            )


def _in_blocks(before: Row | None, value: Value, held: Sequence[object]) -> bool:
    """Whether each block that was changed is in what is held."""
    was = json.loads(str(before.values["text"] or "[]")) if before else []
    now = json.loads(str(value or "[]"))
    others = [json.loads(str(each or "[]")) for each in held]
    changed = [(n, block) for n, block in enumerate(now) if n >= len(was) or was[n] != block]
    return all(any(n < len(other) and other[n] == block for other in others) for n, block in changed)


def by_chance(seed: int) -> list[History]:
    """Histories of three parts that follow from a number: some long, some of few records that all change."""
    chance = random.Random(seed)
    most = chance.choice((2, 4, 12))
    return [
        [(chance.randrange(15), chance.randrange(most), chance.randrange(most), chance.randrange(most))
         for _step in range(n)]
        for n in (chance.randrange(chance.choice((4, 8, 12))) for _part in PARTS)
    ]  # fmt: skip
