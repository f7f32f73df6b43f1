"""Excel's old workbooks (.xls), by python-calamine in a process of its own.

Of files of which some bytes are changed the library panics at one in a hundred, and at some it never ends. Run as a
program, this module reads the workbook of its standard input, and tells what is in it as JSON.
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Any

from planner_desktop import i18n, stopping, windows_job
from planner_desktop.exchange.grid import MOST_CELLS
from planner_desktop.exchange.workbook.number_formats import cell_of_moment, exact, plain
from planner_desktop.exchange.workbook.ods import locked
from planner_desktop.exchange.workbook.packed import Broken, too_much
from planner_desktop.exchange.workbook.sheet import Sheet, SheetCell, Workbook
from planner_desktop.exchange.workbook.xlsx import NO, YES
from planner_desktop.i18n import _
from planner_desktop.memory import data_held

SECONDS = 20.0
MEMORY = 500_000_000
"""Bytes of data that the process may take."""
_LOOKS_EVERY = 0.2
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(content: bytes) -> Workbook:
    """The sheets of a workbook. Raises Broken where it is none, PlannerError where it is too large or locked."""
    if _ENCRYPTED in content:
        raise locked()
    told = _apart(content)
    if told.get("locked"):
        raise locked()
    if told.get("large"):
        raise too_much()
    if "sheets" not in told:
        raise Broken(str(told.get("broken", "the reader ended")))
    blind = _(
        "An .xls file does not tell which cells show an error such as #REF!, which rows are hidden, nor the zeros "
        "before a code: save it as .xlsx in the spreadsheet if it has such."
    )
    return Workbook(tuple(_sheet(each) for each in told["sheets"]), blind)


def _apart(content: bytes) -> dict[str, Any]:
    """What the process tells; nothing where it ended before."""
    command = [sys.executable, "-m", __name__, i18n.language()]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    ends, given = monotonic() + SECONDS, [content]
    with (
        subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=nothing, creationflags=windows_job.NO_CONSOLE
        ) as process,
        windows_job.around(process.pid, memory=MEMORY, seconds=SECONDS),
    ):
        while True:
            try:
                answer, _errors = process.communicate(given.pop() if given else None, timeout=_LOOKS_EVERY)
                break
            except subprocess.TimeoutExpired:
                if monotonic() > ends or stopping.is_asked():
                    process.kill()
                    stopping.look()
                    raise Broken("takes too long") from None
    try:
        told: dict[str, Any] = json.loads(answer) if answer else {}
    except ValueError as error:
        raise Broken("half an answer") from error
    return told


def _sheet(told: dict[str, Any]) -> Sheet:
    cells = {(row, column): SheetCell(*cell) for row, column, *cell in told["cells"]}
    return Sheet(told["name"], cells, [tuple(each) for each in told["merged"]], told["hidden"])


# ------------------------------------------------------------ in the process


def _told(content: bytes) -> dict[str, Any]:
    from io import BytesIO

    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    sheets, count = [], 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for at, told in enumerate(book.sheets_metadata):
            if told.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(at)
            cells = [
                [row, column, *cell]
                for row, values in enumerate(sheet.to_python(skip_empty_area=False))
                for column, value in enumerate(values)
                if (cell := _cell(value)).text
            ]
            count += len(cells)
            if count > MOST_CELLS:
                return {"large": True}
            merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
            hidden = told.visible is not SheetVisibleEnum.Visible
            sheets.append({"name": told.name, "cells": cells, "merged": merged, "hidden": hidden})
    except PasswordError:
        return {"locked": True}
    except MemoryError:
        return {"large": True}
    except BaseException as error:  # what Rust calls a panic is no Exception
        return {"broken": str(error)[:500]}
    return {"sheets": sheets}


def _cell(value: object) -> SheetCell:
    if isinstance(value, bool):
        return SheetCell(YES if value else NO)
    if isinstance(value, int | float):
        number = exact(repr(value))
        return SheetCell(str(value)) if number is None else SheetCell(plain(number), plain(number))
    if isinstance(value, date | datetime):
        return cell_of_moment(value)
    if isinstance(value, time | timedelta):
        return SheetCell(str(value)[:5])
    return SheetCell(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        most = data_held() + MEMORY
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    i18n.set_language(sys.argv[1])
    _limit()
    sys.stdout.write(json.dumps(_told(sys.stdin.buffer.read())))
