"""What the screens of a form pack show: records and fields that are not there, and parts that do not fit them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner_desktop.formpack import more_fields
from planner_desktop.formpack.fields import TYPES, FieldType
from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.record_spec import RecordSpec
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.i18n import _


@dataclass
class ScreenLooking(Looking):
    """The part of the look that concerns screens."""

    def known(self, name: str | None, path: Path) -> RecordSpec | None:
        """The record of a name; None, with a finding, if there is none."""
        spec = self.pack.records.get(name or "")
        if spec is None:
            self.say(path, _("there is no record “{name}”").format(name=name), self.near(name or "", self.pack.records))
        return spec

    def screen(self, part: Screen, path: Path) -> None:
        """Look at a part of a section's screen."""
        spec = self.known(part.record, path)
        if spec is None:
            return
        if part.of_one != spec.single:
            self.say(path, _("`form` is for a record with `single: true`, the others show many"))
        self.has_fields("fields", part.field_names, part.record, path)
        self.has_fields("where", part.where, part.record, path, stored=True)
        for name, value in part.where.items():
            if name in spec.fields and spec.fields[name].choices:
                self.are_choices(spec, name, (str(value),), (*path, "where"))
        if part.absent:
            kind, _dot, field = part.absent.partition(".")
            absent = self.known(kind, (*path, "absent"))
            if absent is not None and not absent.single:
                self.say((*path, "absent"), _("“{record}” has no `single: true`").format(record=kind))
            elif absent is not None:
                self.of_type(absent, field, lambda type: type.ticked, (*path, "absent"))
        part.look(self, spec, path)

    def has_fields(self, word: str, names: Iterable[str], record: str, path: Path, *, stored: bool = False) -> None:
        """Note what is no field of a record, or is not `stored` in it."""
        able = (self.pack.records[record] if stored else self.pack.seen(record)).fields
        for name in names:
            if name not in able:
                said = _("“{record}” has no field “{name}”").format(record=record, name=name)
                self.say((*path, word), said, self.near(name, able), word=name)

    def entered(self) -> None:
        """Note the fields of records on screens that none shows and no catalogue brings: nobody can fill them in."""
        for kind, spec in self.pack.records.items():
            if not self.pack.sections_showing(kind):
                continue
            rows = self.pack.catalogues.get(spec.catalogue or "", ())
            parts = [part for section in self.pack.sections for part in section.screen if part.record == kind]
            brought = {*(rows[0] if rows else ()), *(name for part in parts for name in part.where)}
            for name in spec.fields:
                if name not in brought and not self.pack.sections_showing(kind, name):
                    self.file, path = more_fields.place(kind, name, self.pack.homes)
                    said = _("“{record}.{name}” stands on no screen: nobody can fill it in").format(
                        record=kind, name=name
                    )
                    self.say(path, said, _("Show it in a part of a screen, or take it out."))

    def of_type(self, spec: RecordSpec, name: str | None, fits: Callable[[FieldType], bool], path: Path) -> None:
        """Note a name that is no field whose type fits."""
        if name is None or (name in spec.fields and fits(spec.fields[name].field_type)):
            return
        able = [other for other, field in spec.fields.items() if fits(field.field_type)]
        types = ", ".join(type.name for type in TYPES.values() if fits(type))
        self.say(path, _("“{name}” is no field of type {type}").format(name=name, type=types), self.offer(able))

    def are_choices(self, spec: RecordSpec, name: str | None, words: tuple[str, ...], path: Path) -> None:
        """Note words that are no choices of a field."""
        choices = spec.fields[name].choices if name is not None and name in spec.fields else {}
        for word in words:
            if word not in choices:
                self.say(path, _("“{word}” is no choice of “{name}”").format(word=word, name=name), self.offer(choices))
