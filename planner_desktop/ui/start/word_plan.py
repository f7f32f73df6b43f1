"""A new plan from a Word file: asked for, made beside the start page, and told in the new plan's window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from planner_desktop.i18n import _
from planner_desktop.importing.report import Candidate, Doubt, Report
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.ui.session.shell import Shell


@dataclass(frozen=True, slots=True)
class FromWord:
    """A draft that was made of a Word file, and what became of the file."""

    draft: Draft
    report: Report

    def put_away(self) -> None:
        """Close the draft, and take the file away again: nobody wants it any more."""
        from planner_desktop.plans import beginning  # seldom wanted

        beginning.put_away(self.draft)


def from_word(word: Path, out: Path, progress: Progress, _cancelled: Cancelled) -> FromWord:
    """Make a draft at `out` of a Word file. Raises PlannerError; then nothing was written."""
    from planner_desktop.exchange.word.document import read_document
    from planner_desktop.importing.run import import_written

    draft, report = import_written(read_document(word), out, progress=progress)
    return FromWord(draft, report)


def report(made: FromWord, shell: Shell) -> None:
    """Say in the new plan's window what came along, and list what is doubtful, left over and matched."""
    told = made.report
    said = _("The plan of “{name}” came in: {doubts} doubtful, {left} left over.").format(
        name=told.source, doubts=len(told.doubts) + told.refused, left=len(told.left)
    )
    show = partial(_show, shell, told)
    shell.bar.show_done(said, _("What became of the file…"), show)
    show()


def _show(shell: Shell, told: Report) -> None:
    WordSheet(shell, told).show()


class WordSheet(Sheet):
    """What became of a Word file: doubts with their candidates, what was left over, what matched."""

    manual = "word"

    def __init__(self, shell: Shell, told: Report) -> None:
        guide = _("Edition {edition}: {why}. Of each doubt choose the right text.")
        super().__init__(
            shell.frame,
            _("What became of “{name}”").format(name=told.source),
            guide.format(edition=told.edition, why=told.edition_why),
        )
        self._shell = shell
        self.tree = TreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("What"), _("Text or rows"), _("Place in the document")])
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.itemActivated.connect(lambda item, _column: self._activate(item))
        self._fill(told)
        self.body.addWidget(self.tree, 1)
        self.go_button = self.add_button(_("Go to the record"), lambda: self._activate(self.tree.currentItem()))
        self.take_button = self.add_button(_("Take this text"), lambda: self._take(self.tree.currentItem()))
        self.tree.currentItemChanged.connect(lambda item, _before: self._arrange(item))
        self._arrange(None)
        self.take_room(56, 30)

    def _fill(self, told: Report) -> None:
        doubts = self._group(_("Doubtful ({count})").format(count=len(told.doubts)))
        for doubt in told.doubts:
            item = QTreeWidgetItem([f"{doubt.label}: {doubt.title}", doubt.kept, doubt.why])
            item.setData(0, Qt.ItemDataRole.UserRole, doubt)
            for candidate in doubt.candidates:
                below = QTreeWidgetItem(["", candidate.text, candidate.place])
                below.setData(0, Qt.ItemDataRole.UserRole, (doubt, candidate))
                item.addChild(below)
            doubts.addChild(item)
        left = self._group(_("Left over; it stays in the draft ({count})").format(count=len(told.left)))
        for rest in told.left:
            left.addChild(QTreeWidgetItem([rest.section, rest.text, rest.place]))
        matched = self._group(_("Recognised ({count})").format(count=len(told.matched)))
        for one in told.matched:
            matched.addChild(QTreeWidgetItem([one.section, str(one.rows), one.place]))
        for label, count in told.counts.items():
            matched.addChild(QTreeWidgetItem([label, str(count), ""]))
        doubts.setExpanded(True)
        left.setExpanded(True)
        self.tree.expandToDepth(1)
        matched.setExpanded(False)

    def _group(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        self.tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        return item

    def _said(self, item: QTreeWidgetItem | None) -> tuple[Doubt | None, Candidate | None]:
        held = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(held, tuple):
            return held
        return (held, None) if isinstance(held, Doubt) else (None, None)

    def _arrange(self, item: QTreeWidgetItem | None) -> None:
        doubt, candidate = self._said(item)
        self.go_button.setEnabled(doubt is not None)
        self.take_button.setEnabled(candidate is not None)

    def _activate(self, item: QTreeWidgetItem | None) -> None:
        doubt, candidate = self._said(item)
        if doubt is not None and candidate is not None and candidate.text != doubt.kept:
            self._take(item)
        elif doubt is not None:
            self._shell.show_record(doubt.kind, doubt.id, doubt.field)

    def _take(self, item: QTreeWidgetItem | None) -> None:
        """Have the field say what this candidate says."""
        doubt, candidate = self._said(item)
        if doubt is None or candidate is None or item is None:
            return
        from planner_desktop.entry.entering import enter

        enter(self._shell.session.draft, doubt.kind, doubt.id, doubt.field, candidate.text)
        doubt.kept = candidate.text
        if above := item.parent():
            above.setText(1, candidate.text)
        self._shell.show_record(doubt.kind, doubt.id, doubt.field)
