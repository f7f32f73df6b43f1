"""A made-up plan whose every value is a mark, so that its printed document tells which field stands in which place.

What an edition prints is SQL, views and texts, which nobody can run backwards. Printing a plan of marks shows it
all the same: where the mark of a project's name stands, the name of a project stands in every plan of the edition.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planner_desktop.draft import Draft
from planner_desktop.formpack import FieldSpec, FormPack
from planner_desktop.formpack import fields as field_types
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.rich_text import RichParagraph, dump
from planner_desktop.formpack.tables import parents_first

FIRST_MARK = 0xF0000
"""Marks are letters of Unicode's private plane, one for each field of each node: no text and no query knows them."""
FIRST_NUMBER = 7_000_001
"""So large are the numbers that stand for numbers: none that a form pack works with."""
MOST_CHOICES = 16


@dataclass(frozen=True, slots=True)
class Node:
    """A record of the model plan. `via` is the link ("kind.field") that leads to it; empty where none needs to."""

    kind: str
    via: str = ""
    nth: int = 0
    under: str = ""
    """Of one that stands under a record which a link leads to, that link."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a node, as it is printed in a place."""

    node: Node
    field: str


class ModelPlan:
    """A draft in memory, of nodes whose values are marks."""

    def __init__(self, pack: FormPack) -> None:
        self.pack = pack
        self.draft = Draft.in_memory(pack)
        self.slots: list[Slot] = []
        self.ids: dict[Node, int] = {}
        self.constants: dict[Node, dict[str, Value]] = {}
        """The choices that a node holds, by which it is printed where it is."""
        self.targets: dict[tuple[Node, str], Node] = {}
        """What the link of a node leads to."""
        with self.draft.action("model"):
            self._add_all()
            for node in self.ids:
                self._fill(node)

    def close(self) -> None:
        """Let go of the draft."""
        self.draft.close()

    def __enter__(self) -> "ModelPlan":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def is_bond(self, kind: str) -> bool:
        """Whether records of a kind hold nothing but links and choices, so that no word of a plan is of them."""
        spec = self.pack.records[kind]
        return not spec.single and not any(
            field.field_type.is_column and not (field.to or field.choices) for field in spec.fields.values()
        )

    # ------------------------------------------------------------ nodes

    def _add_all(self) -> None:
        for kind in parents_first(self.pack.records):
            spec = self.pack.records[kind]
            if spec.single:
                self.ids[Node(kind)] = self.draft.ids(kind)[0]
                continue
            for node in (*self._bases(kind), *dict.fromkeys(self._led_to(kind))):
                parent = self.ids[Node(spec.parent)] if spec.parent else None
                self.ids[node] = self.draft.add(kind, parent=parent)
            for above in [node for node in self.ids if spec.parent and node.kind == spec.parent and node.via]:
                node = Node(kind, nth=above.nth, under=above.via)
                self.ids[node] = self.draft.add(kind, parent=self.ids[above])

    def _bases(self, kind: str) -> Iterator[Node]:
        """As many nodes of a kind as its fields have choices, so that each is chosen by one."""
        choices = [len(field.choices) for field in self._spread(kind).values()]
        for nth in range(min(max(choices, default=1), MOST_CHOICES)):
            yield Node(kind, nth=nth)

    def _spread(self, kind: str) -> dict[str, FieldSpec]:
        """The choices that say where a record is printed; those of an amount's state say what is printed."""
        spec = self.pack.records[kind]
        states = {field.states for field in spec.fields.values() if field.states}
        return {name: field for name, field in spec.fields.items() if field.choices and name not in states}

    def _led_to(self, kind: str) -> Iterator[Node]:
        for owner, spec in self.pack.records.items():
            for name, field in spec.fields.items():
                if field.to == kind:
                    for base in self._bases(owner):
                        yield self._target(base, name)

    def _target(self, owner: Node, name: str) -> Node:
        """A link to several leads to a node of its own. A link to one leads to what stands above, which all share; but
        what a bond of no words leads to is known by that alone."""
        field = self.pack.records[owner.kind].fields[name]
        assert field.to
        if self.is_bond(owner.kind):
            return Node(field.to, f"{owner.kind}.{name}", owner.nth)
        return Node(field.to, f"{owner.kind}.{name}") if field.field_type.to_many else Node(field.to)

    # ------------------------------------------------------------ values

    def _fill(self, node: Node) -> None:
        spec = self.pack.records[node.kind]
        for name, field in spec.fields.items():
            if field.to:
                target = self._target(node, name)
                self.targets[node, name] = target
                id = self.ids[target]
                self.draft.set(node.kind, self.ids[node], name, [id] if field.field_type.to_many else id)
            elif not field.field_type.computed:
                self.draft.set(node.kind, self.ids[node], name, self._value(node, name, field))

    def _value(self, node: Node, name: str, field: FieldSpec) -> Value:
        own, single = field.field_type, self.pack.records[node.kind].single
        if field.choices:
            if single:
                return field_types.default(field)
            if name not in self._spread(node.kind):
                return field.stored(next(iter(field.choices)))
            if node.via and not field.required:
                return None
            value = field.stored(list(field.choices)[node.nth % len(field.choices)])
            self.constants.setdefault(node, {})[name] = value
            return value
        if own.ticked:
            return field_types.default(field) if single else 1
        if own.months:
            return f"{self.pack.edition.year - 544}-10"
        if own.attached:
            return None
        if own.sql_type is int:
            self._mark(node, name)
            return (FIRST_NUMBER + len(self.slots) - 1) * own.parts
        mark = self._mark(node, name)
        return dump((RichParagraph(paragraph=mark),)) if own.formatted else mark

    def _mark(self, node: Node, field: str) -> str:
        self.slots.append(Slot(node, field))
        return chr(FIRST_MARK + len(self.slots) - 1)

    # ------------------------------------------------------------ other prints

    @contextmanager
    def changed(self, values: dict[tuple[str, str], Value]) -> Iterator[Draft]:
        """The draft while all records have these values in these fields ("kind", "field")."""
        kept: list[tuple[Node, str, Value]] = []
        for kind, name in values:
            for node, id in self.ids.items():
                if node.kind == kind:
                    kept.append((node, name, self.draft.record(kind, id).values[name]))
        with self.draft.action("model"):
            for node, name, _before in kept:
                self.draft.set(node.kind, self.ids[node], name, values[node.kind, name])
        try:
            yield self.draft
        finally:
            with self.draft.action("model"):
                for node, name, before in kept:
                    self.draft.set(node.kind, self.ids[node], name, before)
