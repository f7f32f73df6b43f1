"""The window of one draft without its menus: the wizard's steps, the section's screen, problems, and message bars."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from planner_desktop.checks import Problem
from planner_desktop.checks.listing import severity_name
from planner_desktop.draft import Draft
from planner_desktop.draft.refusals import Refusal
from planner_desktop.draft.section_notes import section_notes
from planner_desktop.i18n import _
from planner_desktop.plans.exports import Export
from planner_desktop.stopping import Job
from planner_desktop.thai.unseen import harmless
from planner_desktop.ui.finding.finding import Finding
from planner_desktop.ui.history.keeping import Keeping
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.look import qt_application
from planner_desktop.ui.kit.message_bar import MessageBar, ProgressRow
from planner_desktop.ui.preview.split import PreviewSplit
from planner_desktop.ui.screens.field_row import FieldRow
from planner_desktop.ui.screens.section_page import SectionPage
from planner_desktop.ui.session import guidance
from planner_desktop.ui.session.places import Places
from planner_desktop.ui.session.session import Session, leave_field
from planner_desktop.ui.window.deleted import DeletedTeller
from planner_desktop.ui.window.foot import Foot
from planner_desktop.ui.window.problem_watch import Found, ProblemWatch
from planner_desktop.ui.window.problems_dock import ProblemsDock
from planner_desktop.ui.window.saved_sign import SavedSign
from planner_desktop.ui.window.steps import Steps
from planner_desktop.ui.window.turning import Turning
from planner_desktop.ui.window.window_files import WindowFiles

SAID_MS = 8000
AFTER_SHOWN_MS = 50  # then it is painted, and takes keys

Layout = TypeVar("Layout", bound=QBoxLayout)


def _tight(layout: Layout) -> Layout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


class DraftWindow(QMainWindow):
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
        super().__init__()
        self.session = Session(draft, self)
        if before is not None:
            self.session.refused.unsaved.update(before.refused.unsaved)
            self.session.typing.kept_at = before.typing.kept_at
        self.page: SectionPage | None = None
        self.bar = MessageBar()
        self.keeping = Keeping(self)
        self.progress = ProgressRow()
        self.steps = Steps(self.session.in_use)
        self.problems = ProblemsDock(draft.pack, self)
        self.foot = Foot()
        self.preview_button, self.next_button = self.foot.preview_button, self.foot.next_button
        self.files = WindowFiles(self, self.progress, lambda: self.preview.page)
        self.places = Places(draft)
        self.turning = Turning(self)
        self.deleted = DeletedTeller(self, self.turning.last)
        self._build()
        self.finding = Finding(self)
        self.watch = ProblemWatch(self.session)
        self._connect()
        self._name()
        self.resize(1280, 720)
        self.steps.show_notes(section_notes(draft))
        self.go_to_section(self._in_use(self.places.section()))
        self.saved.look()
        self.keeping.begin(tell=before is None)
        if before is not None and before.to_tell:
            self.turning.tell(before.to_tell)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.place = _tight(QVBoxLayout())
        form = QWidget()
        form.setLayout(self.place)
        self.preview = PreviewSplit(self, form)
        middle = _tight(QHBoxLayout())
        middle.addWidget(self.steps)
        middle.addWidget(self.preview.split, 1)
        whole = QWidget()
        layout = _tight(QVBoxLayout(whole))
        layout.addWidget(self.keeping.notice)
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
        self.statusBar().addWidget(self.keeping.sending.button)
        self.statusBar().addWidget(self.saved)
        self.statusBar().addPermanentWidget(self.foot)

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to_section)
        self.steps.entered.connect(self.to_form)
        self.foot.back_button.clicked.connect(lambda: self.step(-1))
        self.foot.next_button.clicked.connect(self.go_on)
        self.foot.problems_button.clicked.connect(self.show_problems)
        self.preview_button.clicked.connect(lambda: self.preview.toggle())
        self.preview.turned.connect(self.preview_button.setChecked)
        self.problems.visibilityChanged.connect(self._size_problems)
        self.problems.wanted.connect(self.go_to_problem)
        self.problems.step_wanted.connect(self.step_problem)
        self.problems.copy_wanted.connect(self.files.copy_problems)
        self.problems.export_wanted.connect(self.files.ask_export_problems)
        self.watch.found.connect(self._found)
        qt_application().focusChanged.connect(self._focus_went)
        self.session.troubled.connect(self.bar.show_error)
        self.saved.trouble.connect(self.keeping.tell_of_file)
        self.session.said.connect(self.say)
        self.session.covers.append(self.finding.close)
        self.session.in_use_changed.connect(self._in_use_changed)
        self.session.form_pack_changed.connect(self._show_no_more)
        self.session.changed.connect(self._changed)
        self.session.record_wanted.connect(self._record_wanted)
        self.session.printed_wanted.connect(self.preview.show_text)

    # ------------------------------------------------------------ what is asked of a window

    @property
    def frame(self) -> QMainWindow:
        """The window as Qt has it."""
        return self

    @property
    def section(self) -> str:
        """The id of the section that is shown; empty before the first is."""
        return self.page.section.id if self.page is not None else ""

    def errors(self) -> int:
        """How many errors were found in the plan when it was looked through last."""
        return sum(problem.severity == "error" for problem in self.problems.problems)

    def open(self, path: Path) -> None:
        """Open another draft."""
        self.open_wanted.emit(path)

    def run(self, doing: str, prepare: Callable[[], Job], then: Callable[[Any], object] | None = None) -> None:
        """Do long work with progress, unless other is under way; `then` goes on with its result."""
        self.files.run(doing, prepare, then)

    def ask_where(self, export: Export, *, with_history: bool = False) -> None:
        """Ask where to write an export, then write it; a draft in it tells how it came about if asked."""
        self.files.ask_where(export, with_history=with_history)

    def tell_with_undo(self, text: str) -> None:
        """Say what the last action did, with a button that undoes just that."""
        self.turning.tell(text)

    def say(self, text: str) -> None:
        """Tell something in passing, at the foot; as much of it as there is room for."""
        bar = self.statusBar()
        room = max(self.foot.x() - 16, 20 * self.fontMetrics().averageCharWidth())
        bar.showMessage(bar.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room), SAID_MS)

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
        self.setWindowTitle(harmless(" – ".join(filter(None, (agency, draft.pack.edition.title, file, only_shows)))))

    # ------------------------------------------------------------ going about

    def go_to_section(self, section: str) -> None:
        """Show a section; what is being typed is stored first."""
        if self.page is not None and self.page.section.id == section:
            self.steps.mark(section)
            return
        self._note_place()
        self._show_section(section)
        with self.session.trying():
            self.places.keep(section)

    def _note_place(self) -> None:
        if self.page is not None:
            self.places.all[self.page.section.id] = self.page.place()

    def show_again(self) -> None:
        """Build the screen anew: the draft may be edited now, or no longer."""
        assert self.page is not None
        self._note_place()
        self._show_section(self.page.section.id)
        self._name()

    def _show_section(self, section: str) -> None:
        in_list = self.steps.list.hasFocus()
        leave_field()
        old, back = self.page, self.places.all.get(section)
        if old is not None:
            old.note.keep()
        spec = self.session.draft.pack.section(section)
        self.page = SectionPage(self.session, spec, back, self.place.parentWidget())
        self.page.part_shown.connect(self._part_shown)
        self._part_shown()
        self.page.note.kept.connect(lambda: self.steps.show_notes(section_notes(self.session.draft)))
        self.page.guidance_wanted.connect(self.show_guidance)
        if old is not None:
            self.place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.place.addWidget(self.page)
        self._mark_parts()
        self.page.show()  # now, not when the layout comes to it, so that it can take the focus
        self.steps.mark(section)
        self._name_beside()
        if not in_list:
            self.page.start()
        self.preview.go_to_section(section)

    def _name_beside(self) -> None:
        """Name at the foot where its buttons lead."""
        assert self.page is not None
        before, after = map(self.steps.title, self.steps.beside(self.page.section.id))
        self.foot.show_place(before, after, _("send to สยป.") if self.session.writable() else "")

    def _in_use(self, section: str) -> str:
        """The section, or if that is not in use the nearest that is."""
        before, after = self.steps.beside(section)
        return section if section in self.steps.shown else before or after or section

    def _in_use_changed(self) -> None:
        self.steps.show_in_use(self.session.in_use)
        if self.page is not None:
            self.page.show_in_use()
            section = self._in_use(self.page.section.id)
            if section != self.page.section.id:
                QTimer.singleShot(0, self, lambda: self.go_to_section(self._in_use(section)))
            self._name_beside()

    def _part_shown(self) -> None:
        assert self.page is not None
        manual_at.tells_section(self, self.session.draft.pack, self.page.section.id, self.page.number)

    def step(self, by: int) -> None:
        """Go to the next section, or the one before."""
        assert self.page is not None
        section = self.steps.beside(self.page.section.id)[by > 0]
        if section is not None:
            if self.steps.list.hasFocus():
                self.setFocus()
            self.go_to_section(section)

    def go_on(self) -> None:
        """Go to the next section; after the last one the plan is sent."""
        assert self.page is not None
        if self.steps.beside(self.page.section.id)[1] is None:
            self.keeping.sending.ask_submit()
        else:
            self.step(1)

    def go_to_problem(self, problem: Problem) -> None:
        """Show the section, record and field at fault."""
        self.go_to_start(problem.section)
        assert self.page is not None
        self.page.go_to(problem.kind, problem.id, problem.field)

    def go_to_record(self, section: str, kind: str, id: int, field: str | None) -> None:
        """Show a record's field, in this section if its screen has such records."""
        shows = [spec.id for spec in self.session.in_use.sections_showing(kind)]
        if not shows and self.session.draft.pack.sections_showing(kind):
            self.say(_("The form that has it is not part of the plan as it is now"))
            return
        self.go_to_start(section if section in shows or not shows else shows[0])
        assert self.page is not None
        self.page.go_to(kind, id, field)

    def show_record(self, kind: str, id: int, field: str) -> None:
        """Come to the front and show a record's field wherever it stands, if the record is there."""
        shows = self.session.in_use.sections_showing(kind)
        if shows and self.session.draft.ids(kind, where={"id": id}):
            self.activateWindow()
            self.go_to_record(shows[0].id, kind, id, field or None)

    def go_to_list(self, section: str, kind: str) -> None:
        """Show a section with the focus where its records of a kind are listed."""
        page = self.page
        if page is None or page.section.id != section or page.part is None or not page.lists(kind):
            self.go_to_start(section)
            assert self.page is not None
            self.page.go_to(kind, None, None)

    def go_to_refused(self, refused: Refusal) -> None:
        """Show a text that its field refused, where it was typed."""
        assert self.page is not None
        shows = self.session.in_use.sections_showing(refused.kind, refused.field)
        ids = [section.id for section in shows]
        here = self.page.section.id
        self.go_to_record(here if here in ids or not ids else ids[0], refused.kind, refused.id, refused.field)

    def _record_wanted(self, kind: str, id: int, field: str | None) -> None:
        assert self.page is not None
        self.go_to_record(self.page.section.id, kind, id, field)

    def go_to_start(self, section: str) -> None:
        """Show a section with the focus where the officer begins, wherever it was."""
        self.setFocus()  # neither the list of problems nor the preview must keep it
        self.go_to_section(section)
        self.to_form()

    def _focus_went(self, old: QWidget | None, now: QWidget | None) -> None:
        """What had the focus is gone: typing must not go to the list of steps, which Qt thinks is next."""
        if now is not self.steps.list or old is None or not isValid(old) or old.isVisible():
            return
        if self.page is not None and (self.page.isAncestorOf(old) or self.problems.isAncestorOf(old)):
            QTimer.singleShot(0, self, self.to_form)

    def to_form(self) -> None:
        """Put the focus into the form."""
        assert self.page is not None
        self.page.start()

    def _found(self, found: Found) -> None:
        problems, standings = found
        self.problems.show_problems(problems)
        self.steps.show_standings(standings)
        self._mark_parts()
        self.foot.show_problems(problems)

    def _show_no_more(self) -> None:
        """Draw and mark nothing more: another form pack is there, for which the window is about to be built anew."""
        self.watch.found.disconnect(self._found)
        self.setUpdatesEnabled(False)

    def _mark_parts(self) -> None:
        if self.page is not None and self.page.section.id in self.steps.standings:  # not before it was looked
            self.page.show_standing(self.steps.standings[self.page.section.id])

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

    # ------------------------------------------------------------ notes and guidance

    def ask_note(self) -> None:
        """Have the officer's note on the section written."""
        assert self.page is not None
        self.page.note.ask()

    def turn_guidance(self) -> None:
        """Show the template's guidance, or put it away."""
        assert self.page is not None
        self.page.guidance_button.toggle()

    def show_guidance(self, shown: bool) -> None:
        """Show all of the template's guidance, or none of it."""
        guidance.turn_all(self, shown)

    def ask_guidance(self) -> None:
        """Show the guidance of the field that has the focus, or put it away."""
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, FieldRow):
            widget = widget.parentWidget()
        if widget is not None and widget.guide is not None:
            widget.guide.ask()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.fit(self.width())
        self.saved.shorten(self.steps.narrow)

    def stop(self) -> None:
        """Store what is being typed and where the officer was, and begin nothing more."""
        leave_field()
        assert self.page is not None
        self.page.note.keep()
        self._note_place()
        with self.session.trying():
            self.places.keep(self.page.section.id)
        self.progress.wait()
        for part in (self.deleted, self.watch, self.finding, self.preview, self.keeping):
            part.stop()

    def hand_over(self) -> Draft:
        """Let go of the draft, which another window goes on with, and go."""
        self.stop()
        self.session.let_go()
        self.hide()
        self.deleteLater()
        return self.session.draft
