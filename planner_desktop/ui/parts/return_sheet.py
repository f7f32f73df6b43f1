"""The sheet by which a division gives its part back: what is still empty there, and the file to give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem

from planner_desktop import file_names
from planner_desktop.checks import Problem
from planner_desktop.checks.of_part import left_in_part
from planner_desktop.draft.parts.handing import SUFFIX
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.records.limits import Limits
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.exports import Exported
from planner_desktop.stopping import Cancelled, Job, Progress
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class ReturnSheet(Sheet):
    """Say what is still to be filled; the file itself is the answer, or a copy of it on a stick."""

    manual = "parts"

    def __init__(self, shell: Shell, limits: Limits) -> None:
        part = limits.part
        super().__init__(
            shell.frame,
            _("Give the part of {division} back").format(division=part.division),
            _(
                "This file itself is the answer: close it and give it to {who}, or save a copy on a stick. The program "
                "sends nothing itself."
            ).format(who=part.handed_by or _("the officer")),
        )
        self.shell, self.draft = shell, shell.session.draft
        path = self.draft.path
        self.body.addWidget(Text(str(path) if path else ""))
        self.left = Text("", "label")
        self.body.addWidget(self.left)
        self.tree = TreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(_("What is still empty or wrong"))
        self.tree.itemActivated.connect(self._go)
        self.body.addWidget(self.tree, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.go_button = self.add_button(_("Go to the field"), lambda: self._go(self.tree.currentItem()))
        self.copy_button = self.add_button(_("Save a copy on a stick…"), self.ask_copy, first=True)
        self._found: list[Problem] = []
        self.take_room(42, 26)
        leave_field()
        self.look()

    def look(self) -> None:
        """Find what is left, in a thread."""
        snapshot = self.draft.snapshot()

        def job(_progress: Progress, _cancelled: Cancelled) -> list[Problem]:
            with snapshot:
                return left_in_part(snapshot)

        self.progress.run(_("Looking at what is left…"), job, self._looked, lambda error: self.left.say(str(error)))

    def _looked(self, found: list[Problem]) -> None:
        self._found = found
        count = len(found)
        many = ngettext("{count} place is still empty or wrong:", "{count} places are still empty or wrong:", count)
        self.left.say(many.format(count=count) if found else _("Nothing is empty or wrong in this part."))
        self.tree.setVisible(bool(found))
        self.go_button.setVisible(bool(found))
        for problem in found:
            item = QTreeWidgetItem([harmless(brief(problem.message))])
            item.setToolTip(0, tip(problem.message))
            self.tree.addTopLevelItem(item)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        at = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        if 0 <= at < len(self._found):
            problem = self._found[at]
            if problem.id is not None:
                self.shell.show_record(problem.kind, problem.id, problem.field or "")
            else:
                self.shell.go_to_list(problem.section, problem.kind)

    def ask_copy(self) -> None:
        """Ask where the copy goes, then write it."""
        near = draft_folder(self.draft) / file_names.safe(
            _("{division} filled").format(division=self._division) + SUFFIX
        )
        kinds = _("Part of a plan (*{suffix})").format(suffix=SUFFIX)
        path, _filter = QFileDialog.getSaveFileName(self, self.copy_button.text(), str(near), kinds)
        if path:
            self.save(Path(path if path.lower().endswith(SUFFIX) else path + SUFFIX))

    @property
    def _division(self) -> str:
        return self.draft.limits.part.division if self.draft.limits is not None else ""

    def save(self, path: Path) -> None:
        """Write a copy of the part, with who did what in it, in a thread."""
        self.shell.session.settle()

        def prepare() -> Job:
            snapshot = self.draft.snapshot()

            def job(_progress: Progress, _cancelled: Cancelled) -> Exported:
                with snapshot:
                    clean_copy.write(snapshot, path, with_history=True)
                return Exported(path, [])

            return job

        self.shell.run(_("Writing the copy…"), prepare)
        self.close()

    def finish(self) -> None:
        self.progress.worker.stop()
