"""A plan moved to another edition: a new draft beside the old one, which stays as it is; undoing is going back to it.

Kinds of record and fields are the same in two editions if they have the same name. What has no place in the new one is
never dropped unsaid: it is listed, the list is kept in the new draft, and the old draft still holds it all.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from planner_desktop.draft import attachments, section_notes
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import refuse_existing
from planner_desktop.draft.own_tables import LEFT_BEHIND
from planner_desktop.draft.plan_json import parents_first
from planner_desktop.draft.records import Record
from planner_desktop.draft.remembered import part, remembered
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, FormPack, fields, installed, read, rich_text
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.folder import files_of
from planner_desktop.i18n import _

_TEXTS = ("text", "long_text", "rich_text")
_NUMBERS = ("number", "percent", "year")
_LINKS = ("link", "links")


@dataclass(frozen=True, slots=True)
class Left:
    """A value that has no place in the new edition: whose, under which labels, as it was read, and why.

    `field` is empty where the whole record has no place.
    """

    record: str
    title: str
    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A kind of record that is in both editions: how many go over, and which of their fields."""

    kind: str
    label: str
    records: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """What only the new edition has: a kind of record (then `field` is empty) or a field, by their labels."""

    record: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move would do: what maps, what is new and still empty, what has no place."""

    maps: tuple[Moved, ...]
    new: tuple[New, ...]
    left: tuple[Left, ...]


def newer_edition(draft: Draft) -> FormPack | None:
    """The installed form pack of the draft's edition, if it is another and no older. Raises FormPackError."""
    folder = installed().get(draft.pack.edition.id)
    if folder is None or files_of(folder) == draft.pack.files:
        return None
    pack = read(folder)
    return pack if pack.edition.version >= draft.pack.edition.version else None


def plan_move(draft: Draft, pack: FormPack) -> MovePlan:
    """What moving the draft to another form pack would do; nothing is written."""
    move = _Move(draft, pack)
    move.run()
    move.new.close()
    return move.plan()


def move(draft: Draft, pack: FormPack, path: Path) -> Draft:
    """A new draft at `path` with the plan in another form pack. Raises DraftError; then nothing was written.

    The draft it comes from is only read. `left_behind` tells of the new one what had no place in it.
    """
    refuse_existing(path)
    moving = _Move(draft, pack)
    moving.run()
    with moving.new as new:
        new.remember(LEFT_BEHIND, json.dumps([asdict(left) for left in moving.left], ensure_ascii=False))
        section_notes.carry(draft, new)
        new.forget_history()
        new.save_as(path)
    return Draft.open(path)


def left_behind(draft: Draft) -> list[Left]:
    """What had no place in this draft when its plan was moved from another edition."""
    data = remembered(draft, LEFT_BEHIND)
    found = [part(Left, each) for each in data] if isinstance(data, list) else []
    return [left for left in found if left is not None]


class _Move:
    """One move at work, from a draft into a new one in memory."""

    def __init__(self, old: Draft, pack: FormPack) -> None:
        self.old = old
        self.new = Draft.new_in_memory(pack)
        self.prescribed = {kind: self.new.ids(kind) for kind in pack.records}
        self.ids: dict[str, dict[int, int]] = {}
        self.left: list[Left] = []

    def run(self) -> None:
        for attachment in self.old.attachments():
            attachments.keep(self.new.database, attachment.name, self.old.attachment(attachment.name), as_named=True)
        self.ids = {kind: {} for kind in self.old.pack.records}
        with self.new.action("move"):
            for kind in parents_first(self.old.pack):
                for record in self.old.records(kind):
                    self.put(record)
            for kind, ids in self.ids.items():
                for record in self.old.records(kind):
                    if record.id in ids:
                        self.link(record, ids[record.id])
            self.refuse_again()

    def plan(self) -> MovePlan:
        """What was done, told."""
        old, new = self.old.pack.records, self.new.pack.records
        both = [kind for kind in new if kind in old]
        maps = tuple(Moved(kind, new[kind].label, len(self.ids[kind]), self.mapped(kind)) for kind in both)
        fresh = [New(new[kind].label) for kind in new if kind not in old]
        fresh += [
            New(new[kind].label, field.label)
            for kind in both
            for name, field in new[kind].fields.items()
            if name not in old[kind].fields
        ]
        return MovePlan(maps, tuple(fresh), tuple(self.left))

    def mapped(self, kind: str) -> tuple[str, ...]:
        old, new = self.old.spec(kind).fields, self.new.spec(kind).fields
        return tuple(name for name, field in new.items() if name in old and fits(old[name], field))

    # ------------------------------------------------------------ records

    def put(self, record: Record) -> None:
        """Give the record its place in the new draft with its values, without its links; or list it."""
        kind = record.kind
        why = self.no_place(record)
        if why:
            self.leave_whole(record, why)
            return
        spec = self.new.spec(kind)
        self.ids[kind][record.id] = id = self.place(record)
        for name, old_field in self.old.spec(kind).fields.items():
            value, field = record.values.get(name), spec.fields.get(name)
            if value is None or old_field.type in _LINKS:
                continue
            try:
                if field is None:
                    raise ValueRefused(_("the edition has no such field"))
                self.new.set(kind, id, name, converted(value, old_field, field))
            except ValueRefused as error:
                self.leave(record, name, error.message)
        if spec.parent is None and record.parent is not None:
            above = self.old.spec(kind).parent or ""
            title = self.old.title(above, record.parent)
            why = _("it stands alone in the edition")
            self.left.append(Left(spec.label, self.old.title_of(record), self.old.spec(above).label, title, why))

    def no_place(self, record: Record) -> str:
        """Why a record cannot go over; empty where it can."""
        kind = record.kind
        if kind not in self.new.pack.records:
            return _("the edition has no such record")
        spec = self.new.spec(kind)
        if spec.single and len(self.old.ids(kind)) > 1:
            return _("the edition has only one of them")
        above = spec.parent
        if above and (self.old.spec(kind).parent != above or record.parent not in self.ids[above]):
            return _("the edition puts it under “{name}”").format(name=self.new.spec(above).label)
        return ""

    def place(self, record: Record) -> int:
        """The record that this one becomes: one that the template prescribes already, or a new one."""
        kind, spec = record.kind, self.new.spec(record.kind)
        parent = self.ids[spec.parent][record.parent or 0] if spec.parent else None
        if spec.single:
            return self.same(record, self.new.ids(kind)[0])
        free = set(self.prescribed.get(kind, ())) - set(self.ids[kind].values())
        for there in self.new.records(kind, parent) if free else ():
            same = spec.key and record.values.get(spec.key) == there.values[spec.key]
            if there.id in free and (same or self.new.title_of(there) == self.old.title_of(record)):
                return self.same(record, there.id)
        # What the new edition would start with is not what this plan says.
        shared = [name for name, field in spec.fields.items() if name in record.values and field.type != "links"]
        return self.new.add(kind, dict.fromkeys(shared), parent=parent, uid=record.uid)

    def same(self, record: Record, id: int) -> int:
        """Have a record of the new draft be the same as an old one; its id."""
        self.new.identify(record.kind, id, record.uid)
        return id

    # ------------------------------------------------------------ links

    def link(self, record: Record, id: int) -> None:
        kind, spec = record.kind, self.new.spec(record.kind)
        for name, old_field in self.old.spec(kind).fields.items():
            if old_field.type not in _LINKS:
                continue
            held = record.links[name] if name in record.links else (record.values[name],)
            wanted = [int(other) for other in held if other is not None]
            field = spec.fields.get(name)
            if not wanted:
                continue
            if field is None or not fits(old_field, field):
                self.leave(record, name, _("the edition has no such link"))
                continue
            known = self.ids[field.to or ""]
            there = [known[other] for other in wanted if other in known]
            if field.type == "links":
                self.new.set(kind, id, name, there)
            elif there:
                self.new.set(kind, id, name, there[0])
            if len(wanted) > len(there) or (field.type == "link" and len(there) > 1):
                self.leave(record, name, _("not all that it led to has a place"))

    # ------------------------------------------------------------ what was refused

    def refuse_again(self) -> None:
        """What was typed and not taken stands there again, where there is still such a field; or it is listed."""
        for refused in self.old.refusals():
            kind, id = refused.kind, self.ids[refused.kind].get(refused.id)
            if id is not None and refused.field in self.new.spec(kind).fields:
                self.new.refuse(kind, id, refused.field, refused.text, refused.why)
                continue
            spec, title = self.old.spec(kind), self.old.title(kind, refused.id)
            label, why = spec.fields[refused.field].label, _("its field did not take it, and is not in the edition")
            self.left.append(Left(spec.label, title, label, refused.text, why))

    # ------------------------------------------------------------ what is left

    def leave(self, record: Record, name: str, why: str) -> None:
        spec = self.old.spec(record.kind)
        shown = self.old.shown(record, name)
        self.left.append(Left(spec.label, self.old.title_of(record), spec.fields[name].label, shown, why))

    def leave_whole(self, record: Record, why: str) -> None:
        title, spec = self.old.title_of(record), self.old.spec(record.kind)
        self.left.append(Left(spec.label, title, "", "", why))
        for name in spec.fields:
            if record.links.get(name) or record.values.get(name) is not None:
                self.leave(record, name, why)


def fits(old: FieldSpec, new: FieldSpec) -> bool:
    """Whether a field of one edition can be that of another, as far as its type says."""
    if new.type in _LINKS:
        return old.type in _LINKS and old.to == new.to
    if old.type == new.type or (old.type in _NUMBERS and new.type in _NUMBERS):
        return True
    return new.type in _TEXTS and old.type not in (*_LINKS, "file", "yes_no")


def converted(value: Value, old: FieldSpec, new: FieldSpec) -> Value:
    """A stored value as another field stores it. Raises ValueRefused where something of it would be lost."""
    if not fits(old, new):
        raise ValueRefused(_("the edition takes something else here"))
    if old.type == new.type == "text" and value == fields.default(old) and fields.default(new) is not None:
        return fields.default(new)  # nobody typed it: a title that names the edition's own year
    if old.type == new.type or new.type in _NUMBERS:
        return fields.accept(value, new)
    if old.type == "rich_text" and not all(isinstance(b, rich_text.Paragraph) for b in rich_text.load(str(value))):
        raise ValueRefused(_("the edition takes only plain text here"))
    text = fields.show(value, old)
    if new.type == "rich_text":
        return rich_text.dump(rich_text.from_plain(text))
    if new.type == "text" and "\n" in text:
        raise ValueRefused(_("the edition takes only one line here"))
    return text
