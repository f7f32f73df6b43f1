"""The sheet that merges another copy of the draft: two copies of one plan drifted apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.apply import Merged
from planner_desktop.draft.merging.copies import prepared_copy
from planner_desktop.draft.merging.trying import Tried, tried
from planner_desktop.i18n import _
from planner_desktop.ui.merging.incoming_sheet import IncomingSheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class CopySheet(IncomingSheet):
    """What another copy of the draft brings into it, and taking that."""

    def __init__(self, shell: Shell, path: Path) -> None:
        super().__init__(shell, path, _("Merge another copy"))

    def work_out(self, snapshot: Draft) -> Tried:
        with (
            Draft.open(self.path, read_only=True) as other,
            prepared_copy(snapshot, other, self.path.name) as (ready, theirs),
        ):
            return tried(snapshot, ready, theirs)

    def about(self) -> str:
        who = self.tried.prepared.source.who if self.tried is not None else ""
        return _("last changed by {who}").format(who=who) if who else ""

    def taken(self, done: Merged) -> str:
        said = _("{name} is merged: {added} added, {changed} changed, {deleted} deleted.")
        return said.format(name=self.path.name, added=done.added, changed=done.changed, deleted=done.deleted)
