"""The sheet that shows what a workbook would change in the draft, before it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableWidgetItem

from planner_desktop.i18n import _
from planner_desktop.spreadsheet import telling
from planner_desktop.spreadsheet.changes import Preview
from planner_desktop.spreadsheet.file import opened
from planner_desktop.spreadsheet.reading import preview
from planner_desktop.spreadsheet.take import take
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import TableWidget
from planner_desktop.ui.kit.look import Text, marked, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.in_slices import MANY, in_slices, in_thread

if TYPE_CHECKING:
    from planner_desktop.exchange.workbook.sheet import Workbook
    from planner_desktop.ui.session.shell import Shell

MOST = 5_000
"""So many lines are listed; what is left out is counted, and taken all the same."""


def ask_workbook(shell: Shell) -> None:
    """Ask which workbook, and show what it would change."""
    near, kinds = str(draft_folder(shell.session.draft)), _("Workbooks (*.xlsx *.xlsm *.ods *.xls)")
    path, _filter = QFileDialog.getOpenFileName(shell.frame, _("Take in a filled workbook"), near, kinds)
    if path:
        show_workbook(shell, Path(path))


def show_workbook(shell: Shell, path: Path) -> None:
    """Read a workbook in a thread, and show what it would change."""
    session = shell.session
    with session.trying():
        book = in_thread(session, shell.frame, _("Reading the file…"), lambda _step: opened(path), long=True)
        TakingSheet(shell, path, book, _looked(shell, book)).show()


def _looked(shell: Shell, book: Workbook) -> Preview:
    with in_slices(shell.session, shell.frame, _("Looking at what changes…"), MANY) as progress:
        return preview(shell.session.draft, book, progress)


class TakingSheet(Sheet):
    """Each new record, changed cell, row that is gone and cell that is refused, with where it stands."""

    manual = "excel"

    def __init__(self, shell: Shell, path: Path, book: Workbook, found: Preview) -> None:
        super().__init__(
            shell.frame,
            _("Take in {name}").format(name=path.name),
            _("What the workbook changes in the draft. What is red is not taken; mend it in the workbook."),
        )
        self._shell, self._path, self._book = shell, path, book
        rows = list(_rows(found))
        self.summary = Text(telling.summary(found), "guide")
        self.remarks = Text("\n".join(found.remarks), "warning")
        self.body.addWidget(self.summary)
        self.body.addWidget(self.remarks)
        self.list = TableWidget(min(len(rows), MOST), 6)
        self.list.setAccessibleName(_("What changes"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalHeaderLabels(
            [_("Cell"), _("Record"), _("Field"), _("In the draft"), _("In the workbook"), _("Not taken because")]
        )
        self.list.verticalHeader().hide()
        for column in range(6):
            self.list.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for at, (bad, texts) in enumerate(rows[:MOST]):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(marked(telling.short(text) if text else ""))
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                item.setToolTip(tip(marked(text)))
                if bad:
                    item.setForeground(QBrush(colour("bad")))
                self.list.setItem(at, column, item)
        self.body.addWidget(self.list, 1)
        self.go = self.add_button(_("Take in"), self._take, first=True)
        self.go.setEnabled(not found.changes_nothing and not shell.session.draft.read_only)
        self.close_button.setText(_("Cancel") if self.go.isEnabled() else _("Close"))
        self.take_room(54, 30)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.resizeRowsToContents()  # the columns have their widths now

    def _take(self) -> None:
        self.accept()
        session = self._shell.session
        with session.trying():
            found = _looked(self._shell, self._book)  # the draft may have gone on meanwhile
            parts = len(found.new) + len(found.changed)
            with in_slices(session, self._shell.frame, _("Taking in…"), parts) as progress:
                take(session.draft, found, self._path.name, progress)
            self._shell.bar.show_done(telling.summary(found))


def _rows(found: Preview) -> Iterator[tuple[bool, tuple[str, ...]]]:
    for each in found.refused:
        yield True, (each.place, "", "", "", each.text, " – ".join(filter(None, (each.why, each.fix))))
    for new in found.new:
        yield False, (new.place, new.title, _("(new)"), "", ", ".join(filter(None, new.texts.values())))
    for change in found.changed:
        yield False, (change.place, change.title, change.label, change.old, change.new)
    for gone in found.missing:
        yield False, (gone.sheet, gone.title, "", "", _("the row is gone; the record stays"))
