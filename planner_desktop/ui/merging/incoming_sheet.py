"""The sheet of what comes from elsewhere into the plan: it is shown first, and then merged as one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from planner_desktop.draft import Draft
from planner_desktop.draft.history.comparison import Difference
from planner_desktop.draft.merging.apply import Merged
from planner_desktop.draft.merging.trying import Tried
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


class IncomingSheet(Sheet):
    """What a file brings into the plan, and taking it. A kind of sheet for each kind of file tells what it is."""

    manual = "parts"

    def __init__(self, shell: Shell, path: Path, title: str) -> None:
        super().__init__(
            shell.frame, title, _("Nothing is changed until you take it; then it is one step, which Ctrl+Z takes back.")
        )
        self.shell, self.session, self.draft, self.path = shell, shell.session, shell.session.draft, path
        self.tried: Tried | None = None
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

    # ------------------------------------------------------------ what a kind of file is

    def work_out(self, snapshot: Draft) -> Tried:
        """What the file brings, in a thread. Raises PlannerError."""
        raise NotImplementedError

    def about(self) -> str:
        """Who filled it, as far as that is known."""
        return ""

    def write(self, tried: Tried, step: Progress | None) -> Merged:
        """Merge it into the plan."""
        return tried.merge(self.draft, step)

    def taken(self, done: Merged) -> str:
        """What was done, as the officer reads it."""
        raise NotImplementedError

    # ------------------------------------------------------------ showing and taking

    def look(self) -> None:
        """Work out what comes, in a thread."""
        leave_field()
        self.take_button.setEnabled(False)
        snapshot = self.draft.snapshot()

        def job(_progress: Progress, _cancelled: Cancelled) -> Tried:
            with snapshot:
                return self.work_out(snapshot)

        failed = self.outside.say
        self.progress.run(_("Looking at what comes…"), job, self.show_tried, lambda error: failed(str(error)))

    def show_tried(self, tried: Tried) -> None:
        """Show what comes."""
        self.tried, told = tried, tried.told
        counts = _("{added} added, {changed} changed, {deleted} deleted").format(
            added=told.added, changed=told.changed, deleted=told.deleted
        )
        many = len(tried.prepared.notes)
        notes = (
            ngettext("{count} note on a section", "{count} notes on sections", many).format(count=many) if many else ""
        )
        nothing = "" if tried.differences or many else _("It brings nothing that the plan has not.")
        self.said.say(" · ".join(filter(None, (self.path.name, self.about(), counts, notes, nothing))))
        asked = ngettext(
            "{count} place was changed in the plan too, and otherwise. The plan keeps its own until you decide.",
            "{count} places were changed in the plan too, and otherwise. The plan keeps its own until you decide.",
            told.conflicts,
        )
        self.asks.say(asked.format(count=told.conflicts) if told.conflicts else "")
        self.split.setVisible(bool(tried.differences))
        self.tree.show_differences(tried.differences)
        self.take_button.setEnabled(self.session.writable())
        self.take_button.setFocus()

    def _show(self, difference: Difference | None) -> None:
        if difference is None:
            self.texts.show_texts("", "")
            return
        self.texts.show_change(difference.what, difference.title, *difference.sides)

    def take(self) -> None:
        """Take it into the plan, as one step."""
        tried = self.tried
        if tried is None:
            return
        leave_field()
        done = None
        with (
            self.session.trying(),
            in_slices(self.session, self, _("Taking the part…"), len(tried.differences)) as step,
        ):
            done = self.write(tried, step)
        if done is None:
            self.look()
            return
        self.session.notes_came.emit()
        self.shell.tell_with_undo(self.taken(done))
        self.close()
        if done.conflicts:
            from planner_desktop.ui.merging.conflicts_sheet import ConflictsSheet

            ConflictsSheet(self.shell).show()

    def finish(self) -> None:
        self.progress.worker.stop()
