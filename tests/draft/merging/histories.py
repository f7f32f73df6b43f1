"""Random histories of divisions' parts, in memory.

A history is a list of steps for each part; a step is four small numbers, so that hypothesis makes thousands in a second
and finds the shortest that fails.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import replace

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


def by_chance(seed: int) -> list[History]:
    """Histories of three parts that follow from a number: some long, some of few records that all change."""
    chance = random.Random(seed)
    most = chance.choice((2, 4, 12))
    return [
        [(chance.randrange(15), chance.randrange(most), chance.randrange(most), chance.randrange(most))
         for _step in range(n)]
        for n in (chance.randrange(chance.choice((4, 8, 12))) for _part in PARTS)
    ]  # fmt: skip
