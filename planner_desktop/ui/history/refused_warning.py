"""The warning before a plan is exported while refused texts are not in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidgetItem

from planner_desktop.checks.not_taken import not_in_plan
from planner_desktop.i18n import _
from planner_desktop.ui.kit.item_views import ListWidget
from planner_desktop.ui.kit.look import marked
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class NotTakenSheet(Sheet):
    """Lists texts that are not in the plan; Enter goes to the chosen one. `go_on` does what the officer asked for."""

    manual = "problems"

    def __init__(self, shell: Shell, lines: list[str], go_on: Callable[[], object]) -> None:
        super().__init__(shell.frame, _("Not everything is in the plan"), lines[0])
        self._shell, self._go_on = shell, go_on
        self._refused = shell.session.draft.refusals()
        self.list = ListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(lines[0])
        for line in lines[1:]:
            QListWidgetItem(marked(line), self.list)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.go_to())
        self.body.addWidget(self.list, 1)
        self.go_on_button = self.add_button(_("Go on without them"), self.go_on)
        self.go_button = self.add_button(_("Go to the text"), self.go_to, first=True)
        self.take_room(32, 14)
        self.list.setFocus()

    def go_to(self) -> None:
        """Show the chosen text in its field."""
        refused = self._refused[max(0, self.list.currentRow())]
        self.close()
        self._shell.frame.activateWindow()
        self._shell.go_to_refused(refused)

    def go_on(self) -> None:
        """Do all the same what was asked for."""
        self.close()
        self._go_on()


def ask_first(shell: Shell, go_on: Callable[[], object]) -> None:
    """Go on at once where all is in the plan; else say first what is not."""
    leave_field()
    lines = not_in_plan(shell.session.draft)
    if lines:
        NotTakenSheet(shell, lines, go_on).show()
    else:
        go_on()
