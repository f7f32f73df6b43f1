"""Undo and redo in a window: each tells what it changed and where, and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop.draft.records.affected import Touched, in_words, sections_of, touched
from planner_desktop.i18n import _
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class UndoRedo(QObject):
    """Undo and redo for a window's menus and messages: it tells what was undone, and goes there."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self.shell = shell
        self.session, self.draft = shell.session, shell.session.draft
        self._told: tuple[int, str] | None = None
        """The action that a message tells of, and the message."""

    # ------------------------------------------------------------ what would be turned

    def last(self) -> int | None:
        """The action that undo would take back."""
        step = self.draft.undo_step()
        return step[0] if step else None

    def undo_name(self) -> str:
        """What undo would do; just that it is undo where there is nothing."""
        return self._name(_("Undo"), self.draft.undo_step())

    def redo_name(self) -> str:
        """What redo would do; just that it is redo where there is nothing."""
        return self._name(_("Redo"), self.draft.redo_step())

    def _name(self, word: str, step: tuple[int, str] | None) -> str:
        return f"{word}: {self._said(step[1], touched(self.draft, step[0]))}" if step else word

    def _said(self, label: str, records: list[Touched]) -> str:
        """What an action did, and in which section."""
        return in_words(self.draft, label, records, self.shell.section, self.session.in_use)

    # ------------------------------------------------------------ turning

    def undo(self) -> None:
        """Take the last action back, that of the field being typed in first."""
        leave_field()
        self._turn(back=True)

    def redo(self) -> None:
        """Do the action again that was last taken back."""
        leave_field()
        self._turn(back=False)

    def undo_action(self, action: int) -> None:
        """Take back this action, if it is still the last."""
        leave_field()
        if self.last() == action:
            self._turn(back=True)

    def tell(self, text: str) -> None:
        """Say what the last action did, with a button that undoes just that."""
        action = self.last()
        if action is None:
            return

        def undo() -> None:
            self.shell.bar.hide()
            self.undo_action(action)

        self.shell.bar.show_done(text, _("Undo"), undo, lambda: self.last() == action)
        self._told = action, text

    def _turn(self, *, back: bool) -> None:
        step = self.draft.undo_step() if back else self.draft.redo_step()
        if step is None:
            self.shell.say(_("There is nothing to undo") if back else _("There is nothing to do again"))
            return
        at, records = focused_place(), touched(self.draft, step[0])
        said = self._said(step[1], records)
        sections = sections_of(self.draft, records, self.shell.section, self.session.in_use)
        (self.session.undo if back else self.session.redo)()
        if step == (self.draft.undo_step() if back else self.draft.redo_step()):
            return  # it could not be, which was told
        if back and self._told == (step[0], self.shell.bar.text.said()):
            self.shell.bar.hide()  # what it tells is no longer so
        self._go(records, sections, at[:2] if at else None)
        self.shell.say((_("Undone: {what}") if back else _("Done again: {what}")).format(what=said))
        following = None if back else self.draft.redo_step()
        if following and self.session.goes_on.get(step[0]) == following[0]:
            self._turn(back=False)

    def _go(self, records: list[Touched], sections: list[str], at: tuple[str, int] | None) -> None:
        """Show what was turned; the focus stays where it is, if that was it."""
        there = [each for each in records if self.draft.ids(each.kind, where={"id": each.id})]
        if not sections or any((each.kind, each.id) == at for each in there):
            return
        if there:
            section = sections_of(self.draft, there[:1], self.shell.section, self.session.in_use)
            self.shell.go_to_record(
                section[0] if section else sections[0], there[0].kind, there[0].id, there[0].field or None
            )
        else:
            self.shell.go_to_list(sections[0], records[0].kind)
