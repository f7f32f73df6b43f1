"""The sheet that takes a part back from a division, its file or its workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.draft import PART_SUFFIX, Draft
from planner_desktop.draft.merging.apply import Merged
from planner_desktop.draft.merging.trying import Tried
from planner_desktop.draft.parts import taking
from planner_desktop.draft.parts.taking import Taking
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Progress
from planner_desktop.ui.merging.incoming_sheet import IncomingSheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

MOST_NAMED = 5
"""So many of the things that are not taken are named."""


class TakeSheet(IncomingSheet):
    """What a division's file brings into the plan, and taking it."""

    def __init__(self, shell: Shell, path: Path) -> None:
        self.ready: Taking | None = None
        super().__init__(shell, path, _("Take what a division filled"))

    def work_out(self, snapshot: Draft) -> Tried:
        if self.path.suffix.lower() == PART_SUFFIX:
            self.ready = taking.prepared(snapshot, self.path)
        else:
            self.ready = self._of_workbook(snapshot)
        return self.ready.tried

    def _of_workbook(self, snapshot: Draft) -> Taking:
        from planner_desktop.spreadsheet import part, telling  # few come as one

        ready, found = part.prepared(snapshot, self.path)
        return replace(ready, outside=(*ready.outside, *telling.refusals(found)))

    def about(self) -> str:
        return _("filled by {who}").format(who=self.ready.by) if self.ready is not None and self.ready.by else ""

    def show_tried(self, tried: Tried) -> None:
        super().show_tried(tried)
        assert self.ready is not None
        self.setWindowTitle(_("Take the part of {division}").format(division=self.ready.part.division))
        self.title.say(self.windowTitle())
        lines = list(self.ready.outside[:MOST_NAMED])
        if more := len(self.ready.outside) - len(lines):
            lines.append(ngettext("and {count} other thing", "and {count} other things", more).format(count=more))
        left = _("Changed there and not in the part, so it is not taken: {what}").format(what=", ".join(lines))
        self.outside.say(left if lines else "")

    def write(self, tried: Tried, step: Progress | None) -> Merged:
        assert self.ready is not None
        return taking.take(self.draft, self.ready, step)

    def taken(self, done: Merged) -> str:
        assert self.ready is not None
        said = _("The part of {division} is taken: {added} added, {changed} changed, {deleted} deleted.")
        return said.format(
            division=self.ready.part.division, added=done.added, changed=done.changed, deleted=done.deleted
        )
