"""The window of one draft without its menus: the wizard's steps, the section's screen, problems, and message bars."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from planner_desktop.checks import Problem, to_mend
from planner_desktop.checks.listing import severity_name
from planner_desktop.draft import Draft
from planner_desktop.i18n import _
from planner_desktop.stopping import Job
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.finding.finding import FindPanels
from planner_desktop.ui.history.history_menu import HistoryMenu
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import qt_application
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.parts.parts_menu import PartsMenu
from planner_desktop.ui.preview.split import PreviewSplit
from planner_desktop.ui.returned.returned_menu import ReturnedMenu
from planner_desktop.ui.screens.build import ScreensAhead
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.window.deleted_notice import DeletedTeller
from planner_desktop.ui.window.problem_watch import Findings, ProblemWatch
from planner_desktop.ui.window.problems_dock import ProblemsDock
from planner_desktop.ui.window.saved_sign import SavedSign
from planner_desktop.ui.window.sections_window import SectionsWindow
from planner_desktop.ui.window.undo_redo import UndoRedo
from planner_desktop.ui.window.window_files import WindowFiles

if TYPE_CHECKING:
    from planner_desktop.plans.exports import Export
    from planner_desktop.ui.window.accepting import Accepting

AFTER_SHOWN_MS = 50  # then it is painted, and takes keys


class DraftWindow(SectionsWindow):
    """Shows one draft, and does what a screen may ask of its window (`session.shell`)."""

    start_wanted = Signal()
    open_wanted = Signal(object)
    closing = Signal()
    """All is stored, and the draft is still open."""
    closed = Signal()
    settings_changed = Signal()
    """Language, text size or colours: every window is to be built anew."""
    not_written_back = Signal(object)
    """The window is closed, and brings why a share's file does not hold the last edits; this PC does."""

    def __init__(self, draft: Draft, before: Session | None = None) -> None:
        """A window of `draft`; `before` is that of the window whose place it takes."""
        super().__init__(draft, before)
        self.bar = MessageBar()
        self.history = HistoryMenu(self)
        self.parts = PartsMenu(self, self.history)
        self.returned = ReturnedMenu(self, self.history)
        self.progress = ProgressRow()
        self.problems = ProblemsDock(draft.pack, self)
        self.preview_button, self.next_button = self.foot.preview_button, self.foot.next_button
        self.files = WindowFiles(self, self.progress, lambda: self.preview.page)
        self.turning = UndoRedo(self)
        self.deleted = DeletedTeller(self, self.turning.last)
        self._build()
        self.finding = FindPanels(self)
        self.watch = ProblemWatch(self.session)
        self._connect()
        self._name()
        self.resize(1280, 720)
        self.begin()
        self.saved.look()
        self.history.begin(tell=before is None)
        if before is not None and before.to_tell:
            self.turning.tell(before.to_tell)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.preview = PreviewSplit(self, self.form)
        middle = bare(QHBoxLayout(), 0)
        middle.addWidget(self.steps)
        middle.addWidget(self.preview.split, 1)
        whole = QWidget()
        layout = bare(QVBoxLayout(whole), 0)
        layout.addWidget(self.history.notice)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        layout.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.steps.lay_over(whole)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.problems)
        self.problems.hide()
        self.saved = SavedSign(self, lambda: self.page is not None and self.page.is_typed())
        self.statusBar().setSizeGripEnabled(False)
        ground = f"background: {hex_of('paper')}; border-top: 1px solid {hex_of('line')};"
        self.statusBar().setStyleSheet(f"QStatusBar {{ {ground} }} QStatusBar::item {{ border: none; }}")
        self.statusBar().addWidget(self.history.sending.button)
        self.statusBar().addWidget(self.saved)
        self.statusBar().addPermanentWidget(self.foot)

    def _connect(self) -> None:
        self.section_shown.connect(self.preview.go_to_section)
        self.foot.next_button.clicked.connect(self.go_on)
        self.foot.problems_button.clicked.connect(self.show_problems)
        self.preview_button.clicked.connect(lambda: self.preview.toggle())
        self.preview.turned.connect(self.preview_button.setChecked)
        self.problems.visibilityChanged.connect(self._size_problems)
        self.problems.wanted.connect(self.go_to_problem)
        self.problems.step_wanted.connect(self.step_problem)
        self.problems.accept_wanted.connect(self.ask_accept)
        self.problems.take_back_wanted.connect(self.take_acceptance_back)
        self.problems.reviewed.connect(self._reviewed)
        self.problems.copy_wanted.connect(self.files.copy_problems)
        self.problems.export_wanted.connect(self.files.ask_export_problems)
        self.watch.found.connect(self._found)
        qt_application().focusChanged.connect(self._focus_went)
        self.session.troubled.connect(self.bar.show_error)
        self.saved.trouble.connect(self.history.tell_of_file)
        self.session.said.connect(self.say)
        self.session.covers.append(self.finding.close)
        self.session.form_pack_changed.connect(self._show_no_more)
        self.session.changed.connect(self._changed)
        self.session.printed_wanted.connect(self.preview.show_text)

    # ------------------------------------------------------------ what is asked of a window

    @property
    def frame(self) -> QMainWindow:
        """The window as Qt has it."""
        return self

    def errors(self) -> int:
        """How many errors were found in the plan when it was looked through last."""
        return sum(problem.severity == "error" for problem in to_mend(self.problems.problems))

    def open(self, path: Path) -> None:
        """Open another draft."""
        self.open_wanted.emit(path)

    def run(self, doing: str, prepare: Callable[[], Job], then: Callable[[Any], object] | None = None) -> None:
        """Do long work with progress, unless other is under way; `then` goes on with its result."""
        self.files.run(doing, prepare, then)

    def ask_where(self, export: Export, *, only: tuple[str, ...] = ()) -> None:
        """Ask where to write an export, then write it; of a workbook `only` these tables."""
        self.files.ask_where(export, only=only)

    def tell_with_undo(self, text: str) -> None:
        """Say what the last action did, with a button that undoes just that."""
        self.turning.tell(text)

    def save(self) -> None:
        """Store what is being typed, and say so."""
        from planner_desktop.ui.session.saving import save

        with self.session.trying():
            self.say(save(self.session))

    def _changed(self) -> None:
        self.bar.refresh()
        self._name()

    def _name(self) -> None:
        draft = self.session.draft
        record, _dot, field = draft.pack.edition.agency.partition(".")
        agency = draft.shown(draft.records(record)[0], field)
        file = draft.path.name if draft.path else ""
        only_shows = "" if self.session.writable() else _("only for reading")
        limits = draft.limits
        part = _("part of {division}").format(division=limits.part.division) if limits is not None else ""
        named = (part, agency, draft.pack.edition.title, file, only_shows)
        self.setWindowTitle(harmless(" – ".join(filter(None, named))))

    # ------------------------------------------------------------ going about

    def show_again(self) -> None:
        super().show_again()
        self._name()

    def go_on(self) -> None:
        """Go to the next section; after the last one the plan is sent."""
        assert self.page is not None
        if self.steps.beside(self.page.section.id)[1] is None:
            self.history.sending.ask_submit()
        else:
            self.step(1)

    def _focus_went(self, old: QWidget | None, now: QWidget | None) -> None:
        """What had the focus is gone: typing must not go to the list of steps, which Qt thinks is next."""
        if now is not self.steps.list or old is None or not isValid(old) or old.isVisible():
            return
        if self.page is not None and (self.page.isAncestorOf(old) or self.problems.isAncestorOf(old)):
            QTimer.singleShot(0, self, self.to_form)

    def _found(self, found: Findings) -> None:
        problems, standings = found
        self.problems.show_problems(problems)
        self.steps.show_standings(standings)
        self._mark_parts()
        self.foot.show_problems(to_mend(problems))

    def _show_no_more(self) -> None:
        """Draw and mark nothing more: another form pack is there, for which the window is about to be built anew."""
        self.watch.found.disconnect(self._found)
        self.setUpdatesEnabled(False)

    def show_problems(self) -> None:
        """Show the list of problems, with one marked that Enter leads to, or put it away."""
        self.problems.setVisible(not self.problems.isVisible())
        tree = self.problems.tree
        if self.problems.isVisible():
            tree.setFocus()
            if self.page is not None and tree.problem() is None and (first := tree.step(1, self.page.section.id)):
                tree.mark(first)
        elif self.page is not None and self.focusWidget() is None:
            self.to_form()

    def _size_problems(self, visible: bool) -> None:
        if visible:  # the form keeps most of the height
            self.resizeDocks([self.problems], [min(260, self.height() * 3 // 10)], Qt.Orientation.Vertical)

    def step_problem(self, by: int) -> None:
        """Go to the field of the next problem, or the one before; say what is wrong with it."""
        assert self.page is not None
        problem = self.problems.tree.step(by, self.page.section.id)
        if problem is None:
            self.statusBar().showMessage(_("No problems found"), 5000)
            return
        self.problems.tree.mark(problem)
        self.go_to_problem(problem)
        self.statusBar().showMessage(f"{severity_name(problem.severity)}: {problem.message}", 10_000)

    @cached_property
    def _accepting(self) -> Accepting:
        from planner_desktop.ui.window.accepting import Accepting

        return Accepting(self, self.problems)

    def ask_accept(self, problem: Problem | None = None) -> None:
        """Ask for the reason to accept a problem; without one that which is marked, or that of the field in focus."""
        self._accepting.ask(problem)

    def take_acceptance_back(self, problem: Problem | None = None) -> None:
        """A problem, or the marked one, is accepted no more."""
        self._accepting.take_back(problem)

    def _reviewed(self, problem: Problem, whole: bool) -> None:
        self._accepting.review(problem, whole=whole)

    def review(self, *, whole: bool = False) -> None:
        """What is marked in the list, or has the focus, was looked at; or the `whole` table of such records."""
        self._accepting.review(whole=whole)

    # ------------------------------------------------------------ showing and closing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._there)

    def _there(self) -> None:
        """The window is there: what it can be used without comes now."""
        if self.session.is_closed:
            return
        self.preview.start()
        QTimer.singleShot(AFTER_SHOWN_MS, self.watch, self.watch.look)
        ScreensAhead(self.session.draft.pack, self).start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.fit(self.width())
        self.saved.shorten(self.steps.narrow)

    def stop(self) -> None:
        """Store what is being typed and where the officer was, and begin nothing more."""
        self.keep_place()
        self.progress.worker.stop()
        for part in (self.deleted, self.watch, self.finding, self.preview, self.history):
            part.stop()

    def hand_over(self) -> Draft:
        """Let go of the draft, which another window goes on with, and go."""
        self.stop()
        self.session.let_go()
        self.hide()
        self.deleteLater()
        return self.session.draft
