"""What is asked before the plan is sent, and when it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from planner_desktop.checks.not_taken import not_in_plan
from planner_desktop.draft.history.versions import state
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.history.copy_and_bundle import history_tick, what_goes
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.ui.session.session import Session
    from planner_desktop.ui.session.shell import Shell

MOST_NAMED = 4
"""So many of the texts that are not in the plan are named before it is sent."""


class Steps(Protocol):
    """Who takes the steps that are asked for, and keeps what was typed into a sheet that was closed (`unsent_…`)."""

    shell: Shell
    session: Session
    draft: Draft
    unsent_note: str
    unsent_reason: str
    unsent_by: str

    def submit(self, note: str, *, with_history: bool = False) -> None:
        """Freeze the version that is sent now."""

    def returned(self, reason: str, by: str) -> None:
        """The version came back; the next one is begun."""


class SubmitSheet(Sheet):
    """What sending does, what is still wrong, and a note to go with it."""

    manual = "sending"

    def __init__(self, steps: Steps) -> None:
        number = state(steps.draft).number
        super().__init__(
            steps.shell.frame,
            _("Send version {number} to สยป.").format(number=number),
            _(
                "The plan is kept in the draft just as it is now, and cannot be edited until it is returned or you go "
                "on with the next version. The program sends nothing itself: export the bundle afterwards."
            ),
        )
        self._steps = steps
        errors = steps.shell.errors()
        if errors:
            self.body.addWidget(
                Text(
                    ngettext(
                        "{count} error is left in the plan. สยป. will likely return it.",
                        "{count} errors are left in the plan. สยป. will likely return it.",
                        errors,
                    ).format(count=errors),
                    "problem",
                )
            )
        self.absent = Text("", "problem")
        self.body.addWidget(self.absent)
        self.absent_button = QPushButton(_("Go to the text"))
        self.absent_button.clicked.connect(self._go_to_absent)
        self.body.addWidget(self.absent_button)
        self._say_absent()
        self.draft_word = Text("", "guide")
        self.body.addWidget(self.draft_word)
        self.final_button = QPushButton(_("Mark the plan final"))
        self.final_button.clicked.connect(self._mark_final)
        self.body.addWidget(self.final_button)
        self._say_draft()
        self.note = QLineEdit(steps.unsent_note)
        self.note.textChanged.connect(self._keep_note)
        self.note.setPlaceholderText(_("Such as the number of the letter that goes with it"))
        self.add_field(_("Note (may be empty)"), self.note)
        self.body.addWidget(Text(what_goes(), "muted"))
        self.with_history = history_tick()
        self.body.addWidget(self.with_history)
        self.body.addStretch(1)
        self.send_button = self.add_button(_("Keep as sent"), self._send, first=True)
        self.note.setFocus()
        self.take_room(30, 18)

    def _say_absent(self) -> None:
        """Say which texts are not in the plan, and will not be in what is sent."""
        lines = not_in_plan(self._steps.draft)
        if more := len(lines[MOST_NAMED + 1 :]):
            lines[MOST_NAMED + 1 :] = [ngettext("• and {count} more", "• and {count} more", more).format(count=more)]
        self.absent.say("\n".join(lines))
        self.absent_button.setVisible(bool(lines))

    def _go_to_absent(self) -> None:
        first = self._steps.draft.refusals()[:1]
        self.close()
        for refused in first:
            self._steps.shell.frame.activateWindow()
            self._steps.shell.go_to_refused(refused)

    def _say_draft(self) -> None:
        """Say whether the word for a draft still stands across the pages."""
        from planner_desktop.document.export import still_a_draft

        lines = still_a_draft(self._steps.draft)
        if lines:
            lines.append(_("While a version counts as sent it is not printed; it stands in what was printed before."))
        self.draft_word.say("\n".join(lines))
        self.final_button.setVisible(bool(lines))

    def _mark_final(self) -> None:
        kind, _dot, field = (self._steps.draft.pack.edition.document.final or "").partition(".")
        with self._steps.session.trying():
            self._steps.draft.set(kind, 1, field, 1)
        self._say_draft()
        self.note.setFocus()

    def _keep_note(self, text: str) -> None:
        self._steps.unsent_note = text

    def _send(self) -> None:
        self._steps.submit(self.note.text().strip(), with_history=self.with_history.isChecked())
        self._steps.unsent_note = ""
        self.close()


class ReturnedSheet(Sheet):
    """Why the plan came back, and from whom."""

    manual = "states"

    def __init__(self, steps: Steps) -> None:
        number = state(steps.draft).number
        super().__init__(
            steps.shell.frame,
            _("Version {number} was returned").format(number=number),
            _("The next version is begun. What was sent is kept, and what changes since then can be printed."),
        )
        self._steps = steps
        self.by = QLineEdit(steps.unsent_by)
        self.add_field(_("Returned by"), self.by)
        self.reason = QPlainTextEdit()
        self.reason.setPlainText(steps.unsent_reason)
        self.reason.setTabChangesFocus(True)
        self.add_field(_("What is to be mended"), self.reason)
        self.by.textChanged.connect(self._keep)
        self.reason.textChanged.connect(self._keep)
        self.add_button(_("Begin the next version"), self._begin, first=True)
        self.reason.setFocus()
        self.take_room(30, 19)

    def _keep(self) -> None:
        self._steps.unsent_reason, self._steps.unsent_by = self.reason.toPlainText(), self.by.text()

    def _begin(self) -> None:
        self._steps.returned(self.reason.toPlainText().strip(), self.by.text().strip())
        self._steps.unsent_reason = self._steps.unsent_by = ""
        self.close()
