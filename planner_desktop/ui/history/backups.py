"""The list of backups, from a draft's window or from the start page, and restoring one into a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop.draft import Draft
from planner_desktop.draft.history import backups, sources
from planner_desktop.draft.history.backups import Backup, Backups
from planner_desktop.draft.history.comparison import compare
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.dates import format_moment, stamp
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.history.files import ask_new_draft, free_name
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.ui.history.auto_backup import AutoBackup
    from planner_desktop.ui.history.other_states import OtherStates

BACKUP = Qt.ItemDataRole.UserRole


def size_name(size: int) -> str:
    """A size in bytes as people read it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"


def listing(draft: Draft) -> list[Backup]:
    """The backups of a draft."""
    found = Backups.of(draft)
    return found.listing() if found else []


class BackupsSheet(Sheet):
    """Lists backups and restores one into a new file, whose path goes to `open`.

    With a draft's `auto_backup` and its other `states` it also counts how each backup differs from that draft now.
    """

    manual = "backups"

    def __init__(
        self,
        parent: QWidget,
        found: Sequence[Backup],
        open: Callable[[Path], object],
        auto_backup: AutoBackup | None = None,
        states: OtherStates | None = None,
    ) -> None:
        super().__init__(
            parent,
            _("Backups"),
            _(
                "Copies that the program made in your own folder on this PC. One is restored into a new file; "
                "nothing is overwritten."
            ),
        )
        self._open, self._states = open, states
        self._draft = auto_backup.session.draft if auto_backup is not None else None
        self._worker = Worker(self)
        self._worker.over.connect(self._count_next)
        self._uncounted: list[QTreeWidgetItem] = []
        self.list = TreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.list.setAccessibleName(_("Backups"))
        heads = [_("Made on"), _("Of the file"), _("Size")] + ([_("Differs from now in")] if auto_backup else [])
        self.list.setHeaderLabels(heads)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (0, 3) if auto_backup else (0,):
            self.list.header().resizeSection(column, 8 * self.fontMetrics().lineSpacing())
        self.in_none = Text("", "guide")
        self.body.addWidget(self.in_none)
        self.body.addWidget(self.list, 1)
        if auto_backup:
            follow(self, auto_backup.session, None, self._say_in_none)
            self.make_button = self.add_button(_("Back up now"), lambda: auto_backup.look(always=True))
            self.compare_button = self.add_button(_("What differs…"), self.compare)
            auto_backup.made.connect(self._made)
        self.restore_button = self.add_button(_("Restore into a new file…"), self.ask_restore, first=True)
        self.list.itemActivated.connect(lambda _item: self.ask_restore())
        self.show_backups(found)
        self.take_room(41, 23)
        self.list.setFocus()

    def show_backups(self, found: Sequence[Backup]) -> None:
        """List these."""
        self.list.clear()
        self._uncounted = []
        for backup in found:
            item = QTreeWidgetItem(
                self.list, [format_moment(backup.at), harmless(str(backup.source)), size_name(backup.size)]
            )
            item.setData(0, BACKUP, backup)
            item.setToolTip(1, tip(str(backup.source)))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight)
            self._uncounted.append(item)
        for first in self._uncounted[:1]:
            self.list.setCurrentItem(first)
        for button in (self.restore_button, *([self.compare_button] if self._draft else [])):
            button.setEnabled(bool(found))
        self._say_in_none()
        self._count_next()

    def _say_in_none(self) -> None:
        """Say how many changes are in no backup yet."""
        own = Backups.of(self._draft) if self._draft is not None else None
        if self._draft is None or own is None:
            return
        count = own.changes_in_none(self._draft)
        some = ngettext("{count} change is in no backup yet.", "{count} changes are in no backup yet.", count)
        when = _("One is made after every ten minutes of work and when you close the draft.")
        self.in_none.say(f"{some.format(count=count)} {when}" if count else _("Every change is in a backup."))

    def _made(self, _backup: Backup) -> None:
        if self._draft is not None and not self._worker.is_busy:
            self.show_backups(listing(self._draft))

    def chosen(self) -> Backup | None:
        """The chosen backup."""
        item = self.list.currentItem()
        return item.data(0, BACKUP) if item is not None else None

    # ------------------------------------------------------------ what differs

    def _count_next(self) -> None:
        """Count one after the other, newest first, in a thread."""
        if self._draft is None or self._worker.is_busy or not self._uncounted:
            return
        item, snapshot = self._uncounted.pop(0), self._draft.snapshot()
        backup: Backup = item.data(0, BACKUP)

        def job(_progress: object, _cancelled: object) -> int:
            with snapshot, backups.open_backup(backup) as then:
                return len(compare(then, snapshot))

        item.setText(3, "…")
        self._worker.start(job, lambda count: item.setText(3, str(count)), lambda _error: item.setText(3, "–"))

    def compare(self) -> None:
        """Show what differs between the chosen backup and the draft."""
        backup = self.chosen()
        if backup is not None and self._states is not None:
            self._states.compare(sources.backup(backup))

    # ------------------------------------------------------------ restoring

    def ask_restore(self) -> None:
        """Ask for a name and restore the chosen backup there."""
        backup = self.chosen()
        if backup is None:
            return
        near = free_name(backup.source, stamp(backup.at))
        target = ask_new_draft(self, _("Restore into a new file"), near)
        if target is not None:
            self.restore(backup, target)

    def restore(self, backup: Backup, target: Path) -> None:
        """Write a backup as a new draft, in a thread, and open it."""

        def done(_nothing: object) -> None:
            self._open(target)
            self.close()

        self._worker.start(
            lambda _p, _c: backups.restore(backup, target), done, lambda error: self.guide.say(str(error))
        )

    def finish(self) -> None:
        self._uncounted = []
        self._worker.stop()
