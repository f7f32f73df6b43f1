"""The menus of a collection's window: every action with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from planner_desktop.i18n import _
from planner_desktop.ui.collecting.board_window import BoardWindow
from planner_desktop.ui.collecting.plan_menu import PlanMenu
from planner_desktop.ui.kit import look, manual_at
from planner_desktop.ui.kit.menu_action import add_action
from planner_desktop.ui.window import settings
from planner_desktop.ui.window.menu_style import MenuStyle

Keys = QKeySequence.StandardKey


class Menus:
    """The menus. `plan` is the one of what can be done with the marked agency's plan."""

    def __init__(self, window: BoardWindow) -> None:
        self.window = window
        bar = window.menuBar()
        self._file(bar.addMenu(_("&File")))
        self.plan = PlanMenu(window, bar.addMenu(_("&Plan")))
        self._add(bar.addMenu(_("&City")), _("&Across all agencies…"), "Ctrl+T", window.show_across)
        self._view(bar.addMenu(_("&View")))
        about = bar.addMenu(_("&Help"))
        self._add(about, _("&Manual"), manual_at.KEY, partial(manual_at.show, window))
        self._add(about, _("&Keys"), "Ctrl+F1", self._show_keys)
        for each in bar.findChildren(QMenu):
            each.aboutToShow.connect(partial(self._give_room, each))

    def _give_room(self, menu: QMenu) -> None:
        if menu.style() is not self._style:
            menu.setStyle(self._style)

    @cached_property
    def _style(self) -> MenuStyle:
        return MenuStyle(look.STYLE)

    def _show_keys(self) -> None:
        from planner_desktop.ui.collecting import shortcuts  # with it come the windows whose keys they are
        from planner_desktop.ui.window.shortcuts_sheet import show_keys

        show_keys(self.window, shortcuts.of_widgets, _("The menus show their keys too."))

    def _file(self, menu: QMenu) -> None:
        receiving = self.window.receiving
        self._add(menu, _("&New or open another collection…"), Keys.New, self.window.desk_wanted.emit)
        menu.addSeparator()
        takes_in = [
            self._add(menu, _("&Receive bundles…"), "Ctrl+O", receiving.ask_bundles),
            self._add(menu, _("Receive all in a &folder…"), "Ctrl+Shift+O", receiving.ask_folder),
            self._add(menu, _("&Watch a folder…"), None, receiving.ask_watch),
        ]
        again = self._add(menu, _("&Print again what comes, and compare"), None, lambda: None)
        again.setCheckable(True)
        again.toggled.connect(receiving.set_print_again)
        for action in (*takes_in, again):
            action.setEnabled(receiving.may)
        takes_in[-1].setCheckable(True)
        receiving.watches.connect(takes_in[-1].setChecked)
        self._add(menu, _("All receipts…"), None, self.window.show_receipts)
        menu.addSeparator()
        self._add(menu, _("&Close"), Keys.Close, self.window.close)

    def _view(self, menu: QMenu) -> None:
        board = self.window.board
        self._add(menu, _("&Find…"), Keys.Find, self.window.enter_search)
        show = menu.addMenu(_("Show only"))
        for standing, chip in board.chips.items():
            action = show.addAction("", partial(board.show_only, standing))
            show.aboutToShow.connect(lambda action=action, chip=chip: action.setText(chip.text()))
        board.fill_sort_menu(menu.addMenu(_("Sort by")))
        menu.addSeparator()
        settings.fill(menu, self.window.settings_changed.emit)

    def _add(self, menu: QMenu, label: str, key: Keys | str | None, does: Callable[[], object]) -> QAction:
        return add_action(self.window, menu, label, key, does)
