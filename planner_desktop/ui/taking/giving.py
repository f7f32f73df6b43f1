"""The sheet that asks which tables go into a workbook to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from planner_desktop.i18n import _
from planner_desktop.plans.exports import Export, export_named
from planner_desktop.spreadsheet.layout import layouts
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def ask_tables(shell: Shell) -> None:
    """Ask which tables, then where to write the workbook."""
    GivingSheet(shell, export_named("xlsx")).show()


class GivingSheet(Sheet):
    """The tables of the draft below their sections, all ticked; of each, how many records it has."""

    manual = "excel"

    def __init__(self, shell: Shell, export: Export) -> None:
        super().__init__(
            shell.frame,
            _("Workbook to fill in"),
            _("Each ticked table becomes a sheet of the workbook. Space ticks a table, or all of a section."),
        )
        self._shell, self._export = shell, export
        self.tree = TreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("Table"), _("Records")])
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tables: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self.body.addWidget(self.tree, 1)
        self.none_button = self.add_button(_("Tick none"), lambda: self._tick(_OFF))
        self.all_button = self.add_button(_("Tick all"), lambda: self._tick(_ON))
        self.go_button = self.add_button(_("Choose where to save…"), self._go, first=True)
        self.tree.itemChanged.connect(lambda _item, _column: self.go_button.setEnabled(bool(self.wanted())))
        self.take_room(36, 28)
        self.tree.setFocus()

    def _fill(self) -> None:
        draft = self._shell.session.draft
        groups: dict[str, QTreeWidgetItem] = {}
        for layout in layouts(draft):
            section = next(iter(draft.pack.sections_showing(layout.kind)), draft.pack.sections[0])
            if section.id not in groups:
                groups[section.id] = group = QTreeWidgetItem([section.title])
                group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
                self.tree.addTopLevelItem(group)
            count = "" if layout.spec.single else f"{len(draft.ids(layout.kind)):,}"
            item = QTreeWidgetItem([layout.spec.label, count])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _ON)
            groups[section.id].addChild(item)
            self.tables[layout.kind] = item
        self.tree.expandAll()
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self.tables.values():
            item.setCheckState(0, state)

    def wanted(self) -> list[str]:
        """The kinds of record whose tables are ticked."""
        return [kind for kind, item in self.tables.items() if item.checkState(0) == _ON]

    def _go(self) -> None:
        wanted = self.wanted()
        self.close()
        self._shell.ask_where(self._export, only=() if len(wanted) == len(self.tables) else tuple(wanted))
