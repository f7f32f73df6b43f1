"""The lists of what is seen across agencies: a table with bars, the records behind one row of it, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidgetItem, QTreeWidgetItemIterator

from planner_desktop.checks.listing import severity_name
from planner_desktop.collect import report_files
from planner_desktop.collect.across import Behind, CrossProblem, CrossTable, Place
from planner_desktop.entry.picking import folded
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.collation import collation_key
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.collecting.bars import SHARE, BarDelegate
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import brief, tip

PLACE = Qt.ItemDataRole.UserRole
NUMBER = PLACE + 1
"""Which row of the table an item shows; none for the one of totals."""
TOLD = PLACE + 3
"""All of what is wrong, for which a row may be too short, and how to mend it. (`SHARE` lies between.)"""
MOST = 2_000
"""So many rows are shown; a file has all."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Row(QTreeWidgetItem):
    """A row that sorts by the values of its table; what is `last` stays at the end, whichever way that is."""

    def __init__(self, texts: Sequence[str], values: Sequence[Any], *, last: bool = False) -> None:
        super().__init__([harmless(brief(text)) for text in texts])
        self.last = last
        self._keys = [_key(value) for value in values]
        self.setToolTip(0, tip(texts[0]))

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        assert isinstance(other, _Row)
        header = self.treeWidget().header()
        if self.last or other.last:
            return self.last == (header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder)
        column = min(self.treeWidget().sortColumn(), len(self._keys) - 1)  # bars sort as their numbers
        return bool(self._keys[column] < other._keys[column])


def _key(value: Any) -> tuple[int, Any]:
    if value is None:
        return 0, 0
    return (1, value) if isinstance(value, int | float) else (2, collation_key(str(value)))


class _AcrossList(TreeWidget):
    """A list that shows only the rows that hold every typed word."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformRowHeights(True)

    def narrow(self, typed: str) -> int:
        """Show only what holds every typed word; how many rows that are, without those that stand above others."""
        words, shown = folded(typed).split(), 0
        walk = QTreeWidgetItemIterator(self)
        above: list[QTreeWidgetItem] = []
        while (item := walk.value()) is not None:
            if item.childCount():
                above.append(item)
            else:
                text = folded(" ".join(item.text(n) for n in range(item.columnCount())))
                fits = all(word in text for word in words) and not (words and isinstance(item, _Row) and item.last)
                item.setHidden(not fits)
                shown += fits and not (isinstance(item, _Row) and item.last)
            walk += 1
        for item in above:
            item.setHidden(all(item.child(n).isHidden() for n in range(item.childCount())))
        return shown

    def begin(self) -> None:
        """Put the cursor into the first row that is shown."""
        rows = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        if first := next((row for row in rows if row is not None and not row.isHidden()), None):
            self.setCurrentItem(first)


class TableList(_AcrossList):
    """A report's rows, sorted by any of its columns, with a row of totals below and bars in a last column."""

    def __init__(self) -> None:
        super().__init__(_("Table"))
        self.setRootIsDecorated(False)
        self._plain, self._bars = self.itemDelegate(), BarDelegate(self)
        header = self.header()
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(False)

    def show_table(self, table: CrossTable) -> None:
        """Show a report in its own order."""
        heads = [*table.heads, *([_("Chart")] if table.chart else [])]
        self.setSortingEnabled(False)
        self.clear()
        self.setColumnCount(len(heads))
        self.setHeaderLabels([harmless(head) for head in heads])
        for n in range(len(heads)):
            self.setItemDelegateForColumn(n, self._bars if table.chart and n == len(heads) - 1 else self._plain)
        longest = max((abs(row[-1] or 0) for row in table.rows), default=0) if table.chart else 0
        rows = []
        for n, values in enumerate(table.rows[:MOST]):
            row = self._row(table, values)
            row.setData(0, PLACE, table.places[n])
            row.setData(0, NUMBER, n)
            if longest:
                row.setData(len(values), SHARE, max(0, values[-1] or 0) / longest)
            rows.append(row)
        if totals := table.totals():
            row = self._row(table, (_("Total"), *totals[1:]), last=True)
            bold = QFont(self.font())
            bold.setBold(True)
            for n in range(len(heads)):
                row.setFont(n, bold)
            rows.append(row)
        self.addTopLevelItems(rows)
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._widen(table)

    def _row(self, table: CrossTable, values: Sequence[Any], *, last: bool = False) -> _Row:
        texts = [report_files.shown(value, kind) for value, kind in zip(values, table.types, strict=True)]
        row = _Row([*texts, *([""] if table.chart else [])], values, last=last)
        for column, kind in enumerate(table.types):
            if kind in ("satang", "number"):
                row.setTextAlignment(column, RIGHT)
        return row

    def _widen(self, table: CrossTable) -> None:
        """Columns as wide as what stands in them; what room is left goes to the bars, or to the widest of them."""
        header, line = self.header(), self.fontMetrics().lineSpacing()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        count = self.columnCount()
        for n in range(count):
            self.resizeColumnToContents(n)
            self.setColumnWidth(n, max(3 * line, min(self.columnWidth(n), 22 * line)))
        widest = count - 1 if table.chart else max(range(count), key=self.columnWidth, default=0)
        if sum(map(self.columnWidth, range(count))) < self.viewport().width():
            header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        elif table.chart:
            self.setColumnWidth(widest, 10 * line)

    def context_menu(self) -> QMenu:
        """The ways to sort: by the keyboard, too."""
        menu, header = QMenu(self), self.header()
        own = partial(header.setSortIndicator, -1, Qt.SortOrder.AscendingOrder)
        menu.addAction(_("In the order of the table"), own)
        for column in range(self.columnCount()):
            said = _("Sort by “{head}”").format(head=self.headerItem().text(column))
            menu.addAction(said, partial(self.sort_by, column))
        return menu

    def sort_by(self, column: int) -> None:
        """Sort by a column, or the other way round where it is that already."""
        header = self.header()
        up = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if up else Qt.SortOrder.AscendingOrder)


class BehindList(_AcrossList):
    """The records behind a row."""

    def __init__(self) -> None:
        super().__init__(_("What stands behind"))
        self.setRootIsDecorated(False)
        self.setHeaderLabels([_("Record"), _("Agency"), _("Budget (baht)")])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_records(self, found: Sequence[Behind]) -> None:
        """List these."""
        self.clear()
        for each in found[:MOST]:
            texts = (each.name, each.place.agency, report_files.shown(each.budget, "satang"))
            row = _Row(texts, texts)
            row.setData(0, PLACE, each.place)
            row.setTextAlignment(2, RIGHT)
            self.addTopLevelItem(row)


class ProblemTree(_AcrossList):
    """What is wrong between the plans: each kind of problem with how many there are, and below it each place."""

    def __init__(self) -> None:
        super().__init__(_("What is wrong between the plans"))
        self.setHeaderLabels([_("What is wrong"), _("Severity"), _("Agency")])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_problems(self, found: Sequence[CrossProblem]) -> None:
        """List these, the gravest first."""
        self.clear()
        of_checks: dict[str, list[CrossProblem]] = {}
        for each in found:
            of_checks.setdefault(each.check, []).append(each)
        for of in of_checks.values():
            count = ngettext("{count} place", "{count} places", len(of)).format(count=len(of))
            group = QTreeWidgetItem([harmless(of[0].fix or of[0].message), severity_name(of[0].severity), count])
            group.setData(0, TOLD, harmless("\n".join(filter(None, (of[0].fix, of[0].why)))))
            self.addTopLevelItem(group)
            for each in of[:MOST]:
                row = _Row((each.message, "", each.agency), ("", "", ""))
                place = Place(each.agency, each.receipt, each.kind, each.record) if each.receipt else None
                row.setData(0, PLACE, place)
                row.setData(0, TOLD, harmless("\n".join(filter(None, (each.message, each.fix, each.why)))))
                group.addChild(row)
