"""What a window offers of parts: handing out and taking in a plan, giving back in a part, which says what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from planner_desktop.draft import PART_SUFFIX, SUFFIX
from planner_desktop.draft.file.own_tables import MERGE_CONFLICT
from planner_desktop.draft.merging.conflicts import count
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.history.history_menu import HistoryMenu
    from planner_desktop.ui.session.shell import Shell


class PartsMenu(QObject):
    """The entries on parts in a window's menu File, and what its notice says where there is nothing more pressing."""

    def __init__(self, shell: Shell, history: HistoryMenu) -> None:
        super().__init__(shell.frame)
        self.shell, self.session, self.draft = shell, shell.session, shell.session.draft
        self.notice = history.notice
        self._asked = 0
        """How many conflicts the notice tells of."""
        history.nothing_to_say.connect(self.say)
        self.session.tables_changed.connect(self._heard)

    def fill(self, menu: QMenu) -> None:
        """Put the ways to all this into a menu."""
        if self.draft.limits is not None:
            menu.addAction(_("Give the filled part back…"), self.give_back)
            return
        menu.addAction(_("Hand a part out to a division…"), self.hand_out)
        menu.addAction(_("Take what a division filled…"), self.ask_take)
        menu.addAction(_("Parts handed out…"), self.show_parts)
        menu.addAction(_("Merge another copy of this draft…"), self.ask_merge)
        menu.addAction(_("Changed on both sides…"), self.show_conflicts)

    def say(self) -> None:
        """Say whose part this is, and what may be done in it."""
        limits = self.draft.limits
        if limits is None:
            self._say_conflicts()
            return
        from planner_desktop.draft.parts.listing import due  # a plan's window needs nothing of it

        part = limits.part
        what = _("The part of {division}: what is marked ✎ is to be filled, all else is for reading.")
        said = [what.format(division=part.division)]
        if part.deadline:
            who = part.handed_by or _("The officer")
            said.append(_("{who} wants it back by {day}.").format(who=who, day=due(part)))
        if part.note:
            said.append(f"“{part.note}”")
        self.notice.say(" ".join(said), [(_("Give it back…"), self.give_back)])

    def hand_out(self) -> None:
        """Choose a division and what it fills."""
        from planner_desktop.ui.parts.hand_sheet import HandSheet

        leave_field()
        HandSheet(self.shell).show()

    def _say_conflicts(self) -> None:
        """Say in a plan that something is to be decided, if it is."""
        asked = count(self.draft)
        if asked:
            many = ngettext(
                "{count} place was changed on both sides and is to be decided.",
                "{count} places were changed on both sides and are to be decided.",
                asked,
            )
            self.notice.say(many.format(count=asked), [(_("Decide…"), self.show_conflicts)])
        elif self._asked:
            self.notice.say("")
        self._asked = asked

    def _heard(self, tables: set[str]) -> None:
        if MERGE_CONFLICT.name in tables and (self.notice.isHidden() or self._asked):
            self._say_conflicts()

    def ask_take(self) -> None:
        """Ask which file a division gave back, then show what comes with it."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.ui.session.folders import draft_folder

        kinds = _("Parts and their workbooks (*{suffix} *.xlsx)").format(suffix=PART_SUFFIX)
        near = str(draft_folder(self.draft))
        path, _filter = QFileDialog.getOpenFileName(self.shell.frame, _("Take what a division filled"), near, kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Show what comes with a part that a division filled, to be taken."""
        from planner_desktop.ui.parts.take_sheet import TakeSheet

        leave_field()
        TakeSheet(self.shell, path).show()

    def ask_merge(self) -> None:
        """Ask which other copy of the draft, then show what comes with it."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.ui.merging.copy_sheet import CopySheet
        from planner_desktop.ui.session.folders import draft_folder

        kinds = _("Draft (*{suffix})").format(suffix=SUFFIX)
        near = str(draft_folder(self.draft))
        path, _filter = QFileDialog.getOpenFileName(self.shell.frame, _("Merge another copy"), near, kinds)
        if path:
            leave_field()
            CopySheet(self.shell, Path(path)).show()

    def show_parts(self) -> None:
        """List the parts that were handed out."""
        from planner_desktop.ui.parts.parts_sheet import PartsSheet

        leave_field()
        PartsSheet(self.shell, self.hand_out, self.ask_take).show()

    def show_conflicts(self) -> None:
        """Show what merges ask, to be decided."""
        from planner_desktop.ui.merging.conflicts_sheet import ConflictsSheet

        leave_field()
        ConflictsSheet(self.shell).show()

    def give_back(self) -> None:
        """Say what is left in this part, and save a copy of it."""
        from planner_desktop.ui.parts.return_sheet import ReturnSheet

        limits = self.draft.limits
        if limits is not None:
            ReturnSheet(self.shell, limits).show()
