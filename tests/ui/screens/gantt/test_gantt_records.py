"""A Gantt chart whose rows are the records themselves: any record with a field of months, on the screen and on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from planner_desktop.checks import standings
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Table, plain
from planner_desktop.draft import Draft
from planner_desktop.ui.screens.gantt.model import MONTHS
from planner_desktop.ui.screens.gantt.screen import GanttScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.small_pack import RECORDS, small_pack
from tests.ui.keys import Keys

WORKS = (
    RECORDS
    + """
  work:
    label: งาน
    fields:
      name: {type: text, label: ชื่องาน, required: true}
      period: {type: months, label: ช่วงเวลา}
      owner: {type: text, label: ผู้รับผิดชอบ}
"""
)
SECTION = """
    title: ทั้งหมด
    screen:
      - gantt: work
        text: name
        months: period
    document:
      - table:
          rows: work
          columns:
            - {title: งาน, cell: "{name}", share: 3}
            - {title: เดือน, months: {of: period}, share: 6}
    """


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ร่าง.bmaplan", small_pack(tmp_path / "แม่แบบ", SECTION, WORKS)) as draft:
        draft.add("work", {"name": "สำรวจ", "period": "2024-11/2025-01"})
        yield draft


@pytest.fixture
def screen(draft: Draft, open_window: Callable[[Draft], MainWindow]) -> GanttScreen:
    window = open_window(draft)
    assert window.page is not None
    assert isinstance(window.page.part, GanttScreen)
    window.page.part.start()
    return window.page.part


def rows(draft: Draft) -> list[tuple[object, object]]:
    return [(r.values["name"], r.values["period"]) for r in draft.records("work")]


def test_the_records_stand_in_one_chart_and_nothing_is_chosen_above(screen: GanttScreen) -> None:
    assert [line.text for line in screen.model.lines] == ["สำรวจ"]
    assert not screen.picker.isVisible()
    assert not hasattr(screen, "add_button")


def test_rows_are_typed_drawn_and_moved(keys: Keys, screen: GanttScreen, draft: Draft) -> None:
    keys.press("Ins")
    keys.write("ก่อสร้าง")
    keys.press("Return")
    assert rows(draft) == [("สำรวจ", "2024-11/2025-01"), ("ก่อสร้าง", None)]
    line = screen.model.lines[1]
    screen.model.steps.set_bars(line, [(screen.model.month(MONTHS), screen.model.month(MONTHS + 1))])
    assert rows(draft)[1] == ("ก่อสร้าง", "2024-10/2024-11")
    screen.list.setFocus()
    screen.list.setCurrentIndex(screen.model.index(1, 0))
    keys.press("Alt+Up")
    assert [name for name, _period in rows(draft)] == ["ก่อสร้าง", "สำรวจ"]
    draft.undo()
    assert [line.text for line in screen.model.lines] == ["สำรวจ", "ก่อสร้าง"]


def test_the_other_fields_of_a_row_are_in_its_details(keys: Keys, screen: GanttScreen, draft: Draft) -> None:
    screen.list.setCurrentIndex(screen.model.index(0, 0))
    keys.press("Alt+Return")
    form = screen.forms["work"]
    assert (form.id, form.isVisible()) == (1, True)
    assert screen.go_to("work", 1, "owner")
    keys.write("กอง ก")
    keys.press("Tab")
    assert draft.record("work", 1).values["owner"] == "กอง ก"
    assert screen.go_to("work", 1, "name")
    assert not screen.details.isVisible()


def test_the_list_counts_as_empty_until_there_is_a_row(draft: Draft) -> None:
    assert standings(draft, [])["all"].bare == 0
    draft.delete("work", [1])
    assert standings(draft, [])["all"].bare == 1


def test_the_months_of_any_record_are_printed_as_bars(draft: Draft) -> None:
    (table,) = [block for block in fill(draft).blocks if isinstance(block, Table)]
    (row,) = table.rows
    assert [(cell.columns, cell.bar) for cell in row.cells] == [(1, False), (1, False), (3, True), *[(1, False)] * 8]
    assert plain(row.cells[0].text) == "สำรวจ"


def test_what_is_added_and_deleted_is_called_as_the_record_is(screen: GanttScreen) -> None:
    assert screen.model.index(1, 0).data() == "+ Type here to add: งาน"
    assert any(button.toolTip().startswith("Delete งาน") for button in screen.tools.findChildren(QAbstractButton))
