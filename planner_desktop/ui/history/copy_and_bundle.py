"""The sheet that tells what leaves the PC in a copy to give away, and what the sheet of the bundle tells, too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from planner_desktop.checks.accepting import leaving
from planner_desktop.i18n import _
from planner_desktop.plans.exports import Exported
from planner_desktop.stopping import Cancelled, Job, Progress
from planner_desktop.ui.history.files import ask_new_draft, free_name
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


def what_goes() -> str:
    """What the draft that leaves the PC holds, and what stays here."""
    return _(
        "The draft in it holds the plan as it is now and its attached files. What was typed and undone, what is half "
        "typed, your notes, and the names of people and PCs stay here; but who accepted a problem, and why, goes along."
    )


def history_tick() -> QCheckBox:
    """The tick by which all of it goes along."""
    tick = QCheckBox(_("With the history, notes and names"))
    tick.setToolTip(_("For a colleague who goes on with the plan; not for others"))
    return tick


class OutgoingSheet(Sheet):
    """What goes out, the tick, and a button that asks where to save; `go` is told whether the history goes along."""

    manual = "sending"

    def __init__(self, shell: Shell, title: str, guide: str, go: Callable[[bool], object]) -> None:
        super().__init__(shell.frame, title, guide)
        self._go = go
        self.body.addWidget(Text(what_goes()))
        self.with_history = history_tick()
        self.body.addWidget(self.with_history)
        self.body.addStretch(1)
        self.go_button = self.add_button(_("Choose where to save…"), self._ask, first=True)
        self.go_button.setFocus()
        self.take_room(30, 14)

    def _ask(self) -> None:
        with_history = self.with_history.isChecked()
        self.close()
        self._go(with_history)


def ask_copy(shell: Shell) -> None:
    """Say what goes out in a copy to give away, then ask for its name."""
    leave_field()
    guide = _("A draft for somebody else to read or to go on with. You go on in your own.")
    OutgoingSheet(shell, _("Copy to give away"), guide, partial(_ask_name, shell)).show()


def _ask_name(shell: Shell, with_history: bool) -> None:
    path = shell.session.draft.path or Path.home() / "plan"
    target = ask_new_draft(shell.frame, _("Copy to give away"), free_name(path, _("to give away")))
    if target is not None:
        give_copy(shell, target, with_history)


def give_copy(shell: Shell, target: Path, with_history: bool) -> None:
    """Write the copy in a thread."""
    from planner_desktop.draft.plan import clean_copy

    def prepare() -> Job:
        snapshot = shell.session.draft.snapshot()

        def job(_progress: Progress, _cancelled: Cancelled) -> Exported:
            with snapshot, leaving(snapshot) as plan:
                clean_copy.write(plan, target, with_history=with_history)
            return Exported(target, [])

        return job

    shell.run(_("Writing the copy…"), prepare)
