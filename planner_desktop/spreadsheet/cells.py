"""What a field's value says in a cell of a workbook, exactly, whichever program saved the workbook since."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from planner_desktop.draft import Record
from planner_desktop.exchange.workbook.xlsx import NO, YES
from planner_desktop.formpack import FieldSpec, fields, rich_text
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.layout import PARENT, Column
from planner_desktop.spreadsheet.names import RecordNames

LONGEST = 32_767
"""So many letters a cell holds, counted as Excel does: those beyond the first plane are two."""
MARK = 8
"""So many signs tell what a cell held."""


def said(record: Record, column: Column, names: RecordNames, parent_kind: str | None) -> str:
    """What the cell of a record in a column says; empty where the field is."""
    if column.name == PARENT:
        return names.of(parent_kind or "").get(record.parent or 0, "")
    spec = column.spec
    assert spec is not None
    if spec.field_type.to_many:
        known = names.of(spec.to or "")
        return _short("\n".join(known.get(id, "") for id in record.links[column.name]))
    value = record.values[column.name]
    if value is None:
        return ""
    if spec.field_type.to_one:
        return names.of(spec.to or "").get(int(value), "")
    if spec.field_type.ticked:
        return YES if value else NO
    if spec.field_type.money:
        return f"{Decimal(int(value)) / 100:f}"
    return _short(fields.show(value, spec))


def is_number(spec: FieldSpec | None) -> bool:
    """Whether a column's cells hold numbers of the spreadsheet."""
    return spec is not None and spec.field_type.sql_type is int and not (spec.to or spec.field_type.ticked)


def is_too_long(text: str) -> bool:
    """Whether no cell holds a text whole."""
    return len(text) > LONGEST or len(text.encode("utf-16-le")) // 2 > LONGEST


def _short(text: str) -> str:
    return _("(longer than a cell of a spreadsheet: edit it in the program)") if is_too_long(text) else text


def why_not_here(record: Record, column: Column) -> str:
    """Why a field cannot be changed in the workbook; empty where it can be."""
    spec = column.spec
    if spec is None or spec.to:
        return ""
    value = record.values[column.name]
    if spec.field_type.attached:
        return _("a file is attached in the program")
    if spec.field_type.formatted and value and not is_plain(str(value)):
        return _("the text has layout, which is edited in the program")
    if value and is_too_long(fields.show(value, spec)):
        return _("the text is longer than a cell of a spreadsheet, and is edited in the program")
    return ""


def is_plain(value: str) -> bool:
    """Whether a running text is nothing but paragraphs that look alike."""
    return rich_text.dump(rich_text.from_plain(rich_text.to_plain(rich_text.load(value)))) == rich_text.dump(
        rich_text.load(value)
    )


def settled(text: str) -> str:
    """A cell's text as it is compared: spreadsheets save the ends of lines in their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def mark(text: str) -> str:
    """A few signs that tell whether a cell still holds a text."""
    return hashlib.sha256(settled(text).encode("utf-8", "surrogatepass")).hexdigest()[:MARK] if text else "-" * MARK


def marks(texts: Sequence[str]) -> str:
    """The marks of a record's cells, in the order of its columns."""
    return "".join(map(mark, texts))
