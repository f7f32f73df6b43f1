"""The sheet that takes a part back: what comes with it is shown first, and then it is merged as one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from planner_desktop.draft import PART_SUFFIX, Draft
from planner_desktop.draft.history.comparison import Difference
from planner_desktop.draft.parts import taking
from planner_desktop.draft.parts.taking import Taking
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.history.difference_tree import DifferenceTree
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.side_by_side import TwoTexts
from planner_desktop.ui.session.in_slices import in_slices
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

MOST_NAMED = 5
"""So many of the things that are not taken are named."""


class TakeSheet(Sheet):
    """What a division's file brings into the plan, and taking it."""

    manual = "parts"

    def __init__(self, shell: Shell, path: Path) -> None:
        super().__init__(
            shell.frame,
            _("Take what a division filled"),
            _("Nothing is changed until you take it; then it is one step, which Ctrl+Z takes back."),
        )
        self.shell, self.session, self.draft, self.path = shell, shell.session, shell.session.draft, path
        self.ready: Taking | None = None
        self.said = Text(path.name, "label")
        self.body.addWidget(self.said)
        self.asks = Text("", "guide")
        self.body.addWidget(self.asks)
        self.outside = Text("", "problem")
        self.body.addWidget(self.outside)
        self.tree = DifferenceTree(self.draft.pack, ticking=False)
        self.texts = TwoTexts(_("Now in the plan"), _("After taking it"))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.tree)
        self.split.addWidget(self.texts)
        self.split.setSizes([300, 150])
        self.split.setChildrenCollapsible(False)
        self.body.addWidget(self.split, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.take_button = self.add_button(_("Take it into the plan"), self.take, first=True)
        self.tree.chosen.connect(self._show)
        self._show(None)
        self.take_room(50, 31)
        self.look()

    def look(self) -> None:
        """Work out what comes, in a thread."""
        leave_field()
        self.take_button.setEnabled(False)
        snapshot = self.draft.snapshot()

        def job(_progress: Progress, _cancelled: Cancelled) -> Taking:
            with snapshot:
                if self.path.suffix.lower() != PART_SUFFIX:
                    return self._of_workbook(snapshot)
                return taking.prepared(snapshot, self.path)

        failed = self.outside.say
        self.progress.run(_("Looking at what comes…"), job, self._looked, lambda error: failed(str(error)))

    def _of_workbook(self, snapshot: Draft) -> Taking:
        from planner_desktop.spreadsheet import part, telling  # few come as one

        ready, found = part.prepared(snapshot, self.path)
        return replace(ready, outside=(*ready.outside, *telling.refusals(found)))

    def _looked(self, ready: Taking) -> None:
        self.ready, told = ready, ready.told
        self.setWindowTitle(_("Take the part of {division}").format(division=ready.part.division))
        self.title.say(self.windowTitle())
        counts = _("{added} added, {changed} changed, {deleted} deleted").format(
            added=told.added, changed=told.changed, deleted=told.deleted
        )
        who = _("filled by {who}").format(who=ready.by) if ready.by else ""
        nothing = "" if ready.differences else _("It brings nothing that the plan has not.")
        self.said.say(" · ".join(filter(None, (self.path.name, who, counts, nothing))))
        self.asks.say(
            ngettext(
                "{count} place was changed in the plan too, and otherwise. The plan keeps its own until you decide.",
                "{count} places were changed in the plan too, and otherwise. The plan keeps its own until you decide.",
                told.conflicts,
            ).format(count=told.conflicts)
            if told.conflicts
            else ""
        )
        lines = list(ready.outside[:MOST_NAMED])
        if more := len(ready.outside) - len(lines):
            lines.append(ngettext("and {count} other thing", "and {count} other things", more).format(count=more))
        left = _("Changed there and not in the part, so it is not taken: {what}").format(what=", ".join(lines))
        self.outside.say(left if lines else "")
        self.split.setVisible(bool(ready.differences))
        self.tree.show_differences(ready.differences)
        self.take_button.setEnabled(self.session.writable())
        self.take_button.setFocus()

    def _show(self, difference: Difference | None) -> None:
        if difference is None:
            self.texts.show_texts("", "")
            return
        before, after = difference.before, difference.after
        if blocks := difference.blocks:
            before = "\n…\n".join(block.before or "–" for block in blocks)
            after = "\n…\n".join(block.after or "–" for block in blocks)
        self.texts.show_change(difference.what, difference.title, before, after)

    def take(self) -> None:
        """Take it into the plan, as one step."""
        ready = self.ready
        if ready is None:
            return
        leave_field()
        done = None
        with (
            self.session.trying(),
            in_slices(self.session, self, _("Taking the part…"), len(ready.differences)) as step,
        ):
            done = taking.take(self.draft, ready, step)
        if done is None:
            self.look()
            return
        said = _("The part of {division} is taken: {added} added, {changed} changed, {deleted} deleted.").format(
            division=ready.part.division, added=done.added, changed=done.changed, deleted=done.deleted
        )
        self.shell.tell_with_undo(said)
        self.close()
        if done.conflicts:
            from planner_desktop.ui.merging.conflicts_sheet import ConflictsSheet

            ConflictsSheet(self.shell).show()

    def finish(self) -> None:
        self.progress.worker.stop()
