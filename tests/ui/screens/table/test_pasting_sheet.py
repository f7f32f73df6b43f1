"""Tables of other programs pasted into the projects: what is left out, made anew and linked, seen before it is done."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.pasting_sheet import PastingSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.exchange import clipboards
from tests.exchange.test_structure import PAGES, TWO_ROW_HEAD
from tests.ui.keys import Keys
from tests.ui.screens.table.test_clipboard import cell, choose, html_of, pasted, put, sheet, sheets
from tests.ui.screens.table.test_table import screen_of, table_of, texts


@pytest.fixture(autouse=True)
def clipboard_emptied() -> Iterator[None]:
    yield
    QApplication.clipboard().clear()


def amounts(draft: Draft) -> list[object]:
    return texts(draft, "project", "budget")


def left_out(qtbot: QtBot) -> list[str]:
    shown = sheet(qtbot).left.list
    return [shown.item(row).text().replace("\u200b", "") for row in range(shown.count())]


def listed(shown: PastingSheet) -> list[str]:
    """What comes besides the rows, as it is listed."""
    items = (shown.new.table.item(row, 0) for row in range(shown.new.table.rowCount()))
    return [item.text().replace("\u200b", "") for item in items if item is not None]


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


# ---------------------------------------------------------------- what is made anew


def test_new_divisions_are_listed_and_those_much_like_others_marked(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    draft.add("division", {"name": "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"})
    table_of(window, "projects", 1)
    put(html_of(("ก", "5,000", "ฝ่ายสิงแวดล้อมและสุขาภิบาล"), ("ข", "5,000", "ฝ่ายใหม่")))
    keys.press("Ctrl+V")
    new = sheet(qtbot).new
    assert new.table.rowCount() == 2
    first, second = new.table.item(0, 0), new.table.item(1, 0)
    assert first is not None
    assert second is not None
    assert "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล" in first.text().replace("\u200b", "")
    assert second.text().replace("\u200b", "") == "ฝ่ายใหม่"
    box = new.boxes[0]
    assert box is not None
    box.setFocus()
    keys.press("Down")
    sheet(qtbot).boxes[0].setFocus()
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายใหม่"]
    assert [len(record.links["divisions"]) for record in draft.records("project")] == [1, 1]


def test_two_names_with_a_stroke_are_two_and_may_be_one(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table = table_of(window, "projects", 1)
    put(html_of(("ก", "5,000", "กองก/กองข"), ("ข", "5,000", "ส่วนแผน/ทะเบียน")))
    keys.press("Ctrl+V")
    sheet(qtbot)
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["กองก", "กองข", "ส่วนแผน/ทะเบียน"]
    keys.press("Ctrl+Z")
    assert texts(draft, "division", "name") == []
    choose(table, (0, 0), (0, 0))
    keys.press("Ctrl+V")
    box = sheet(qtbot).new.boxes[1]
    assert box is not None
    box.setFocus()
    keys.press("End")
    sheet(qtbot).boxes[0].setFocus()
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["กองก", "กองข"]


def test_a_part_of_a_name_is_no_name_until_it_is_said_to_be(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    draft.add("division", {"name": "กองการเงิน"})
    table = table_of(window, "projects", 1)
    put(html_of(("ก", "5,000", "กองก"), ("ข", "5,000", "กองการเงิน")))
    keys.press("Ctrl+V")
    assert listed(sheet(qtbot)) == ["กองก\nmuch like “กองการเงิน”"]
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["กองการเงิน", "กองก"]
    keys.press("Ctrl+Z")
    choose(table, (0, 0), (0, 0))
    keys.press("Ctrl+V")
    answer(sheet(qtbot), 0, "take “กองการเงิน”")
    pasted(keys, qtbot, window)
    assert texts(draft, "division", "name") == ["กองการเงิน"]
    assert [len(record.links["divisions"]) for record in draft.records("project")] == [1, 1]


def test_a_part_of_a_policys_name_is_refused_unless_it_is_said_what_it_means(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    draft.add("policy", {"code": "113", "name": "ตรวจสอบโครงการก่อสร้าง"})
    screen = screen_of(window, "projects", 1)
    put(text="ก\t5,000\t\tโครงการก่อสร้าง\nข\t5,000\t\t113\n")
    keys.press("Ctrl+V")
    answer(sheet(qtbot), 0, None)
    pasted(keys, qtbot, window)
    assert [len(record.links["policies"]) for record in draft.records("project")] == [0, 1]
    assert "โครงการก่อสร้าง" in screen.message.said()
    keys.press("Ctrl+Z")
    choose(screen.table, (0, 0), (0, 0))
    keys.press("Ctrl+V")
    answer(sheet(qtbot), 0, "take “113 ตรวจสอบโครงการก่อสร้าง”")
    pasted(keys, qtbot, window)
    assert [len(record.links["policies"]) for record in draft.records("project")] == [1, 1]


def answer(shown: PastingSheet, row: int, words: str | None) -> None:
    """Choose what becomes of a listed name by its words; None: leave it as it is."""
    box = shown.new.boxes[row]
    assert box is not None
    if words is not None:
        box.setCurrentIndex(box.findText(words))
        assert box.currentText() == words
    shown.boxes[0].setFocus()


# ---------------------------------------------------------------- what counts the names


@pytest.mark.parametrize(
    ("marked", "mark"),
    [
        (("1. โครงการ ก", "2. โครงการ ข", "3. โครงการ ค"), "1."),
        (("1.โครงการ ก", "2.โครงการ ข", "1.โครงการ ค"), "1."),  # anew under the next group
        (("๑) โครงการ ก", "๒) โครงการ ข", "๓) โครงการ ค"), "๑)"),
        (("(1) โครงการ ก", "(2) โครงการ ข", "(3) โครงการ ค"), "(1)"),
        (("- โครงการ ก", "- โครงการ ข", "– โครงการ ค"), "-"),
        (("• โครงการ ก", "• โครงการ ข", "• โครงการ ค"), "•"),
    ],
)
def test_what_counts_the_names_of_a_column_goes_unless_it_is_kept(
    marked: tuple[str, ...], mark: str, keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table = table_of(window, "projects", 1)
    put(html_of(*((name, "5,000") for name in marked)))
    keys.press("Ctrl+V")
    assert f"“{mark}”" in sheet(qtbot)._bare.text()
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ก", "โครงการ ข", "โครงการ ค"]
    keys.press("Ctrl+Z")
    choose(table, (0, 0), (0, 0))
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    shown._bare.setFocus()
    keys.press("Space")
    assert cell(shown, 1, 0).text().startswith(mark)
    shown.boxes[0].setFocus()
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == list(marked)


@pytest.mark.parametrize(
    "names",
    [
        ("1. โครงการ ก",),  # one alone may be called so
        ("1. โครงการ ก", "โครงการ ข"),
        ("1. โครงการ ก", "3. โครงการ ข"),
        ("1.1 โครงการ ก", "1.2 โครงการ ข"),
        ("5ส ในสำนักงาน", "6ส ในสำนักงาน"),
        ("1. โครงการ ก", "2. โครงการ ข", "- โครงการ ค"),
    ],
)
def test_a_number_that_is_a_part_of_the_name_stays(
    names: tuple[str, ...], keys: Keys, window: MainWindow, draft: Draft
) -> None:
    table_of(window, "projects", 1)
    put(html_of(*((name, "5,000") for name in names)))
    keys.press("Ctrl+V")
    assert sheets() == []
    assert texts(draft, "project", "name") == list(names)


def test_names_that_the_draft_has_with_their_numbers_keep_them(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "1. โครงการ ก"})
    table = table_of(window, "projects", 1)
    choose(table, (1, 0), (1, 0))
    put(html_of(("1. โครงการ ก", "5,000"), ("2. โครงการ ข", "5,000")))
    keys.press("Ctrl+V")
    assert sheets() == []
    assert texts(draft, "project", "name")[1:] == ["1. โครงการ ก", "2. โครงการ ข"]


def test_divisions_that_are_counted_in_their_cell_are_found_without_their_numbers(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    for name in ("กองคลัง", "กองแผน"):
        draft.add("division", {"name": name})
    table_of(window, "projects", 1)
    put(html_of(("ก", "5,000", "1. กองแผน<br>2. กองคลัง")))
    keys.press("Ctrl+V")
    assert sheets() == []
    (project,) = draft.records("project")
    assert [draft.title("division", id) for id in project.links["divisions"]] == ["กองแผน", "กองคลัง"]


# ---------------------------------------------------------------- codes


def test_codes_of_key_results_link_the_projects_to_them(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    screen = screen_of(window, "projects", 1)
    head = "โครงการ\tงบประมาณ\tรหัส OKR\tรหัสนโยบาย\n"
    put(text=head + "โครงการ ก\t5,000\tOKR ๗๔๐๒, 7401\tP113\nโครงการ ข\t5,000\t7402 9999\t054, P999\n")
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    assert shown.placing().fields == ("name", "budget", "key_result.projects", "policies")
    assert [line.partition(" ")[0] for line in listed(shown)] == ["9999", "P999", "7402", "7401", "113", "054"]
    assert "2 ตัววัดผลหลัก (KR) come from the catalogue" in shown.new.table.accessibleName()
    found = cell(shown, 2, 2)
    assert "9999" in found.toolTip()
    pasted(keys, qtbot, window)
    first, second = draft.ids("project")
    of_code = {str(record.values["code"]): record.links["projects"] for record in draft.records("key_result")}
    assert of_code == {"7402": (first, second), "7401": (first,)}
    assert texts(draft, "policy", "code") == ["113", "054"]
    assert [len(record.links["policies"]) for record in draft.records("project")] == [1, 1]
    said = screen.message.said()
    assert "9999" in said
    assert "999" in said
    keys.press("Ctrl+Z")
    assert draft.ids("key_result") == []
    assert draft.ids("policy") == []


def test_projects_that_are_there_keep_the_key_results_they_have(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    project = draft.add("project", {"name": "โครงการเดิม"})
    other = draft.add("project", {"name": "อีกโครงการ"})
    had = draft.add("key_result", {"code": "7402", "name": "KR", "projects": [other]})
    table = table_of(window, "projects", 1)
    choose(table, (0, 0), (0, 0))
    put(text="โครงการ\tOKR\nโครงการเดิม\t7402\n")
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    assert shown.placing().fields[1] == "key_result.projects"
    shown._from_here.setChecked(True)
    pasted(keys, qtbot, window)
    assert draft.ids("project") == [project, other]
    assert draft.links("key_result", had, "projects") == [other, project]


def test_of_two_amounts_the_one_that_was_only_asked_for_is_not_the_budget(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(text="โครงการ\tงบประมาณที่ขอ\tงบประมาณที่ได้รับ\nก\t9,000\t5,000\nข\t8,000\t4,000\n")
    keys.press("Ctrl+V")
    assert sheet(qtbot).placing().fields == ("name", None, "budget")
    pasted(keys, qtbot, window)
    assert amounts(draft) == [500_000, 400_000]


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
