"""The reports of a collection as files: a workbook with a sheet for each, and one as a table for Excel."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner_desktop import csv_table, whole_file
from planner_desktop.collect import across
from planner_desktop.collect.across import CrossTable
from planner_desktop.collect.collection import Collection
from planner_desktop.errors import CollectionError
from planner_desktop.spreadsheet.tables import SheetTable, workbook_of
from planner_desktop.thai.amounts import format_baht


def write_workbook(path: Path, title: str, tables: Sequence[CrossTable]) -> None:
    """Write a workbook of reports. Raises CollectionError."""
    sheets = [SheetTable(each.title, each.heads, each.types, each.rows, each.chart, each.totals()) for each in tables]
    try:
        whole_file.write(path, workbook_of(title, sheets))
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(path, error)) from error


def write_all(path: Path, collection: Collection) -> None:
    """Write a workbook of what is wrong between the plans and of every report. Raises CollectionError, QueryError."""
    tables = [across.report(collection, each.id) for each in across.reports(collection)]
    write_workbook(path, collection.pack.edition.title, [across.as_table(across.problems(collection)), *tables])


def write_json(path: Path, table: CrossTable) -> None:
    """Write a report as JSON has it. Raises CollectionError."""
    try:
        whole_file.write(path, json.dumps(table.data(), ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(path, error)) from error


def write_csv(path: Path, table: CrossTable) -> None:
    """Write a report as CSV. Raises DraftError."""
    csv_table.write(path, [table.heads, *(list(map(shown, row, table.types)) for row in table.rows)])


def shown(value: Any, kind: str) -> str:
    """A value of a report as it is read."""
    if value is None:
        return ""
    if kind == "yes_no":
        return "✓" if value else ""
    return format_baht(value) if kind == "satang" else str(value)
