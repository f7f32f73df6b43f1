"""What is seen across the plans of all agencies: what is wrong, tables with bars, and what stands behind a row.

A row of a table shows the records behind it, and these lead to the plan; so does a problem.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from planner_desktop import file_names
from planner_desktop.collect import across, city_plan, report_files
from planner_desktop.collect.across import PROBLEMS, Behind, CrossProblem, CrossTable, Place
from planner_desktop.collect.collection import Collection
from planner_desktop.i18n import _, later, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.collecting.across_lists import MOST, NUMBER, PLACE, TOLD, BehindList, ProblemTree, TableList
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.written_file import write_file

KEYS = {"search": Key(later("Search in the table"), ("Ctrl+F",))}


class AcrossSheet(Sheet):
    """The tables, one at a time. `wanted` brings the receipt and place (kind, uid, field) that is to be read."""

    manual = "across"
    wanted = Signal(object, object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        said = _("Choose a table. Enter on a row shows what stands behind it, and there opens the plan at that record.")
        super().__init__(parent, _("Across all agencies"), said)
        self._desk = desk
        self.table: CrossTable | None = None
        """What is shown, as it is written; problems as a table of them."""
        self.bar, self.progress = MessageBar(), ProgressRow()
        self.choice = DropDown()
        self.choice.setAccessibleName(_("Table"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search in the table (Ctrl+F)"))
        self.search.setAccessibleName(_("Search in the table"))
        self.search.setClearButtonEnabled(True)
        self.said = Text("", "guide")
        self.list, self.problems, self.behind = TableList(), ProblemTree(), BehindList()
        self.detail = Text("", "plain")
        self.detail.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()
        self.add_button(_("Write this table…"), self.ask_table)
        self.add_button(_("Write all tables as a workbook…"), self.ask_workbook)
        self.add_button(_("Write the plan of the city…"), self.ask_plan)
        self.list.currentItemChanged.connect(lambda row, _before: self._show_behind(row))
        self.problems.currentItemChanged.connect(lambda row, _before: self._tell(row))
        for each in (self.list, self.problems, self.behind):
            each.itemActivated.connect(lambda row, _column: self._lead(row))
        self.search.textChanged.connect(lambda _text: self._narrow())
        have_keys(self, KEYS, {"search": self.search.setFocus})
        self.choice.addItem(_("What is wrong between the plans"), PROBLEMS)
        for report in across.reports(desk.collection):
            self.choice.addItem(across.title_of(desk.collection, report), report.id)
        self.choice.currentIndexChanged.connect(lambda _n: self.look())
        desk.changed.connect(self.look)
        self.take_room(60, 36)
        self.look()
        self.choice.setFocus()

    def _build(self) -> None:
        self.detail_pane = lower = QWidget()
        column = bare(QVBoxLayout(lower), 4)
        column.addWidget(Text(_("What stands behind"), "heading"))
        column.addWidget(self.behind)
        split = QSplitter(Qt.Orientation.Vertical)
        for widget, share in ((self.list, 3), (self.problems, 3), (lower, 2)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, share)
        split.setChildrenCollapsible(False)
        for widget in (self.bar, self.progress, self.choice, self.search, self.said):
            self.body.addWidget(widget)
        self.body.addWidget(split, 1)
        self.body.addWidget(self.detail)

    # ------------------------------------------------------------ what is shown

    def look(self) -> None:
        """Work out what is chosen, in a thread."""
        chosen = self.choice.currentData()
        if chosen == PROBLEMS:
            self._desk.ask(across.problems, partial(self._show_problems, chosen))
        else:
            self._desk.ask(lambda collection: across.report(collection, chosen), partial(self._show_table, chosen))

    def _show_problems(self, chosen: str, found: list[CrossProblem]) -> None:
        if chosen == self.choice.currentData():
            self.table = across.as_table(found)
            self.problems.show_problems(found)
            self._shown()

    def _show_table(self, chosen: str, table: CrossTable) -> None:
        if chosen == self.choice.currentData():
            self.table = table
            self.list.show_table(table)
            self._shown()

    def _shown(self) -> None:
        assert self.table is not None
        wrong = self.table.id == PROBLEMS
        focused = self.list.hasFocus() or self.problems.hasFocus()
        self.list.setHidden(wrong)
        self.problems.setVisible(wrong)
        self.detail.setVisible(wrong)
        self.detail_pane.setVisible(self.table.has_detail)
        self.behind.clear()
        self._narrow()
        shown = self.problems if wrong else self.list
        shown.begin()
        if focused:
            shown.setFocus()

    def _narrow(self) -> None:
        """Show only the rows that hold every typed word."""
        if self.table is None:
            return
        wrong, typed, count = self.table.id == PROBLEMS, self.search.text().strip(), len(self.table.rows)
        shown = (self.problems if wrong else self.list).narrow(typed)
        if wrong:
            said = ngettext("{count} problem", "{count} problems", count).format(count=count)
        else:
            said = ngettext("{count} row", "{count} rows", count).format(count=count)
        if typed:
            said = _("{shown} of {all}").format(shown=shown, all=said)
        elif count > MOST:
            said = _("{said}; the first {most} are shown, a workbook has all").format(said=said, most=MOST)
        self.said.say(said)

    # ------------------------------------------------------------ what stands behind, and where it leads

    def _tell(self, row: QTreeWidgetItem | None) -> None:
        self.detail.say(row.data(0, TOLD) or "" if row is not None else "")

    def _show_behind(self, row: QTreeWidgetItem | None) -> None:
        table = self.table
        number = row.data(0, NUMBER) if row is not None else None
        if number is None or table is None or not table.has_detail:
            self.behind.clear()
            return
        values = table.behind[number]

        def query(collection: Collection) -> list[Behind]:
            return across.detail(collection, table.id, values)

        self._desk.ask(query, partial(self._fill_behind, table, number))

    def _fill_behind(self, table: CrossTable, number: int, found: list[Behind]) -> None:
        row = self.list.currentItem()
        if self.table is table and row is not None and row.data(0, NUMBER) == number:
            self.behind.show_records(found)

    def _lead(self, row: QTreeWidgetItem) -> None:
        """Open the plan that a row is of, at its record; one that is of many is looked behind."""
        place: Place | None = row.data(0, PLACE)
        if place is not None:
            self.wanted.emit(place.receipt, (place.kind, place.record, "") if place.kind and place.record else None)
        elif row.treeWidget() is self.list and (first := self.behind.topLevelItem(0)):
            self.behind.setCurrentItem(first)
            self.behind.setFocus()

    # ------------------------------------------------------------ files

    def ask_table(self) -> None:
        """Ask where to write the table that is shown, and as what."""
        kinds = ";;".join(("Excel (*.xlsx)", "CSV (*.csv)", "JSON (*.json)"))
        if self.table is not None:
            self._ask(_("Write this table"), file_names.safe(self.table.title) + ".xlsx", kinds, self.write_table)

    def ask_workbook(self) -> None:
        """Ask where to write all tables."""
        self._ask(_("Write all tables as a workbook"), _("tables") + ".xlsx", "Excel (*.xlsx)", self.write_workbook)

    def ask_plan(self) -> None:
        """Ask where to write the plan of the city."""
        self._ask(_("Write the plan of the city"), _("plan of the city") + ".pdf", "PDF (*.pdf)", self.write_plan)

    def _ask(self, title: str, name: str, kinds: str, does: Callable[[Path], object]) -> None:
        near = self._desk.collection.path.parent / name
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(near), kinds)
        if chosen:
            path, suffix = Path(chosen), kind.rpartition("*")[2].rstrip(")") or near.suffix
            if path.suffix.lower() == near.suffix:  # which was proposed, whatever kind was chosen then
                path = path.with_suffix(suffix)
            known = path.suffix.lower() in (each.rpartition("*")[2].rstrip(")") for each in kinds.split(";;"))
            does(path if known else path.with_name(path.name + suffix))

    def write_table(self, path: Path) -> None:
        """Write the table that is shown: a workbook, CSV or JSON, as the file's name ends."""
        table = self.table
        assert table is not None

        def write(collection: Collection, _progress: Progress, _cancelled: Cancelled) -> None:
            if path.suffix.lower() == ".csv":
                report_files.write_csv(path, table)
            elif path.suffix.lower() == ".json":
                report_files.write_json(path, table)
            else:
                report_files.write_workbook(path, collection.pack.edition.title, [table])

        self._write(path, write)

    def write_workbook(self, path: Path) -> None:
        """Write a workbook with a sheet for each table."""
        self._write(path, lambda collection, _progress, _cancelled: report_files.write_all(path, collection))

    def write_plan(self, path: Path) -> None:
        """Write the plan of the city, made of the plans of all agencies."""

        def write(collection: Collection, progress: Progress, cancelled: Cancelled) -> None:
            city_plan.write(collection, path, progress=progress, cancelled=cancelled)

        self._write(path, write)

    def _write(self, path: Path, does: Callable[[Collection, Progress, Cancelled], object]) -> None:
        collection = self._desk.collection
        write_file(self.progress, self.bar, path, partial(does, collection))

    def finish(self) -> None:
        self.progress.leave()
