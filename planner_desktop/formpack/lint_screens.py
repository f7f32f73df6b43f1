"""What the screens of a form pack show: records and fields that are not there, and parts that do not fit them."""

from collections.abc import Callable
from dataclasses import dataclass

from planner_desktop.formpack import more_fields
from planner_desktop.formpack.fields import TYPES, FieldType
from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.model import RecordSpec
from planner_desktop.formpack.screen_parts import BoardPart, FormPart, GanttPart, MatrixPart, Screen, TablePart, shown
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
        spec = self.known(shown(part), path)
        if spec is None:
            return
        if isinstance(part, FormPart) != spec.single:
            self.say(path, _("`form` is for a record with `single: true`, the others show many"))
        seen = self.pack.seen(shown(part)).fields
        sort = [name.removeprefix("-") for name in part.sort] if isinstance(part, TablePart) else []
        for word, able, names in (
            ("fields", seen, part.field_names),
            ("sort", seen, sort),
            ("where", spec.fields, part.where),
        ):
            for name in names:
                if name not in able:
                    said = _("“{record}” has no field “{name}”").format(record=shown(part), name=name)
                    self.say((*path, word), said, self.near(name, able), word=name)
        for name, value in part.where.items():
            if name in spec.fields and spec.fields[name].choices:
                self._words(spec, name, (str(value),), (*path, "where"))
        if part.absent:
            kind, _dot, field = part.absent.partition(".")
            absent = self.known(kind, (*path, "absent"))
            if absent is not None and not absent.single:
                self.say((*path, "absent"), _("“{record}” has no `single: true`").format(record=kind))
            elif absent is not None:
                self._of_type(absent, field, lambda type: type.ticked, (*path, "absent"))
        if isinstance(part, BoardPart):
            self._board(part, spec, path)
        if isinstance(part, GanttPart):
            self._gantt(part, spec, path)
        if isinstance(part, TablePart):
            self._below(part, path)
            for name in part.totals:
                self._of_type(spec, name, lambda type: type.is_weight, (*path, "totals"))
        if isinstance(part, MatrixPart):
            self._matrix(part, path)

    def entered(self) -> None:
        """Note the fields of records on screens that none shows and no catalogue brings: nobody can fill them in."""
        for kind, spec in self.pack.records.items():
            if not self.pack.sections_showing(kind):
                continue
            rows = self.pack.catalogues.get(spec.catalogue or "", ())
            parts = [part for section in self.pack.sections for part in section.screen if shown(part) == kind]
            brought = {*(rows[0] if rows else ()), *(name for part in parts for name in part.where)}
            for name in spec.fields:
                if name not in brought and not self.pack.sections_showing(kind, name):
                    self.file, path = more_fields.place(kind, name, self.pack.homes)
                    said = _("“{record}.{name}” stands on no screen: nobody can fill it in").format(
                        record=kind, name=name
                    )
                    self.say(path, said, _("Show it in a part of a screen, or take it out."))

    def _of_type(self, spec: RecordSpec, name: str | None, fits: Callable[[FieldType], bool], path: Path) -> None:
        if name is None or (name in spec.fields and fits(spec.fields[name].field_type)):
            return
        able = [other for other, field in spec.fields.items() if fits(field.field_type)]
        types = ", ".join(type.name for type in TYPES.values() if fits(type))
        self.say(path, _("“{name}” is no field of type {type}").format(name=name, type=types), self.offer(able))

    def _words(self, spec: RecordSpec, name: str | None, words: tuple[str, ...], path: Path) -> None:
        """Note words that are no choices of a field."""
        choices = spec.fields[name].choices if name is not None and name in spec.fields else {}
        for word in words:
            if word not in choices:
                self.say(path, _("“{word}” is no choice of “{name}”").format(word=word, name=name), self.offer(choices))

    def _board(self, part: BoardPart, spec: RecordSpec, path: Path) -> None:
        self._of_type(spec, part.by, lambda type: type.chosen, (*path, "by"))
        self._of_type(spec, part.group, lambda type: type.chosen, (*path, "group"))
        self._words(spec, part.by, tuple(part.fits), (*path, "fits"))
        for fitting in part.fits.values():
            self._words(spec, part.group, fitting, (*path, "fits"))
        if part.codes is not None and part.codes not in self.pack.views:
            self.say(
                (*path, "codes"), _("there is no view “{name}”").format(name=part.codes), self.offer(self.pack.views)
            )

    def _gantt(self, part: GanttPart, spec: RecordSpec, path: Path) -> None:
        self._of_type(spec, part.years, lambda type: type.chosen, (*path, "years"))
        self._words(spec, part.years, tuple(filter(None, [part.two_years])), (*path, "two_years"))
        above = part.gantt
        if part.steps is None and part.years is not None:
            self.say((*path, "years"), _("`years` belongs to a gantt with `steps`"))
        if part.steps is None and spec.parent:
            said = _("“{name}” stands under “{record}”").format(name=above, record=spec.parent)
            advice = _("Write: {text}").format(text=f"gantt: {spec.parent}, steps: {above}")
            self.say((*path, "gantt"), said, advice)
        for word, name in (("steps", part.step), ("sub_steps", part.sub_steps)):
            step = self.known(name, (*path, word)) if name else None
            if step is None:
                continue
            if name != part.gantt and step.parent != above:
                said = _("“{name}” does not stand under “{record}”").format(name=name, record=above)
                self.say((*path, word), said, self.offer(self.pack.children(above)))
            above = name or above
            self._of_type(step, part.text, lambda type: type.plain_text, (*path, "text"))
            self._of_type(step, part.months, lambda type: type.months, (*path, "months"))
            self._of_type(step, part.weight, lambda type: type.is_weight, (*path, "weight"))
            self._of_type(step, part.bar, lambda type: type.plain_text and not type.multiline, (*path, "bar"))

    def _below(self, part: TablePart, path: Path) -> None:
        if part.below and not part.detail:
            self.say((*path, "below"), _("`below` stands in the form beside the table: write `detail: true` too"))
        under = self.pack.children(part.table)
        for name in part.below:
            if name not in under:
                said = _("“{name}” does not stand under “{record}”").format(name=name, record=part.table)
                self.say((*path, "below"), said, self.offer(under))

    def _matrix(self, part: MatrixPart, path: Path) -> None:
        kind, field = part.owner
        owner = self.known(kind, (*path, "links"))
        if owner is None:
            return
        spec = owner.fields.get(field)
        if spec is None or not spec.field_type.to_many:
            links = [f"{kind}.{name}" for name, other in owner.fields.items() if other.field_type.to_many]
            said = _("“{name}” is no field of type links").format(name=part.links)
            self.say((*path, "links"), said, self.offer(links))
        elif part.matrix not in (kind, spec.to):
            said = _("“{links}” does not link “{record}”").format(links=part.links, record=part.matrix)
            self.say((*path, "matrix"), said, self.offer([kind, spec.to or ""]))
        if part.fields:
            self.say((*path, "fields"), _("a matrix shows no fields"))
