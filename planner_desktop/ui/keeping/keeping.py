"""What a window does so that its draft is not lost: it tells how it was opened, and leads to all the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QToolButton

from planner_desktop.draft.author import author_name
from planner_desktop.draft.versions import state
from planner_desktop.i18n import _
from planner_desktop.ui.keeping import files, told
from planner_desktop.ui.keeping.notice import Notice
from planner_desktop.ui.keeping.recovery import put_back

if TYPE_CHECKING:
    from planner_desktop.ui.main_window import MainWindow

Entry = tuple[str, str | None, Callable[[], object]]
SHARE_MS = 5000


class Keeping(QObject):
    """Belongs to a window. `notice` and `state_button` are shown in it, `entries` are its menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.session = window.session
        self.draft = window.session.draft
        self.draft.author = author_name()
        self.notice = Notice()
        self.state_button = QToolButton()
        self._share_timer = QTimer(self)
        self._share_timer.setInterval(SHARE_MS)
        self._share_timer.timeout.connect(self._look_at_share)
        self._share_said: list[str] = []

    def entries(self) -> list[Entry | None]:
        """The menu: label, key, what it does; None for a line between."""
        return []

    def begin(self) -> None:
        """Put back what was being typed, tell how the draft was opened, and watch over it from now on."""
        found = put_back(self.session)
        self.say_state()
        if lines := list(told.of_opening(self.draft, found.lines)):
            older = self.draft.opened.older
            self.window.bar.show_done("\n".join(lines), _("Open folder") if older else "", lambda: None)
        if found.kind:
            self.window.show_again()  # with what waits in fields that refuse it
            self.window.go_to_record(self.draft.recovered.section, found.kind, found.id, found.field)
        if self.draft.opened.share:
            self._share_said = list(self.draft.opened.said)
            self._share_timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._share_timer.stop()

    def say_state(self) -> None:
        """Say why the window only shows the draft, if it does, and how to go on."""
        opened = self.draft.opened
        copy = _("Go on in a copy…"), lambda: files.go_on_in_copy(self.window)
        if opened.damage:
            mend = _("Repair into a new file…"), lambda: files.ask_repair(self.window)
            text = _("The file is damaged. What could be read of it is shown, and cannot be edited here.")
            self.notice.say(text, [mend], "\n".join(opened.damage.lines()))
        elif self.draft.read_only:
            text = _("{reason}. It is open for reading only.").format(reason=opened.reason or _("This is a copy"))
            self.notice.say(text, [copy])
        elif state(self.draft).sent:
            self.notice.say("sent")
        else:
            self.notice.say("")

    def _look_at_share(self) -> None:
        share = self.draft.opened.share
        if share is None:
            return
        said = [*share.said, *([str(share.problem)] if share.problem else [])]
        if new := [line for line in said if line not in self._share_said]:
            self.window.bar.show_done("\n".join(new))
        self._share_said = said
