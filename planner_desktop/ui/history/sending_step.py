"""The last step of a plan: what is wrong, its PDF, who signs, what goes along; then its bundle, kept as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.checks import ready
from planner_desktop.checks.not_taken import not_in_plan
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.history.versions import state
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans import submission
from planner_desktop.ui.history.enclosed import EnclosedFiles
from planner_desktop.ui.history.found_tree import FoundTree
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from pathlib import Path

    from planner_desktop.checks import Problem
    from planner_desktop.draft import Draft
    from planner_desktop.plans.submission import Standing, Submitted
    from planner_desktop.ui.session.session import Session
    from planner_desktop.ui.session.shell import Shell

MOST_NAMED = 4
"""So many of the texts that are not in the plan are named before it is sent."""


class Steps(Protocol):
    """Who keeps the plan as sent, and what was put into a step that was closed (`unsent_…`)."""

    shell: Shell
    session: Session
    draft: Draft
    unsent_note: str
    unsent_signed: Path | None
    unsent_scans: tuple[Path, ...]

    def keep_sent(self, submitted: Submitted, note: str) -> bool:
        """Keep the version as sent whose bundle was written; whether that was possible."""


class SendingStep(Sheet):
    """How the plan stands, what goes along, and the button that makes its bundle; with a tick it is kept as sent."""

    manual = "sending"

    def __init__(self, steps: Steps, *, as_sent: bool = True) -> None:
        now = state(steps.draft)
        title = _("Bundle of version {number}, which was sent") if now.sent else _("Send version {number} to สยป.")
        super().__init__(
            steps.shell.frame,
            title.format(number=now.number),
            _(
                "The bundle is the one file that สยป. gets. The program sends nothing itself: it writes the file where "
                "you say, as onto a stick, and reads it back from there."
            ),
        )
        self._steps = steps
        self._stale = False
        self.bar, self.progress = MessageBar(), ProgressRow()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.progress)
        self.found = FoundTree(steps.draft.pack, self._go_to)
        self.absent, self.draft_word = Text("", "problem"), Text("", "guide")
        self.pages, self.signers = Text("", "muted"), Text("", "muted")
        self.absent_button = QPushButton(_("Go to the text"))
        self.absent_button.clicked.connect(self._go_to_absent)
        self.final_button = QPushButton(_("Mark the plan final"))
        self.final_button.clicked.connect(self._mark_final)
        self.files = EnclosedFiles(draft_folder(steps.draft), steps.unsent_signed, steps.unsent_scans)
        self.errors = Text("", "problem")
        self.reason = QLineEdit()
        self.note = QLineEdit(steps.unsent_note)
        self.as_sent = QCheckBox(_("Keep the plan as sent: it cannot be edited until it is returned"))
        self.as_sent.setChecked(as_sent and not now.sent)
        self.as_sent.setVisible(not now.sent and not steps.draft.read_only)
        self._lay_out(is_sent=now.sent)
        mark = incomplete.marked(steps.draft)
        self.reason.setText(mark.reason if mark is not None else "")
        self.make_button = self.add_button(_("Make the bundle…"), self.ask_where, first=True)
        self.note.setFocus()
        self.take_room(50, 28)
        self._say()
        self._say_errors(steps.shell.errors())
        follow(self, steps.session, None, self._changed)
        self.look()

    def _lay_out(self, *, is_sent: bool) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        self.note.setPlaceholderText(_("Such as the number of the letter that goes with it"))
        self.reason.setPlaceholderText(_("Such as what is still awaited, and from whom"))
        column.addWidget(Text(_("The plan as PDF"), "label"))
        for each in (self.absent, self.absent_button, self.pages, self.signers, self.draft_word, self.final_button):
            column.addWidget(each)
        for label, field in (
            (_("What goes along"), self.files),
            (_("Note (may be empty)"), self.note),
        ):
            said = Text(label, "label")
            said.setBuddy(field)
            field.setAccessibleName(label)
            if not (is_sent and field is self.note):
                column.addWidget(said)
                column.addWidget(field)
        self.errors.setBuddy(self.reason)
        self.reason.setAccessibleName(_("Why it is given out though errors stand"))
        column.addWidget(self.errors)
        column.addWidget(self.reason)
        column.addWidget(self.as_sent)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        left = QVBoxLayout()
        left.addWidget(Text(_("What was found in the plan"), "label"))
        left.addWidget(self.found, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(area, 1)
        self.body.addLayout(row, 1)

    # ------------------------------------------------------------ how the plan stands

    def look(self) -> None:
        """Look through the plan and set its pages, in a thread, unless its bundle is being made."""
        if self.progress.is_busy or self._steps.session.is_closed:
            return
        self._stale = False
        self.progress.run(
            _("Looking through the plan and setting its pages…"),
            submission.look(self._steps.draft),
            self._show,
            self.bar.show_error,
        )

    def _show(self, standing: Standing) -> None:
        self.found.show_problems(standing.problems)
        self._say_errors(ready.errors(standing.problems))
        said = ngettext("The plan has {count} page as PDF.", "The plan has {count} pages as PDF.", standing.pages)
        self.pages.say("\n".join([said.format(count=standing.pages), *standing.remarks]))
        nobody = _("Nobody is named to sign.")
        who = _("To sign: {names}").format(names=" · ".join(standing.signers))
        self.signers.say(who if standing.signers else nobody)

    def _say_errors(self, errors: int) -> None:
        """While errors stand, ask why it is given out so."""
        said = ngettext(
            "{count} error is left in the plan. To give it out all the same, say why: it is marked incomplete.",
            "{count} errors are left in the plan. To give it out all the same, say why: it is marked incomplete.",
            errors,
        )
        self.errors.say(said.format(count=errors) if errors else "")
        self.reason.setVisible(bool(errors))

    def _say(self) -> None:
        """Say which texts are not in the plan, and whether the word for a draft stands across its pages."""
        from planner_desktop.document.export import still_a_draft

        lines = not_in_plan(self._steps.draft)
        if more := len(lines[MOST_NAMED + 1 :]):
            lines[MOST_NAMED + 1 :] = [ngettext("• and {count} more", "• and {count} more", more).format(count=more)]
        self.absent.say("\n".join(lines))
        self.absent_button.setVisible(bool(lines))
        lines = still_a_draft(self._steps.draft)
        if lines:
            lines.append(_("While a version counts as sent it is not printed; it stands in what was printed before."))
        self.draft_word.say("\n".join(lines))
        self.final_button.setVisible(bool(lines))

    def _changed(self) -> None:
        self._stale = True
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back from mending sees how the plan stands now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._stale and self.isActiveWindow():
            self.look()

    def _go_to(self, problem: Problem) -> None:
        self._steps.shell.frame.activateWindow()
        self._steps.shell.go_to_problem(problem)

    def _go_to_absent(self) -> None:
        first = self._steps.draft.refusals()[:1]
        self.close()
        for refused in first:
            self._steps.shell.frame.activateWindow()
            self._steps.shell.go_to_refused(refused)

    def _mark_final(self) -> None:
        kind, _dot, field = (self._steps.draft.pack.edition.document.final or "").partition(".")
        with self._steps.session.trying():
            self._steps.draft.set(kind, 1, field, 1)
        self._say()
        self.note.setFocus()

    # ------------------------------------------------------------ the bundle

    def ask_where(self) -> None:
        """Ask where to write the bundle, then make it."""
        from pathlib import Path

        from planner_desktop.bundle.write import folder_name

        leave_field()
        near = draft_folder(self._steps.draft) / f"{folder_name(self._steps.draft)}.zip"
        kinds = _("Submission bundle (*.zip)")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Submission bundle"), str(near), kinds)
        if chosen:
            path = Path(chosen)
            self.make(path if path.suffix else path.with_suffix(".zip"))

    def make(self, path: Path) -> None:
        """Make the bundle of the plan as it is now, in a thread."""
        self.progress.leave()  # it may be looking yet, which is of no use any more
        with self._steps.session.trying():
            incomplete.mark(self._steps.draft, self.reason.text() if self.reason.isVisibleTo(self) else "")
        note = self.note.text().strip()
        wanted = submission.Wanted(
            path,
            as_sent=self.as_sent.isVisibleTo(self) and self.as_sent.isChecked(),
            note=note,
            word=self.files.word.isChecked(),
            signed=self.files.signed,
            scans=self.files.scans,
            with_history=self.files.with_history.isChecked(),
        )
        self.bar.hide()
        self.make_button.setEnabled(False)
        self.progress.run(
            _("Making the bundle…"),
            submission.make(self._steps.draft, wanted),
            lambda submitted: self._made(submitted, note),
            self._not_made,
        )

    def _made(self, submitted: Submitted, note: str) -> None:
        self.make_button.setEnabled(True)
        lines = [_("Written and read back: {path}").format(path=submitted.path), *submitted.remarks]
        if submitted.digest:
            if not self._steps.keep_sent(submitted, note):
                return
            number = state(self._steps.draft).number
            lines.insert(1, _("Version {number} is kept in the draft as it is sent now.").format(number=number))
            self.as_sent.setChecked(False)
            self.as_sent.hide()
            self.note.clear()
        self.bar.show_written("\n".join(lines), submitted.path.parent, _("Open folder"))

    def _not_made(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        self.bar.show_error(error)

    def finish(self) -> None:
        """What was chosen is there when it is opened again; a bundle that is not ready is not made."""
        self.progress.leave()
        self._steps.unsent_note = self.note.text()
        self._steps.unsent_signed, self._steps.unsent_scans = self.files.signed, self.files.scans
