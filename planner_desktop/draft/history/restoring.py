"""Bringing a field, a record or a whole section back from another state of the plan, as one action to undo."""

from collections.abc import Iterable

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.changes import Change
from planner_desktop.draft.history.comparison import Difference, differences
from planner_desktop.draft.history.matching import Matching
from planner_desktop.draft.records import attachments
from planner_desktop.draft.records.records import Record
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, ngettext


def restore(draft: Draft, old: Draft, wanted: Iterable[Difference], label: str = "") -> None:
    """Make these things in the draft as they are in `old`, where `wanted` are some of `compare(old, draft)`.

    A deleted record comes back with what stood under it and with the links from and to it; what a link or field needs
    comes along. Raises DraftError.
    """
    wanted = list(wanted)
    count = len(wanted)
    told = ngettext("bring back {count} difference", "bring back {count} differences", count).format(count=count)
    with draft.action(label or told):
        _Restoring(Matching(old, draft)).restore(wanted)


def restore_field(draft: Draft, old: Draft, kind: str, id: int, field: str) -> None:
    """Make a field of the draft's record what it is in `old`. Raises DraftError."""
    name = draft.spec(kind).fields[field].label
    found = [d for d in differences(Matching(old, draft)) if (d.kind, d.new, d.field) == (kind, id, field)]
    restore(draft, old, found, _("bring back {name}").format(name=name))


def restore_record(draft: Draft, old: Draft, kind: str, id: int) -> None:
    """Make the record of this id in `old`, and all that stands under it, what they are there. Raises DraftError."""
    matching = Matching(old, draft)
    ours = {(kind, id)}, {(kind, new) for new in [matching.pairs[kind].get(id)] if new}
    for below in matching.kinds:
        above = draft.spec(below).parent
        for side, records in zip(ours, (matching.before[below], matching.after[below]), strict=True):
            side |= {(below, record.id) for record in records.values() if (above, record.parent) in side}
    found = [d for d in differences(matching) if (d.kind, d.old) in ours[0] or (d.kind, d.new) in ours[1]]
    restore(draft, old, found, _("bring back {name}").format(name=old.title(kind, id)))


def restore_refused(draft: Draft, old: Draft, kind: str, id: int, field: str) -> None:
    """Have a field of the draft's record show the refused text that it shows in `old`, or none. Raises DraftError."""
    held = [each for each in old.refusals() if (each.kind, each.id, each.field) == (kind, id, field)]
    with draft.action(_("bring back {name}").format(name=draft.spec(kind).fields[field].label)):
        if held:
            draft.refuse(kind, id, field, held[0].text, held[0].why)
        else:
            draft.take_back(kind, id, field)


def restore_section(draft: Draft, old: Draft, section: str) -> None:
    """Make all that `compare` tells under this section what it is in `old`. Raises DraftError."""
    found = [d for d in differences(Matching(old, draft)) if d.section == section]
    restore(draft, old, found, _("bring back {name}").format(name=draft.pack.section(section).title))


def restore_change(draft: Draft, old: Draft, change: Change) -> None:
    """Make what a change changed what it is in `old`; a record that is gone comes back whole. Raises DraftError."""
    is_there = bool(draft.ids(change.kind, where={"id": change.id}))
    if change.what == "refused" and is_there:
        restore_refused(draft, old, change.kind, change.id, change.field)
    elif change.what == "changed" and is_there:
        restore_field(draft, old, change.kind, change.id, change.field)
    elif change.what == "moved":
        this = ("moved", change.kind, change.id)
        restore(draft, old, [d for d in differences(Matching(old, draft)) if (d.what, d.kind, d.new) == this])
    else:
        restore_record(draft, old, change.kind, change.id)


class _Restoring:
    """One restoring at work, inside an action of the draft; `pairs` grow with each record that comes back."""

    def __init__(self, matching: Matching) -> None:
        self.old, self.draft = matching.old, matching.new
        self.pairs = matching.pairs
        self.before = matching.before
        self.place_of = matching.place
        self.orders: dict[tuple[str, int | None], list[int]] = {}

    def restore(self, wanted: list[Difference]) -> None:
        for d in wanted:
            if d.what == "added" and d.new is not None and self.draft.ids(d.kind, where={"id": d.new}):
                self.draft.delete(d.kind, [d.new])
        again = {kind: {d.old for d in wanted if d.kind == kind and d.what == "moved"} for kind in self.before}
        gone = {(d.kind, d.old) for d in wanted if d.what == "deleted"}
        for kind, records in self.before.items():  # in the old order: each takes its place after the one before it
            for record in records.values():
                if (kind, record.id) in gone:
                    self.bring(kind, record.id)
                elif record.id in again[kind]:
                    self.put_in_place(record)
        for d in wanted:
            if d.what == "changed" and d.old is not None:
                self.set(self.before[d.kind][d.old], d.field)
        self.write_orders()

    def bring(self, kind: str, id: int) -> int:
        """The draft's id of an old record; where it is not in the draft it is made, with all that belongs to it."""
        if id in self.pairs[kind]:
            return self.pairs[kind][id]
        record, spec = self.before[kind][id], self.draft.spec(kind)
        parent = self.bring(spec.parent, record.parent or 0) if spec.parent else None
        shared = [name for name in record.values if name in spec.fields]
        plain = {name: self.value(record, name) for name in shared if spec.fields[name].to is None}
        free = None if self.draft.ids(kind, where={"id": id}) else id
        uid = "" if self.draft.id_of(kind, record.uid) else record.uid
        self.pairs[kind][id] = self.draft.add(kind, plain, parent=parent, id=free, uid=uid)
        self.put_in_place(record)
        for child in self.draft.pack.children(kind):
            for below in self.before.get(child, {}).values():
                if below.parent == id:
                    self.bring(child, below.id)
        for name, field in spec.fields.items():
            if field.to in self.pairs and (name in record.links or name in record.values):
                self.set(record, name)
        self.link_again(record)
        return self.pairs[kind][id]

    def link_again(self, record: Record) -> None:
        """Have the links that led to a record in the old state lead to it again, where they lead nowhere else now."""
        for kind, records in self.before.items():
            for name, field in self.draft.spec(kind).fields.items():
                if field.to != record.kind:
                    continue
                for other in records.values():
                    led_to = (*other.links.get(name, ()), other.values.get(name))
                    if record.id in led_to and other.id in self.pairs[kind]:
                        self.link(other, name, record)

    def link(self, other: Record, name: str, record: Record) -> None:
        id, target = self.pairs[other.kind][other.id], self.pairs[record.kind][record.id]
        if name in other.links:
            held = self.draft.links(other.kind, id, name)
            if target not in held:
                order = [self.pairs[record.kind].get(linked, 0) for linked in other.links[name]]
                held.insert(_place(target, order, held), target)
                self.draft.set(other.kind, id, name, held)
        elif self.draft.record(other.kind, id).values[name] is None:
            self.draft.set(other.kind, id, name, target)

    def set(self, record: Record, name: str) -> None:
        """Give a field its old value, bringing back what it links to."""
        id, field = self.pairs[record.kind][record.id], self.draft.spec(record.kind).fields[name]
        if name in record.links:
            self.draft.set(record.kind, id, name, [self.bring(field.to or "", to) for to in record.links[name]])
        elif field.to is not None:
            to = record.values[name]
            self.draft.set(record.kind, id, name, None if to is None else self.bring(field.to or "", int(to)))
        else:
            self.draft.set(record.kind, id, name, self.value(record, name))

    def value(self, record: Record, name: str) -> Value:
        """A field's old value; the files it names are kept in the draft, under another name where one has theirs."""
        return self.draft.spec(record.kind).fields[name].field_type.with_files(record.values[name], self.keep)

    def keep(self, name: str) -> str:
        try:
            return attachments.keep(self.draft.database, name, self.old.attachment(name))
        except KeyError:
            return name  # it was missing there too; the checks tell

    # ------------------------------------------------------------ order

    def put_in_place(self, record: Record) -> None:
        """Put a record after the one it stood after, of those that are there; written by `write_orders`."""
        parent, id = self.place_of(record), self.pairs[record.kind][record.id]
        ids = self.orders.setdefault((record.kind, parent), self.draft.ids(record.kind, parent))
        if id in ids:
            ids.remove(id)
        before = self.before[record.kind].values()
        order = [self.pairs[record.kind].get(r.id, 0) for r in before if r.parent == record.parent]
        ids.insert(_place(id, order, ids), id)

    def write_orders(self) -> None:
        for (kind, _parent), ids in self.orders.items():
            for position, id in enumerate(ids, 1):
                self.draft.database.execute(
                    f"UPDATE {kind} SET position = ? WHERE id = ? AND position <> ?", [position, id, position]
                )


def _place(thing: int, order: list[int], among: list[int]) -> int:
    """Where in `among` a thing goes so that it follows what it follows in `order`."""
    for other in reversed(order[: order.index(thing)]):
        if other in among:
            return among.index(other) + 1
    return 0
