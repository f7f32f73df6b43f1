"""What the screens of a form pack show: records and fields that are not there, and parts that do not fit them."""

from dataclasses import dataclass

from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.model import BoardPart, FormPart, MatrixPart, RecordSpec, Screen, TablePart, shown
from planner_desktop.i18n import _


@dataclass
class ScreenLooking(Looking):
    """The part of the look that concerns screens."""

    def known(self, name: str | None, path: Path) -> RecordSpec | None:
        """The record of a name; None, with a finding, if there is none."""
        spec = self.pack.records.get(name or "")
        if spec is None:
            self.say(path, _("there is no record “{name}”").format(name=name), self.offer(self.pack.records))
        return spec

    def screen(self, part: Screen, path: Path) -> None:
        """Look at a part of a section's screen."""
        spec = self.known(shown(part), path)
        if spec is None:
            return
        if isinstance(part, FormPart) != spec.single:
            self.say(path, _("`form` is for a record with `single: true`, the others show many"))
        for name in (*part.fields, *part.where):
            if name not in spec.fields:
                self.say(
                    path,
                    _("“{record}” has no field “{name}”").format(record=shown(part), name=name),
                    self.offer(spec.fields),
                )
        if isinstance(part, BoardPart) and getattr(spec.fields.get(part.by), "type", "") != "choice":
            self.say((*path, "by"), _("“{name}” is no choice field").format(name=part.by))
        if isinstance(part, TablePart):
            self._below(part, path)
        if isinstance(part, MatrixPart):
            self._matrix(part, path)

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
        if spec is None or spec.type != "links":
            links = [f"{kind}.{name}" for name, other in owner.fields.items() if other.type == "links"]
            said = _("“{name}” is no field of type links").format(name=part.links)
            self.say((*path, "links"), said, self.offer(links))
        elif part.matrix not in (kind, spec.to):
            said = _("“{links}” does not link “{record}”").format(links=part.links, record=part.matrix)
            self.say((*path, "matrix"), said, self.offer([kind, spec.to or ""]))
        if part.fields:
            self.say((*path, "fields"), _("a matrix shows no fields"))
