"""The board of agencies: how many stand where, a line to search, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.wording import standing_name
from planner_desktop.i18n import _, later
from planner_desktop.ui.collecting.board_model import COLOURS, STANDINGS, BoardFilter, BoardModel
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.item_views import Index, TableView, type_into
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text

KEYS = {"open": Key(later("Read the plan"), ("Return",))}
WIDTHS = (0, 9, 3, 15, 7, 9, 9)
"""In letters; the first column takes what is left."""
LEAST = 18
"""In letters, of the first column: where that is more than is left, the table is moved sideways."""


class BoardTable(TableView):
    """The table. What is typed is searched for (`typed`), Enter reads the plan (`opened`)."""

    keys = KEYS
    typed = Signal(str)
    opened = Signal()
    marked = Signal()

    def __init__(self, model: BoardFilter) -> None:
        super().__init__()
        self.setModel(model)
        self.menu = QMenu(self)
        self.setAccessibleName(_("Board of agencies"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # the order of the catalogue
        header.setHighlightSections(False)
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, letters in enumerate(WIDTHS):
            if letters:
                header.resizeSection(column, (letters + 3) * letter)
        header.setMinimumSectionSize(4 * letter)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        others = sum(self.columnWidth(n) for n in range(1, len(WIDTHS)))
        least = LEAST * self.fontMetrics().horizontalAdvance("0")
        self.setColumnWidth(0, max(least, event.size().width() - others))

    def takes_text(self, _index: Index) -> bool:
        return True

    def begin_with(self, text: str) -> None:
        self.typed.emit(text)

    def take_key(self, key: str) -> bool:
        self.opened.emit()
        return True

    def context_menu(self) -> QMenu:
        return self.menu

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.marked.emit()


class BoardView(QWidget):
    """The whole board. `marked` brings the agency in whose row the cursor is, or None."""

    marked = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = BoardModel(self)
        self.shown = BoardFilter(self.model)
        self.table = BoardTable(self.shown)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: agency, receipt, who looks at it (Ctrl+F)"))
        self.search.setAccessibleName(_("Search in the board"))
        self.search.setClearButtonEnabled(True)
        self.nothing = Text("", "muted")
        self.chips: dict[str, QToolButton] = {}
        layout = bare(QVBoxLayout(self), 6)
        row = bare(QHBoxLayout(), 4)
        group = QButtonGroup(self)
        for standing in ("", *STANDINGS):
            self.chips[standing] = chip = QToolButton()
            chip.setCheckable(True)
            chip.setChecked(not standing)
            ink = hex_of(COLOURS[standing]) if standing else hex_of("ink")
            chip.setStyleSheet(f"QToolButton {{ color: {ink}; padding: 3px 9px; }}")
            group.addButton(chip)
            chip.toggled.connect(self._ask)
            row.addWidget(chip)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing)
        self.search.textChanged.connect(self._ask)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.typed.connect(self._type)
        self.table.opened.connect(self.opened)
        self.table.marked.connect(lambda: self.marked.emit(self.agency()))
        self.show_rows([])

    def show_rows(self, rows: Sequence[OnBoard]) -> None:
        """Show the board as it is now; the cursor stays in the row of its agency."""
        kept = self.agency()
        self.model.show_rows(rows)
        counts = self.model.counts()
        for standing, chip in self.chips.items():
            name = standing_name(standing) if standing else _("All")
            chip.setText(f"{name} {counts[standing] if standing else len(rows)}")
            chip.setAccessibleName(chip.text())
        if kept is None or self.agency() is None:
            self.mark(kept.agency if kept else "")
        else:
            self.marked.emit(self.agency())
        self._say_nothing()

    def go_on_as(self, other: BoardView) -> None:
        """Ask, sort and stand as a board whose place this one takes."""
        self.search.setText(other.search.text())
        self.chips[next(standing for standing, chip in other.chips.items() if chip.isChecked())].setChecked(True)
        header = other.table.horizontalHeader()
        self.table.horizontalHeader().setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.show_rows(other.model.rows)
        if (agency := other.agency()) is not None:
            self.mark(agency.agency)

    def agency(self) -> OnBoard | None:
        """The agency in whose row the cursor is."""
        return self.shown.row_at(self.table.currentIndex())

    def mark(self, agency: str) -> None:
        """Put the cursor into the row of an agency, or into the first where it is not shown."""
        rows = range(self.shown.rowCount())
        at = (row for row in rows if (said := self.shown.row_at(self.shown.index(row, 0))) and said.agency == agency)
        self.table.setCurrentIndex(self.shown.index(next(at, 0), 0))

    def sort_by(self, column: int) -> None:
        """Sort by a column, or the other way round where it is that already."""
        header = self.table.horizontalHeader()
        down = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def show_only(self, standing: str) -> None:
        """Show only the agencies whose plan stands so; all where that is empty."""
        self.chips[standing].setChecked(True)

    def _type(self, text: str) -> None:
        self.search.setFocus()
        type_into(self.search, text)

    def _ask(self, *_said: object) -> None:
        kept = self.agency()
        standing = next((standing for standing, chip in self.chips.items() if chip.isChecked()), "")
        self.shown.ask(standing, self.search.text())
        if self.agency() is None:
            self.mark(kept.agency if kept else "")
        if self.agency() is None:
            self.marked.emit(None)
        self._say_nothing()

    def _say_nothing(self) -> None:
        empty = bool(self.model.rows) and not self.shown.rowCount()
        first = bool(self.model.rows) and not any(row.receipt for row in self.model.rows)
        said = _("Nothing was received yet: drop the agencies' bundles or a folder of them here, or press Ctrl+O.")
        self.nothing.say(_("No agency fits what is searched for.") if empty else said if first else "")

    def fill_sort_menu(self, menu: QMenu) -> None:
        """Put the ways to sort into a menu."""
        menu.addAction(
            _("In the order of the catalogue"),
            partial(self.table.horizontalHeader().setSortIndicator, -1, Qt.SortOrder.AscendingOrder),
        )
        for column, (head, _says, _key) in enumerate(self.model.columns):
            menu.addAction(head, partial(self.sort_by, column))
