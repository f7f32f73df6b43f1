"""Where the draft stands with สยป., and the steps on from there: a button in the status bar, and its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QToolButton

from planner_desktop.checks.not_taken import not_in_plan
from planner_desktop.draft.history.versions import VersionState, state, state_name, versions
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.exports import export_named
from planner_desktop.thai.dates import format_moment
from planner_desktop.ui.history.copy_and_bundle import export_bundle, history_tick, what_goes
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.history.notice import Notice
    from planner_desktop.ui.session.shell import Shell

MOST_NAMED = 4
"""So many of the texts that are not in the plan are named before it is sent."""


class Sending(QObject):
    """The button and menu for sending a plan and what follows.

    Signals: `stepped` when the plan was sent, returned or begun anew; `version_wanted` with the version to compare
    with.
    """

    stepped = Signal()
    version_wanted = Signal(int)

    def __init__(self, shell: Shell, notice: Notice) -> None:
        super().__init__(shell.frame)
        self.shell, self.session, self.draft = shell, shell.session, shell.session.draft
        self._notice = notice
        self.unsent_note, self.unsent_reason, self.unsent_by = "", "", ""
        """What was typed into the sheets and not used yet: it is there again when they are opened again."""
        self.button: QToolButton = QToolButton()
        self.menu = QMenu()
        self.submit_action = self._action(_("Send to สยป.…"), self.ask_submit)
        self.returned_action = self._action(_("It was returned…"), self.ask_returned)
        self.reopen_action = self._action(_("Go on with the next version"), self.reopen)
        self.withdraw_action = self._action(_("It was not sent after all"), self.withdraw)
        self.menu.addSeparator()
        self.changed_menu = self.menu.addMenu(_("What changed since a version"))
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _action(self, label: str, does: object) -> QAction:
        action = QAction(label, self)
        action.triggered.connect(does)
        self.menu.addAction(action)
        return action

    def refresh(self) -> None:
        """Say where the draft stands, and offer the steps on from there."""
        now = state(self.draft)
        name = state_name(now)
        self.button.setText(name)
        self.button.setAccessibleName(_("State of the plan: {state}").format(state=name))
        told = [format_moment(now.at) if now.at else "", now.by, now.reason]
        self.button.setToolTip(tip(" · ".join(filter(None, told))))
        writable = not self.draft.read_only
        self.submit_action.setEnabled(writable and not now.sent)
        for action in (self.returned_action, self.reopen_action, self.withdraw_action):
            action.setEnabled(writable and now.sent)
        self.changed_menu.clear()
        for version in reversed(versions(self.draft)):
            label = _("Version {number}, sent {when}").format(
                number=version.number, when=format_moment(version.sent_at)
            )
            self.changed_menu.addAction(label, partial(self.version_wanted.emit, version.number))
        self.changed_menu.setEnabled(not self.changed_menu.isEmpty())

    def say_sent(self, now: VersionState) -> None:
        """Say at the top of the window that the plan is with สยป., and how to go on."""
        text = _(
            "Version {number} was sent on {when} by {by}. It is kept as it was sent, and cannot be edited."
        ).format(number=now.number, when=format_moment(now.at) if now.at else "", by=now.by or "–")
        buttons = [
            (_("It was returned…"), self.ask_returned),
            (_("Go on with the next version"), self.reopen),
            (_("It was not sent after all"), self.withdraw),
        ]
        self._notice.say(text, buttons)

    # ------------------------------------------------------------ steps

    def ask_submit(self) -> None:
        """Show what sending does, and take a note for it."""
        leave_field()
        SubmitSheet(self).show()

    def submit(self, note: str, *, with_history: bool = False) -> None:
        """Freeze the version that is sent now; offer its bundle, with or without the draft's history."""
        from planner_desktop.draft.history import sending

        leave_field()
        with self.session.trying():
            version = sending.submit(self.draft, note)
            self.stepped.emit()
            text = _("Version {number} is kept in the draft as it is sent now.").format(number=version.number)
            label = plain(export_named("bundle").label)
            self.shell.bar.show_done(text, label, lambda: export_bundle(self.shell, with_history))

    def ask_returned(self) -> None:
        """Ask who returned the plan and why."""
        ReturnedSheet(self).show()

    def returned(self, reason: str, by: str) -> None:
        """The version came back; the next one is begun."""
        from planner_desktop.draft.history import sending

        with self.session.trying():
            now = sending.returned(self.draft, reason, by)
            self.stepped.emit()
            self.shell.bar.show_done(_("Version {number} is begun: {reason}").format(number=now.number, reason=reason))

    def reopen(self) -> None:
        """Begin the next version without waiting for an answer."""
        from planner_desktop.draft.history import sending

        with self.session.trying():
            now = sending.reopen(self.draft)
            self.stepped.emit()
            self.shell.bar.show_done(_("Version {number} is begun.").format(number=now.number))

    def withdraw(self) -> None:
        """Take the sending back; to send again is the way on, so nothing is asked."""
        from planner_desktop.draft.history import sending

        with self.session.trying():
            now = sending.withdraw(self.draft)
            self.stepped.emit()
            self.shell.bar.show_done(_("Version {number} counts as not sent.").format(number=now.number))


class SubmitSheet(Sheet):
    """What sending does, what is still wrong, and a note to go with it."""

    manual = "sending"

    def __init__(self, steps: Sending) -> None:
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

    def __init__(self, steps: Sending) -> None:
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
