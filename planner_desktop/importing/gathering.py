"""What lines and rows say becomes staged records: which record is meant, what it stands under, what it leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner_desktop.formpack.fields import Value
from planner_desktop.importing.model_plan import ModelPlan, Node
from planner_desktop.importing.report import LeftOver
from planner_desktop.importing.staging import Said, Stage, Staged, name_said
from planner_desktop.thai.compared import compared

DEEPEST = 99


@dataclass(slots=True)
class Mention:
    """A record as a line or row mentions it: what its fields say, and which nodes of the model stand there."""

    kind: str
    nodes: set[Node]
    said: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=dict)
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For a field those of which the edition prints the first that is there: a text may be any of them."""

    @property
    def via(self) -> str:
        """The link by which alone such a record is printed there; empty where there are several ways, or none."""
        ways = {node.via for node in self.nodes}
        return next(iter(ways)) if len(ways) == 1 else ""


@dataclass(slots=True)
class _Open:
    """A record that lines below may belong to."""

    record: Staged
    level: int


class Gatherer:
    """Stages mentions. `section` and what is open follow the document from its beginning to its end."""

    def __init__(self, stage: Stage, plan: ModelPlan) -> None:
        self.stage = stage
        self.plan = plan
        self.section = ""
        self.left: list[LeftOver] = []
        self._open: dict[str, _Open] = {}
        self._pending: dict[str, dict[str, Said]] = {}
        self._fresh: dict[str, Staged] = {}
        self._has_rows: set[int] = set()
        self._last: dict[str, Staged] = {}
        """The record of each kind that was named last in this section."""

    # ------------------------------------------------------------ where in the document

    def enter(self, section: str) -> None:
        """A section begins: nothing of the one before is open any more."""
        if section != self.section:
            self.section = section
            self._open.clear()
            self._pending.clear()
            self._fresh.clear()
            self._last.clear()

    def heading(self, level: int, staying: Iterable[str] = ()) -> None:
        """A heading ends what stands as deep as it or deeper."""
        for kind in [kind for kind, one in self._open.items() if one.level >= level and kind not in staying]:
            del self._open[kind]

    # ------------------------------------------------------------ mentions

    def line(self, mentions: Sequence[Mention], place: str, level: int) -> None:
        """A line that mentions records: what follows may belong to them."""
        above = {kind for mention in mentions for kind in self._above(mention.kind)}
        owners = {mention.via.partition(".")[0] for mention in mentions if mention.via}
        bonds = {kind for kind in owners if self.plan.is_bond(kind)}
        self.heading(level, above | bonds)
        made = self._stage(mentions, place, by_line=True)
        for kind, record in made:
            if not self.stage.spec(kind).single:
                self._close_below(kind)
                self._open[kind] = _Open(record, level)

    def _above(self, kind: str) -> set[str]:
        """A kind with all that its records stand under or belong to."""
        found, new = set[str](), {kind}
        while new:
            found |= new
            specs = [self.stage.spec(one) for one in new]
            new = {spec.parent for spec in specs if spec.parent}
            new |= {each.to for spec in specs for each in spec.fields.values() if each.to and each.field_type.to_one}
            new -= found
        return found

    def row(self, mentions: Sequence[Mention], place: str) -> list[tuple[str, Staged]]:
        """A row that mentions records, which end with it."""
        made = self._stage(mentions, place, by_line=False)
        for one in self._open.values():
            self._has_rows.add(id(one.record))
        return made

    def row_under(
        self, mentions: Sequence[Mention], above: list[tuple[str, Staged]], place: str, main: str
    ) -> list[tuple[str, Staged]]:
        """As `row`, where what stood in the rows above, of other kinds, stands for this one too.

        The record of the kind `main` that the row is, is what later tables go on with, no more one that a line named.
        """
        made = self._stage(mentions, place, by_line=False, above=above)
        for kind, record in made:
            if kind == main and (found := self._open.get(kind)) and found.record is not record:
                del self._open[kind]
        for one in self._open.values():
            self._has_rows.add(id(one.record))
        return made

    def open_record(self, kind: str) -> Staged | None:
        """The record of a kind that what is read now stands under."""
        found = self._open.get(kind)
        return found.record if found else None

    def _close_below(self, kind: str) -> None:
        """What stands under another record of a kind is not open under this one."""
        for below in self.stage.pack.children(kind):
            self._open.pop(below, None)
            self._close_below(below)
        for bond, spec in self.stage.pack.records.items():
            if self.plan.is_bond(bond) and spec.parent == kind:
                self._open.pop(bond, None)

    def _stage(
        self, mentions: Sequence[Mention], place: str, *, by_line: bool, above: Sequence[tuple[str, Staged]] = ()
    ) -> list[tuple[str, Staged]]:
        there = list(above)
        made: list[tuple[Mention, Staged]] = []
        for mention in sorted(mentions, key=lambda one: self._depth(one.kind)):
            record = self._record(mention, there, place, by_line=by_line)
            if record is not None:
                there.append((mention.kind, record))
                made.append((mention, record))
                self._last[mention.kind] = record
                record.stretches.add(self.stage.stretch)
                self._say(record, mention, place)
        for mention, record in made:
            self._link(mention, record, there, place, by_line=by_line)
        return [(mention.kind, record) for mention, record in made]

    def _depth(self, kind: str) -> int:
        depth, above = 0, self.stage.spec(kind).parent
        while above:
            depth, above = depth + 1, self.stage.spec(above).parent
        return depth

    # ------------------------------------------------------------ which record

    def _record(self, mention: Mention, made: list[tuple[str, Staged]], place: str, *, by_line: bool) -> Staged | None:
        kind, spec = mention.kind, self.stage.spec(mention.kind)
        if spec.single:
            return self.stage.single(kind)
        name, code = self.stage.name_of(kind), self.stage.code_of(kind)
        known = {one: text for one, text in mention.said.items() if text}
        if not ({name, code} & known.keys()):
            return self._nameless(mention, made, known, place, by_line=by_line)
        parent = self._parent(spec.parent, made) if spec.parent else None
        if spec.parent and parent is None and kind in self.stage.in_one_table:
            parent = self._make_parent(spec.parent)
        found = self.stage.find(kind, known, parent if not code or not known.get(code) else None)
        if by_line and found is not None and spec.parent and not spec.key and found.section == self.section:
            above = self._open.get(spec.parent)
            if above is not None and self._fresh.get(spec.parent) is above.record and kind not in self._open:
                found = None  # what stands above was named anew, and so is this
        if found is None:
            if spec.parent and parent is None:
                parent = self._make_parent(spec.parent)
            found = self.stage.add(kind, parent, self.section)
        elif found.parent is None and parent is not None:
            found.parent = parent
        if by_line:
            self._fresh[kind] = found
        return found

    def _nameless(
        self, mention: Mention, made: list[tuple[str, Staged]], known: dict[str, str], place: str, *, by_line: bool
    ) -> Staged | None:
        """The record of a mention that has neither name nor code: one that is open, or that is nearly called so."""
        kind, spec = mention.kind, self.stage.spec(mention.kind)
        parent = self._parent(spec.parent, made) if spec.parent else None
        name = self.stage.name_of(kind)
        words = [one for one in known if spec.fields[one].field_type.plain_text and not spec.fields[one].quantity]
        if name and words and (likest := self.stage.likest(kind, name, known[words[0]], parent)):
            return likest
        if found := self._open.get(kind):
            return found.record
        if not known:
            return None
        if not by_line and name and spec.fields[name].required:
            self._leave(known, place)
            return None
        if by_line and name:
            self._pending.setdefault(kind, {}).update({one: Said(text, place) for one, text in known.items()})
            return None
        if spec.parent and parent is None:
            parent = self._make_parent(spec.parent)
            if parent is None:
                self._leave(known, place)
                return None
        return self.stage.add(kind, parent, self.section)

    def _parent(self, kind: str, made: list[tuple[str, Staged]]) -> Staged | None:
        """The record above: of the same row, or open."""
        for other, record in reversed(made):
            if other == kind:
                return record
        if found := self._open.get(kind):
            return found.record
        last = self._last.get(kind)
        above = self._open.get(self.stage.spec(kind).parent or "")
        return last if last is None or above is None or last.parent is above.record else None

    def _make_parent(self, kind: str) -> Staged | None:
        """A record above that the document does not name, under what is open; None where nothing above it is."""
        spec = self.stage.spec(kind)
        parent = None
        if spec.parent:
            parent = self._parent(spec.parent, []) or self._make_parent(spec.parent)
            if parent is None:
                return None
        name = self.stage.name_of(kind)
        if not self.plan.is_bond(kind) and (not spec.parent or (name and spec.fields[name].required)):
            return None
        made = self.stage.add(kind, parent, self.section)
        self._open[kind] = _Open(made, DEEPEST)
        return made

    # ------------------------------------------------------------ what it says

    def _say(self, record: Staged, mention: Mention, place: str) -> None:
        name = self.stage.name_of(mention.kind)
        for one, said in self._pending.pop(mention.kind, {}).items() if mention.said.get(name) else ():
            record.say(one, said)
        for one, text in mention.said.items():
            if one == name and text:
                plain = name_said(text, remarked=self._has_states(mention.kind))
                self._leave_remark(text, plain, place)
                text = plain or text
            record.say(self._field_of(record, one, text, mention), Said(text, place))
        for one, value in mention.constants.items():
            record.fixed.setdefault(one, value)
        ways = [self.plan.constants.get(node, {}) for node in mention.nodes]
        for one, value in (ways[0] if ways else {}).items():
            if all(way.get(one) == value for way in ways):
                record.fixed.setdefault(one, value)

    def _has_states(self, kind: str) -> bool:
        return any(each.states for each in self.stage.spec(kind).fields.values())

    def _field_of(self, record: Staged, name: str, text: str, mention: Mention) -> str:
        """Which of several fields a text is of: one that says it already, one that says anything, the required one."""
        others = mention.others.get(name, ())
        if len(others) < 2:
            return name
        fields = self.stage.spec(record.kind).fields
        for one in others:
            if any(compared(said.text) == compared(text) for said in record.said.get(one, ())):
                return one
        told = next((one for one in others if record.said.get(one)), "")
        return told or next((one for one in others if fields[one].required), others[0])

    def _leave_remark(self, text: str, plain: str, place: str) -> None:
        """What stood behind a name and is none of it is kept."""
        rest = " ".join(text.split()).replace(plain, "", 1).strip(" .*-0123456789()")
        if len(rest) > 3 and "โครงการซ้ำ" not in rest:
            self.left.append(LeftOver(place, self.section, " ".join(text.split()), behind_name=True))

    def _leave(self, known: dict[str, str], place: str) -> None:
        self.left.append(LeftOver(place, self.section, " | ".join(known.values())))

    # ------------------------------------------------------------ what it leads to

    def _link(
        self, mention: Mention, record: Staged, made: list[tuple[str, Staged]], place: str, *, by_line: bool
    ) -> None:
        if mention.via:
            owner_kind, _dot, name = mention.via.partition(".")
            owners = [other for kind, other in made if kind == owner_kind]
            if not owners and (found := self._open.get(owner_kind)) and not self.plan.is_bond(owner_kind):
                owners = [found.record]
            if self.plan.is_bond(owner_kind):
                nth = {node.nth for node in mention.nodes}
                owners = self._bond(owner_kind, name, record, nth, by_line=by_line)
            for owner in owners:
                owner.link(name, record)
        for name, each in self.stage.spec(mention.kind).fields.items():
            if each.to and each.field_type.to_one and not record.links.get(name):
                target = next(
                    (other for kind, other in reversed(made) if kind == each.to and other is not record), None
                )
                if target is None and (found := self._open.get(each.to)) and not by_line:
                    target = found.record
                if target is None and by_line and (found := self._open.get(each.to)) and found.level < DEEPEST:
                    target = found.record
                if target is not None:
                    record.link(name, target)

    def _bond(self, kind: str, name: str, target: Staged, nth: set[int], *, by_line: bool) -> list[Staged]:
        """The record without words that leads to another: the open one, or a new one of the choices of its node."""
        spec = self.stage.spec(kind)
        parent = self._parent(spec.parent, []) if spec.parent else None
        if spec.parent and parent is None:
            return []
        to_one = spec.fields[name].field_type.to_one
        fixed = dict(self.plan.constants.get(Node(kind, nth=min(nth, default=0)), {})) if len(nth) == 1 else {}
        for one in self.stage.records[kind] if to_one else ():
            same = one.parent is parent and one.links.get(name) == [target]
            if same and all(one.fixed.get(f) == value for f, value in fixed.items()):
                self._open[kind] = _Open(one, DEEPEST)
                return [one]
        found = self._open.get(kind)
        used = found is not None and (
            (to_one and found.record.links.get(name)) or (by_line and id(found.record) in self._has_rows)
        )
        if found is not None and not used and found.record.parent is parent:
            return [found.record]
        made = self.stage.add(kind, parent, self.section)
        made.fixed.update(fixed)
        self._close_below(kind)
        self._open[kind] = _Open(made, DEEPEST)
        return [made]
