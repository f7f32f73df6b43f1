"""What the screens of a form pack show: records and fields that are not there, and parts that do not fit them."""

from dataclasses import dataclass

from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.model import BoardPart, FormPart, RecordSpec, Screen, shown
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
