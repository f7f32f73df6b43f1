"""What is asked when the plan came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from planner_desktop.draft.history.versions import state
from planner_desktop.i18n import _
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.ui.session.shell import Shell


class Steps(Protocol):
    """Who takes the step that is asked for, and keeps what was typed into a sheet that was closed (`unsent_…`)."""

    shell: Shell
    draft: Draft
    unsent_reason: str
    unsent_by: str

    def returned(self, reason: str, by: str) -> None:
        """The version came back; the next one is begun."""


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
