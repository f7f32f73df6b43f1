"""The sheet that tells the verdict on a bundle that was dropped, or on the plan in the window before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidgetItem, QWidget

from planner_desktop import file_names
from planner_desktop.i18n import _
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit import written_file
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.bundle.verdict import Group, Verdict
    from planner_desktop.draft import Draft


def show_bundle(parent: QWidget, path: Path) -> None:
    """Verify a bundle in a process of its own, and tell the verdict."""

    def job(print_again: bool = False) -> Verdict:
        from planner_desktop.bundle.verdict import of_bundle

        return of_bundle(path, print_again=print_again)

    title = _("Verdict on {name}").format(name=harmless(path.name))
    sheet = VerdictSheet(parent, title, _("Nothing in the bundle is run or changed."), path, job)
    sheet.offer_printing(partial(job, True))
    sheet.show()


def show_draft(parent: QWidget, draft: Draft) -> None:
    """Tell what the receiver will say of the plan."""
    plan = draft.snapshot()

    def job() -> Verdict:
        from planner_desktop.bundle.verdict import of_draft

        with plan:
            return of_draft(plan)

    near = draft.path or Path.home() / "plan"
    guide = _("What whoever receives the plan will find, with the same checks, if it is sent as it is now.")
    VerdictSheet(parent, _("Verdict before sending"), guide, near, job).show()


class VerdictSheet(Sheet):
    """The verdict, with each kind of problem, how many there are, the first places, and how to mend it."""

    manual = "sending"

    def __init__(self, parent: QWidget, title: str, guide: str, path: Path, job: Callable[[], Verdict]) -> None:
        super().__init__(parent, title, guide)
        self.path = path
        self.verdict: Verdict | None = None
        self.print_button: QPushButton | None = None
        self.bar = MessageBar()
        self.progress = ProgressRow()
        self.said = Text("", "title")
        self.about = Text("", "guide")
        self.list = TreeWidget()
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.list.setAccessibleName(_("What was found"))
        self.list.setHeaderLabels([_("What was found"), _("How many")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        line = self.fontMetrics().lineSpacing()
        self.list.header().resizeSection(1, 5 * line)
        for widget in (self.bar, self.progress, self.said, self.about):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.detail = Text()
        self.detail.setMinimumHeight(3 * line)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.detail)
        self.list.currentItemChanged.connect(self._show_detail)
        self.pdf_button = self.add_button(_("Write as PDF…"), self.ask_pdf)
        self.pdf_button.setEnabled(False)
        self.take_room(50, 30)
        self.list.setFocus()
        self.progress.run(_("Checking…"), lambda _p, _c: job(), self.show_verdict, self.bar.show_error)

    def offer_printing(self, job: Callable[[], Verdict]) -> None:
        """Have a button by which the plan is printed again, and what the PDF draws held against that."""

        def print_again() -> None:
            button.setEnabled(False)
            self.progress.run(_("Printing again…"), lambda _p, _c: job(), self.show_verdict, self.bar.show_error)

        button = self.print_button = self.add_button(_("Print again and compare"), print_again)
        button.setEnabled(False)

    def show_verdict(self, verdict: Verdict) -> None:
        """Tell the verdict and list what it rests on."""
        from planner_desktop.bundle.verdict import about_lines, severity_of, word_of

        self.verdict = verdict
        self.list.clear()
        if self.print_button is not None:
            self.print_button.setEnabled(verdict.pdf == "text")
        receipt = _("Receipt {number}: {verdict}").format(number=verdict.receipt, verdict=word_of(verdict.verdict))
        self.said.say(receipt if verdict.receipt else word_of(verdict.verdict))
        facts = [f"{label}: {value}" for label, value in about_lines(verdict.about)]
        self.about.say(harmless("\n".join([*facts, *verdict.beside])))
        for group in verdict.groups:
            self._add(group, severity_of(group))
        for group in verdict.accepted:
            self._add(group, _("Accepted"))
        self.list.expandAll()
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.pdf_button.setEnabled(True)

    def _add(self, group: Group, called: str) -> None:
        from planner_desktop.bundle.verdict import mends

        above = QTreeWidgetItem([harmless(called), str(group.count)])
        above.setFlags(above.flags() & ~Qt.ItemFlag.ItemIsEditable)
        above.setData(0, Qt.ItemDataRole.UserRole, harmless(mends(group)))
        self.list.addTopLevelItem(above)
        for place in group.places:
            row = QTreeWidgetItem([harmless(" ".join(place.message.split())), ""])
            why, fix = place.why or group.why, place.fix or group.fix
            told = "\n".join(filter(None, (place.message, place.file, why, fix)))
            row.setData(0, Qt.ItemDataRole.UserRole, harmless(told))
            row.setToolTip(0, tip(told))
            above.addChild(row)

    def _show_detail(self, row: QTreeWidgetItem | None) -> None:
        """All of what is wrong, for which a row may be too short, and how to mend it."""
        self.detail.say(row.data(0, Qt.ItemDataRole.UserRole) or "" if row is not None else "")

    def ask_pdf(self) -> None:
        """Ask for a file and write the verdict into it."""
        path = written_file.ask_pdf(self, file_names.with_word(self.path, _("verdict"), written_file.PDF))
        if path is not None:
            self.write_pdf(path)

    def write_pdf(self, path: Path) -> None:
        """Write the verdict as PDF."""
        verdict = self.verdict
        if verdict is None:
            return

        def write(_progress: object, _cancelled: object) -> None:
            from planner_desktop.bundle.verdict_page import write

            write(verdict, path)

        written_file.write_file(self.progress, self.bar, path, write)

    def finish(self) -> None:
        self.progress.leave()
