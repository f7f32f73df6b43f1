"""The records of a draft carried into a new draft of another edition: values, links, names that become links.

What has no place there is never dropped unsaid: it is listed in `left`.
"""

from dataclasses import dataclass

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.plan.origins import Origins
from planner_desktop.draft.plan.to_review import to_review
from planner_desktop.draft.records import adoption, attachments, naming
from planner_desktop.draft.records.records import Place, Record
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import parents_first
from planner_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Left:
    """A value that has no place in the new edition: whose, under which labels, as it was read, and why.

    `field` is empty where the whole record has no place. `cleared` where it has one, and the edition says that it
    begins anew with the year.
    """

    record: str
    title: str
    field: str
    value: str
    why: str
    cleared: bool = False


class Carrying:
    """The carrying of one draft into a `new` one; `left` is what has no place there or begins anew with its year.

    `marks` are what goes along to a later year to be looked at there.

    `in_place`, the new one is to be the same draft: records keep their ids, and what is as it was is not looked at.
    """

    def __init__(self, old: Draft, new: Draft, *, in_place: bool = False) -> None:
        self.old = old
        self.new = new
        self.in_place = in_place
        self.origins = Origins(old.pack, new.pack)
        self.prescribed = {kind: new.ids(kind) for kind in new.pack.records}
        self.ids: dict[str, dict[int, int]] = {}
        self.left: list[Left] = []
        self.marks: list[Mark] = []

    def run(self) -> None:
        """Carry files, records and links to the new draft, and note in `left` what has no place there."""
        for attachment in () if self.in_place else self.old.attachments():
            attachments.keep(self.new.database, attachment.name, self.old.attachment(attachment.name), as_named=True)
        self.ids = {kind: {} for kind in self.old.pack.records}
        with self.new.action("move"):
            for kind in parents_first(self.old.pack.records):
                for record in self.old.records(kind):
                    self._put(record)
            for kind, ids in self.ids.items():
                for record in self.old.records(kind):
                    if record.id in ids:
                        self._link(record, ids[record.id])
            self._refuse_again()
            if self.origins.yearly:
                self.marks = list(to_review(self.new, self.carried()))
            if self.in_place:
                self._keep_places()

    def _keep_places(self) -> None:
        """Give every record the very position that it had."""
        for was, ids in self.ids.items():
            places = self.old.database.execute(f"SELECT position, id FROM {was}").fetchall()
            if kind := self.origins.becomes.get(was):
                there = [(position, ids[id]) for position, id in places if id in ids]
                self.new.database.conn.executemany(f"UPDATE {kind} SET position = ? WHERE id = ?", there)

    def carried(self) -> dict[str, list[int]]:
        """The records of the new draft that come from the old one, by kind."""
        return {kind: list(self.ids[was].values()) for was, kind in self.origins.becomes.items()}

    def mapped(self, kind: str) -> tuple[str, ...]:
        """The fields of a kind of record whose values come from the old edition."""
        old, spec = self.old.pack.records, self.new.spec(kind)
        origins = {name: self.origins.fields.get((kind, name)) for name in spec.fields}
        of_old = {name: old[origin[0]].fields[origin[1]] for name, origin in origins.items() if origin}
        return tuple(name for name, was in of_old.items() if self.fits(was, spec.fields[name]))

    def fits(self, old: FieldSpec, new: FieldSpec) -> bool:
        """Whether a field of the old edition can be that of the new one, whose links lead to what it was called."""
        to = self.origins.becomes.get(old.to or "", old.to)
        return fits(old.with_values(to=to) if old.to else old, new)

    # ------------------------------------------------------------ records

    def _put(self, record: Record) -> None:
        """Give the record its place in the new draft with its values, without its links; or list it."""
        kind = record.kind
        why = self._no_place(record)
        if why:
            self._leave_whole(record, why)
            return
        becomes = self.origins.becomes[kind]
        spec = self.new.spec(becomes)
        self.ids[kind][record.id] = id = self._place(record)
        refused: dict[str, str] = {}
        for name, field in spec.fields.items():
            origin = self.origins.fields.get((becomes, name))
            old_field = origin and self.old.spec(origin[0]).fields[origin[1]]
            if origin is None or old_field is None or old_field.to or field.to:
                continue
            value = self._value(record, *origin)
            if self.origins.yearly and str(value) in field.outdated:
                continue
            if value is None and not (self.in_place and spec.single):
                continue
            try:
                is_same = value is None or (self.in_place and old_field == field)
                self.new.set(becomes, id, name, value if is_same else converted(value, old_field, field))
            except ValueRefused as error:
                refused[origin[1]] = error.message
        for name, old_field in self.old.spec(kind).fields.items():
            if record.values.get(name) is None or old_field.to:
                continue
            if (kind, name) not in self.origins.taken:
                if name not in spec.fields:
                    self._leave(record, name, self.origins.why_not(kind, name))
                elif record.values[name] not in (fields.default(old_field), self.new.record(becomes, id).values[name]):
                    self._leave(record, name, self.origins.why_not(kind, name), cleared=True)
            elif self._is_outdated(kind, name, record):
                self._leave(record, name, _("it begins anew every year"), cleared=True)
            elif name in refused:
                self._leave(record, name, refused[name])
        if spec.parent is None and record.parent is not None:
            above = self.old.spec(kind).parent or ""
            title = self.old.title(above, record.parent)
            why = _("it stands alone in the edition")
            self.left.append(Left(spec.label, self.old.title_of(record), self.old.spec(above).label, title, why))

    def _is_outdated(self, kind: str, name: str, record: Record) -> bool:
        """Whether a choice tells of the year that has passed."""
        if not self.origins.yearly:
            return False
        words = [self.new.spec(place[0]).fields[place[1]] for place in self.origins.places[kind, name]]
        return bool(words) and all(str(record.values[name]) in field.outdated for field in words)

    def _value(self, record: Record, kind: str, name: str) -> Value:
        """The value of an old field: of the record, of the one it stands under, or of a single one."""
        if kind == record.kind:
            return record.values.get(name)
        id = self.old.ids(kind)[0] if self.old.spec(kind).single else record.parent or 0
        return self.old.record(kind, id).values.get(name)

    def _no_place(self, record: Record) -> str:
        """Why a record cannot go over; empty where it can."""
        kind = record.kind
        if kind not in self.origins.becomes:
            return _("the edition has no such record")
        if self.origins.begins_anew(kind):
            return _("it begins anew every year")
        spec = self.new.spec(self.origins.becomes[kind])
        if spec.single and len(self.old.ids(kind)) > 1:
            return _("the edition has only one of them")
        above = self.old.spec(kind).parent
        if spec.parent and (
            above is None or self.origins.becomes.get(above) != spec.parent or record.parent not in self.ids[above]
        ):
            return _("the edition puts it under “{name}”").format(name=self.new.spec(spec.parent).label)
        return ""

    def _place(self, record: Record) -> int:
        """The record that this one becomes: one that the template prescribes already, or a new one."""
        kind = self.origins.becomes[record.kind]
        spec, above = self.new.spec(kind), self.old.spec(record.kind).parent
        parent = self.ids[above or ""][record.parent or 0] if spec.parent else None
        if spec.single:
            return self._same(record, self.new.ids(kind)[0])
        free = set(self.prescribed.get(kind, ())) - set(self.ids[record.kind].values())
        for there in self.new.records(kind, parent) if free else ():
            same = spec.key and record.values.get(self._named(kind, spec.key)) == there.values[spec.key]
            if there.id in free and (same or self.new.title_of(there) == self.old.title_of(record)):
                return self._same(record, there.id)
        # What the new edition would start with is not what this plan says.
        shared = [name for name in spec.columns if self._named(kind, name) in record.values]
        id = record.id if self.in_place else None
        return self.new.add(kind, dict.fromkeys(shared), parent=parent, id=id, uid=record.uid)

    def _same(self, record: Record, id: int) -> int:
        """Have a record of the new draft be the same as an old one; its id."""
        self.new.identify(self.origins.becomes[record.kind], id, record.uid)
        return id

    def _named(self, kind: str, name: str) -> str:
        """What a field was called in the same record."""
        was, field = self.origins.fields.get((kind, name), ("", ""))
        return field if was == self.origins.kinds.get(kind) else ""

    # ------------------------------------------------------------ links

    def _link(self, record: Record, id: int) -> None:
        """Give a record its links, also those whose names were typed before; what leads nowhere is listed."""
        kind = self.origins.becomes[record.kind]
        old_fields = self.old.spec(record.kind).fields
        done = set()
        for name, field in self.new.spec(kind).fields.items():
            was = self._named(kind, name)
            if field.to and was:
                done.add(was)
                if old_fields[was].to:
                    self._link_again(record, was, (kind, id, name))
                elif record.values.get(was) is not None:
                    self._resolve(record, was, (kind, id, name))
        self._read_names(kind, id)
        for name, old_field in old_fields.items():
            if old_field.to and name not in done and self._held(record, name):
                if self.origins.is_cleared(record.kind, name):
                    self._leave(record, name, self.origins.why_not(record.kind, name), cleared=True)
                else:
                    self._leave(record, name, _("the edition has no such link"))

    def _held(self, record: Record, name: str) -> list[int]:
        """The ids that a field of an old record links to."""
        held = record.links[name] if name in record.links else (record.values[name],)
        return [int(other) for other in held if other is not None]

    def _link_again(self, record: Record, was: str, place: Place) -> None:
        wanted, field = self._held(record, was), self.new.spec(place[0]).fields[place[2]]
        if not wanted:
            return
        old_field = self.old.spec(record.kind).fields[was]
        if not self.fits(old_field, field):
            self._leave(record, was, _("the edition has no such link"))
            return
        known = self.ids[old_field.to or ""]
        there = [known[other] for other in wanted if other in known]
        self._put_links(place, there)
        if len(wanted) > len(there) or (field.field_type.to_one and len(there) > 1):
            self._leave(record, was, _("not all that it led to has a place"))

    def _resolve(self, record: Record, was: str, place: Place) -> None:
        """Link to what a text names; one that says more than that is listed."""
        field = self.new.spec(place[0]).fields[place[2]]
        named, text = naming.Named(self.new, field.to or ""), self.old.shown(record, was)
        there = naming.taken(self.new, field.to or "", named.find(text)[0])
        self._put_links(place, there)
        if not named.knows(text) or (field.field_type.to_one and len(there) > 1):
            label = self.new.spec(field.to or "").label
            self._leave(record, was, _("not every word of it names one of “{label}”").format(label=label))

    def _read_names(self, kind: str, id: int) -> None:
        """Look up what texts name that only a newer edition has links for."""
        spec = self.new.spec(kind)
        fresh = {name: f for name, f in spec.fields.items() if f.read_from and (kind, name) not in self.origins.fields}
        if fresh:
            record = self.new.record(kind, id)
            for name, value in adoption.read_names(self.new, kind, {**record.values, **record.links}).items():
                self.new.set(kind, id, name, value)

    def _put_links(self, place: Place, there: list[int]) -> None:
        kind, id, name = place
        if self.new.spec(kind).fields[name].field_type.to_many:
            self.new.set(kind, id, name, there)
        elif there:
            self.new.set(kind, id, name, there[0])

    # ------------------------------------------------------------ what was refused

    def _refuse_again(self) -> None:
        """What was typed and not taken stands there again, where there is still such a field; or it is listed."""
        for refused in self.old.refusals():
            kind, id = self.origins.becomes.get(refused.kind, ""), self.ids[refused.kind].get(refused.id)
            places = {was: place for place, was in self.origins.fields.items() if place[0] == kind}
            place = places.get((refused.kind, refused.field))
            if id is not None and place:
                self.new.refuse(kind, id, place[1], refused.text, refused.why)
                continue
            spec, title = self.old.spec(refused.kind), self.old.title(refused.kind, refused.id)
            label, why = spec.fields[refused.field].label, _("its field did not take it, and is not in the edition")
            self.left.append(Left(spec.label, title, label, refused.text, why))

    # ------------------------------------------------------------ what is left

    def _leave(self, record: Record, name: str, why: str, *, cleared: bool = False) -> None:
        spec = self.old.spec(record.kind)
        shown = self.old.shown(record, name)
        self.left.append(Left(spec.label, self._title(record), spec.fields[name].label, shown, why, cleared))

    def _title(self, record: Record) -> str:
        """What a record is called among those of its kind; a single one has no name but that."""
        return "" if self.old.spec(record.kind).single else self.old.title_of(record)

    def _leave_whole(self, record: Record, why: str) -> None:
        title, spec = self._title(record), self.old.spec(record.kind)
        said = [name for name in spec.fields if record.links.get(name) or record.values.get(name) is not None]
        if spec.single and not said:
            return  # nobody entered anything
        cleared = self.origins.begins_anew(record.kind)
        self.left.append(Left(spec.label, title, "", "", why, cleared))
        for name in said:
            self._leave(record, name, why, cleared=cleared)


def fits(old: FieldSpec, new: FieldSpec) -> bool:
    """Whether a field of one edition can be that of another, as far as its type says."""
    return new.field_type.takes_from(old.field_type) and (new.to is None or new.to == old.to)


def converted(value: Value, old: FieldSpec, new: FieldSpec) -> Value:
    """A stored value as another field stores it. Raises ValueRefused where something of it would be lost."""
    if not fits(old, new):
        raise ValueRefused(_("the edition takes something else here"))
    return new.field_type.converted(value, new, old)
