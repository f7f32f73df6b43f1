"""Where the records and fields of one edition come from in another: the same names, or what the edition says of them.

`was` names what something was called before. From one year to the next, `from_previous` names the field whose value
becomes that of last year, and `reset` is what begins anew; within a year both keep what they have. What goes along to a
later year and is to be looked at there says `review`.
"""

from collections import defaultdict

from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _

FieldKey = tuple[str, str]
"""A kind of record, and its field."""


class Origins:
    """Of a form pack, as seen from an older one."""

    def __init__(self, old: FormPack, new: FormPack) -> None:
        self.old, self.new = old, new
        self.yearly = old.edition.year < new.edition.year
        """Whether the plan goes to a later year."""
        self.kinds: dict[str, str] = {kind: kind for kind in new.records if kind in old.records}
        """The old kind of each new one that has one."""
        for kind, spec in new.records.items():
            if kind not in self.kinds and spec.was in old.records and spec.was not in self.kinds.values():
                self.kinds[kind] = spec.was
        self.becomes = {was: kind for kind, was in self.kinds.items()}
        """The new kind of each old one that has one."""
        self.fields: dict[FieldKey, FieldKey] = {}
        """The old field of each new one that has one."""
        for kind, spec in new.records.items():
            for name in spec.fields:
                if origin := self._field(kind, name):
                    self.fields[kind, name] = origin
        self.places: dict[FieldKey, list[FieldKey]] = defaultdict(list)
        """The new fields of each old one that has some."""
        for place, origin in self.fields.items():
            self.places[origin].append(place)
        self.taken = set(self.fields.values())
        """The old fields whose values some new one has."""

    def _field(self, kind: str, name: str) -> FieldKey | None:
        field, was = self.new.records[kind].fields[name], self.kinds.get(kind, "")
        if self.yearly and field.reset:
            return None
        before = [field.from_previous] if self.yearly and field.from_previous else []
        able = []
        for each in (*before, name, *filter(None, [field.was])):
            other, dot, its = each.partition(".")
            place = (other, its) if dot else (was, each)
            if self._is_there(*place) and (not dot or self.old.records[other].single or self._stands_under(was, other)):
                able.append(place)
        fitting = [place for place in able if self._leads(*place) == (field.to is not None)]
        return next(iter(fitting or able), None)

    def _leads(self, kind: str, name: str) -> bool:
        return self.old.records[kind].fields[name].to is not None

    def _is_there(self, kind: str, name: str) -> bool:
        return kind in self.old.records and name in self.old.records[kind].fields

    def _stands_under(self, kind: str, above: str) -> bool:
        return kind in self.old.records and self.old.records[kind].parent == above

    def had(self, kind: str, name: str) -> bool:
        """Whether the old edition has a field of a new kind, by its name or what it was called."""
        field = self.new.records[kind].fields[name]
        return any(self._is_there(self.kinds[kind], each) for each in (name, field.was or name))

    def begins_anew(self, kind: str) -> bool:
        """Whether no record of an old kind goes along, for they are of their year alone."""
        return self.yearly and kind in self.becomes and self.new.records[self.becomes[kind]].reset

    def is_cleared(self, kind: str, name: str) -> bool:
        """Whether the edition has the old field, but its value is of the year that has passed."""
        return name in self.new.records[self.becomes[kind]].fields

    def why_not(self, kind: str, name: str) -> str:
        """What is told of an old field whose value no new one has."""
        spec = self.new.records[self.becomes[kind]]
        if name not in spec.fields:
            return _("the edition has no such field")
        if spec.fields[name].reset:
            return _("it begins anew every year")
        return _("the value of the year that has passed stands there now")
