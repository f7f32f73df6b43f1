"""What can be done in a table: each with its key and its line in the menus of the cells and of the head."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from planner_desktop.i18n import _
from planner_desktop.ui.kit.text_menu import offer_history
from planner_desktop.ui.screens.table import clipboard, rows

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid

Keys = QKeySequence.StandardKey


class Actions(QObject):
    """The actions of a table, whose keys hold while the table itself has the focus, not while a cell is edited."""

    def __init__(self, table: RecordGrid) -> None:
        super().__init__(table)
        self._table = table
        writing, cell = table.records.writable, table.currentIndex
        moving = writing and not table.records.order_by
        add = self._add
        self.edit = add(_("Edit the cell"), "F2", lambda: table.edit(cell()), writing)
        self.cut = add(_("Cut"), Keys.Cut, self._cut, writing)
        self.copy = add(_("Copy"), Keys.Copy, lambda: clipboard.copy(table))
        self.copy_heads = add(_("Copy with the heads"), "Ctrl+Shift+C", lambda: clipboard.copy(table, heads=True))
        self.paste = add(_("Paste"), Keys.Paste, lambda: clipboard.paste(table), writing)
        self.clear = add(_("Empty the cells"), "Del", self._clear, writing)
        self.fill = add(_("Fill down"), "Ctrl+D", lambda: rows.fill_down(table), writing)
        self.below = add(_("Insert a row below"), "Ins", lambda: rows.insert(table), writing)
        self.above = add(_("Insert a row above"), "Alt+Ins", lambda: rows.insert(table, above=True), writing)
        self.duplicate = add(_("Duplicate rows"), "Ctrl+Shift+D", lambda: rows.duplicate(table), writing)
        self.delete = add(_("Delete rows"), "Ctrl+-", lambda: rows.delete(table), writing)
        self.up = add(_("Move rows up"), "Alt+Up", lambda: rows.move(table, -1), moving)
        self.down = add(_("Move rows down"), "Alt+Down", lambda: rows.move(table, 1), moving)
        self.forwards = add("", "Alt+Shift+Up", partial(self._sort, descending=False), moving)
        self.backwards = add("", "Alt+Shift+Down", partial(self._sort, descending=True), moving)
        self.filter = add(_("Filter rows…"), "Ctrl+Shift+L", table.filter_wanted.emit)
        self.only = add(_("Only rows with this value"), "Ctrl+L", lambda: rows.only_this(table))
        self.all = add(_("Show all rows"), None, lambda: rows.show_all(table), shows="Esc")
        self.whole = add(_("Choose everything"), "Ctrl+A", table.selectAll)
        self.row = add(_("Choose the whole row"), "Shift+Space", table.choose_rows)
        self.column = add(_("Choose the whole column"), "Ctrl+Space", table.choose_columns)
        self.fit = add(_("Fit the column to its text"), "Alt+Shift+Right", self._fit)
        self.reset = add(_("Reset the columns' widths"), "Alt+Shift+Left", table.sizes.reset)
        self.clear.setShortcuts([QKeySequence("Del"), QKeySequence("Backspace")])

    def _add(
        self,
        label: str,
        key: Keys | str | None,
        does: Callable[[], object],
        enabled: bool = True,
        *,
        shows: str = "",
    ) -> QAction:
        action = QAction(f"{label}\t{shows}" if shows else label, self)
        if isinstance(key, Keys):
            action.setShortcuts(key)
        elif key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(enabled)
        action.triggered.connect(lambda: does())
        self._table.addAction(action)
        return action

    def _cut(self) -> None:
        clipboard.copy(self._table)
        clipboard.clear(self._table)

    def _clear(self) -> None:
        # Where whole rows are chosen by their numbers, Delete is for the rows, else for what is in the cells.
        if self._table.has_whole_rows():
            rows.delete(self._table)
        else:
            clipboard.clear(self._table)

    def _sort(self, *, descending: bool) -> None:
        rows.sort(self._table, self._table.currentIndex().column(), descending=descending)

    def _fit(self) -> None:
        self._table.sizes.fit_column(self._table.currentIndex().column())

    # ------------------------------------------------------------ menus

    def _name(self) -> None:
        """Name what depends on where the cursor is."""
        table, index = self._table, self._table.currentIndex()
        spec = table.records.field(max(0, index.column()))
        for action, label in zip((self.forwards, self.backwards), rows.directions(spec), strict=True):
            action.setText(label)
        only = table.records.fields[max(0, index.column())] in table.records.filter.only
        self.only.setText(_("No longer only this value") if only else _("Only rows with this value"))
        self.all.setEnabled(bool(table.records.filter))

    def menu(self) -> QMenu:
        """The menu of the cells: everything, some of it one step further so that it has room on a low screen."""
        self._name()
        table = self._table
        menu = QMenu(table)
        menu.addActions([self.edit, self.cut, self.copy, self.copy_heads, self.paste, self.clear, self.fill])
        menu.addSeparator()
        menu.addActions([self.below, self.above, self.duplicate, self.delete])
        menu.addSeparator()
        order = menu.addMenu(_("Order and filter"))
        order.addActions([self.up, self.down, self.forwards, self.backwards])
        order.addSeparator()
        order.addActions([self.only, self.filter, self.all])
        choice = menu.addMenu(_("Choosing and widths"))
        choice.addActions([self.whole, self.row, self.column])
        choice.addSeparator()
        choice.addActions([self.fit, self.reset])
        menu.addSeparator()
        offer_history(menu, table.records.session.history_wanted.emit)
        return menu

    def head_menu(self, column: int) -> QMenu:
        """The menu of a column's head, for that column."""
        row = max(0, self._table.currentIndex().row())
        self._table.setCurrentIndex(self._table.records.index(row, column))
        self._name()
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (
            (self.forwards, self.backwards),
            (self.only, self.filter, self.all),
            (self.column, self.fit, self.reset),
        ):
            for action in group:
                menu.addAction(action)
            menu.addSeparator()
        return menu
