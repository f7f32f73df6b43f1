"""Copy and paste between record tables and other programs, by keys."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData
from PySide6.QtWidgets import QApplication, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.exchange.tables import grid_of
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.pasting_sheet import PastingSheet
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.exchange.clipboards import EXCEL, WORD
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of, table_of, texts
from tests.ui.widgets import every_window

Reader = Callable[[], Draft]


def put(html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    QApplication.clipboard().setMimeData(data)


def html_of(*rows: tuple[str, ...]) -> str:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{''.join(lines)}</table>"


def sheets() -> list[PastingSheet]:
    return [one for one in every_window() if isinstance(one, PastingSheet) and one.isVisible()]


def sheet(qtbot: QtBot) -> PastingSheet:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PastingSheet))
    (found,) = sheets()
    return found


def cell(shown: PastingSheet, row: int, column: int) -> QTableWidgetItem:
    found = shown.table.item(row, column)
    assert found is not None
    return found


def pasted(keys: Keys, qtbot: QtBot, window: MainWindow) -> None:
    keys.press("Return")
    qtbot.waitUntil(window.isActiveWindow)
    assert sheets() == []


def choose(table: RecordTable, first: tuple[int, int], last: tuple[int, int]) -> None:
    table.setCurrentIndex(table.records.index(*first))
    table.selectionModel().select(
        QItemSelection(table.records.index(*first), table.records.index(*last)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )


def focus(widget: QWidget) -> None:
    widget.setFocus()
    assert widget.hasFocus()


# ---------------------------------------------------------------- at once


def test_cells_that_fit_are_pasted_at_once_in_one_step(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ส่วนแผนงาน"})
    draft.add("division", {"name": "ฝ่ายอื่น"})
    draft.add("project", {"name": "มีอยู่แล้ว", "remark": "คงไว้"})
    table = table_of(window, "projects", 1)
    put(
        html_of(
            ("โครงการ<br>สองบรรทัด", "๑,๒๓๔.๕๐", "ส่วนแผนงาน, ฝ่ายอื่น", "202"),
            ("", "", "", ""),
            ("โครงการสาม", "(ไม่ใช้<br>งบประมาณ)", "ฝ่ายอื่น", ""),
            ("", "", "", ""),
        )
    )
    keys.press("Ctrl+V")
    assert sheets() == []
    first, third = draft.records("project")
    assert (first.values["name"], first.values["budget"], first.values["remark"]) == (
        "โครงการ\nสองบรรทัด",
        123450,
        "คงไว้",
    )
    assert [draft.title("division", id) for id in first.links["divisions"]] == ["ส่วนแผนงาน", "ฝ่ายอื่น"]
    assert [draft.title("policy", id)[:3] for id in first.links["policies"]] == ["202"]
    assert (third.values["name"], third.values["budget"], third.values["funding"]) == ("โครงการสาม", None, "none")
    assert third.links["divisions"] == first.links["divisions"][1:]
    assert {index.row() for index in table.selectedIndexes()} == {0, 1}
    keys.press("Ctrl+Z")
    assert texts(draft, "project", "name") == ["มีอยู่แล้ว"]
    assert texts(draft, "division", "name") == ["ส่วนแผนงาน", "ฝ่ายอื่น"]


def test_what_is_refused_stays_in_its_cell_and_is_told_with_its_place(
    keys: Keys, window: MainWindow, draft: Draft, stored: Reader
) -> None:
    draft.add("project", {"name": "ก", "budget": 100})
    screen = screen_of(window, "projects", 1)
    put(html_of(("ข", "มาก", "", ""), ("ค", "500", "", "")))
    keys.press("Ctrl+V")
    assert [record.values["name"] for record in stored().records("project")] == ["ข", "ค"]
    assert [record.values["budget"] for record in stored().records("project")] == [100, 50000]
    assert screen.model.text(0, 1) == "มาก"
    assert "มาก" in screen.message.said()
    at = screen.table.currentIndex()
    assert (at.row(), at.column()) == (0, 1)  # where there is something to mend
    choose(screen.table, (0, 0), (0, 0))
    put(html_of(("ข", "700")))
    keys.press("Ctrl+V")
    assert screen.model.text(0, 1) == "700"


def test_policy_codes_with_their_p_and_divisions_parted_by_spaces_are_known_as_plans_write_them(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    names = [draft.add("division", {"name": name}) for name in ("ส่วนแผนงานฯ", "ส่วนส่งเสริมฯ")]
    known = [draft.add("policy", {"code": code}) for code in ("054", "123")]
    screen = screen_of(window, "projects", 1)
    both = "โครงการหนึ่ง\t5\tส่วนแผนงานฯ ส่วนส่งเสริมฯ\tP054, P๑๒๓"
    put(text=both + "\nโครงการสอง\t5\tส่วนแผนงานฯ\tP123\n")
    keys.press("Ctrl+V")
    assert sheets() == []
    assert screen.message.said() == ""
    one, two = draft.ids("project")
    assert draft.links("project", one, "divisions") == names
    assert draft.links("project", one, "policies") == known
    assert draft.links("project", two, "policies") == known[1:]


def test_one_cell_fills_the_cells_that_are_chosen(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in "กขค":
        draft.add("project", {"name": name})
    table = table_of(window, "projects", 1)
    choose(table, (0, 1), (2, 1))
    put(text="๕๐๐\n")
    keys.press("Ctrl+V")
    assert texts(draft, "project", "budget") == [50000] * 3
    keys.press("Ctrl+Z")
    assert texts(draft, "project", "budget") == [None] * 3


def test_one_cell_is_pasted_where_one_is_chosen_and_beside_it_nothing_changes(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("project", {"name": "ก", "budget": 100})
    table = table_of(window, "projects", 1)
    choose(table, (0, 0), (0, 0))
    put(html_of(("ข",)))
    keys.press("Ctrl+V")
    assert (texts(draft, "project", "name"), texts(draft, "project", "budget")) == (["ข"], [100])


# ---------------------------------------------------------------- there and back


def test_a_copy_pasted_elsewhere_gives_the_same_records(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    table = table_of(sample_window, "projects", 1)
    table.selectAll()
    keys.press("Ctrl+C")
    before = sample.records("project")
    shown = (*table.records.fields, "funding")
    choose(table, (len(before), 0), (len(before), 0))
    keys.press("Ctrl+V")
    assert sheets() == []
    after = sample.records("project")
    assert len(after) == 2 * len(before)
    for one, other in zip(before, after[len(before) :], strict=True):
        assert {name: one.values.get(name) for name in shown} == {name: other.values.get(name) for name in shown}
        assert one.links == other.links


def test_codes_are_copied_as_text_and_amounts_as_numbers(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "0702", "budget": 123450})
    table = table_of(window, "projects", 1)
    choose(table, (0, 0), (0, 1))
    clipboard.copy(table, heads=True)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "ชื่อโครงการ/กิจกรรม\tงบประมาณ\n0702\t1,234.50\n"
    grid = grid_of(data.html())
    assert grid is not None
    assert (grid.rows[1], grid.head) == (("0702", "1,234.50"), 1)
    assert 'x:num="1234.50"' in data.html()


# ---------------------------------------------------------------- the sheet


def test_a_head_is_known_and_the_sheet_maps_the_columns(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    draft.add("division", {"name": "ส่วนแผนงาน"})
    draft.add("division", {"name": "ส่วนคลัง"})
    draft.add("project", {"name": "มีอยู่แล้ว"})
    table_of(window, "projects", 1)
    put(EXCEL)
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    assert shown.placing().fields == ("name", "budget", "divisions", "policies")
    assert shown.placing().head
    assert texts(draft, "project", "name") == ["มีอยู่แล้ว"]
    assert cell(shown, 1, 1).text() == "1,234.50"
    pasted(keys, qtbot, window)
    names = ["มีอยู่แล้ว", *["โครงการพัฒนา\nศักยภาพบุคลากร ของหน่วยงาน"] * 2, '"โครงการ" A & B']
    assert texts(draft, "project", "name") == names
    assert texts(draft, "project", "budget") == [None, 123450, 358400000, None]
    assert draft.records("project")[1].links["divisions"] == tuple(draft.ids("division"))
    keys.press("Ctrl+Z")
    assert texts(draft, "project", "name") == ["มีอยู่แล้ว"]


def test_escape_leaves_the_sheet_and_the_draft_as_it_was(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    table_of(window, "projects", 1)
    put(WORD)
    keys.press("Ctrl+V")
    sheet(qtbot)
    keys.press("Esc")
    assert sheets() == []
    assert draft.ids("project") == []


def test_more_columns_than_there_are_ask_where_they_go(
    keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot
) -> None:
    draft.add("division", {"name": "ฝ่ายหนึ่ง"})
    draft.add("project", {"name": "เดิม"})
    table_of(window, "projects", 1)
    put(html_of(("1", "1,000,000", "โครงการ ก", "ฝ่ายหนึ่ง", "x"), ("2", "มาก", "โครงการ ข", "ฝ่ายหนึ่ง", "y")))
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    assert shown.placing().fields[0] is None
    assert shown.placing().fields[2:4] == ("name", "divisions")
    focus(shown.boxes[1])
    keys.press("Home")
    while shown.placing().fields[1] != "budget":
        keys.press("Down")
    assert cell(shown, 2, 1).toolTip() != ""
    assert cell(shown, 1, 1).toolTip() == ""
    pasted(keys, qtbot, window)
    assert texts(draft, "project", "name") == ["โครงการ ก", "โครงการ ข"]
    assert texts(draft, "project", "budget") == [100_000_000, None]


def test_a_field_takes_one_column(keys: Keys, window: MainWindow, draft: Draft, qtbot: QtBot) -> None:
    table_of(window, "projects", 1)
    put(html_of(("ก", "ข", "ค", "ง", "จ"), ("ก", "ข", "ค", "ง", "จ")))
    keys.press("Ctrl+V")
    shown = sheet(qtbot)
    assert shown.placing().fields[0] == "name"
    shown.boxes[3].setCurrentIndex(shown.boxes[3].findData("name"))
    assert shown.placing().fields == (None, None, None, "name", None)
    shown.boxes[3].setCurrentIndex(0)
    assert shown.placing().fields[0] == "name"
    keys.press("Esc")


# ---------------------------------------------------------------- many


def test_two_thousand_rows_are_one_step(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ฝ่ายหนึ่ง"})
    table = table_of(window, "projects", 1)
    put(text="".join(f"โครงการ {n}\t{n},000\tฝ่ายหนึ่ง\t\n" for n in range(1, 1000)))
    keys.press("Ctrl+V")
    assert len(draft.ids("project")) == len(table.records.ids) == 999
    keys.press("Ctrl+Z")
    assert draft.ids("project") == []
