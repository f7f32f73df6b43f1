"""The receipts of what was received just now, or of all; as text they can be copied for the agencies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.wording import against_told, is_bad, lines_of, standing_name, standing_of
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.collecting.board_model import when
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.written_file import ask_pdf, write_file

RECEIPT = Qt.ItemDataRole.UserRole
"""The number of a row's receipt; empty where there is none."""


class ReceiptsSheet(Sheet):
    """A row for each receipt; what is wrong with the marked one stands below."""

    manual = "collecting"

    def __init__(self, parent: QWidget, desk: Desk, title: str, guide: str) -> None:
        super().__init__(parent, title, guide)
        self._desk = desk
        self.bar, self.progress = MessageBar(), ProgressRow()
        self.list = TreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.list.setAccessibleName(title)
        self.list.setHeaderLabels([_("Receipt"), _("Standing"), _("Agency"), _("File"), _("Received")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.detail = Text("", "plain")
        self.detail.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.body.addWidget(self.bar)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.detail)
        self._details: list[str] = []
        self._texts: list[str] = []
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self.add_button(_("Copy"), self.copy)
        self.pdf_button = self.add_button(_("Write as PDF…"), self.ask_pdf)
        self.all_button = self.add_button(_("Write all as PDF into a folder…"), self.ask_all)
        self.take_room(48, 26)

    def _add(self, cells: Sequence[str], detail: str, *, bad: bool, receipt: str) -> None:
        row = QTreeWidgetItem([harmless(brief(cell)) for cell in cells])
        row.setData(0, RECEIPT, receipt)
        row.setToolTip(3, tip(cells[3]))
        if bad:
            row.setForeground(1, QBrush(colour("bad")))
        self._details.append(detail)
        self._texts.append("\n".join(filter(None, ("\t".join(cells), detail))))
        self.list.addTopLevelItem(row)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        self.detail.say(self._details[self.list.indexOfTopLevelItem(item)] if item is not None else "")
        self.pdf_button.setEnabled(item is not None and bool(item.data(0, RECEIPT)))

    def copy(self) -> None:
        """Put all receipts on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._texts))

    def receipts(self) -> list[str]:
        """The numbers that are listed; what could not be read has none."""
        rows = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [row.data(0, RECEIPT) for row in rows if row is not None and row.data(0, RECEIPT)]

    def ask_pdf(self) -> None:
        """Ask where to write what was found in the marked one, with its receipt."""
        item = self.list.currentItem()
        if item is not None:
            ask_report(self, self._desk, item.data(0, RECEIPT), self.progress, self.bar)

    def ask_all(self) -> None:
        """Ask for a folder, and write a PDF into it for each receipt that is listed."""
        near = self._desk.collection.path.parent
        chosen = QFileDialog.getExistingDirectory(self, _("Write all as PDF into a folder…"), str(near))
        if chosen:
            self.write_all(Path(chosen))

    def write_all(self, folder: Path) -> None:
        """Write a PDF into a folder for each receipt that is listed."""
        collection, receipts = self._desk.collection, self.receipts()

        def write(progress: Progress, _cancelled: Cancelled) -> None:
            from planner_desktop.collect import receipt_report

            receipt_report.write_all(collection, receipts, folder, progress)

        write_file(self.progress, self.bar, folder, write)

    def finish(self) -> None:
        self.progress.leave()

    def begin(self) -> None:
        """Put the cursor into the first row, and show the sheet."""
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.list.setFocus()
        self.show()


def ask_report(parent: QWidget, desk: Desk, receipt: str, progress: ProgressRow, bar: MessageBar) -> None:
    """Ask where to write what was found in the bundle of a receipt, and write it as a PDF."""
    from planner_desktop.collect import receipt_report  # with it come the rooms that print

    collection = desk.collection
    near = collection.path.parent / receipt_report.file_name(collection, receipt)
    path = ask_pdf(parent, near)
    if path is not None:
        write_file(progress, bar, path, lambda _p, _c: receipt_report.write(collection, receipt, path))


def show_arrivals(parent: QWidget, desk: Desk, arrivals: Sequence[Arrival]) -> ReceiptsSheet:
    """Show the receipts of what was received just now; what is wrong comes first."""
    said = ngettext("{count} bundle was received", "{count} bundles were received", len(arrivals))
    guide = _("Each has its receipt, also what was refused: tell the agency its number.")
    sheet = ReceiptsSheet(parent, desk, said.format(count=len(arrivals)), guide)
    sheet.list.hideColumn(4)  # all of them now
    for arrival in sorted(arrivals, key=lambda each: not is_bad(each)):
        receipt = arrival.receipt
        verdict = standing_of(receipt) if receipt else standing_name("unread")
        cells = (
            receipt.number if receipt else "–",
            verdict,
            receipt.agency if receipt else "",
            arrival.path.name,
            "",
        )
        details = "\n".join(line.strip() for line in list(lines_of(arrival))[1:])
        sheet._add(cells, details, bad=is_bad(arrival), receipt=receipt.number if receipt else "")
    sheet.begin()
    return sheet


def show_receipts(parent: QWidget, desk: Desk, rows: Sequence[dict[str, Any]]) -> ReceiptsSheet:
    """Show every receipt of the collection, the last one first."""
    guide = _("Also of what was refused, and of versions before the last.")
    sheet = ReceiptsSheet(parent, desk, _("All receipts"), guide)
    for row in reversed(rows):
        cells = (
            row["receipt"],
            standing_name(row["verdict"]),
            row["agency"] or "",
            row["name"],
            when(row["received_at"]),
        )
        detail = "\n".join(filter(None, (against_told(row), row["problem"] or "")))
        sheet._add(cells, detail, bad=row["verdict"] in ("wrong", "refused"), receipt=row["receipt"])
    sheet.begin()
    return sheet
