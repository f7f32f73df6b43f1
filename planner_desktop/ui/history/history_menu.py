"""The menu History of a window, and what is told when a draft is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from planner_desktop.draft import PART_SUFFIX, SUFFIX
from planner_desktop.draft.file import opening_notes
from planner_desktop.draft.file.author import author_name
from planner_desktop.draft.file.own_tables import IMPORT_REPORT, LEFT_BEHIND
from planner_desktop.draft.history.versions import state
from planner_desktop.errors import FileGoneError, FileOverwrittenError
from planner_desktop.i18n import _
from planner_desktop.ui.history.auto_backup import AutoBackup
from planner_desktop.ui.history.notice import Notice
from planner_desktop.ui.history.other_states import OtherStates
from planner_desktop.ui.history.sending import Sending
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.draft.plan.carrying import Left
    from planner_desktop.entry.recovery import PutBack
    from planner_desktop.formpack.model import EditionFile
    from planner_desktop.plans.offered import Offered
    from planner_desktop.ui.session.shell import Shell

SHARE_MS, LATER_MS = 5000, 400
EDITION_TOLD = "edition_told"
"""The draft's setting that says of which edition's version the officer was told."""


class HistoryMenu(QObject):
    """The menu History of a window, its read-only `notice`, and its button for `sending`."""

    nothing_to_say = Signal()
    """The notice is free: nothing about the file keeps it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self.shell = shell
        self.session = shell.session
        self.draft = shell.session.draft
        self.draft.author = author_name()
        self.notice = Notice()
        self.sending = Sending(shell, self.notice)
        self.sending.stepped.connect(self.state_changed)
        self.sending.version_wanted.connect(self.compare_version)
        self.states = OtherStates(shell)
        self.auto_backup = AutoBackup(self.session)
        self.auto_backup.failed.connect(self.session.troubled)
        self.session.troubled.connect(self.tell_of_file)
        self.session.history_wanted.connect(lambda: self.show_history(at_field=True))
        self._share_timer = QTimer(self)
        self._share_timer.setInterval(SHARE_MS)
        self._share_timer.timeout.connect(self._look_at_share)
        self._share_said: list[str] = []
        self._edition_timer = single_shot(self, self._look_for_edition, LATER_MS)

    def fill(self, menu: QMenu) -> None:
        """Put the ways to all this into a menu."""
        for label, key, does in (
            (_("History…"), "Ctrl+Shift+H", self.show_history),
            (_("History of this field…"), "Ctrl+Alt+H", lambda: self.show_history(at_field=True)),
            (_("Compare with another file…"), None, self.ask_compare_file),
            (_("Backups…"), "Ctrl+Shift+B", self.show_backups),
        ):
            action = menu.addAction(label, does)
            if key is not None:
                action.setShortcut(QKeySequence(key))
        menu.addSeparator()
        menu.addActions(self.sending.menu.actions())
        menu.addSeparator()
        menu.addAction(_("Take up the corrected edition…"), self.show_update)
        menu.addAction(_("Take catalogues of the city…"), self.ask_published)
        menu.addAction(_("Move to another edition…"), self.show_move)
        if self.draft.setting(LEFT_BEHIND):
            from planner_desktop.draft.plan.moving import left_behind

            left = left_behind(self.draft)
            menu.addAction(_("What had no place in this edition…"), partial(self._show_left, left))
        if self.draft.setting(IMPORT_REPORT):
            menu.addAction(_("What became of the Word file…"), self._show_import)

    # ------------------------------------------------------------ beginning and ending

    def begin(self, *, tell: bool) -> None:
        """Put back what was being typed, tell how the draft was opened if asked, and watch over it from now on."""
        found = self._put_back() if tell and self.draft.recovered.typing else None
        self.say_state()
        told = (found.lines, found.waiting) if found else ([], 0)
        if tell and (lines := list(opening_notes.of_opening(self.draft, *told))):
            older = self.draft.opened.older
            self.shell.bar.show_written("\n".join(lines), older.parent if older else None, _("Open folder"))
        if found and found.kind:
            self.shell.go_to_record(self.draft.recovered.section, found.kind, found.id, found.field)
        if self.draft.opened.share:
            self._share_said = list(self.draft.opened.said)
            self._share_timer.start()
        if not self.draft.read_only:
            self.auto_backup.start()
            self._edition_timer.start()

    def _put_back(self) -> PutBack:
        from planner_desktop.entry.recovery import put_back

        return put_back(self.draft, self.session.trying)

    def _look_for_edition(self) -> None:
        from planner_desktop.plans.offered import offered

        # it reads only the form pack
        troubled = self.session.troubled.emit
        self.states.worker.start(lambda _p, _c: offered(self.draft), self._tell_edition, troubled)

    def stop(self) -> None:
        """The window closes."""
        self._share_timer.stop()
        self._edition_timer.stop()
        self.auto_backup.stop()
        from planner_desktop.ui.kit.sheet import Sheet

        for sheet in self.shell.frame.findChildren(Sheet):
            sheet.close()
        self.states.stop()

    def tell_of_file(self, error: BaseException | None) -> None:
        """Say as long as it is so that the file is not ours any more, with the way on; None where it is again."""
        if isinstance(error, FileGoneError):
            self.notice.say(str(error), [(_("Save a copy…"), self.go_on_in_copy)])
        elif isinstance(error, FileOverwrittenError):
            self.notice.say(str(error), [(_("Backups…"), self.show_backups)])
        elif error is None:
            self.say_state()

    def _look_at_share(self) -> None:
        share = self.draft.opened.share
        if share is None:
            return
        said = [*share.said, *([str(share.problem)] if share.problem else [])]
        if new := [line for line in said if line not in self._share_said]:
            self.shell.bar.show_done("\n".join(new))
        self._share_said = said

    def _tell_edition(self, offer: Offered) -> None:
        if self.session.is_closed:
            return
        if offer.doubt is not None:  # which is told at every opening, until it is done with
            ways = (_("Look what it changes…"), self.show_update) if offer.pack else ()
            self.shell.bar.show_done(str(offer.doubt), *ways)
        elif offer.pack is not None:
            self._tell_newer(offer.pack.edition)

    def _tell_newer(self, edition: EditionFile) -> None:
        this = f"{edition.id} {edition.version}" + (f" {edition.published}" if edition.published else "")
        if self.draft.setting(EDITION_TOLD) != this:
            with self.session.trying():
                self.draft.remember(EDITION_TOLD, this)
            text = _("There is a corrected form of this edition, version {version}. The draft goes on with its own.")
            if edition.version == self.draft.pack.edition.version:
                text = _("There are newer catalogues of the city, number {number}. The draft goes on with its own.")
            text = text.format(version=edition.version, number=edition.published)
            self.shell.bar.show_done(text, _("Look what it changes…"), self.show_update)

    def show_update(self) -> None:
        """Show what a corrected form of the edition changes, to be taken up."""
        from planner_desktop.ui.history.updating import UpdateSheet

        UpdateSheet(self.shell).show()

    def ask_published(self) -> None:
        """Ask for a file of catalogues that the city published, and show what is other in it."""
        from planner_desktop.ui.history.published import ask_published
        from planner_desktop.ui.session.folders import draft_folder

        ask_published(self.shell.frame, draft_folder(self.draft), self._look_for_edition)

    def show_published(self, path: Path) -> None:
        """Show what is other in such a file."""
        from planner_desktop.ui.history.published import PublishedSheet

        PublishedSheet(self.shell.frame, path, self._look_for_edition).show()

    def show_move(self) -> None:
        """Show what moving to another edition would do."""
        from planner_desktop.ui.history.moving import MoveSheet

        MoveSheet(self.shell).show()

    def _show_left(self, left: list[Left]) -> None:
        from planner_desktop.ui.history.moving import LeftSheet

        LeftSheet(self.shell.frame, left).show()

    def _show_import(self) -> None:
        from planner_desktop.ui.history.word_report import show_report

        show_report(self.shell)

    def go_on_in_copy(self) -> None:
        """Save a copy and go on in it."""
        from planner_desktop.ui.history.files import go_on_in_copy

        go_on_in_copy(self.shell)

    def give_copy(self) -> None:
        """Write a copy that somebody else gets: the plan, without how it came about."""
        from planner_desktop.ui.history.copy_and_bundle import ask_copy

        ask_copy(self.shell)

    def _ask_repair(self) -> None:
        from planner_desktop.ui.history.files import ask_repair

        ask_repair(self.shell)

    # ------------------------------------------------------------ where the draft stands

    def say_state(self) -> None:
        """Say why the window only shows the draft, if it does, and how to go on."""
        opened, now = self.draft.opened, state(self.draft)
        self.sending.refresh()
        if opened.damage:
            buttons = [
                (_("Repair into a new file…"), self._ask_repair),
                (_("Backups…"), self.show_backups),
            ]
            text = _("The file is damaged. What could be read of it is shown, and cannot be edited here.")
            lost = "\n".join(opened.damage.lines())
            self.notice.say(text, buttons, lost or _("Nothing that was entered is lost."))
        elif self.draft.read_only:
            reason = opened.reason or _("It was opened so")
            text = _("Only for reading: {reason}. Nothing can be typed here.").format(reason=reason)
            self.notice.say(text, [(_("Go on in a copy…"), self.go_on_in_copy)])
        elif now.sent:
            self.sending.say_sent(now)
        else:
            self.notice.say("")
            self.nothing_to_say.emit()

    def state_changed(self) -> None:
        """The draft may be edited now, or no longer."""
        self.session.changed.emit()
        self.say_state()
        self.shell.show_again()

    # ------------------------------------------------------------ history, comparison, backups

    def show_history(self, *, at_field: bool = False) -> None:
        """Show the history: the plan's, or that of the field where the officer is."""
        from planner_desktop.ui.history.history_sheet import HistorySheet, scopes

        place = focused_place()
        leave_field()
        found = scopes(self.draft, self.shell.section, place)
        HistorySheet(self.shell, self.states, found, len(found) - 1 if at_field else 0).show()

    def compare_version(self, number: int) -> None:
        """Show what changed since a version was sent."""
        from planner_desktop.draft.history import sources

        self.states.compare(sources.version(number))

    def ask_compare_file(self) -> None:
        """Ask for the file to compare with."""
        from PySide6.QtWidgets import QFileDialog

        from planner_desktop.ui.session.folders import draft_folder

        path, _filter = QFileDialog.getOpenFileName(
            self.shell.frame,
            _("Compare with another file"),
            str(draft_folder(self.draft)),
            _("Draft (*{suffix})").format(suffix=f"{SUFFIX} *{PART_SUFFIX}"),
        )
        if path:
            from planner_desktop.draft.history import sources

            self.states.compare(sources.file(Path(path)))

    def show_backups(self) -> None:
        """List the backups of the draft."""
        from planner_desktop.ui.history.backups import BackupsSheet, listing

        leave_field()
        with self.session.trying():
            BackupsSheet(self.shell.frame, listing(self.draft), self.shell.open, self.auto_backup, self.states).show()
