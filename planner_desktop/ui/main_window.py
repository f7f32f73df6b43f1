"""The window of one draft: the wizard's steps, the section's screen, problems, menus, and the message bars."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from planner_desktop import __version__
from planner_desktop.checks import Problem
from planner_desktop.draft import SUFFIX, Draft
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.background import Cancelled, Progress
from planner_desktop.ui.exports import Export, Exported
from planner_desktop.ui.finding.finding import Finding
from planner_desktop.ui.keeping.keeping import Keeping
from planner_desktop.ui.menus import Menus
from planner_desktop.ui.message_bar import MessageBar, ProgressRow
from planner_desktop.ui.preview.beside import Beside
from planner_desktop.ui.problem_watch import Found, ProblemWatch
from planner_desktop.ui.problems_panel import ProblemsPanel
from planner_desktop.ui.section_page import SectionPage
from planner_desktop.ui.session import Session, leave_field
from planner_desktop.ui.steps import Steps

if TYPE_CHECKING:
    from planner_desktop.document.typesetter import Typeset

PLACE = "section"
"""The draft's setting that says where the officer was."""


class MainWindow(QMainWindow):
    """Edits one draft, which it closes when it is closed itself."""

    start_wanted = Signal()
    open_wanted = Signal(object)
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
            self.session.typing.texts.update(before.typing.texts)
        self.page: SectionPage | None = None
        self.bar = MessageBar()
        self.keeping = Keeping(self)
        self.progress = ProgressRow()
        self.steps = Steps(draft.pack)
        self.problems = ProblemsPanel(draft.pack, self)
        self._build()
        self.finding = Finding(self)
        self.menus = Menus(self)
        self.watch = ProblemWatch(self.session)
        self._connect()
        self._name()
        self.resize(1280, 720)
        places = [section.id for section in draft.pack.sections]
        place = draft.setting(PLACE)
        self.go_to_section(place if place in places else places[0])
        self.watch.look()
        self.keeping.begin(tell=before is None)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.place = QVBoxLayout()
        self.place.setContentsMargins(0, 0, 0, 0)
        self.place.setSpacing(0)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.steps)
        form = QWidget()
        right = QVBoxLayout(form)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self.place, 1)
        right.addWidget(self._foot())
        self.preview = Beside(self, form)
        self.preview.turned.connect(self.preview_button.setChecked)
        middle.addWidget(self.preview.split, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.keeping.notice)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        layout.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.problems)
        self.problems.hide()
        self.saved = QLabel(_("Everything is saved"))
        self.statusBar().addWidget(self.keeping.sending.button)
        self.statusBar().addPermanentWidget(self.saved)

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 8, 20, 8)
        self.back_button = QPushButton(_("← Back"))
        self.back_button.setToolTip("Ctrl+PageUp")
        self.back_button.clicked.connect(lambda: self.step(-1))
        self.problems_button = QPushButton()
        self.problems_button.setToolTip("F8")
        self.problems_button.clicked.connect(self._show_problems)
        self.preview_button = QPushButton(_("Preview"))
        self.preview_button.setCheckable(True)
        self.preview_button.setToolTip("F7")
        self.preview_button.clicked.connect(lambda: self.preview.toggle())
        self.next_button = QPushButton(_("Next →"))
        self.next_button.setProperty("role", "first")
        self.next_button.setToolTip("Ctrl+PageDown")
        self.next_button.clicked.connect(lambda: self.step(1))
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.problems_button)
        row.addWidget(self.preview_button)
        row.addStretch(1)
        row.addWidget(self.next_button)
        return foot

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to_section)
        self.problems.wanted.connect(self.go_to_problem)
        self.watch.found.connect(self._found)
        self.session.troubled.connect(self.bar.show_error)
        self.session.changed.connect(self._changed)
        self.session.record_wanted.connect(self._record_wanted)
        self.progress.failed.connect(self.bar.show_error)
        self.progress.succeeded.connect(self._exported)

    def _changed(self) -> None:
        self.menus.refresh()
        self._name()
        self.saved.setText(_("Everything is saved"))

    def _name(self) -> None:
        draft = self.session.draft
        record, _dot, field = draft.pack.edition.agency.partition(".")
        agency = draft.shown(draft.records(record)[0], field)
        file = draft.path.name if draft.path else ""
        only_shows = "" if self.session.writable() else _("only for reading")
        self.setWindowTitle(" – ".join(filter(None, (agency, draft.pack.edition.title, file, only_shows))))

    # ------------------------------------------------------------ going about

    def go_to_section(self, section: str) -> None:
        """Show a section; what is being typed is stored first."""
        if self.page is not None and self.page.section.id == section:
            self.steps.mark(section)
            return
        self._show_section(section)
        with self.session.trying():
            self.session.draft.remember(PLACE, section)

    def show_again(self) -> None:
        """Build the screen anew: the draft may be edited now, or no longer."""
        assert self.page is not None
        self._show_section(self.page.section.id)
        self._name()

    def _show_section(self, section: str) -> None:
        in_list = self.steps.list.hasFocus()
        leave_field()
        old, self.page = self.page, SectionPage(self.session, self.session.draft.pack.section(section))
        if old is not None:
            self.place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.place.addWidget(self.page)
        self.page.show()  # now, not when the layout comes to it, so that it can take the focus
        self.steps.mark(section)
        at = self.steps.ids.index(section)
        self.back_button.setEnabled(at > 0)
        self.next_button.setEnabled(at < len(self.steps.ids) - 1)
        if not in_list:
            self.page.start()
        self.preview.go_to_section(section)

    def step(self, by: int) -> None:
        """Go to the next section, or the one before."""
        assert self.page is not None
        at = self.steps.ids.index(self.page.section.id) + by
        if 0 <= at < len(self.steps.ids):
            if self.steps.list.hasFocus():
                self.setFocus()
            self.go_to_section(self.steps.ids[at])

    def go_to_problem(self, problem: Problem) -> None:
        """Show the section, record and field at fault."""
        self.go_to_start(problem.section)
        assert self.page is not None
        self.page.go_to(problem.kind, problem.id, problem.field)

    def go_to_record(self, section: str, kind: str, id: int, field: str | None) -> None:
        """Show a record's field, in this section if its screen has such records."""
        shows = [spec.id for spec in self.session.draft.pack.sections_showing(kind)]
        self.go_to_start(section if section in shows or not shows else shows[0])
        assert self.page is not None
        self.page.go_to(kind, id, field)

    def _record_wanted(self, kind: str, id: int, field: str | None) -> None:
        assert self.page is not None
        self.go_to_record(self.page.section.id, kind, id, field)

    def go_to_start(self, section: str) -> None:
        """Show a section with the focus where the officer begins, wherever it was."""
        self.setFocus()  # neither the list of problems nor the preview must keep it
        self.go_to_section(section)
        self.to_form()

    def to_form(self) -> None:
        """Put the focus into the form."""
        assert self.page is not None
        self.page.start()

    def _found(self, found: Found) -> None:
        problems, states = found
        self.problems.show_problems(problems)
        counts: dict[str, int] = {}
        for problem in problems:
            counts[problem.section] = counts.get(problem.section, 0) + 1
        self.steps.show_states(states, counts)
        count = len(problems)
        text = ngettext("{count} problem", "{count} problems", count).format(count=count)
        self.problems_button.setText(text if count else _("No problems found"))

    def _show_problems(self) -> None:
        self.problems.setVisible(not self.problems.isVisible())
        if self.problems.isVisible():
            self.problems.tree.setFocus()

    # ------------------------------------------------------------ files

    def ask_open(self) -> None:
        """Ask which draft to open."""
        path, _filter = QFileDialog.getOpenFileName(
            self, _("Open a draft"), "", _("Draft (*{suffix})").format(suffix=SUFFIX)
        )
        if path:
            self.open_wanted.emit(Path(path))

    def ask_export(self, export: Export) -> None:
        """Ask where to write, then export."""
        leave_field()
        draft = self.session.draft
        near = str(draft.path.with_suffix(export.suffix)) if draft.path else ""
        path, _filter = QFileDialog.getSaveFileName(self, export.label.replace("&", ""), near, export.filter)
        if path:
            self.export(export, Path(path))

    def export(self, export: Export, path: Path) -> None:
        """Export the draft as it is now, in a thread."""
        if not path.suffix:
            path = path.with_suffix(export.suffix)
        leave_field()
        self._run(export.doing, export.job(self.session.draft, path))

    def _run(
        self, doing: str, job: Callable[[Progress, Cancelled], object], then: Callable[[Any], object] | None = None
    ) -> None:
        if not self.progress.run(doing, job, then):
            self.statusBar().showMessage(_("Another export is still under way"), 5000)

    def ask_print(self) -> None:
        """Set the pages, ask for the printer and what to print, and print it, in threads."""
        from planner_desktop.ui.printing import setting

        leave_field()
        self._run(_("Setting the pages…"), setting(self.session.draft), self._pages_set)

    def _pages_set(self, typeset: Typeset) -> None:
        if self.progress.work is not None:
            self.progress.work.wait()  # it is over in a moment, and makes room for the printing
        QTimer.singleShot(0, self, lambda: self._ask_printer(typeset))

    def _ask_printer(self, typeset: Typeset) -> None:
        from planner_desktop.ui.printing import ask_printer, printing

        asked = ask_printer(self, typeset, self.preview.page)
        if asked is not None:
            printer, pages = asked
            self._run(_("Printing…"), printing(typeset, pages, printer), self.bar.show_done)

    def _exported(self, exported: Exported) -> None:
        url = QUrl.fromLocalFile(str(exported.path))
        done = _("Done: {path}").format(path=exported.path)
        self.bar.show_done("\n".join([done, *exported.remarks]), _("Open"), lambda: QDesktopServices.openUrl(url))

    # ------------------------------------------------------------ help

    def show_keys(self) -> None:
        """Tell the keys in the message bar."""
        self.bar.show_done(
            _(
                "Ctrl+PageUp and Ctrl+PageDown: section before and after. Alt+1 to Alt+0: the first ten sections. "
                "F6: list of sections. F8: problems. F9: between a list and the form beside it. "
                "F7: preview; Ctrl+F7 goes into it, Escape leaves it. Ctrl+P prints. In tables: type to "
                "edit, F2 edits, Tab and Enter go on, Insert adds a row, Ctrl+- deletes rows, Alt+Up and Alt+Down "
                "move, Ctrl+Tab leaves the table. Ctrl+Z undoes, Ctrl+Y redoes. Ctrl+Shift+H: history, Ctrl+Alt+H: "
                "that of the field; Ctrl+Shift+B: backups; Ctrl+Shift+S: save a copy."
            )
        )

    def show_about(self) -> None:
        """Tell which program this is."""
        title = self.session.draft.pack.edition.title
        self.bar.show_done(
            _("planner_desktop {version}. Template: {edition}. Nothing is sent anywhere.").format(
                version=__version__, edition=title
            )
        )

    # ------------------------------------------------------------ showing and closing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self.preview.start)  # once the window is there

    def _stop(self) -> None:
        leave_field()
        self.progress.wait()
        self.watch.stop()
        self.finding.stop()
        self.preview.stop()
        self.keeping.stop()

    def hand_over(self) -> Draft:
        """Let go of the draft, which another window goes on with, and go."""
        self._stop()
        self.session.let_go()
        self.hide()
        self.deleteLater()
        return self.session.draft

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        problem = None
        try:
            self.session.close()
        except PlannerError as error:
            problem = error
        event.accept()
        self.closed.emit()
        if problem is not None:
            self.not_written_back.emit(problem)
        QTimer.singleShot(0, self, self.deleteLater)
