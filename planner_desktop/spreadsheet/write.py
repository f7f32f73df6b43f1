"""Writing a draft as a workbook to be filled in: instructions first, then a sheet for each kind of record."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from planner_desktop import stopping, whole_file
from planner_desktop.draft import Draft, Record
from planner_desktop.errors import DraftError
from planner_desktop.exchange.workbook.xlsx import NO, YES
from planner_desktop.formpack import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.spreadsheet import cells, guide
from planner_desktop.spreadsheet.layout import (
    FIRST,
    FORMAT,
    HEADS,
    LISTS,
    MARKS,
    NAMES,
    PARENT,
    SHEET_PREFIX,
    WRITTEN_FROM,
    Column,
    SheetLayout,
    layouts,
)  # fmt: skip
from planner_desktop.spreadsheet.names import RecordNames
from planner_desktop.stopping import Progress

SPARE = 300
"""So many rows below the last have drop-downs."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment that is written as the workbook's: the same plan makes the same bytes."""
LONGEST_NOTE = 500
_FREE = {
    "insert_rows": True, "format_cells": True, "format_columns": True, "format_rows": True,
    "autofilter": True, "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip
_WIDE, _MIDDLE, _NARROW = 46, 24, 13

Chosen = Mapping[str, Collection[int]]
"""The ids of the records that are written, by kind; of a kind that is not in it, all."""


def write(draft: Draft, path: Path, *, only: Collection[str] = (), progress: Progress | None = None) -> list[str]:
    """Write the workbook of a draft, or of some kinds; what the officer should know of it. Raises DraftError."""
    content, remarks = workbook(draft, only=only, progress=progress)
    try:
        whole_file.write(path, content)
    except OSError as error:
        raise DraftError(*whole_file.cannot_be_written(path, error)) from error
    return remarks


def workbook(
    draft: Draft,
    *,
    only: Collection[str] = (),
    chosen: Chosen | None = None,
    guidance: Sequence[str] = (),
    mark: str = "",
    progress: Progress | None = None,
) -> tuple[bytes, list[str]]:
    """The bytes of a workbook of a draft, and what the officer should know of it.

    `only` are the kinds of record that get a sheet, `chosen` the records of them that are in it, `guidance` lines that
    stand first among the instructions: so a part of a plan goes to a division. `mark` is kept where nobody sees it, for
    who takes the workbook back.
    """
    return _Writer(draft, layouts(draft, only), chosen or {}, mark).write(guidance, progress)


class _Writer:
    def __init__(self, draft: Draft, sheets: Sequence[SheetLayout], chosen: Chosen, mark: str) -> None:
        import xlsxwriter  # a start needs none

        self._draft, self._sheets, self._chosen, self._mark = draft, sheets, chosen, mark
        self._names = RecordNames(draft)
        self._content = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._content, {"in_memory": True})
        self._remarks: list[str] = []
        self._written: list[str] = []
        self._lists: list[tuple[str, list[str]]] = []
        self._formats: dict[tuple[bool, str], Any] = {}

    def write(self, guidance: Sequence[str], progress: Progress | None) -> tuple[bytes, list[str]]:
        title = self._draft.pack.edition.title
        self._book.set_properties({"title": title, "created": MADE})
        guide.write(self._book, self._draft, self._sheets, guidance)
        for n, layout in enumerate(self._sheets):
            stopping.look()
            if progress is not None:
                progress(n / len(self._sheets))
            self._sheet(layout)
        self._list_sheet()
        self._book.close()
        return self._content.getvalue(), self._remarks

    # ------------------------------------------------------------ a sheet

    def _sheet(self, layout: SheetLayout) -> None:
        sheet = self._book.add_worksheet(layout.title)
        records = [r for r in self._draft.records(layout.kind) if self._is_chosen(layout.kind, r.id)]
        end = FIRST + len(records) + (0 if layout.spec.single else SPARE)
        sheet.write_string(HEADS, 0, _("(for the program)"), self._format("head"))
        sheet.write_string(NAMES, 0, SHEET_PREFIX + layout.kind)
        sheet.write_string(NAMES, 1, MARKS)
        sheet.set_column(0, 1, 4, self._format("locked"), {"hidden": True})
        longest = max((len(column.label) for column in layout.columns), default=0)
        sheet.set_row(HEADS, 16 * (1 + longest // 12), self._format("head"))
        sheet.set_row(NAMES, None, None, {"hidden": True})
        for at, column in enumerate(layout.columns, 2):
            self._head(sheet, at, column)
            self._choices(sheet, at, column, layout, end)
        for row, record in enumerate(records, FIRST):
            stopping.look()
            self._record(sheet, row, record, layout)
        sheet.freeze_panes(FIRST, 3 if len(layout.columns) > 1 else 0)
        if not layout.spec.single:
            sheet.autofilter(HEADS, 0, max(end - 1, FIRST), len(layout.columns) + 1)
        sheet.protect("", _FREE)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADS)

    def _is_chosen(self, kind: str, id: int) -> bool:
        return kind not in self._chosen or id in self._chosen[kind]

    def _head(self, sheet: Any, at: int, column: Column) -> None:
        spec = column.spec
        label = column.label + (f" ({spec.unit})" if spec and spec.unit else "")
        sheet.write_string(HEADS, at, label + (" *" if spec and spec.required else ""), self._format("head"))
        sheet.write_string(NAMES, at, column.name)
        note = guide.of_column(self._draft, column)
        if note and len(note) <= LONGEST_NOTE:
            sheet.write_comment(HEADS, at, note, {"x_scale": 2, "y_scale": 1 + len(note) / 150})
        wide = _MIDDLE if spec is None or spec.to else _NARROW
        if spec and (spec.field_type.multiline or spec.field_type.plain_text) and not spec.pattern:
            wide = _WIDE if spec.field_type.multiline else _MIDDLE
        sheet.set_column(at, at, wide, self._format("locked" if self._is_locked(spec) else "cell", spec))

    def _is_locked(self, spec: FieldSpec | None) -> bool:
        return spec is not None and spec.field_type.attached

    def _record(self, sheet: Any, row: int, record: Record, layout: SheetLayout) -> None:
        texts = [cells.said(record, column, self._names, layout.spec.parent) for column in layout.columns]
        self._written.append(f"{layout.kind} {record.uid}")
        sheet.write_string(row, 0, record.uid, self._format("locked"))
        sheet.write_string(row, 1, cells.marks(texts), self._format("locked"))
        for at, (column, text) in enumerate(zip(layout.columns, texts, strict=True), 2):
            why = cells.why_not_here(record, column)
            format = self._format("locked" if why else "cell", column.spec)
            if why and text and not self._is_locked(column.spec):
                title = self._names.of(layout.kind)[record.id]
                said = _("{sheet}, {record}, {field}: not to be changed in the workbook, for {reason}")
                self._remarks.append(said.format(sheet=layout.title, record=title[:60], field=column.label, reason=why))
            if not text:
                sheet.write_blank(row, at, None, format)
            elif cells.is_number(column.spec):
                sheet.write_number(row, at, Decimal(text), format)
            else:
                sheet.write_string(row, at, text, format)

    def _format(self, role: str, spec: FieldSpec | None = None) -> Any:
        shown = "General"
        if spec is not None and role != "head":
            shown = "#,##0.00" if spec.field_type.money else "0" if cells.is_number(spec) else "@"
        key = role == "cell", f"{role} {shown}"
        if key not in self._formats:
            looks: dict[str, Any] = {"valign": "top", "text_wrap": True, "num_format": shown, "locked": role != "cell"}
            if role == "head":
                looks |= {"bold": True, "bg_color": "#DCE6F1", "border": 1, "num_format": "@"}
            elif role == "locked":
                looks |= {"font_color": "#7F7F7F"}
            self._formats[key] = self._book.add_format(looks)
        return self._formats[key]

    # ------------------------------------------------------------ drop-downs

    def _choices(self, sheet: Any, at: int, column: Column, layout: SheetLayout, end: int) -> None:
        spec, strict = column.spec, True
        if column.name == PARENT:
            listed = self._listed(layout.spec.parent or "", catalogue=True)
        elif spec is None:
            return
        elif spec.to:
            listed, strict = self._listed(spec.to, catalogue=True), False
        elif spec.field_type.ticked:
            listed = self._list("yes_no", [YES, NO])
        elif spec.field_type.chosen:
            listed = self._list(f"choice_{layout.kind}_{column.name}", list(spec.choices.values()))
        elif column.name == layout.spec.key and layout.spec.catalogue and spec.field_type.plain_text:
            rows = self._names.rows(layout.kind).values()
            listed, strict = self._list(f"key_{layout.kind}", [row[column.name] for row in rows]), False
        else:
            return
        if listed and end > FIRST:
            asked = {"validate": "list", "source": f"={listed}", "show_error": strict}
            asked |= {
                "error_title": _("Not in the list"),
                "error_message": _("Choose one of the list, or empty the cell."),
            }
            sheet.data_validation(FIRST, at, end - 1, at, asked)

    def _listed(self, kind: str, *, catalogue: bool) -> str:
        names = list(self._names.of(kind).values())
        if catalogue:
            names += list(self._names.rows(kind))
        return self._list(f"record_{kind}", names)

    def _list(self, name: str, entries: list[str]) -> str:
        """What a list is called in drop-downs; empty where it has no entries."""
        if not entries:
            return ""
        defined = f"bma_{name}"
        if defined not in [known for known, _entries in self._lists]:
            self._lists.append((defined, entries))
        return defined

    def _list_sheet(self) -> None:
        sheet = self._book.add_worksheet(LISTS)
        edition = self._draft.pack.edition
        for row, text in enumerate((FORMAT, edition.id, str(edition.version), _("Instructions"), self._mark)):
            sheet.write_string(row, 0, text)
        for row, text in enumerate(self._written, WRITTEN_FROM):
            sheet.write_string(row, 0, text)
        for at, (name, entries) in enumerate(self._lists, 1):
            for row, entry in enumerate(entries):
                sheet.write_string(row, at, entry[: cells.LONGEST])
            letters = _letters(at)
            self._book.define_name(name, f"='{LISTS}'!${letters}$1:${letters}${len(entries)}")
        sheet.very_hidden()
        sheet.protect()


def _letters(column: int) -> str:
    from planner_desktop.exchange.workbook.sheet import column_letters

    return column_letters(column)
