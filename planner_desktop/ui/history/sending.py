"""Where the draft stands with สยป., and the steps on from there: a button in the status bar, and its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from planner_desktop.draft.history.versions import VersionState, state, state_name, versions
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from pathlib import Path

    from planner_desktop.plans.submission import Submitted
    from planner_desktop.ui.history.notice import Notice
    from planner_desktop.ui.session.shell import Shell


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
        self.unsent_signed: Path | None = None
        self.unsent_scans: tuple[Path, ...] = ()
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
        """Show how the plan stands, make its bundle, and keep it as sent."""
        self._ask(as_sent=True)

    def ask_bundle(self) -> None:
        """The same step, from which a bundle comes of a plan that is not sent yet, or was sent before."""
        self._ask(as_sent=False)

    def _ask(self, *, as_sent: bool) -> None:
        from planner_desktop.ui.history.sending_step import SendingStep

        leave_field()
        SendingStep(self, as_sent=as_sent).show()

    def keep_sent(self, submitted: Submitted, note: str) -> bool:
        """Freeze the version whose bundle was written; whether that was possible."""
        from planner_desktop.draft.history import sending

        with self.session.trying():
            if sending.digest(self.draft) != submitted.digest:
                raise DraftError(
                    _("The plan was edited while its bundle was written: it is not kept as sent."),
                    _("Make the bundle again; {path} holds the plan as it was.").format(path=submitted.path),
                )
            sending.submit(self.draft, note, submitted.at)
            self.stepped.emit()
            return True
        return False

    def ask_returned(self) -> None:
        """Ask who returned the plan and why."""
        from planner_desktop.ui.history.sending_sheets import ReturnedSheet

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
