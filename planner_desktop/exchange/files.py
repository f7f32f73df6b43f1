"""A table in a file, as a spreadsheet or a word processor saves it: a workbook, a document of Word, HTML, CSV, or
tab-separated text."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop import csv_table
from planner_desktop.errors import PlannerError
from planner_desktop.exchange import tab_separated, tables
from planner_desktop.exchange.grid import Grid, squared
from planner_desktop.exchange.word.table_choice import WordTable, is_document, tables_of
from planner_desktop.exchange.workbook import telling
from planner_desktop.exchange.workbook.read import MOST_BYTES, is_workbook, workbook_of
from planner_desktop.exchange.workbook.sheet import Sheet
from planner_desktop.i18n import _, ngettext
from planner_desktop.regex import regex

KINDS = ("*.xlsx", "*.xls", "*.ods", "*.docx", "*.csv", "*.tsv", "*.txt", "*.htm", "*.html")
"""What such files are called."""
_HTML = regex(r"\s*(?:<!doctype html|<html|<table|<meta|<!--|<\?xml)", re.IGNORECASE)
_PDF = b"%PDF"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKED_AT = 20
"""So many lines tell what parts the cells."""
_QUOTED = regex(r'"(?:[^"]|"")*"')
_LOST = "\ufffd"
"""What stands for a letter that the file's code page does not have."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """What is in a file: the sheets of a workbook that hold something, a document's tables, or the one of a text."""

    sheets: tuple[Sheet | WordTable, ...] = ()
    text: Grid | None = None
    remarks: tuple[str, ...] = ()
    """What is to be known of all of it."""

    @property
    def names(self) -> list[str]:
        """The names of the sheets; none of a text."""
        return [sheet.name for sheet in self.sheets]

    @property
    def shown(self) -> list[str]:
        """The names of the sheets that are not hidden."""
        return [sheet.name for sheet in self.sheets if not sheet.hidden]

    def table(self, name: str = "") -> tuple[Grid, list[str]]:
        """The cells of a sheet, and what is to be known of them; without a name, of the only one.

        Raises PlannerError where there is no such sheet, or several may be meant.
        """
        if self.text is not None:
            if name:
                raise self._which(name)
            return self.text, list(self.remarks)
        if not self.sheets:
            return Grid(()), list(self.remarks)
        meant = [one for one in self.sheets if (one.is_called(name) if name else not one.hidden)]
        if len(meant) != 1:
            raise self._which(name)
        (one,) = meant
        told = telling.told(one) if isinstance(one, Sheet) else ()
        return one.grid(), [*told, *self._others_hidden(one), *self.remarks]

    def _which(self, name: str) -> PlannerError:
        if self.sheets and isinstance(self.sheets[0], WordTable):
            return self._which_table(name)
        if name:
            message = _("There is no sheet “{name}” in the file").format(name=name)
        else:
            message = _("The file has several sheets, or only hidden ones")
        return PlannerError(message, _("Name one of these: {names}").format(names=", ".join(self.names) or "–"))

    def _which_table(self, name: str) -> PlannerError:
        if name:
            message = _("There is no table “{name}” in the file").format(name=name)
        else:
            message = _("The file has several tables")
        numbered = "\n".join(f"{n}  {told}" for n, told in enumerate(self.names, 1))
        return PlannerError(message, _("Give the number of one: --sheet N") + f"\n{numbered}")

    def _others_hidden(self, read: Sheet | WordTable) -> Iterator[str]:
        hidden = [sheet.name for sheet in self.sheets if sheet.hidden and sheet is not read]
        if hidden:
            said = ngettext("A hidden sheet is not read: {names}.", "Hidden sheets are not read: {names}.", len(hidden))
            yield said.format(names=", ".join(hidden))


def read(content: bytes) -> TableFile:
    """What is in a file's content. Raises PlannerError where it holds no table that can be read."""
    if len(content) > MOST_BYTES or content.startswith(_PDF):
        raise _no_table()
    if is_document(content):
        return TableFile(tables_of(content, _("The file")))
    if is_workbook(content):
        book = workbook_of(content)
        told = [book.blind] if book.blind else []
        if book.kept_back:
            told.append(_("Sheets without cells are not read: {names}.").format(names=", ".join(book.kept_back)))
        return TableFile(tuple(sheet for sheet in book.sheets if sheet.cells), remarks=tuple(told))
    text, lost = _decoded(content)
    remarks = []
    if lost:
        remarks.append(
            ngettext(
                "{n} letter of the file cannot be read. Save it from the spreadsheet as CSV (UTF-8).",
                "{n} letters of the file cannot be read. Save it from the spreadsheet as CSV (UTF-8).",
                lost,
            ).format(n=lost)
        )
    return TableFile(text=_grid_of_text(text), remarks=tuple(remarks))


def grid_of(content: bytes) -> Grid:
    """The cells in a file's content, of a workbook those of its only sheet. Raises PlannerError."""
    return read(content).table()[0]


def _grid_of_text(text: str) -> Grid:
    if _HTML.match(text):
        found = tables.grid_of(text)
        if found is not None:
            return found
    mark = _mark(text)
    return tab_separated.read(text) if mark == "\t" else _of_csv(text, mark)


def _decoded(content: bytes) -> tuple[str, int]:
    """The text, and how many of its letters are lost. What is not UTF-8 is in the code page of Thai Windows, in which
    its Excel writes CSV."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), 0
    except UnicodeDecodeError:
        text = content.decode("cp874", errors="replace")
        return text, text.count(_LOST)


def _mark(text: str) -> str:
    """What parts the cells: a tab, a comma or a semicolon, whichever stands in most of the first lines."""
    lines = _QUOTED.sub("", "\n".join(text.splitlines()[:_LOOKED_AT])).splitlines()
    return max(",;\t", key=lambda mark: sum(mark in line for line in lines))


def _of_csv(text: str, mark: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = [
            [csv_table.restored(cell.replace("\r\n", "\n")) if cell.strip() else "" for cell in row] for row in reader
        ]
    except csv.Error as error:
        raise _no_table() from error
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(squared(rows))


def _no_table() -> PlannerError:
    return PlannerError(
        _("This is no table that can be read"),
        _("Save it from the spreadsheet as an Excel workbook (.xlsx) or as CSV (UTF-8), and give that file."),
    )
