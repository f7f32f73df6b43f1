"""The SWOT board by keyboard."""

from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.ui.main_window import MainWindow
from planner_desktop.ui.parts.board import BoardScreen
from tests.ui.keys import Keys


def board_of(window: MainWindow) -> BoardScreen:
    window.go_to_section("swot")
    assert window.page is not None
    board = window.page.show_part(0)
    assert isinstance(board, BoardScreen)
    return board


def cards(draft: Draft, quadrant: str) -> list[object]:
    return [r.values["text"] for r in draft.records("swot_item", where={"quadrant": quadrant})]


def test_cards_are_added_edited_moved_and_deleted(keys: Keys, window: MainWindow, draft: Draft) -> None:
    board = board_of(window)
    for text in ("หนึ่ง", "สอง", "สาม"):
        keys.write(text)
        keys.press("Return")
    assert cards(draft, "strength") == ["หนึ่ง", "สอง", "สาม"]
    box = board.boxes["strength"]
    box.setFocus()
    box.setCurrentRow(0)
    keys.press("Alt+Down")
    assert cards(draft, "strength") == ["สอง", "หนึ่ง", "สาม"]
    keys.press("Alt+Right")
    assert cards(draft, "strength") == ["สอง", "สาม"]
    assert cards(draft, "weakness") == ["หนึ่ง"]
    assert board.boxes["weakness"].hasFocus()
    keys.press("Return")
    keys.write("แก้แล้ว")
    keys.press("Return")
    assert cards(draft, "weakness") == ["แก้แล้ว"]
    keys.press("Del")
    assert cards(draft, "weakness") == []
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert cards(draft, "strength") == ["สอง", "หนึ่ง", "สาม"]
    assert box.ids() == [r.id for r in draft.records("swot_item")]


def test_what_is_typed_under_a_box_is_kept_when_left(keys: Keys, window: MainWindow, draft: Draft) -> None:
    board_of(window)
    keys.write("จุดแข็ง")
    keys.press("Tab")
    assert cards(draft, "strength") == ["จุดแข็ง"]


def test_marks_for_the_screen_are_never_stored(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("swot_item", {"quadrant": "threat", "text": "การเปลี่ยนแปลงสภาพภูมิอากาศ"})
    board = board_of(window)
    board.choose(draft.ids("swot_item")[0])
    keys.press("F2", "End")
    keys.write("ของโลก")
    keys.press("Return")
    assert QApplication.focusWidget() is board.boxes["threat"]
    assert cards(draft, "threat") == ["การเปลี่ยนแปลงสภาพภูมิอากาศของโลก"]
