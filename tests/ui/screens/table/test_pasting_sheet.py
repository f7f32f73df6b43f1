"""Tables of other programs pasted into the projects: what is read and left out, seen before it is done."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.from_file import SheetChoice
from planner_desktop.ui.window.main_window import MainWindow
from tests.exchange import clipboards
from tests.exchange.made_workbooks import projects
from tests.exchange.test_structure import PAGES, TWO_ROW_HEAD
from tests.exchange.word.building import docx, p, tbl, tr
from tests.ui.keys import Keys
from tests.ui.screens.table.test_clipboard import choose, pasted, put, sheet, sheets
from tests.ui.screens.table.test_table import screen_of, table_of, texts
from tests.ui.widgets import every_window


def amounts(draft: Draft) -> list[object]:
    return texts(draft, "project", "budget")


def left_out(qtbot: QtBot) -> list[str]:
    shown = sheet(qtbot).left.list
    return [shown.item(row).text().replace("\u200b", "") for row in range(shown.count())]


# ---------------------------------------------------------------- amounts


def test_what_excel_shows_of_amounts_is_read_as_it_is_meant(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    screen = screen_of(window, "projects", 1)
    put(clipboards.EXCEL_ACCOUNTING)
    keys.press("Ctrl+V")
    assert [line for line in left_out(qtbot) if "รวมทั้งสิ้น" in line] == left_out(qtbot)
    pasted(keys, qtbot, window)
    assert amounts(draft) == [
        123_400_000, None, None, None, 123_400, 1_500_000_000, 120_000_000, 123_400, None, None,
    ]  # fmt: skip
    assert texts(draft, "project", "funding")[8:] == ["none", "none"]
    assert texts(draft, "project", "funding")[1] == "dash"
    assert (screen.model.text(2, 1), screen.model.text(3, 1)) == ("(1,234.50)", "-   1,234.50")
    assert screen.model.text(2, 1) in screen.message.said()
    assert len(draft.ids("project")) == 10
    assert texts(draft, "division", "name") == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]


def test_numbers_of_a_calculator_bear_marks_that_nobody_sees(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ฝ่ายปกครอง"})
    table_of(window, "projects", 1)
    put(
        text="ก\t\u202d1,234.50\u202c\tฝ่ายปกครอง\nข\t1,234\u200b\tฝ่ายปกครอง\nค\t\ufeff5,000\tฝ่ายปกครอง\nง\t\u200e6,000\tฝ่ายปกครอง\n"
    )
    keys.press("Ctrl+V")
    assert sheets() == []
    assert amounts(draft) == [123_450, 123_400, 500_000, 600_000]
    assert all(record.links["divisions"] for record in draft.records("project"))


def test_google_sheets_with_a_currency(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in ("ฝ่ายทะเบียน", "ฝ่ายรักษาความสะอาด"):
        draft.add("division", {"name": name})
    table_of(window, "projects", 1)
    put(clipboards.GOOGLE_SHEETS)
    keys.press("Ctrl+V")
    assert sheets() == []
    assert amounts(draft) == [123_456_750, 25_000_000]
    assert texts(draft, "project", "name")[0] == "โครงการพัฒนา\nระบบข้อมูล"


def test_a_column_of_values_and_single_cells_ask_nothing(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in "กขค":
        draft.add("project", {"name": name})
    table = table_of(window, "projects", 1)
    choose(table, (0, 1), (0, 1))
    put(text="100\n200\n300\n")
    keys.press("Ctrl+V")
    assert sheets() == []
    assert amounts(draft) == [10_000, 20_000, 30_000]
    choose(table, (1, 1), (1, 1))
    put('<table><tr><td x:num="1234.5">1,235</td></tr></table>')
    keys.press("Ctrl+V")
    assert sheets() == []
    assert amounts(draft)[1] == 123_450


def test_the_dash_that_excel_shows_for_nothing_is_a_dash_and_no_zero(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("project", {"name": "ก", "budget": 100})
    table = table_of(window, "projects", 1)
    choose(table, (0, 1), (0, 1))
    put('<table><tr><td x:num="0"> - </td></tr></table>')
    keys.press("Ctrl+V")
    assert sheets() == []
    assert (amounts(draft), texts(draft, "project", "funding")) == ([None], ["dash"])


def test_an_amount_merged_downwards_counts_once(keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot) -> None:
    table_of(window, "projects", 1)
    rows = "<tr><td>โครงการ ก</td><td rowspan=2>500,000</td></tr><tr><td>โครงการ ข</td></tr>"
    put(f"<table><tr><th>โครงการ</th><th>งบประมาณ</th></tr>{rows}</table>")
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ก", "โครงการ ข"]
    assert amounts(draft) == [50_000_000, None]


def test_a_number_merged_downwards_counts_once_and_a_text_stands_in_every_row(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "trends", 1)
    heads = "<tr><th>องค์ประกอบ</th><th>ตัวชี้วัด</th><th>ค่าน้ำหนัก</th><th>ผลการดำเนินงาน</th></tr>"
    first = "<tr><td rowspan=2>องค์ประกอบที่ 1</td><td>ตัวชี้วัด ก</td><td rowspan=2>40</td><td>ระดับ 5</td></tr>"
    put(f"<table>{heads}{first}<tr><td>ตัวชี้วัด ข</td><td>ระดับ 4</td></tr></table>")
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "past_result", "component") == ["องค์ประกอบที่ 1"] * 2
    assert texts(draft, "past_result", "weight") == [40, None]


# ---------------------------------------------------------------- rows that are no records


def test_heads_groups_and_totals_are_left_out_with_the_reason(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(TWO_ROW_HEAD)
    keys.press("Ctrl+V")
    assert sheet(qtbot).placing().fields == (None, "name", "budget", None, "divisions")
    reasons = ["head of the table"] * 2 + ["heading of a group", "total", "total"]
    assert all(reason in line for reason, line in zip(reasons, left_out(qtbot), strict=True))
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการตรวจสถานบริการ", "โครงการอบรมแกนนำ"]
    assert amounts(draft) == [10_000_000, 25_000_000]
    assert texts(draft, "division", "name") == ["ฝ่ายสิ่งแวดล้อม", "ฝ่ายพัฒนาชุมชน"]


def test_a_row_left_out_is_taken_in_again_by_a_key(keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot) -> None:
    table_of(window, "projects", 1)
    put(TWO_ROW_HEAD)
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    shown.left.list.setFocus()
    shown.left.list.setCurrentRow(4)
    keys.press("Space")
    assert shown.left.list.item(4).checkState() == Qt.CheckState.Checked
    assert shown.table.rowCount() == 1 + 3
    shown.boxes[0].setFocus()
    pasted(keys, qtbot, window)
    assert amounts(draft) == [10_000_000, 25_000_000, 35_000_000]


def test_text_of_a_pdf_with_a_head_on_each_page(keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot) -> None:
    table_of(window, "projects", 1)
    put(text=PAGES)
    keys.press("Ctrl+V")
    assert len(left_out(qtbot)) == 9
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ก", "โครงการ ข", "โครงการ ค"]
    assert amounts(draft) == [100_000, 200_000, 500_000]


def test_what_has_no_name_beside_records_that_have_one_is_left_out(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(text="โครงการ\tงบประมาณ\tรหัสนโยบาย\nโครงการ ก\t5,000\t113\n\t\t054\n")
    keys.press("Ctrl+V")
    assert "without a name" in left_out(qtbot)[-1]
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ก"]


def test_thai_of_a_budget_pdf_gives_one_division(keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot) -> None:
    table_of(window, "projects", 1)
    divisions = ("ฝ่ายงานก\u0e32\u0e4dกับ", "ฝ่ายงานกำกับ", "ฝ่ายงานก ากับ", "ฝ่ายงานกำกับ")
    put(text="".join(f"โครงการ {n}\t{n},000\t{name}\t\n" for n, name in enumerate(divisions, 1)))
    keys.press("Ctrl+V")
    assert sheet(qtbot).new.table.rowCount() == 1
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["ฝ่ายงานกำกับ"]
    assert amounts(draft) == [100_000, 200_000, 300_000, 400_000]


# ---------------------------------------------------------------- units and strokes


@pytest.mark.parametrize(
    "table",
    [
        "โครงการ\tงบประมาณ (ล้านบาท)\nก\t1.25\nข\t12 ล้านบาท\n",
        "หน่วย : พันบาท\t\nโครงการ\tงบประมาณ\nก\t๑,๒๕๐.๐\nข\t12,000\n",
        "(หน่วย : ล้านบาท)\t\nก\t1.25\nข\t12.00\n",
    ],
)
def test_amounts_in_millions_become_baht(
    table: str, keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(text=table)
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["ก", "ข"]
    assert amounts(draft) == [125_000_000, 1_200_000_000]


def test_a_cell_whose_format_divides_it_is_not_multiplied(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(
        "<table><tr><td>โครงการ</td><td>งบประมาณ (ล้านบาท)</td></tr>"
        '<tr><td>ก</td><td x:num="1500000">1.5</td></tr><tr><td>ข</td><td x:num="2.5">2.5</td></tr></table>'
    )
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert amounts(draft) == [150_000_000, 250_000_000]


def test_struck_out_cells_are_told_before_they_are_left_out(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put("<table><tr><td>ก</td><td><s>100</s> 200</td></tr><tr><td><del>ข</del></td><td><s>300</s></td></tr></table>")
    keys.press("Ctrl+V")
    assert "3" in sheet(qtbot)._summary.said().split(".")[1]
    pasted(keys, qtbot, window)
    assert (texts(draft, "project", "name"), amounts(draft)) == (["ก"], [20_000])


def test_no_project_is_made_without_a_name_because_its_head_is_unknown(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(text="ที่\tงานที่จะทำ\tวงเงิน\tกอง\n1\tก\t100\tกองคลัง\n2\tข\t200\tกองคลัง\n")
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["ก", "ข"]
    assert all(record.links["divisions"] for record in draft.records("project"))


# ---------------------------------------------------------------- files


def test_a_sheet_of_a_workbook_is_pasted_with_what_is_odd_about_it(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_of(window, "projects", 1)
    path = tmp_path / "โครงการ ปีก่อน.xlsx"
    path.write_bytes(projects())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    keys.press("Ctrl+Shift+V")
    assert "(C11)" in sheet(qtbot).remarks.said()
    pasted(keys, qtbot, window)
    assert amounts(draft)[1] == 370_370_250
    assert texts(draft, "project", "name")[0] == "=ปรับปรุงระบบน้ำ\nระยะที่ 2"


def test_of_several_sheets_one_is_chosen(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_of(window, "projects", 1)
    content, path = io.BytesIO(), tmp_path / "สอง.xlsx"
    book = xlsxwriter.Workbook(content)
    for name in ("ก", "ข"):
        book.add_worksheet(name).write_column(0, 0, ["ชื่อโครงการ", f"โครงการ {name}"])
    book.close()
    path.write_bytes(content.getvalue())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    keys.press("Ctrl+Shift+V")
    choice = next(each for each in every_window() if isinstance(each, SheetChoice))
    qtbot.waitUntil(choice.isActiveWindow)
    choice.box.setCurrentIndex(1)
    keys.press("Return")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ข"]


def test_of_the_tables_of_a_word_file_one_is_chosen(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_of(window, "projects", 1)
    path = tmp_path / "แผน ปีก่อน.docx"
    rows = tr("ที่", "ชื่อโครงการ/กิจกรรม", "งบประมาณ") + tr("1", "โครงการลอกคลอง", "1,000,000")
    path.write_bytes(docx(tbl(tr("ก", "ข")) + p("สรุปโครงการ", style="1") + tbl(rows)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    keys.press("Ctrl+Shift+V")
    choice = next(each for each in every_window() if isinstance(each, SheetChoice))
    qtbot.waitUntil(choice.isActiveWindow)
    assert choice.box.itemText(1) == "table 2: สรุปโครงการ"
    choice.box.setCurrentIndex(1)
    keys.press("Return")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการลอกคลอง"]


def test_a_file_that_is_no_workbook_is_told_and_nothing_is_pasted(
    keys: Keys, window: MainWindow, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_of(window, "projects", 1)
    path = tmp_path / "พัง.xlsx"
    path.write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    keys.press("Ctrl+Shift+V")
    assert sheets() == []
    assert ".xlsx" in window.bar.text.said()
    assert draft.ids("project") == []
