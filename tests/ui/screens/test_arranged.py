"""How the form pack arranges a screen: rows in the order of fields, fields side by side, choices of numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.fields.choices import ChoiceEditor
from planner_desktop.ui.screens.field_row import GAP, LEAST, SideBySide
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.small_pack import RECORDS, small_pack
from tests.ui.keys import Keys

RISKS = (
    RECORDS
    + """
  risk:
    label: ความเสี่ยง
    fields:
      name: {type: text, label: ชื่อ}
      chance: {type: choice, label: โอกาส, choices: {1: น้อย, 2: ปานกลาง, 10: มาก}}
      effect: {type: choice, label: ผล, choices: {high: สูง, low: ต่ำ}}
      project: {type: link, to: project, label: โครงการ}
      since: {type: year, label: ตั้งแต่ปี}
"""
)
SECTION = """
    title: ทั้งหมด
    screen:
      - table: risk
        fields: [name, [chance, since], project]
        sort: [-chance, effect, name]
        detail: true
      - form: cover
        fields: [agency, [style, district]]
    """


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ร่าง.bmaplan", small_pack(tmp_path / "แม่แบบ", SECTION, RISKS)) as draft:
        for name, chance, effect in (("น้ำท่วม", 2, "low"), ("ไฟ", None, None), ("ฝุ่น", 10, "low"), ("โรค", 2, "high")):
            draft.add("risk", {"name": name, "chance": chance, "effect": effect})
        yield draft


def screen(window: MainWindow) -> TableScreen:
    assert window.page is not None
    assert isinstance(window.page.part, TableScreen)
    return window.page.part


def names(window: MainWindow) -> list[str]:
    model = screen(window).model
    return [model.text(row, 0) for row in range(len(model.ids))]


def test_rows_stand_in_the_order_of_the_fields_and_follow_every_edit(window: MainWindow, draft: Draft) -> None:
    assert names(window) == ["ฝุ่น", "โรค", "น้ำท่วม", "ไฟ"]
    draft.enter("risk", 2, "chance", "มาก")
    draft.enter("risk", 2, "effect", "สูง")
    assert names(window) == ["ไฟ", "ฝุ่น", "โรค", "น้ำท่วม"]
    draft.undo()
    assert names(window) == ["ฝุ่น", "ไฟ", "โรค", "น้ำท่วม"]


def test_levels_that_were_chosen_are_not_added_up(window: MainWindow) -> None:
    foot = screen(window).foot
    foot.tell()
    assert "4 rows" in foot.rows.said()
    assert "sum" not in foot.rows.said()


def test_sorted_rows_are_not_moved(keys: Keys, window: MainWindow, draft: Draft) -> None:
    table = screen(window)
    table.table.setFocus()
    table.table.setCurrentIndex(table.model.index(1, 0))
    before = draft.ids("risk")
    keys.press("Alt+Up")
    assert (names(window), draft.ids("risk")) == (["ฝุ่น", "โรค", "น้ำท่วม", "ไฟ"], before)
    assert not [button for button in table.findChildren(QPushButton) if button.text() in "▲▼" and button.isVisible()]


def groups(form: RecordForm) -> list[list[str]]:
    return [[row.editor.field for row in group.fields] for group in form.findChildren(SideBySide)]


def test_fields_stand_side_by_side_in_the_form_beside_a_table(window: MainWindow) -> None:
    form = screen(window).form
    assert form is not None
    assert groups(form) == [["chance", "since"]]
    assert list(form.rows) == ["name", "chance", "since", "effect", "project"]


def test_fields_side_by_side_go_under_another_where_there_is_no_room(qtbot: QtBot, window: MainWindow) -> None:
    assert window.page is not None
    window.page.show_part(1)
    (group,) = window.page.places[1].findChildren(SideBySide)
    first, second = group.fields
    qtbot.waitUntil(lambda: second.x() > first.x() + first.width() - 1)
    assert second.y() == first.y()
    group.setFixedWidth(2 * LEAST + GAP)  # there is just room
    qtbot.waitUntil(lambda: group.width() == 2 * LEAST + GAP)
    assert second.y() == first.y()
    group.setMinimumWidth(0)
    group.setMaximumWidth(250)
    qtbot.waitUntil(lambda: second.y() >= first.y() + first.height())


def test_a_choice_of_numbers_is_chosen_and_shown_by_its_words(window: MainWindow, draft: Draft) -> None:
    table = screen(window)
    table.table.setCurrentIndex(table.model.index(1, 0))
    assert table.form is not None
    editor = table.form.editor("chance")
    assert isinstance(editor, ChoiceEditor)
    assert editor.box.currentText() == "ปานกลาง"
    editor.box.setCurrentIndex(editor.box.findText("มาก"))
    editor.box.activated.emit(editor.box.currentIndex())
    assert draft.record("risk", 4).values["chance"] == 10
