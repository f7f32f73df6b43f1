"""The main window's menus: every action with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from planner_desktop.i18n import _
from planner_desktop.plans.exports import exports
from planner_desktop.signing import library
from planner_desktop.ui.fields.base import REDO_KEYS
from planner_desktop.ui.kit import look, manual_at
from planner_desktop.ui.kit.menu_action import add_action
from planner_desktop.ui.kit.text_menu import REDO, UNDO
from planner_desktop.ui.screens.note_line import KEY as NOTE_KEY
from planner_desktop.ui.session import guidance, spelling
from planner_desktop.ui.window import settings

if TYPE_CHECKING:
    from planner_desktop.ui.screens.list_actions import ListActions
    from planner_desktop.ui.window.draft_window import DraftWindow
    from planner_desktop.ui.window.menu_style import MenuStyle
    from planner_desktop.ui.window.palette import Palette

Keys = QKeySequence.StandardKey


class Menus:
    """The menus of a main window. `refresh` keeps the names of undo and redo up to date."""

    def __init__(self, window: DraftWindow) -> None:
        self.window = window
        self.sections: dict[str, QAction] = {}
        bar = window.menuBar()
        self._file(bar.addMenu(_("&File")))
        editing = bar.addMenu(_("&Edit"))
        self.undo = self._add(editing, _("Undo"), Keys.Undo, window.turning.undo)
        self.redo = self._add(editing, _("Redo"), Keys.Redo, window.turning.redo)
        self.undo.setObjectName(UNDO)
        self.redo.setObjectName(REDO)
        self.redo.setShortcuts(REDO_KEYS)
        editing.addSeparator()
        # Texts and lists deal with these keys themselves: the menu only offers them to the mouse.
        self.editing = {
            word: self._add(editing, f"{label}\t{key}", None, partial(self._edit, word))
            for label, key, word in (
                (_("Cut"), "Ctrl+X", "cut"), (_("Copy"), "Ctrl+C", "copy"), (_("Paste"), "Ctrl+V", "paste"),
            )
        }  # fmt: skip
        self.in_list = editing.addMenu(_("In the &list"))
        editing.addSeparator()
        finding = window.finding
        self._add(editing, _("&Find…"), Keys.Find, finding.show)
        self._add(editing, _("&Replace…"), "Ctrl+H", partial(finding.show, replacing=True))
        self._add(editing, _("&Mend torn Thai words…"), "", partial(finding.show, replacing=True, torn=True))
        self._add(editing, _("Next match"), "F3", partial(finding.step, 1))
        self._add(editing, _("Match before"), "Shift+F3", partial(finding.step, -1))
        self._add(editing, _("Next misspelt word"), "Alt+F7", partial(self._step_spelling, 1))
        self._add(editing, _("Misspelt word before"), "Alt+Shift+F7", partial(self._step_spelling, -1))
        editing.aboutToShow.connect(self.refresh)
        editing.aboutToShow.connect(self._refresh_list)
        self._go(bar.addMenu(_("&Go")))
        self._view(bar.addMenu(_("&View")))
        window.history.fill(bar.addMenu(_("H&istory")))
        help_menu = bar.addMenu(_("&Help"))
        self._add(help_menu, _("&Manual"), manual_at.KEY, partial(manual_at.show, window))
        self._add(help_menu, _("&Keys"), "Ctrl+F1", self._show_keys)
        self._add(help_menu, _("Contact"), None, self._show_contact)
        self._add(help_menu, _("About this program"), None, self._show_about)
        for menu in bar.findChildren(QMenu):
            menu.aboutToShow.connect(partial(self._give_room, menu))
        self.refresh()

    def _file(self, menu: QMenu) -> None:
        window = self.window
        self._add(menu, _("&New or open another…"), Keys.New, window.start_wanted.emit)
        self._add(menu, _("&Open…"), Keys.Open, window.files.ask_open)
        menu.addSeparator()
        self._add(menu, _("&Save"), Keys.Save, window.save)
        self._add(menu, _("Save a copy…"), "Ctrl+Shift+S", window.history.go_on_in_copy)
        self._add(menu, _("Copy to give away…"), None, window.history.give_copy)
        menu.addSeparator()
        window.parts.fill(menu)
        menu.addSeparator()
        for export in exports():
            own = {"bundle": window.history.sending.ask_bundle, "xlsx": self._ask_tables}
            self._add(menu, export.label, export.key, own.get(export.name) or partial(window.files.ask_export, export))
        self._add(menu, _("Take in a filled &workbook…"), None, self._ask_workbook)
        menu.addSeparator()
        self._add(menu, _("Give shared results to other agencies…"), None, self._ask_sharing)
        self._add(menu, _("Compare shared results with another agency…"), None, self._ask_shared)
        menu.addSeparator()
        self._add(menu, _("&Print…"), Keys.Print, window.files.ask_print)
        if library.is_installed():
            self._add(menu, _("Sign a PDF…"), None, self._ask_signing)
        self._add(menu, _("What สยป. will find…"), None, self._show_verdict)
        menu.addAction(window.history.sending.submit_action)
        menu.addSeparator()
        self._add(menu, _("&Close"), Keys.Close, window.close)

    def _ask_workbook(self) -> None:
        from planner_desktop.ui.taking.sheet import ask_workbook

        ask_workbook(self.window)

    def _ask_tables(self) -> None:
        from planner_desktop.ui.history.refused_warning import ask_first
        from planner_desktop.ui.taking.giving import ask_tables

        ask_first(self.window, lambda: ask_tables(self.window))

    def _ask_sharing(self) -> None:
        from planner_desktop.ui.sharing.sheet import ask_export

        ask_export(self.window)

    def _ask_shared(self) -> None:
        from planner_desktop.ui.sharing.sheet import ask_compare

        ask_compare(self.window)

    def _show_verdict(self) -> None:
        from planner_desktop.ui.auditing.verdict_sheet import show_draft

        show_draft(self.window, self.window.session.draft)

    def _ask_signing(self) -> None:
        from planner_desktop.ui.signing.sheet import ask_pdf

        ask_pdf(self.window, (self.window.session.draft.path or Path.home()).parent)

    def _go(self, menu: QMenu) -> None:
        window = self.window
        self._add(menu, _("By &name…"), "Ctrl+K", lambda: self.palette.toggle())
        menu.addSeparator()
        self._add(menu, _("Back"), "Ctrl+PgUp", partial(window.step, -1))
        self._add(menu, _("Next"), "Ctrl+PgDown", partial(window.step, 1))
        self._add(menu, _("List of sections"), "F6", window.steps.enter)
        self._add(menu, _("Sections as marks only"), "Ctrl+F6", window.steps.toggle)
        self._add(menu, _("Note on this section"), NOTE_KEY, window.ask_note)
        self._add(menu, _("Problems"), "F8", window.show_problems)
        self._add(menu, _("Next problem"), "Ctrl+F8", partial(window.step_problem, 1))
        self._add(menu, _("Problem before"), "Ctrl+Shift+F8", partial(window.step_problem, -1))
        self._add(menu, _("Accept the problem, because…"), "Shift+F8", window.ask_accept)
        self._add(menu, _("No longer accept the problem"), None, window.take_acceptance_back)
        self._add(menu, _("Reviewed"), "Alt+F8", window.review)
        self._add(menu, _("All of its table reviewed"), "Alt+Shift+F8", partial(window.review, whole=True))
        menu.addSeparator()
        window.returned.fill(menu)
        menu.addSeparator()
        for n, section in enumerate(window.session.draft.pack.sections):
            key = f"Alt+{(n + 1) % 10}" if n < 10 else None
            title = section.title.replace("&", "&&")
            self.sections[section.id] = self._add(menu, title, key, partial(window.go_to_section, section.id))

    def _view(self, menu: QMenu) -> None:
        preview = self.window.preview
        self._add(menu, _("Guidance of the template"), guidance.KEY, self.window.turn_guidance)
        self._add(menu, _("Guidance of this field"), guidance.HERE_KEY, self.window.ask_guidance)
        marked = self._add(menu, _("Wavy lines under misspelt words"), None, partial(spelling.turn, self.window))
        marked.setCheckable(True)
        menu.aboutToShow.connect(lambda: marked.setChecked(spelling.is_marked()))
        shown = self._add(menu, _("Preview"), "F7", preview.toggle)
        shown.setCheckable(True)
        preview.turned.connect(shown.setChecked)
        self._add(menu, _("Go into the preview"), "Ctrl+F7", preview.enter)
        menu.addSeparator()
        # The preview deals with these keys itself: in tables Ctrl+- deletes rows.
        for label, key, word in (
            (_("Larger"), "Ctrl++", "larger"), (_("Smaller"), "Ctrl+-", "smaller"),
            (_("As wide as the preview"), "Ctrl+0", "fit_width"),
        ):  # fmt: skip
            self._add(menu, f"{label}\t{key}", None, partial(preview.do, word))
        menu.addSeparator()
        settings.fill(menu, self.window.settings_changed.emit)

    def _add(self, menu: QMenu, label: str, key: Keys | str | None, does: Callable[[], object]) -> QAction:
        return add_action(self.window, menu, label, key, does)

    def _give_room(self, menu: QMenu) -> None:
        if menu.style() is not self._style:
            menu.setStyle(self._style)

    @cached_property
    def _style(self) -> MenuStyle:
        from planner_desktop.ui.window.menu_style import MenuStyle

        return MenuStyle(look.STYLE)

    @cached_property
    def palette(self) -> Palette:
        """Everything that can be done, by name; it is made when it is first wanted."""
        from planner_desktop.ui.window.palette import Palette

        palette = Palette(self.window)
        self.window.closed.connect(palette.stop)
        return palette

    def _step_spelling(self, by: int) -> None:
        if not spelling.step(self.window, by):
            self.window.say(_("No word that is seen here is marked as misspelt"))

    def _show_keys(self) -> None:
        from planner_desktop.ui.window.shortcuts_sheet import show_keys

        show_keys(self.window)

    def _show_contact(self) -> None:
        from planner_desktop.ui.window.about import show_contact

        show_contact(self.window)

    def _show_about(self) -> None:
        from planner_desktop.ui.window.about import show_about

        show_about(self.window)

    def _focused(self) -> QWidget | None:
        """What has the focus, or had it before the menus were entered by a key."""
        focused, page = QApplication.focusWidget(), self.window.page
        return page.focusWidget() if isinstance(focused, QMenuBar) and page is not None else focused

    def _list(self) -> ListActions | None:
        """The actions of the list that has the focus."""
        from planner_desktop.ui.screens.list_actions import actions_of  # a quick start may show none

        return actions_of(self._focused())

    def _edit(self, word: str) -> None:
        """Cut, copy or paste in whatever has the focus."""
        focused = self._focused()
        if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
            getattr(focused, word)()
        elif (of := self._list()) is not None and word in of:
            of[word].trigger()

    def _refresh_list(self) -> None:
        """Offer what can be done in the list that has the focus."""
        of = self._list()
        self.in_list.clear()
        for below in self.in_list.findChildren(QMenu):
            below.deleteLater()
        self.in_list.menuAction().setVisible(of is not None)
        if of is not None:
            of.refresh()
            of.fill(self.in_list, without=tuple(self.editing))
        for word, action in self.editing.items():
            action.setEnabled(of is None or (word in of and of[word].isEnabled()))
            action.setStatusTip(of[word].statusTip() if of is not None and word in of else "")

    def refresh(self) -> None:
        """Name what undo and redo would do, and where."""
        turning = self.window.turning
        for action, name in ((self.undo, turning.undo_name()), (self.redo, turning.redo_name())):
            action.setText(name.replace("&", "&&"))
        for section, action in self.sections.items():
            action.setVisible(self.window.session.in_use.has(section))
