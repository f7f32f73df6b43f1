"""Finished tables as a workbook to look at: the contents, then a sheet for each. Text stays text, also behind “=”."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner_desktop import stopping
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.write import MADE
from planner_desktop.thai.words import breaks, forced_breaks

LONGEST_NAME = 31  # letters of a sheet's name, as Excel has it
LONGEST_TEXT = 32_767  # letters of a cell
MOST_BARS = 40
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_HEADS = 2
_WIDTHS = {"text": 40, "number": 12, "satang": 20, "yes_no": 8}
_NUMBERS = {"number": "#,##0", "satang": "#,##0.00"}


class SheetTable(Frozen):
    """A table of a sheet; `types` as collected columns have them: text, number, satang, yes_no.

    With `chart` its last column is shown as bars, too. `totals`, where there are any, stand below the rows.
    """

    title: str
    heads: Sequence[str]
    types: Sequence[str]
    rows: Sequence[Sequence[Any]]
    chart: bool = False
    totals: Sequence[Any] = ()


def workbook_of(title: str, tables: Sequence[SheetTable]) -> bytes:
    """The bytes of a workbook of tables, the same for the same tables."""
    import xlsxwriter  # a start needs none

    content = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(content, plain)
    book.set_properties({"title": title, "created": MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E8EEF6"})
    large = book.add_format({"bold": True, "font_size": 14})
    looks = {kind: book.add_format({"valign": "top", "text_wrap": kind == "text", **_look(kind)}) for kind in _WIDTHS}
    of_totals = {kind: book.add_format({"bold": True, "top": 1, **_look(kind)}) for kind in _WIDTHS}
    names = _names([table.title for table in tables])
    first = book.add_worksheet(_("Contents")[:LONGEST_NAME])
    first.set_column(0, 0, 100)
    first.write_string(0, 0, title, large)
    for n, (name, table) in enumerate(zip(names, tables, strict=True), 2):
        first.write_url(n, 0, f"internal:'{name}'!A1", None, f"{table.title} ({len(table.rows)})")
    for name, table in zip(names, tables, strict=True):
        stopping.look()
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, table.title, large)
        for column, (head, kind) in enumerate(zip(table.heads, table.types, strict=True)):
            sheet.set_column(column, column, _WIDTHS[kind])
            sheet.write_string(_HEADS, column, head, bold)
        for n, row in enumerate(table.rows, _HEADS + 1):
            for column, (value, kind) in enumerate(zip(row, table.types, strict=True)):
                _write(sheet, n, column, value, kind, looks[kind])
        if table.totals:
            below = _HEADS + 1 + len(table.rows)
            sheet.write_string(below, 0, _("Total"), of_totals["text"])
            for column, (value, kind) in enumerate(zip(table.totals[1:], table.types[1:], strict=True), 1):
                sheet.write_blank(below, column, None, of_totals[kind])
                _write(sheet, below, column, value, kind, of_totals[kind])
        sheet.freeze_panes(_HEADS + 1, 1)
        if table.rows:
            sheet.autofilter(_HEADS, 0, _HEADS + len(table.rows), max(0, len(table.heads) - 1))
        if table.chart and table.rows:
            _chart(book, sheet, name, table)
    book.close()
    return content.getvalue()


def _look(kind: str) -> dict[str, str]:
    return {"num_format": _NUMBERS[kind]} if kind in _NUMBERS else {}


def _write(sheet: Any, row: int, column: int, value: Any, kind: str, look: Any) -> None:
    if value is None:
        return
    if kind == "satang":
        sheet.write_number(row, column, Decimal(value).scaleb(-2), look)
    elif kind == "number":
        sheet.write_number(row, column, value, look)
    else:
        text = ("✓" if value else "") if kind == "yes_no" else str(value)
        sheet.write_string(row, column, text[:LONGEST_TEXT], look)


def _chart(book: Any, sheet: Any, name: str, table: SheetTable) -> None:
    """The last column as bars beside the first, the first row on top."""
    last = _HEADS + min(len(table.rows), MOST_BARS)
    column = len(table.heads) - 1
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": table.heads[column],
            "categories": [name, _HEADS + 1, 0, last, 0],
            "values": [name, _HEADS + 1, column, last, column],
            "fill": {"color": "#1F5FA8"},
        }
    )
    chart.set_title({"name": table.title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 900, "height": 160 + 22 * (last - _HEADS)})
    sheet.insert_chart(_HEADS, column + 2, chart, {"description": table.title})


def _names(titles: Sequence[str]) -> list[str]:
    """Names that sheets may have: numbered, so that no two are alike, and cut between words."""
    names = ((f"{n} ", title.translate(_NOT_IN_NAMES).strip()) for n, title in enumerate(titles, 1))
    return [(number + _cut(title, LONGEST_NAME - len(number))).strip() for number, title in names]


def _cut(text: str, room: int) -> str:
    """So much of a text as has room, ended where a line could end."""
    if len(text) <= room:
        return text
    ends = [end for end in breaks(text) if end <= room] or [end for end in forced_breaks(text) if end <= room]
    return text[: max(ends, default=room)].rstrip()
