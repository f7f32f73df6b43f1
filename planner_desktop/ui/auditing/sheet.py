"""The sheet on which the audit of a plan made elsewhere is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop import file_names
from planner_desktop.checks.listing import severity_name
from planner_desktop.i18n import _
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit import written_file
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.audit.run import Report


class AuditSheet(Sheet):
    """Audits the plan in a file, in a thread, and lists what is found, section by section."""

    manual = "audit"

    def __init__(self, parent: QWidget, path: Path) -> None:
        super().__init__(
            parent,
            _("Audit of {name}").format(name=harmless(path.name)),
            _("What is wrong in a plan made elsewhere. The file is read only."),
        )
        self.path = path
        self.report: Report | None = None
        self.bar = MessageBar()
        self.progress = ProgressRow()
        self.said = Text("", "guide")
        self.list = TreeWidget()
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.list.setAccessibleName(_("What was found"))
        self.list.setHeaderLabels([_("What was found"), _("Severity"), _("Lines")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        line = self.fontMetrics().lineSpacing()
        self.list.header().resizeSection(1, 5 * line)
        self.list.header().resizeSection(2, 8 * line)
        for widget in (self.bar, self.progress, self.said):
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
        self._begin()

    def _begin(self) -> None:
        def job(_progress: object, _cancelled: object) -> Report:
            from planner_desktop.audit.reading import audit_file

            return audit_file(self.path)

        self.progress.run(_("Auditing the plan…"), job, self.show_report, self.bar.show_error)

    def show_report(self, report: Report) -> None:
        """List what was found."""
        from planner_desktop.audit import listing

        self.report = report
        self.said.say(f"{listing.recognised(report)}. {listing.counted(report)}")
        sections: dict[str, QTreeWidgetItem] = {}
        for found in report.findings:
            if found.place not in sections:
                sections[found.place] = self._row(None, listing.named(found.place))
            lines = report.plan.where(found.lines) if report.plan.places else ", ".join(map(str, found.lines))
            row = self._row(sections[found.place], found.message, severity_name(found.severity), lines)
            told = "\n".join(filter(None, (found.message, found.fix)))
            row.setToolTip(0, tip(told))
            row.setData(0, Qt.ItemDataRole.UserRole, told)
            row.setToolTip(2, tip(lines))
        if report.not_judged:
            section = self._row(None, _("Could not be judged:"))
            for table in report.not_judged:
                self._row(section, table).setData(0, Qt.ItemDataRole.UserRole, table)
        self.list.expandAll()
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.pdf_button.setEnabled(True)

    def _row(self, above: QTreeWidgetItem | None, *cells: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem([harmless(cell) for cell in cells])
        if above is None:
            self.list.addTopLevelItem(row)
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsEditable)
        else:
            above.addChild(row)
        return row

    def _show_detail(self, row: QTreeWidgetItem | None) -> None:
        """All of what is wrong, for which a row may be too short, and how to mend it."""
        self.detail.say(row.data(0, Qt.ItemDataRole.UserRole) or "" if row is not None else "")

    def ask_pdf(self) -> None:
        """Ask for a file and write the report into it."""
        path = written_file.ask_pdf(self, file_names.with_word(self.path, _("audit"), written_file.PDF))
        if path is not None:
            self.write_pdf(path)

    def write_pdf(self, path: Path) -> None:
        """Write the report as PDF."""
        report = self.report
        if report is None:
            return

        def write(_progress: object, _cancelled: object) -> None:
            from planner_desktop.audit.report_pdf import write_report

            write_report(report, path)

        written_file.write_file(self.progress, self.bar, path, write)

    def finish(self) -> None:
        self.progress.leave()
