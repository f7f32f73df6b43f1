"""Workbooks as officers have them, made by xlsxwriter; those beside it in `workbooks/` are the same, as LibreOffice saves
them: `soffice --convert-to xls` and `--convert-to ods`."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

SAVED = Path(__file__).parent / "workbooks"
NAMES = ("=ปรับปรุงระบบน้ำ\nระยะที่ 2", "+อบรม 100 คน", "@เว็บไซต์ 😀", "ทำความสะอาดกำแพง", "ซ่อมถนน")


def projects() -> bytes:
    """A table of projects with all that is odd in tables of offices, and a hidden sheet."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    baht, day, share = (book.add_format({"num_format": how}) for how in ("#,##0.00", "dd/mm/yyyy", "0%"))
    code, people = book.add_format({"num_format": "0000"}), book.add_format({"num_format": '0" คน"'})
    sheet = book.add_worksheet("โครงการ ปี 2569")
    sheet.merge_range("A1:G1", "แผนงาน")
    sheet.write_row(1, 0, ["ที่", "ชื่อโครงการ", "งบประมาณ", "เริ่ม", "ร้อยละ", "รหัส", "เป้าหมาย"])
    for row, name in enumerate(NAMES, 2):
        sheet.write_number(row, 0, row - 1)
        sheet.write_string(row, 1, name)
        sheet.write_number(row, 2, 1234567.5 * row, baht)
        sheet.write_datetime(row, 3, datetime(2025, 10, row), day)
        sheet.write_number(row, 4, 0.15, share)
        sheet.write_number(row, 5, 702, code)
        sheet.write_number(row, 6, 500, people)
    sheet.write_datetime(2, 3, datetime(2568, 10, 1), day)
    sheet.write_datetime(3, 3, datetime(1968, 10, 1), day)
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.merge_range("B8:B9", "กำกับดูแล")
    sheet.write_number("C8", 0.1 + 0.2)
    sheet.write_number("C9", 99_999_999_999.99)
    sheet.write_formula("C10", "=SUM(C3:C7)", baht, 30864187.5)
    sheet.write_formula("C11", "=C99/0", baht, "#DIV/0!")
    sheet.write_boolean("G8", True)
    sheet.write_boolean("G9", False)
    hidden = book.add_worksheet("ซ่อน")
    hidden.write(0, 0, "x")
    hidden.hide()
    book.close()
    return content.getvalue()


def saved(suffix: str) -> bytes:
    """The same as LibreOffice saves it."""
    return (SAVED / f"projects{suffix}").read_bytes()


def changed(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which one part is another."""
    content, held = io.BytesIO(), zipfile.ZipFile(io.BytesIO(workbook))
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name in held.namelist():
            written.writestr(name, change(held.read(name)) if name == part else held.read(name))
    return content.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose first sheet has these rows, as XML."""
    whole = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return changed(projects(), "xl/worksheets/sheet1.xml", lambda _held: whole.encode())
