"""Names and codes in tables pasted into the projects: what is made anew, what is linked, and what counts the names."""

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.pasting_sheet import PastingSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.table.test_clipboard import cell, choose, html_of, pasted, put, sheet, sheets
from tests.ui.screens.table.test_pasting_sheet import amounts
from tests.ui.screens.table.test_table import screen_of, table_of, texts


def listed(shown: PastingSheet) -> list[str]:
    """What comes besides the rows, as it is listed."""
    items = (shown.new.table.item(row, 0) for row in range(shown.new.table.rowCount()))
    return [item.text().replace("\u200b", "") for item in items if item is not None]


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
