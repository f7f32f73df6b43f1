"""What can be done in a table, besides what every list of records can: with cells, columns and rows that are hidden."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.screens.list_actions import ROWS, ListAction, ListActions, ListKind
from planner_desktop.ui.screens.table import clipboard, rows

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid

ORDER = ("up", "down", "forwards", "backwards")
FILTER = ("only", "filter", "all")
WIDTHS = ("fit", "reset")

TABLE = ListKind(
    later("Tables"),
    (
        *("edit", "cut", "copy", "copy_heads", "paste", "paste_file", "clear", "fill", ""),
        *("add", "above", "duplicate", "delete", ""),
        (later("Order and filter"), (*ORDER, "", *FILTER)),
        (later("Choosing and widths"), ("whole", "row", "column", "", *WIDTHS)),
    ),
    ROWS
    | {
        "copy_heads": ListAction(
            later("Copy with the heads"), ("Ctrl+Shift+C",), later("Copy the cells with the columns’ heads"), False
        ),
        "paste_file": ListAction(
            later("Paste a table from a file…"), ("Ctrl+Shift+V",), later("Put in a table of Excel, LibreOffice or CSV")
        ),
        "fill": ListAction(
            later("Fill down"), ("Ctrl+D",), later("Put what stands in the topmost chosen row into those below")
        ),
        "forwards": ListAction(
            later("Sort by this column, from the first letter on"), ("Alt+Shift+Up",), later("Sort the rows, once")
        ),
        "backwards": ListAction(
            later("Sort by this column, from the last letter on"), ("Alt+Shift+Down",), later("Sort the rows, once")
        ),
        "filter": ListAction(
            later("Filter rows…"), ("Ctrl+Shift+L",), later("Show only rows that hold these words"), False
        ),
        "only": ListAction(
            later("Only rows with this value"), ("Ctrl+L",), later("Show only rows like the chosen one"), False
        ),
        "all": ListAction(later("Show all rows"), (), later("No row is hidden any more"), False, "Esc"),
        "whole": ListAction(later("Choose everything"), ("Ctrl+A",), later("Choose every cell"), False),
        "row": ListAction(later("Choose the whole row"), ("Shift+Space",), later("Delete is then for the row"), False),
        "column": ListAction(later("Choose the whole column"), ("Ctrl+Space",), later("Choose its cells"), False),
        "fit": ListAction(
            later("Fit the column to its text"), ("Alt+Shift+Right",), later("As wide as its longest text"), False
        ),
        "reset": ListAction(
            later("Reset the columns' widths"), ("Alt+Shift+Left",), later("As wide as they were at first"), False
        ),
    },
    {
        "down": Key(later("Store and go down"), ("Return",)),
        "up": Key(later("Store and go up"), ("Shift+Return",)),
        "line": Key(later("A new line in a cell that is typed into"), ("Alt+Return",)),
        "on": Key(later("Store and go on; in the last row make another"), ("Tab",)),
        "back": Key(later("Store and go back"), ("Shift+Tab",)),
        "leave": Key(later("Leave the table"), ("Ctrl+Tab",)),
        "leave_back": Key(later("Leave the table backwards"), ("Ctrl+Shift+Tab",)),
        "tick": Key(later("Tick or untick yes or no"), ("Space",)),
        "give_up": Key(later("Take back what was not taken, then show all rows again"), ("Escape",)),
    },
)


class TableActions(ListActions):
    """The actions of a table of records."""

    def __init__(self, table: RecordGrid) -> None:
        self._table = table
        cell = table.currentIndex
        super().__init__(
            table,
            TABLE,
            table.records.session,
            {
                "edit": lambda: table.edit(cell()), "copy": lambda: clipboard.copy(table),
                "copy_heads": lambda: clipboard.copy(table, heads=True), "paste": lambda: clipboard.paste(table),
                "paste_file": self._paste_file,
                "clear": self._clear, "fill": lambda: rows.fill_down(table),
                "forwards": partial(self._sort, descending=False), "backwards": partial(self._sort, descending=True),
                "filter": table.filter_wanted.emit, "only": lambda: rows.only_this(table),
                "all": lambda: rows.show_all(table), "whole": table.selectAll, "row": table.choose_rows,
                "column": table.choose_columns, "fit": lambda: table.sizes.fit_column(cell().column()),
                "reset": table.sizes.reset,
            },
            table,
            self._why_not_here,
        )  # fmt: skip

    def _why_not_here(self, name: str) -> str:
        records = self._table.records
        if name in ("forwards", "backwards") and records.order_by:
            return _("The list is in the order of one of its columns")
        return _("No row is hidden") if name == "all" and not records.filter else ""

    def _paste_file(self) -> None:
        from planner_desktop.ui.screens.table.from_file import ask_file  # seldom wanted

        ask_file(self._table)

    def _clear(self) -> None:
        # Where whole rows are chosen by their numbers, Delete is for the rows, else for what is in the cells.
        if self._table.has_whole_rows():
            self.delete()
        else:
            clipboard.clear(self._table)

    def delete(self) -> None:
        """Delete the chosen rows; the cursor is then in the row that took the place of the first."""
        table = self._table
        row, column = min(table.chosen_rows(), default=0), table.currentIndex().column()
        table.close_panel()
        super().delete()
        table.setCurrentIndex(table.records.index(min(row, len(table.records.ids)), column))

    def duplicate(self) -> None:
        """Copies of the chosen rows below them."""
        self._table.close_panel()
        super().duplicate()

    def move(self, by: int) -> None:
        """Move the chosen rows together."""
        self._table.close_panel()
        super().move(by)
        self._table.scrollTo(self._table.currentIndex())

    def _sort(self, *, descending: bool) -> None:
        rows.sort(self._table, self._table.currentIndex().column(), descending=descending)

    # ------------------------------------------------------------ menus

    def refresh(self, *_signalled: object) -> None:
        """Name what depends on where the cursor is, too."""
        super().refresh()
        records = self._table.records
        column = max(0, self._table.currentIndex().column())
        for name, label in zip(("forwards", "backwards"), rows.directions(records.field(column)), strict=True):
            self[name].setText(label)
        only = records.fields[column] in records.filter.only
        self["only"].setText(_("No longer only this value") if only else _("Only rows with this value"))

    def head_menu(self, column: int) -> QMenu:
        """The menu of a column's head, for that column."""
        row = max(0, self._table.currentIndex().row())
        self._table.setCurrentIndex(self._table.records.index(row, column))
        menu = QMenu(self._table)
        menu.setToolTipsVisible(True)
        self._put(menu, (*ORDER[2:], "", *FILTER, "", "column", *WIDTHS))
        return menu
