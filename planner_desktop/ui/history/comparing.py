"""The comparison of the draft with another state of it: what differs, and bringing back what is ticked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter

from planner_desktop.document import changes_page
from planner_desktop.draft import Draft
from planner_desktop.draft.history import restoring
from planner_desktop.draft.history.comparison import Difference, compare
from planner_desktop.draft.history.sources import Source
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.exports import Exported
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.history.difference_tree import DIFFERENCE, DifferenceTree
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.side_by_side import TwoTexts
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

AGAIN_MS = 400  # after a change of the draft


class CompareSheet(Sheet):
    """Shows what differs from another state of the draft, and brings back what is ticked.

    The other state stays open as long as the sheet is.
    """

    manual = "history"

    def __init__(self, shell: Shell, source: Source) -> None:
        super().__init__(
            shell.frame,
            _("What differs from {name}").format(name=source.name),
            _("Tick what is to be again as it was there, whole records and sections too. Ctrl+Z takes it back."),
        )
        self.shell, self.session, self.draft, self.source = shell, shell.session, shell.session.draft, source
        self.old: Draft | None = None
        self.tree = DifferenceTree(self.draft.pack)
        self.texts = TwoTexts(_("There"), _("Now in the draft"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self.texts)
        split.setSizes([380, 170])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.memo_button = self.add_button(_("Amendment memo…"), self.write_memo)
        self.save_button = self.add_button(_("Save as a page…"), self.ask_save)
        self.go_button = self.add_button(_("Go to the field"), self.go)
        self.back_button = self.add_button(_("Bring back"), self.bring_back, first=True)
        self.tree.chosen.connect(self._show)
        self.tree.ticks.connect(self._ticked)
        self._again = single_shot(self, self.look, AGAIN_MS)
        follow(self, self.session, None, self._again.start)
        self.tree.filled.connect(self._filled)
        self._show(None)
        self._ticked(0)
        self.take_room(50, 31)
        self.look()

    # ------------------------------------------------------------ comparing

    def look(self) -> None:
        """Compare with the draft as it is now, in a thread."""
        if self.progress.is_busy:
            self._again.start()
            return
        snapshot = self.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> list[Difference]:
            with snapshot:
                # Kept here, for what comes of the work is not told any more where the window closes meanwhile.
                self.old = self.old or self.source.open(snapshot)
                return compare(self.old, snapshot)

        self.progress.run(_("Comparing…"), job, self._compared, lambda error: self.guide.say(str(error)))

    def _compared(self, differences: list[Difference]) -> None:
        count = len(differences)
        text = ngettext("{count} difference", "{count} differences", count).format(count=count)
        self.setWindowTitle(f"{self.title.said()} ({text})")
        if not count:
            self.guide.say(_("There is no difference."))
        self.save_button.setEnabled(count > 0)
        self.memo_button.setEnabled(count > 0)
        self.progress.show()  # until they are listed
        self.tree.show_differences(differences)

    def _filled(self) -> None:
        self.progress.hide()
        self.tree.setFocus()

    def finish(self) -> None:
        self._again.stop()
        self.progress.worker.stop()
        if self.old is not None:
            self.old.close()
            self.old = None

    # ------------------------------------------------------------ what is chosen

    def _show(self, difference: Difference | None) -> None:
        self.go_button.setEnabled(difference is not None and difference.new is not None)
        if difference is None:
            self.texts.show_texts("", "")
            return
        self.texts.show_change(difference.what, difference.title, *difference.sides)

    def _ticked(self, count: int) -> None:
        self.back_button.setEnabled(count > 0 and self.session.writable())
        self.back_button.setText(_("Bring back what is ticked ({count})").format(count=count))

    def go(self) -> None:
        """Show the chosen difference in the draft's window."""
        item = self.tree.currentItem()
        difference = item.data(0, DIFFERENCE) if item is not None else None
        if difference is not None and difference.new is not None:
            self.shell.show_record(difference.kind, difference.new, difference.field)

    def bring_back(self) -> None:
        """Make what is ticked what it was there, as one action."""
        wanted = self.tree.ticked()
        if self.old is not None and wanted:
            with self.session.trying():
                restoring.restore(self.draft, self.old, wanted)

    def write_memo(self) -> None:
        """Ask for the reasons of what differs, and write the memo of the amendment."""
        from planner_desktop.ui.history.amending import AmendingSheet

        AmendingSheet(self.shell, self.source).show()

    # ------------------------------------------------------------ a page of it

    def ask_save(self) -> None:
        """Ask where to save the page of what differs."""
        filters = ";;".join(changes_page.kinds_of_file())
        near = str(draft_folder(self.draft))
        path, _filter = QFileDialog.getSaveFileName(self, _("Save as a page"), near, filters)
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write what differs as a page to print, in a thread."""
        title, differences, pack = self.title.said(), self.tree.differences, self.draft.pack

        def job(_progress: Progress, _cancelled: Cancelled) -> Exported:
            return Exported(changes_page.write_page(path, title, differences, pack), [])

        self.shell.run(_("Writing the page…"), lambda: job)
