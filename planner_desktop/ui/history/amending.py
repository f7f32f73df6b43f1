"""The memo of an amendment: each change with a line for its reason, and the memo written as PDF or for Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QPlainTextEdit, QTreeWidgetItem

from planner_desktop import file_names
from planner_desktop.document.changes_page import place_of, sides
from planner_desktop.draft import Draft
from planner_desktop.draft.history.sources import Source
from planner_desktop.draft.records import reasons
from planner_desktop.i18n import _
from planner_desktop.plans.exports import Exported
from planner_desktop.stopping import Job
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.document.amendment_memo import Memo
    from planner_desktop.draft.history.amendments import Amendment
    from planner_desktop.ui.session.shell import Shell

AMENDMENT = Qt.ItemDataRole.UserRole
AGAIN_MS = 400  # after a change of the draft


class AmendingSheet(Sheet):
    """What was amended since another state, with the reasons."""

    manual = "amending"

    def __init__(self, shell: Shell, source: Source) -> None:
        super().__init__(
            shell.frame,
            _("The memo of the amendment"),
            _(
                "Give each change its reason; it is kept in the draft. What follows of a change, as a sum, needs none. "
                "The memo is written as PDF and for Word."
            ),
        )
        self.shell, self.session, self.draft, self.source = shell, shell.session, shell.session.draft, source
        self.memo: Memo | None = None
        self.list = TreeWidget()
        self.list.setColumnCount(4)
        self.list.setHeaderLabels([_("What"), _("Was"), _("Is to be"), _("Reason")])
        self.list.setAccessibleName(_("What was amended"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.list, 1)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(4 * self.fontMetrics().lineSpacing())
        self.add_field(_("Reason of the chosen changes"), self.reason)
        self.follows = Text("", "muted")
        self.body.addWidget(self.follows)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.write_button = self.add_button(_("Write the memo…"), self.ask_write)
        self.keep_button = self.add_button(_("Keep the reason"), self.keep, first=True)
        self.list.itemSelectionChanged.connect(self._chosen)
        self._again = single_shot(self, self.look, AGAIN_MS)
        follow(self, self.session, None, self._again.start)
        self.take_room(54, 34)
        self.look()

    # ------------------------------------------------------------ what was amended

    def look(self) -> None:
        """Find out what was amended, in a thread."""
        if self.progress.is_busy:
            self._again.start()
            return
        snapshot, source = self.draft.snapshot(), self.source

        def job(_progress: object, _cancelled: object) -> Memo:
            from planner_desktop.document.amendment_memo import memo_of

            with snapshot, source.open(snapshot) as old:
                return memo_of(old, snapshot)

        said = _("Looking at what was amended…")
        self.progress.run(said, job, self._found, lambda error: self.guide.say(str(error)))

    def _found(self, memo: Memo) -> None:
        self.memo = memo
        chosen = {each.place for each in self.chosen()}
        self.list.blockSignals(True)
        self.list.clear()
        for each in memo.amended:
            texts = [self._named(each), *sides(each.difference), each.reason]
            item = QTreeWidgetItem(self.list, [" ".join(text.split()) for text in texts])
            for column, text in enumerate(texts):
                item.setToolTip(column, tip(text))
            item.setData(0, AMENDMENT, each)
            item.setSelected(each.place in chosen)
        first = self.list.topLevelItem(0)
        if first is not None and not chosen:
            self.list.setCurrentItem(first)
        self.list.blockSignals(False)
        lines = [
            _("Follows of it: {what}").format(what=f"{c.table}: {c.before} → {c.after}") for c in memo.consequences
        ]
        lacking = reasons.lacking(memo.unexplained) if memo.amended else _("Nothing was amended.")
        self.follows.say("\n".join(filter(None, (lacking, *lines[:3]))))
        self.write_button.setEnabled(bool(memo.amended))
        self._chosen()

    def _named(self, amendment: Amendment) -> str:
        """What changed, the field first: a name may be longer than there is room for."""
        difference = amendment.difference
        spec = self.draft.spec(difference.kind)
        if difference.what != "changed" or spec.single:
            return place_of(difference, self.draft.pack)
        return f"{spec.fields[difference.field].label} – {spec.label}: {difference.title}"

    def chosen(self) -> list[Amendment]:
        """The chosen changes."""
        return [item.data(0, AMENDMENT) for item in self.list.selectedItems()]

    def _chosen(self) -> None:
        said = {each.reason for each in self.chosen()}
        if not self.reason.hasFocus():
            self.reason.setPlainText(said.pop() if len(said) == 1 else "")
        self.keep_button.setEnabled(bool(self.list.selectedItems()) and self.session.writable())

    def keep(self) -> None:
        """Keep what was typed as the reason of the chosen changes, and go to the next."""
        places, text = [each.place for each in self.chosen()], self.reason.toPlainText()
        if not places:
            return
        with self.session.trying():
            reasons.give(self.draft, places, text)
        last = self.list.selectedItems()[-1]
        below = self.list.itemBelow(last)
        self.list.setFocus()
        if below is not None:
            self.list.setCurrentItem(below)

    # ------------------------------------------------------------ the memo

    def ask_write(self) -> None:
        """Ask where the memo goes; its name says whether it is PDF or for Word."""
        kinds = {_("PDF document (*.pdf)"): ".pdf", _("Word document (*.docx)"): ".docx"}
        near = draft_folder(self.draft) / file_names.safe(self.title.said())
        name, kind = QFileDialog.getSaveFileName(self, _("Write the memo"), str(near), ";;".join(kinds))
        if name:
            path = Path(name)
            named = path.suffix.lower() in kinds.values()
            self.write(path if named else path.with_name(path.name + kinds.get(kind, ".pdf")))

    def write(self, path: Path) -> None:
        """Write the memo in a thread."""
        self.shell.run(_("Writing the memo…"), lambda: _written(self.draft.snapshot(), self.source, path))

    def finish(self) -> None:
        self._again.stop()
        self.progress.worker.stop()


def _written(snapshot: Draft, source: Source, path: Path) -> Job:
    def job(_progress: object, _cancelled: Callable[[], bool]) -> Exported:
        from planner_desktop.document.amendment_memo import document, memo_of
        from planner_desktop.document.pdf import write_pdf
        from planner_desktop.document.word.writer import write_docx

        with snapshot, source.open(snapshot) as old:
            memo = memo_of(old, snapshot)
            printed = document(snapshot, memo, source.name)
        (write_docx if path.suffix.lower() == ".docx" else write_pdf)(printed, path)
        return Exported(path, [said] if (said := reasons.lacking(memo.unexplained)) else [])

    return job
