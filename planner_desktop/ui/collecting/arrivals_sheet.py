"""The receipts of what was received just now, or of all; as text they can be copied for the agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QBrush, QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.wording import is_bad, lines_of, standing_name
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.collecting.board_model import when
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.sheet import Sheet


class ReceiptsSheet(Sheet):
    """A row for each receipt; what is wrong with the marked one stands below."""

    manual = "collecting"

    def __init__(self, parent: QWidget, title: str, guide: str) -> None:
        super().__init__(parent, title, guide)
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
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.detail)
        self._details: list[str] = []
        self._texts: list[str] = []
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self.add_button(_("Copy"), self.copy)
        self.take_room(48, 26)

    def _add(self, cells: Sequence[str], detail: str, *, bad: bool) -> None:
        row = QTreeWidgetItem([harmless(brief(cell)) for cell in cells])
        row.setToolTip(3, tip(cells[3]))
        if bad:
            row.setForeground(1, QBrush(colour("bad")))
        self._details.append(detail)
        self._texts.append("\n".join(filter(None, ("\t".join(cells), detail))))
        self.list.addTopLevelItem(row)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        self.detail.say(self._details[self.list.indexOfTopLevelItem(item)] if item is not None else "")

    def copy(self) -> None:
        """Put all receipts on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._texts))

    def begin(self) -> None:
        """Put the cursor into the first row, and show the sheet."""
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.list.setFocus()
        self.show()


def show_arrivals(parent: QWidget, arrivals: Sequence[Arrival]) -> ReceiptsSheet:
    """Show the receipts of what was received just now; what is wrong comes first."""
    said = ngettext("{count} bundle was received", "{count} bundles were received", len(arrivals))
    guide = _("Each has its receipt, also what was refused: tell the agency its number.")
    sheet = ReceiptsSheet(parent, said.format(count=len(arrivals)), guide)
    for arrival in sorted(arrivals, key=lambda each: not is_bad(each)):
        receipt = arrival.receipt
        verdict = standing_name(receipt.verdict if receipt else "unread")
        again = _(" (received before)") if receipt and receipt.again else ""
        cells = (
            receipt.number if receipt else "–",
            verdict + again,
            receipt.agency if receipt else "",
            arrival.path.name,
            "",
        )
        details = "\n".join(line.strip() for line in list(lines_of(arrival))[1:])
        sheet._add(cells, details, bad=is_bad(arrival))
    sheet.begin()
    return sheet


def show_receipts(parent: QWidget, rows: Sequence[dict[str, Any]]) -> ReceiptsSheet:
    """Show every receipt of the collection, the last one first."""
    sheet = ReceiptsSheet(parent, _("All receipts"), _("Also of what was refused, and of versions before the last."))
    for row in reversed(rows):
        cells = (
            row["receipt"],
            standing_name(row["verdict"]),
            row["agency"] or "",
            row["name"],
            when(row["received_at"]),
        )
        sheet._add(cells, row["problem"] or "", bad=row["verdict"] in ("wrong", "refused"))
    sheet.begin()
    return sheet
