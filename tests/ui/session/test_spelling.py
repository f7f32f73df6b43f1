"""Misspelt words are marked in what is typed, offered to be mended, and forgotten where the officer knows better."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from planner_desktop.entry.own_words import own_words
from planner_desktop.i18n import _
from planner_desktop.ui.fields.rich_input import RichInput
from planner_desktop.ui.kit.spelling import SpellingMarks
from planner_desktop.ui.session import spelling
from planner_desktop.ui.window.main_window import MainWindow

WRONG, RIGHT = "แผยแพร่", "เผยแพร่"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_AFTER_SHOWN_MS", 0)


def marked(edit: QPlainTextEdit | RichInput) -> list[str]:
    return [selection.cursor.selectedText() for selection in edit.extraSelections()]


def foreword(window: MainWindow) -> RichInput:
    window.go_to_section("foreword")
    (text,) = window.findChildren(RichInput)
    return text


def put(text: RichInput, words: str) -> None:
    text.selectAll()
    text.insertPlainText(words)


def menu_at(text: RichInput, word: str) -> QMenu:
    cursor = text.document().find(word)
    menu = text.createStandardContextMenu()
    (marks,) = text.findChildren(SpellingMarks)
    cursor.setPosition(cursor.selectionStart() + 1)
    marks.offer(menu, text.cursorRect(cursor).center() + QPoint(0, 0))
    return menu


def test_a_misspelt_word_is_marked_and_mended_from_its_menu_as_letters_that_undo_takes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    text = foreword(window)
    put(text, f"ช่องทางการ{WRONG}ข้อมูลข่าวสาร")
    qtbot.waitUntil(lambda: marked(text) == [WRONG])
    menu = menu_at(text, WRONG)
    first = menu.actions()[0]
    assert first.text() == _("Write “{word}”").format(word=RIGHT)
    first.trigger()
    assert text.toPlainText() == f"ช่องทางการ{RIGHT}ข้อมูลข่าวสาร"
    qtbot.waitUntil(lambda: marked(text) == [])
    text.undo()
    text.moveCursor(QTextCursor.MoveOperation.Start)  # the word before the cursor may be typed still
    qtbot.waitUntil(lambda: marked(text) == [WRONG])


def test_the_mouse_gets_the_menu_of_the_word_it_points_at(qtbot: QtBot, window: MainWindow) -> None:
    text = foreword(window)
    put(text, f"ช่องทางการ{WRONG}ข้อมูลข่าวสาร")
    qtbot.waitUntil(lambda: marked(text) == [WRONG])
    cursor = text.document().find(WRONG)
    cursor.setPosition(cursor.selectionStart() + 1)
    at = text.cursorRect(cursor).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(text.viewport(), QContextMenuEvent(reason, at, text.viewport().mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == _("Write “{word}”").format(word=RIGHT)
    assert _("History of this field…") in [action.text() for action in menu.actions()]
    menu.close()


def test_a_word_of_ones_own_is_marked_no_more_in_no_field(qtbot: QtBot, window: MainWindow) -> None:
    text = foreword(window)
    put(text, f"การ{WRONG}ข้อมูล")
    qtbot.waitUntil(lambda: marked(text) == [WRONG])
    menu = menu_at(text, WRONG)
    keep = next(action for action in menu.actions() if WRONG in action.text())
    keep.trigger()
    assert own_words() == {WRONG}
    qtbot.waitUntil(lambda: marked(text) == [])


def test_the_word_that_is_being_typed_is_marked_only_when_it_is_left(qtbot: QtBot, window: MainWindow) -> None:
    text = foreword(window)
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    qtbot.waitUntil(lambda: bool(text.findChildren(SpellingMarks)))
    text.insertPlainText(f"การ{WRONG}")
    (marks,) = text.findChildren(SpellingMarks)
    with qtbot.waitSignal(marks.looked):
        marks.look()
    assert marked(text) == []
    text.insertPlainText("ข้อมูล")
    qtbot.waitUntil(lambda: marked(text) == [WRONG])


def test_who_wants_no_lines_has_none(qtbot: QtBot, window: MainWindow) -> None:
    text = foreword(window)
    put(text, f"การ{WRONG}ข้อมูล")
    qtbot.waitUntil(lambda: marked(text) == [WRONG])
    spelling.turn(window)
    qtbot.waitUntil(lambda: marked(text) == [])
    spelling.turn(window)
    qtbot.waitUntil(lambda: marked(text) == [WRONG])


def test_keys_go_from_one_misspelt_word_to_the_next_and_back(qtbot: QtBot, window: MainWindow) -> None:
    text = foreword(window)
    put(text, f"การ{WRONG}ข้อมูล\nช่องทางการ{WRONG}ข่าวสาร")
    qtbot.waitUntil(lambda: marked(text) == [WRONG, WRONG])
    text.moveCursor(QTextCursor.MoveOperation.Start)
    places = []
    for by in (1, 1, 1, -1):
        assert spelling.step(window, by)
        assert text.textCursor().selectedText() == WRONG
        places.append(text.textCursor().blockNumber())
    assert places == [0, 1, 0, 1]


def test_where_nothing_is_misspelt_the_keys_say_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    text = foreword(window)
    put(text, "การเผยแพร่ข้อมูล")
    said: list[str] = []
    monkeypatch.setattr(window, "say", said.append)
    action = next(one for one in window.findChildren(QAction) if one.text() == _("Next misspelt word"))
    action.trigger()
    assert said == [_("No word that is seen here is marked as misspelt")]
