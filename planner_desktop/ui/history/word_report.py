"""What became of the Word file that a draft was made of: doubts to be decided, what was left over, what matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from planner_desktop.i18n import _
from planner_desktop.importing import kept_reports
from planner_desktop.importing.report import Candidate, Doubt, Report
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


def show_report(shell: Shell) -> None:
    """Show the report that the draft keeps."""
    if (told := kept_reports.kept(shell.session.draft)) is not None:
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
        self._shell, self._told = shell, told
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
        self.tree.setFocus()
        self._go_on(-1)

    def _fill(self, told: Report) -> None:
        self._doubts = doubts = self._group("")
        for doubt in told.doubts:
            item = QTreeWidgetItem([f"{doubt.label}: {doubt.title}", doubt.kept, _state(doubt)])
            item.setData(0, Qt.ItemDataRole.UserRole, doubt)
            for candidate in doubt.candidates:
                below = QTreeWidgetItem(["", candidate.text, candidate.place])
                below.setData(0, Qt.ItemDataRole.UserRole, (doubt, candidate))
                item.addChild(below)
            doubts.addChild(item)
        left = self._group(_("Left over; it stays in the draft ({count})").format(count=len(told.left)))
        for rest in told.left:
            left.addChild(QTreeWidgetItem([rest.section, rest.text, rest.place]))
        if told.skipped:
            skipped = self._group(_("In the file, and not taken ({count})").format(count=len(told.skipped)))
            skipped.addChildren([QTreeWidgetItem(["", line, ""]) for line in told.skipped])
            skipped.setExpanded(True)
        matched = self._group(_("Recognised ({count})").format(count=len(told.matched)))
        for one in told.matched:
            matched.addChild(QTreeWidgetItem([one.section, str(one.rows), one.place]))
        for label, count in told.counts.items():
            matched.addChild(QTreeWidgetItem([label, str(count), ""]))
        self._count()
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
        if candidate is not None:
            self._take(item)
        elif doubt is not None:
            self._shell.show_record(doubt.kind, doubt.id, doubt.field)

    def _take(self, item: QTreeWidgetItem | None) -> None:
        """Have the field say what this candidate says, and go on to the next doubt."""
        doubt, candidate = self._said(item)
        above = item.parent() if item is not None else None
        if doubt is None or candidate is None or above is None:
            return
        session = self._shell.session
        with session.trying():
            kept_reports.decide(session.draft, self._told, doubt, candidate.text)
            above.setText(1, doubt.kept)
            above.setText(2, _state(doubt))
            self._count()
            self._go_on(self._doubts.indexOfChild(above))

    def _go_on(self, at: int) -> None:
        """Choose the first text of the next doubt that is open; the last that was decided stays chosen after it."""
        for n in range(at + 1, self._doubts.childCount()):
            item = self._doubts.child(n)
            doubt, _candidate = self._said(item)
            first = item.child(0) if item is not None else None
            if first is not None and doubt is not None and not doubt.decided:
                self.tree.setCurrentItem(first)
                return

    def _count(self) -> None:
        told = _("Doubtful ({count}, of which {left} are to be decided)")
        self._doubts.setText(0, told.format(count=len(self._told.doubts), left=len(self._told.undecided)))


def _state(doubt: Doubt) -> str:
    return _("✓ decided") if doubt.decided else doubt.why
