"""A part of a screen, or a section, that goes out of use by what is typed into it: nothing is lost, the focus stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.window.main_window import MainWindow
from tests.small_pack import small_pack
from tests.ui.keys import Keys

ALL = """
    title: ปก
    records:
      note:
        label: บันทึก
        single: true
        fields: {first: {label: แรก}, second: {label: สอง}}
      row:
        label: แถว
        fields: {name: {label: ชื่อ, required: true}, more: {label: เพิ่ม}}
    screen:
      - form: cover
      - form: note
        when: "coalesce(:note.first, '') <> 'hide'"
      - table: row
        when: (SELECT count(*) FROM row) < 2
    document:
      - heading: ปก
    """
OWN = """
    title: ของตัวเอง
    when: "coalesce(:own.text, '') <> 'hide'"
    records:
      own:
        label: ของตัวเอง
        single: true
        fields: {text: {label: ข้อความ}}
    screen: [form: own]
    document: [heading: ของตัวเอง]
    """


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Draft]:
    pack = small_pack(tmp_path / "แม่แบบ", ALL, own=OWN)
    with Draft.create(tmp_path / "ร่าง.bmaplan", pack) as draft:
        yield draft


def in_the_form(window: MainWindow) -> bool:
    """Whether the focus is in what the window shows of the section."""
    focused, page = QApplication.focusWidget(), window.page
    shown = page is not None and page.places[page.number]
    return bool(focused is not None and shown and shown.isVisible() and shown.isAncestorOf(focused))


@pytest.mark.parametrize("leaving", ["Tab", "Return", "Ctrl+S"])
def test_a_form_that_its_own_field_puts_away_is_stored_and_left(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, leaving: str
) -> None:
    assert window.page is not None
    window.page.show_part(1).start()
    keys.write("hide")
    keys.press(leaving)
    qtbot.waitUntil(lambda: window.page is not None and window.page.number != 1)
    assert draft.records("note")[0].values["first"] == "hide"
    qtbot.waitUntil(lambda: in_the_form(window))
    window.turning.undo()
    qtbot.waitUntil(lambda: window.page is not None and window.page.tabs.isTabVisible(1))
    assert draft.records("note")[0].values["first"] is None


@pytest.mark.parametrize("leaving", ["Tab", "Return", "Ctrl+S"])
def test_a_table_that_its_own_row_puts_away_keeps_what_was_typed(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, leaving: str
) -> None:
    draft.add("row", {"name": "หนึ่ง"})
    assert window.page is not None
    window.page.show_part(2).start()
    window.page.go_to("row", None, None)
    keys.press("Ctrl+End", "Home")
    keys.write("two")
    keys.press(leaving)
    qtbot.waitUntil(lambda: window.page is not None and window.page.number != 2)
    assert [row.values["name"] for row in draft.records("row")] == ["หนึ่ง", "two"]
    qtbot.waitUntil(lambda: in_the_form(window))


@pytest.mark.parametrize("leaving", ["Tab", "Return", "Ctrl+S"])
def test_a_section_that_its_own_field_puts_away_is_left_for_its_neighbour(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, leaving: str
) -> None:
    window.go_to_section("own")
    window.to_form()
    keys.write("hide")
    keys.press(leaving)
    qtbot.waitUntil(lambda: window.page is not None and window.page.section.id == "all")
    assert draft.records("own")[0].values["text"] == "hide"
    qtbot.waitUntil(lambda: in_the_form(window))
