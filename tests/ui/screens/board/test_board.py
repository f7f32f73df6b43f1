"""The SWOT board by keyboard and mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from planner_desktop.app_paths import FORMS
from planner_desktop.checks.find import find_problems
from planner_desktop.draft import Draft
from planner_desktop.formpack import read
from planner_desktop.ui.screens.board.box import Box
from planner_desktop.ui.screens.board.cards import CardHeading
from planner_desktop.ui.screens.board.screen import BoardScreen
from planner_desktop.ui.window.main_window import MainWindow
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


def test_what_is_typed_on_a_box_goes_on_in_the_line_under_it(keys: Keys, window: MainWindow, draft: Draft) -> None:
    """Tab leads from one line to the next box: what is typed there is not lost."""
    board = board_of(window)
    keys.write("หนึ่ง")
    keys.press("Return", "Tab")
    assert board.boxes["weakness"].hasFocus()
    keys.write("สอง")
    keys.press("Return")
    board.boxes["strength"].setFocus()
    keys.write("สาม")
    keys.press("Return")
    assert cards(draft, "weakness") == ["สอง"]
    assert cards(draft, "strength") == ["หนึ่ง", "สาม"]


def test_what_is_typed_under_a_box_is_kept_when_left(keys: Keys, window: MainWindow, draft: Draft) -> None:
    board_of(window)
    keys.write("จุดแข็ง")
    keys.press("Tab")
    assert cards(draft, "strength") == ["จุดแข็ง"]


def test_undo_after_enter_takes_the_card_back_and_leaves_no_text_to_be_stored_twice(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    board = board_of(window)
    keys.write("หนึ่ง")
    keys.press("Return")
    keys.write("สอง")
    keys.press("Return", "Ctrl+Z")
    assert cards(draft, "strength") == ["หนึ่ง"]
    assert board.lines["strength"].text() == ""
    keys.press("Tab")
    assert cards(draft, "strength") == ["หนึ่ง"]
    keys.press("Ctrl+Y")
    assert cards(draft, "strength") == ["หนึ่ง", "สอง"]


def test_marks_for_the_screen_are_never_stored(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("swot_item", {"quadrant": "threat", "text": "การเปลี่ยนแปลงสภาพภูมิอากาศ"})
    board = board_of(window)
    board.choose(draft.ids("swot_item")[0])
    keys.press("F2", "End")
    keys.write("ของโลก")
    keys.press("Return")
    assert QApplication.focusWidget() is board.boxes["threat"]
    assert cards(draft, "threat") == ["การเปลี่ยนแปลงสภาพภูมิอากาศของโลก"]


def test_pasted_lines_become_cards_in_one_undo_step(keys: Keys, window: MainWindow, draft: Draft) -> None:
    board = board_of(window)
    QApplication.clipboard().setText("1. บุคลากรชำนาญ\n\n2) งบประมาณพอ\n- ๓๐ ปีของประสบการณ์\nS4 คู่มือครบ\n")
    keys.press("Ctrl+V")
    assert cards(draft, "strength") == ["บุคลากรชำนาญ", "งบประมาณพอ", "๓๐ ปีของประสบการณ์", "คู่มือครบ"]
    assert "4 cards" in board.heads["strength"].said()
    assert [card.code for card in board.boxes["strength"].cards()] == ["1", "2", "3", "4"]
    draft.undo()
    assert cards(draft, "strength") == []


# ---------------------------------------------------------------- cards grouped, with codes and further fields


@pytest.fixture
def grouped(draft_path: Path) -> Iterator[Draft]:
    with Draft.create(draft_path, read(FORMS / "bma-2567")) as draft:
        for name in ("ด้านแผน", "ด้านข้อมูล"):
            draft.add("work_field", {"name": name})
        for factor, text in (("staff", "คนเก่ง"), ("strategy", "เป้าหมายชัด"), ("staff", "คนพอ")):
            draft.add("swot_item", {"quadrant": "strength", "factor": factor, "text": text})
        yield draft


@pytest.fixture
def board(grouped: Draft, open_window: Callable[[Draft], MainWindow]) -> BoardScreen:
    return board_of(open_window(grouped))


def shown(box: Box) -> list[str]:
    return [f"# {each.text}" if isinstance(each, CardHeading) else f"{each.code} {each.text}" for each in box._shown]


def pick(board: BoardScreen, field: str, word: str) -> None:
    """Choose from the open menu of a card."""
    assert board.menu is not None
    below = next(action.menu() for action in board.menu.actions() if action.text() == field)
    assert isinstance(below, QMenu)
    next(action for action in below.actions() if action.text() == word).trigger()
    board.menu.close()


def test_cards_stand_under_their_factors_with_the_codes_of_the_edition(board: BoardScreen) -> None:
    assert shown(board.boxes["strength"]) == [
        "# การกำหนดทิศทางและเป้าหมายการพัฒนาองค์การ (Strategy)", "S1 เป้าหมายชัด",
        "# บุคลากร (Staff)", "S2 คนเก่ง", "S3 คนพอ",
    ]  # fmt: skip


def test_a_card_steps_from_group_to_group_and_a_new_one_takes_the_group_chosen(
    keys: Keys, board: BoardScreen, grouped: Draft
) -> None:
    first, goal, second = grouped.ids("swot_item")
    board.choose(goal)
    keys.press("Alt+Down")
    assert grouped.record("swot_item", goal).values["factor"] == "staff"
    assert [card.id for card in board.boxes["strength"].cards()] == [goal, first, second]
    keys.press("Alt+Down")
    assert [card.id for card in board.boxes["strength"].cards()] == [first, goal, second]
    board.groups["threat"].setCurrentIndex(board.groups["threat"].findData("law"))
    board.lines["threat"].setFocus()
    keys.write("กฎหมายใหม่")
    keys.press("Return")
    assert shown(board.boxes["threat"]) == ["# กฎหมาย (Law)", "T1 กฎหมายใหม่"]


def test_a_card_moved_to_another_box_keeps_its_text_and_is_marked_until_its_factor_fits(
    keys: Keys, board: BoardScreen, grouped: Draft
) -> None:
    goal = grouped.ids("swot_item")[1]
    board.choose(goal)
    keys.press("Alt+Left")
    box = board.boxes["threat"]
    assert shown(box) == ["# ปัจจัย still to be chosen", "T1 เป้าหมายชัด"]
    assert box.hasFocus()
    assert any(p.check == "swot-factor-of-the-other-side" for p in find_problems(grouped))
    keys.press("F4")
    pick(board, "ปัจจัย", "กฎหมาย (Law)")
    assert shown(box) == ["# กฎหมาย (Law)", "T1 เป้าหมายชัด"]


def test_the_field_of_work_stands_on_the_card_and_is_chosen_from_its_menu(
    keys: Keys, board: BoardScreen, grouped: Draft
) -> None:
    first = grouped.ids("swot_item")[0]
    board.choose(first)
    keys.press("F4")
    pick(board, "ด้านของงาน", "ด้านข้อมูล")
    assert grouped.record("swot_item", first).values["field"] == grouped.ids("work_field")[1]
    card = next(card for card in board.boxes["strength"].cards() if card.id == first)
    assert card.notes == "ด้านข้อมูล"


def test_the_release_of_the_button_that_opened_the_menu_takes_nothing(board: BoardScreen) -> None:
    box = board.boxes["strength"]
    box.setFocus()
    box.setCurrentRow(box.ids().index(box.cards()[0].id))
    at = box.mapToGlobal(box.visualItemRect(box.currentItem()).center())
    board.offer(box, at)
    assert board.menu is not None
    assert board.menu.activeAction() is None  # X11 opens it at the press, under the mouse
    board.menu.close()
    board.offer(box)  # by a key: the first line is marked
    assert board.menu.activeAction() is board.menu.actions()[0]
    board.menu.close()


def test_a_card_is_dropped_onto_another_box(
    board: BoardScreen, grouped: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = grouped.ids("swot_item")[1]
    weak = grouped.add("swot_item", {"quadrant": "weakness", "factor": "systems", "text": "ระบบเก่า"})
    board.choose(goal)
    source, box = board.boxes["strength"], board.boxes["weakness"]
    at = box.visualItemRect(box.item(box.ids().index(weak))).center()
    drop = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    monkeypatch.setattr(QDropEvent, "source", lambda _event: source)
    box.dropEvent(drop)
    assert [card.id for card in box.cards()] == [goal, weak]
    assert grouped.record("swot_item", goal).values["factor"] == "systems"
    grouped.undo()
    assert grouped.record("swot_item", goal).values["quadrant"] == "strength"
