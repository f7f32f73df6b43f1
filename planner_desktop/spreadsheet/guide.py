"""What a workbook tells whoever fills it in: the first sheet, and the notes at the heads of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner_desktop.draft import Draft
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.layout import Column, SheetLayout


def write(book: Any, draft: Draft, sheets: Sequence[SheetLayout], more: Sequence[str] = ()) -> None:
    """The sheet of instructions."""
    sheet = book.add_worksheet(_("Instructions"))
    bold = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    sheet.merge_range(0, 0, 0, 1, draft.pack.edition.title, bold)
    row = 1
    for line in (*more, *lines()):
        sheet.merge_range(row, 0, row, 1, line, text)
        sheet.set_row(row, 15 * (1 + len(line) // 110))
        row += 1
    row += 1
    sheet.write_string(row, 0, _("Sheet"), bold)
    sheet.write_string(row, 1, _("What is filled in"), bold)
    for layout in sheets:
        row += 1
        quoted = layout.title.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!C3", link, layout.title)
        told = layout.spec.help or ", ".join(column.label for column in layout.columns)[:300]
        sheet.write_string(row, 1, told, text)
        sheet.set_row(row, 16 * (1 + len(told) // 80))
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect()


def lines() -> list[str]:
    """The instructions, one a line."""
    return [
        _("Each row of a sheet is one record, each column one field. A star marks what must be filled in."),
        _("Write new records below the last row. Cells with a list take what is in the list."),
        _("Where several entries belong into one cell, write each on its own line (Alt+Enter)."),
        _("Amounts are in baht. Where there is none, leave the cell empty."),
        _("What a record stands under is chosen in the first column, by its name."),
        _("Deleting a row deletes nothing in the plan: it is only told. Delete records in the program."),
        _("Do not change the heads and the hidden columns. Save the workbook as .xlsx."),
        _("To take it back, drop the workbook on the window of the draft, and look at what changes before it does."),
    ]


def of_column(draft: Draft, column: Column) -> str:
    """The note at the head of a column: the template's own, else what is written into such a field."""
    if column.spec is None:
        return _("What the record stands under.")
    to = draft.spec(column.spec.to).label if column.spec.to else ""
    told = [column.spec.help, column.spec.field_type.guide(column.spec, to)]
    return "\n".join(filter(None, told))
