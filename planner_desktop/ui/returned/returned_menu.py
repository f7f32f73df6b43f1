"""What a window offers of a plan that the strategy office returned: taking the file, and walking its remarks."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.draft.history.returning import Returned
    from planner_desktop.ui.history.history_menu import HistoryMenu
    from planner_desktop.ui.returned.remarks_dock import RemarksDock
    from planner_desktop.ui.session.shell import Shell

AGAIN_MS = 300  # after an edit


class ReturnedMenu(QObject):
    """The entries on what was returned in a window's menu Go, and the dock of the remarks. Few plans have any."""

    def __init__(self, shell: Shell, history: HistoryMenu) -> None:
        super().__init__(shell.frame)
        self.shell, self.session, self.draft = shell, shell.session, shell.session.draft
        self._history = history
        self._again = single_shot(self, self._refresh, AGAIN_MS)
        self.session.changed.connect(self._edited)

    def fill(self, menu: QMenu) -> None:
        """Put the ways to all this into a menu."""
        menu.addAction(_("Take what สยป. returned…"), self.ask)
        for label, keys, does in (
            (_("Remarks of สยป."), "F11", self.show),
            (_("Next remark"), "Ctrl+F11", lambda: self.step(1)),
            (_("Remark before"), "Ctrl+Shift+F11", lambda: self.step(-1)),
        ):
            menu.addAction(label, does).setShortcut(QKeySequence(keys))

    @cached_property
    def dock(self) -> RemarksDock:
        """The list of remarks, made when it is first wanted."""
        from planner_desktop.ui.returned.remarks_dock import RemarksDock

        return RemarksDock(self.shell, _("Remarks of สยป."), self._mark)

    # ------------------------------------------------------------ taking

    def ask(self) -> None:
        """Ask which file สยป. sent, and take it."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.draft.history import returning
        from planner_desktop.ui.session.folders import draft_folder

        kinds = _("Returned plans (*{suffix})").format(suffix=returning.SUFFIX)
        near = str(draft_folder(self.draft))
        path, _filter = QFileDialog.getOpenFileName(self.shell.frame, _("Take what สยป. returned"), near, kinds)
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Take what a file says of this plan."""
        from planner_desktop.draft.history import returning

        try:
            self.take(returning.read(path))
        except PlannerError as error:
            self.shell.bar.show_error(error)

    def take(self, returned: Returned) -> None:
        """Keep what was returned in the draft, tell of it, and list the remarks. Raises DraftError."""
        from planner_desktop.draft.history import returning

        leave_field()
        told = returning.take(self.draft, returned)
        self._history.state_changed()
        many = len(returned.remarks)
        said = ngettext(
            "สยป. returned the plan with {count} remark", "สยป. returned the plan with {count} remarks", many
        )
        lines = [f"{said.format(count=many)}: {returned.reason or '–'}", *told]
        self.shell.bar.show_done("\n".join(lines), _("Go to the first"), lambda: self.dock.go())
        self.show()

    # ------------------------------------------------------------ the remarks

    def show(self) -> None:
        """Show the remarks, or put them away where the focus is in them."""
        if not self._list():
            self.shell.say(_("สยป. returned nothing that was taken into this draft"))
        elif self.dock.isVisible() and self.dock.list.hasFocus():
            self.dock.hide()
            self.shell.to_form()
        else:
            self.dock.show()
            self.dock.list.setFocus()

    def step(self, by: int) -> None:
        """Go to the field of the next remark that is not done, or the one before."""
        if self._list():
            self.dock.step(by)
        else:
            self.shell.say(_("สยป. returned nothing that was taken into this draft"))

    def _list(self) -> bool:
        """List the remarks that the draft holds; whether there are any."""
        from planner_desktop.draft.history import returning

        returned = returning.kept(self.draft)
        if returned is None:
            return False
        self.dock.show_remarks(returned.remarks, returning.done(self.draft))
        return True

    def _mark(self, number: int, is_done: bool) -> None:
        from planner_desktop.draft.history import returning

        with self.session.trying():
            returning.mark(self.draft, number, is_done)
        self._again.start()

    def _edited(self) -> None:
        if "dock" in vars(self) and self.dock.isVisible():
            self._again.start()

    def _refresh(self) -> None:
        if not self.session.is_closed:
            self._list()
