"""A table from a file of a spreadsheet goes into a table of records: which file, which sheet, then what goes where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from planner_desktop import whole_file
from planner_desktop.errors import DraftError
from planner_desktop.exchange import files
from planner_desktop.exchange.files import TableFile
from planner_desktop.i18n import _
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.screens.table.clipboard import look_at, show_sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.in_slices import in_thread

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid


def ask_file(table: RecordGrid) -> None:
    """Ask which file, and paste its table."""
    near = str(draft_folder(table.records.session.draft))
    kinds = _("Tables ({kinds})").format(kinds=" ".join(files.KINDS))
    path, _filter = QFileDialog.getOpenFileName(table.window(), _("Paste a table from a file"), near, kinds)
    if path:
        paste_file(table, Path(path))


def paste_file(table: RecordGrid, path: Path) -> None:
    """Paste the table of a file; where it has several sheets, ask which first."""
    session = table.records.session
    with session.trying():
        found = in_thread(session, table.window(), _("Reading the file…"), lambda _step: _read(path), long=True)
        names = found.shown or found.names
        if len(names) > 1:
            SheetChoice(table.window(), names, lambda name: _paste(table, path, found, name)).show()
        else:
            _paste(table, path, found, names[0] if names else "")


def _read(path: Path) -> TableFile:
    try:
        return files.read(path.read_bytes())
    except OSError as error:
        raise DraftError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
        ) from error


def _paste(table: RecordGrid, path: Path, found: TableFile, name: str) -> None:
    with table.records.session.trying():
        grid, remarks = found.table(name)
        if not grid.rows:
            raise DraftError(_("There is no table in {path}").format(path=path))
        pasting, look = look_at(table, grid)
        show_sheet(table, pasting, look, remarks)


class SheetChoice(Sheet):
    """Asks which sheet of a workbook is meant."""

    manual = "pasting"

    def __init__(self, window: QWidget, names: Sequence[str], take: Callable[[str], object]) -> None:
        super().__init__(window, _("Which table?"), _("The file has several sheets or tables. Choose one."))
        self.box = DropDown()
        for name in names:
            self.box.addItem(name, name)
        self.add_field(_("Table"), self.box)
        self.body.addStretch(1)
        self._take = take
        self.add_button(_("Next"), self._go_on, first=True)
        self.close_button.setText(_("Cancel"))
        self.box.setFocus()

    def _go_on(self) -> None:
        name = str(self.box.currentData())
        self.accept()
        self._take(name)
