"""What is seen across the plans of all agencies: what is wrong, tables with bars, and what stands behind a row.

A row of a table shows the records behind it, and these lead to the plan; so does a problem.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from planner_desktop.checks.listing import severity_name
from planner_desktop.collect import across, city_plan, report_files
from planner_desktop.collect.across import Behind, CrossProblem, CrossTable, Place
from planner_desktop.collect.collection import Collection
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.collecting.bars import SHARE, BarDelegate
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

_HELD = Qt.ItemDataRole.UserRole
MOST = 2_000
"""So many rows of a table are shown; a workbook has all."""
PROBLEMS = "problems"


class AcrossSheet(Sheet):
    """The tables, one at a time. `wanted` brings the receipt and place (kind, uid, field) that is to be read."""

    manual = "across"
    wanted = Signal(object, object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        said = _("Choose a table. Enter on a row shows what stands behind it, and there opens the plan at that record.")
        super().__init__(parent, _("Across all agencies"), said)
        self._desk = desk
        self.table: CrossTable | None = None
        self.bar, self.progress = MessageBar(), ProgressRow()
        self.choice = DropDown()
        self.choice.setAccessibleName(_("Table"))
        self.said = Text("", "guide")
        self.list, self.behind = TreeWidget(), TreeWidget()
        for each, name in ((self.list, _("Table")), (self.behind, _("What stands behind"))):
            each.setAccessibleName(name)
            each.setRootIsDecorated(False)
            each.setUniformRowHeights(True)
        self.behind.setHeaderLabels([_("Record"), _("Agency"), _("Budget (baht)")])
        self._plain, self._bars = self.list.itemDelegate(), BarDelegate(self.list)
        self.detail_pane = lower = QWidget()
        column = bare(QVBoxLayout(lower), 4)
        column.addWidget(Text(_("What stands behind"), "heading"))
        column.addWidget(self.behind)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        for widget in (self.bar, self.progress, self.choice, self.said):
            self.body.addWidget(widget)
        self.body.addWidget(split, 1)
        self.add_button(_("Write all tables as a workbook…"), self.ask_workbook)
        self.add_button(_("Write the plan of the city…"), self.ask_plan)
        self.list.currentItemChanged.connect(lambda row, _before: self._show_behind(row))
        self.list.itemActivated.connect(lambda row, _column: self._lead(row))
        self.behind.itemActivated.connect(lambda row, _column: self._lead(row))
        self.choice.addItem(_("What is wrong between the plans"), PROBLEMS)
        for report in across.reports(desk.collection):
            self.choice.addItem(across.title_of(desk.collection, report), report.id)
        self.choice.currentIndexChanged.connect(lambda _n: self.look())
        desk.changed.connect(self.look)
        self.take_room(60, 36)
        self.look()
        self.choice.setFocus()

    # ------------------------------------------------------------ what is shown

    def look(self) -> None:
        """Work out what is chosen, in a thread."""
        chosen = self.choice.currentData()
        if chosen == PROBLEMS:
            self._desk.ask(across.problems, partial(self._show_problems, chosen))
        else:
            self._desk.ask(lambda collection: across.report(collection, chosen), partial(self._show_table, chosen))

    def _show_problems(self, chosen: str, found: list[CrossProblem]) -> None:
        if chosen != self.choice.currentData():
            return
        self.table = None
        self._begin([_("What is wrong"), _("Severity"), _("Agency")], bars=False)
        for each in found[:MOST]:
            place = Place(each.agency, each.receipt, each.kind, each.record) if each.receipt else None
            row = self._row(self.list, place, each.message, severity_name(each.severity), each.agency)
            row.setToolTip(0, tip("\n".join(filter(None, (each.message, each.fix, each.why)))))
        said = ngettext("{count} problem", "{count} problems", len(found)).format(count=len(found))
        self._shown(said, len(found))

    def _show_table(self, chosen: str, table: CrossTable) -> None:
        if chosen != self.choice.currentData():
            return
        self.table = table
        self._begin([*table.heads, *([_("Chart")] if table.chart else [])], bars=table.chart)
        longest = max((abs(row[-1] or 0) for row in table.rows), default=0) if table.chart else 0
        for n, values in enumerate(table.rows[:MOST]):
            texts = [report_files.shown(value, kind) for value, kind in zip(values, table.types, strict=True)]
            row = self._row(self.list, table.places[n], *texts, *([""] if table.chart else []))
            row.setData(0, _HELD + 1, n)
            for column, kind in enumerate(table.types):
                if kind in ("satang", "number"):
                    row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if longest:
                row.setData(len(texts), SHARE, max(0, values[-1] or 0) / longest)
        said = ngettext("{count} row", "{count} rows", len(table.rows)).format(count=len(table.rows))
        self._shown(said, len(table.rows))

    def _begin(self, heads: list[str], *, bars: bool) -> None:
        self.list.clear()
        self.behind.clear()
        self.list.setColumnCount(len(heads))
        self.list.setHeaderLabels([harmless(head) for head in heads])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for n in range(len(heads)):
            self.list.setItemDelegateForColumn(n, self._bars if bars and n == len(heads) - 1 else self._plain)

    def _shown(self, said: str, count: int) -> None:
        if count > MOST:
            said = _("{said}; the first {most} are shown, a workbook has all").format(said=said, most=MOST)
        self.said.say(said)
        self.detail_pane.setVisible(self.table is not None and self.table.has_detail)
        line = self.fontMetrics().lineSpacing()
        for n in range(self.list.columnCount()):
            self.list.resizeColumnToContents(n)
            self.list.setColumnWidth(
                n, max(3 * line, min(self.list.columnWidth(n), (22 if self.table is not None else 36) * line))
            )
        if self.table is not None and self.table.chart:
            self.list.setColumnWidth(self.list.columnCount() - 1, 10 * line)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)

    def _row(self, tree: TreeWidget, place: Place | None, *texts: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem([harmless(brief(text)) for text in texts])
        row.setData(0, _HELD, place)
        row.setToolTip(0, tip(texts[0]))
        tree.addTopLevelItem(row)
        return row

    # ------------------------------------------------------------ what stands behind, and where it leads

    def _show_behind(self, row: QTreeWidgetItem | None) -> None:
        table = self.table
        if row is None or table is None or not table.has_detail:
            self.behind.clear()
            return
        values = table.behind[row.data(0, _HELD + 1)]

        def query(collection: Collection) -> list[Behind]:
            return across.detail(collection, table.id, values)

        self._desk.ask(query, partial(self._fill_behind, table, row))

    def _fill_behind(self, table: CrossTable, row: QTreeWidgetItem, found: list[Behind]) -> None:
        if self.table is not table or self.list.currentItem() is not row:
            return
        self.behind.clear()
        for each in found[:MOST]:
            budget = report_files.shown(each.budget, "satang")
            made = self._row(self.behind, each.place, each.name, each.place.agency, budget)
            made.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = self.fontMetrics().lineSpacing()
        for column, wide in enumerate((24, 13, 8)):
            self.behind.setColumnWidth(column, wide * line)

    def _lead(self, row: QTreeWidgetItem) -> None:
        """Open the plan that a row is of, at its record; one that is of many is looked behind."""
        place: Place | None = row.data(0, _HELD)
        if place is not None:
            self.wanted.emit(place.receipt, (place.kind, place.record, "") if place.kind and place.record else None)
        elif first := self.behind.topLevelItem(0):
            self.behind.setCurrentItem(first)
            self.behind.setFocus()

    # ------------------------------------------------------------ files

    def ask_workbook(self) -> None:
        """Ask where to write all tables."""
        self._ask(_("Write all tables as a workbook"), _("tables") + ".xlsx", "Excel (*.xlsx)", self.write_workbook)

    def ask_plan(self) -> None:
        """Ask where to write the plan of the city."""
        self._ask(_("Write the plan of the city"), _("plan of the city") + ".pdf", "PDF (*.pdf)", self.write_plan)

    def _ask(self, title: str, name: str, kinds: str, does: Callable[[Path], object]) -> None:
        near = self._desk.collection.path.parent / name
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(near), kinds)
        if chosen:
            path = Path(chosen)
            does(path if path.suffix.lower() == near.suffix else path.with_name(path.name + near.suffix))

    def write_workbook(self, path: Path) -> None:
        """Write a workbook with a sheet for each table."""

        def write(collection: Collection, _progress: Progress, _cancelled: Cancelled) -> None:
            tables = [across.report(collection, each.id) for each in across.reports(collection)]
            report_files.write_workbook(path, collection.pack.edition.title, tables)

        self._write(path, write)

    def write_plan(self, path: Path) -> None:
        """Write the plan of the city, made of the plans of all agencies."""

        def write(collection: Collection, progress: Progress, cancelled: Cancelled) -> None:
            city_plan.write(collection, path, progress=progress, cancelled=cancelled)

        self._write(path, write)

    def _write(self, path: Path, does: Callable[[Collection, Progress, Cancelled], object]) -> None:
        collection = self._desk.collection

        def job(progress: Progress, cancelled: Cancelled) -> Path:
            does(collection, progress, cancelled)
            return path

        said = _("Writing {name}…").format(name=path.name)
        self.progress.run(said, job, self._written, self.bar.show_error)

    def _written(self, path: Any) -> None:
        self.bar.show_written(_("Written: {path}").format(path=path), path.parent, _("Open folder"))

    def finish(self) -> None:
        self.progress.leave()
