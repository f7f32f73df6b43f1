"""Computed fields on screens: read only, sorted and added up, and fresh after every edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from planner_desktop.draft import Draft
from planner_desktop.formpack import read
from planner_desktop.ui.fields.computed import ComputedShown
from planner_desktop.ui.screens.form.screen import FormScreen
from planner_desktop.ui.screens.table import clipboard, rows
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.language import write

RECORDS = """\
  cost:
    label: ค่าใช้จ่าย
    fields:
      name: {type: text, label: ชื่อ}
      amount: {type: baht, label: จำนวน}
      lead: {type: link, to: division, label: เจ้าภาพ}
      double: {type: computed, label: สองเท่า, sql: amount * 2, format: baht, number: true}
      said: {type: computed, label: คำ, sql: "(SELECT name FROM division WHERE id = cost.lead)"}
      aside: {sql: "1"}
  total:
    label: รวม
    single: true
    fields:
      note: {type: text, label: หมายเหตุ}
      whole: {type: computed, label: ทั้งหมด, sql: "(SELECT sum(double) FROM cost_row)", format: baht}
"""
SCREEN = "  - {table: cost, detail: true, fields: [name, double, said]}\n  - {form: total}\n"


@pytest.fixture
def records() -> str:
    return RECORDS


@pytest.fixture
def draft(tmp_path: Path, draft_path: Path, records: str) -> Iterator[Draft]:
    with Draft.create(draft_path, read(write(tmp_path / "แม่แบบ", records=records, cover=SCREEN))) as draft:
        draft.add("division", {"name": "กอง ก"})
        for name, amount in (("ก", 900_000), ("ข", 1_000_000), ("ค", None)):
            draft.add("cost", {"name": name, "amount": amount, "lead": 1})
        yield draft


@pytest.fixture
def screen(window: MainWindow) -> TableScreen:
    window.go_to_section("cover")
    assert window.page is not None
    shown = window.page.show_part(1)
    assert isinstance(shown, TableScreen)
    shown.start()
    return shown


def column(screen: TableScreen, number: int) -> list[str]:
    return [screen.model.text(row, number) for row in range(len(screen.model.ids))]


def test_a_table_shows_it_read_only_and_fresh_after_each_edit(screen: TableScreen, draft: Draft) -> None:
    assert column(screen, 1) == ["18,000", "20,000", ""]
    assert column(screen, 2) == ["กอง ก"] * 3
    cell = screen.model.index(0, 1)
    assert not screen.model.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert screen.model.setData(cell, "5")
    draft.set("cost", 1, "amount", 500_000)
    draft.set("division", 1, "name", "กองใหม่")  # of another table
    assert column(screen, 1) == ["10,000", "20,000", ""]
    assert column(screen, 2) == ["กองใหม่"] * 3


def test_one_without_a_label_is_on_no_screen(screen: TableScreen, draft: Draft) -> None:
    assert screen.detail is not None
    assert {"said", "double"} <= screen.detail.form.rows.keys()
    assert "aside" not in screen.detail.form.rows
    assert draft.computed("cost", ["aside"], [1]) == {1: {"aside": 1}}


def test_a_number_is_sorted_and_added_up_as_one(screen: TableScreen) -> None:
    rows.sort(screen.table, 1, descending=True)
    assert column(screen, 1) == ["20,000", "18,000", ""]
    rows.sort(screen.table, 1)
    assert column(screen, 1) == ["18,000", "20,000", ""]
    screen.foot.tell()
    assert "38,000" in screen.foot.rows.said()


def test_nothing_is_put_into_it_by_emptying_filling_or_pasting(screen: TableScreen, draft: Draft) -> None:
    table = screen.table
    table.selectAll()
    rows.fill_down(table)
    assert [record.values["name"] for record in draft.records("cost")] == ["ก"] * 3
    table.selectAll()
    clipboard.clear(table)
    assert [record.values["name"] for record in draft.records("cost")] == [None] * 3
    QGuiApplication.clipboard().setText("หนึ่ง\nสอง")
    table.setCurrentIndex(screen.model.index(0, 0))
    clipboard.paste(table)
    assert column(screen, 0)[:2] == ["หนึ่ง", "สอง"]
    assert column(screen, 1) == ["18,000", "20,000", ""]


def test_a_form_shows_it_to_be_read_and_copied(window: MainWindow, draft: Draft) -> None:
    window.go_to_section("cover")
    assert window.page is not None
    form = window.page.show_part(2)
    assert isinstance(form, FormScreen)
    shown = form.form.editor("whole")
    assert isinstance(shown, ComputedShown)
    assert shown.text.said() == "38,000"
    draft.set("cost", 3, "amount", 100_000)
    assert shown.text.said() == "40,000"
    draft.undo()
    assert shown.text.said() == "38,000"


@pytest.mark.parametrize("records", [RECORDS.replace("sql: amount * 2", "sql: abs(-9223372036854775808)")])
def test_what_cannot_be_worked_out_says_why_and_the_window_goes_on(screen: TableScreen, window: MainWindow) -> None:
    assert "too large" in column(screen, 1)[0]
    assert window.page is not None
    form = window.page.show_part(2)
    assert isinstance(form, FormScreen)
    assert "too large" in form.form.rows["whole"].message.said()
