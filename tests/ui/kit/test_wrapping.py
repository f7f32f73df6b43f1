"""Typed Thai breaks at words where Qt has no libthai, and nothing else of an input is other than without that."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.formpack.rich_text import NOTE, RichHeading, RichList, RichParagraph, RichTable
from planner_desktop.thai.words import breaks
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.long_text import LongTextInput
from planner_desktop.ui.fields.rich_input import RichInput
from planner_desktop.ui.kit import wrapping
from planner_desktop.ui.screens.table.cells import several_lines
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Edit = QPlainTextEdit | QTextEdit
TEXT = (
    "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทยและมีการพัฒนาระบบสารสนเทศเพื่อการบริหารจัดการทรัพยากรบุคคลอย่างมี"
    "ประสิทธิภาพ ตามแผนปฏิบัติราชการประจำปี พ.ศ. 2568 (OKR 7402) ให้แล้วเสร็จภายใน 30 วัน โดยสำนักงานเขตทุกแห่ง"
)
BLOCKS = (
    RichHeading(heading=TEXT[:90], level=1),
    RichParagraph(paragraph=f"{TEXT[:70]}{NOTE}{TEXT[70:]}{NOTE}{TEXT[:100]}", notes=("หนึ่ง", "สอง")),
    RichList(list=(TEXT, TEXT[20:])),
    RichTable(table=(("ปี", TEXT[:100], "จำนวน"), ("2568", TEXT, TEXT[90:])), head=1, caption=TEXT, note=TEXT[:80]),
    RichParagraph(paragraph=TEXT[40:]),
)


@pytest.fixture(autouse=True)
def without_libthai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "qt_finds_thai_words", lambda: False)


def rich_input() -> RichInput:
    return RichInput(lambda _name: b"", lambda _path: None)


def lines(edit: Edit) -> list[list[str]]:
    """The lines of each paragraph as they are laid out."""
    found = []
    block = edit.document().begin()
    while block.isValid():
        edit.document().documentLayout().blockBoundingRect(block)
        layout, text = block.layout(), block.text()
        each = [layout.lineAt(n) for n in range(layout.lineCount())]
        found.append([text[line.textStart() : line.textStart() + line.textLength()] for line in each])
        block = block.next()
    return found


def cut_words(edit: Edit) -> list[str]:
    """The lines that end inside a word which would have fitted on the next line."""
    found = []
    for paragraph in lines(edit):
        text, end = "".join(paragraph), 0
        places = breaks(text)
        for line in paragraph[:-1]:
            start, end = end, end + len(line)
            if end not in places and (line[-1] != "\u2028") and any(start < place < end for place in places):
                found.append(line)
    return found


def show(qtbot: QtBot, edit: Edit, width: int = 320) -> None:
    qtbot.addWidget(edit)
    edit.resize(width, 300)
    edit.show()
    QApplication.processEvents()


def type_into(edit: Edit, text: str) -> None:
    for letter in text:
        edit.insertPlainText(letter)


def test_the_lines_of_a_long_text_end_at_words_at_every_width_and_size_of_letters(qtbot: QtBot) -> None:
    edit = LongTextInput()
    show(qtbot, edit)
    edit.setPlainText(f"{TEXT}\n{TEXT}\u2028{TEXT}")
    assert cut_words(edit) == []
    assert len(lines(edit)[0]) > 4
    for width in (260, 700, 331, 1200):
        edit.resize(width, 300)
        QApplication.processEvents()
        assert cut_words(edit) == []
    font = edit.font()
    font.setPointSize(18)
    edit.setFont(font)
    assert cut_words(edit) == []
    assert max(len(line) for line in lines(edit)[0]) > 60  # and no sooner than they must


def test_each_line_is_as_full_as_its_words_allow(qtbot: QtBot) -> None:
    edit = LongTextInput()
    show(qtbot, edit)
    edit.setPlainText(TEXT)
    room = edit.viewport().width() - 2 * edit.document().documentMargin()
    paragraph, end = lines(edit)[0], 0
    for line in paragraph[:-1]:
        end += len(line)
        next_word = TEXT[end : next(place for place in (*breaks(TEXT), len(TEXT)) if place > end)].rstrip()
        assert edit.fontMetrics().horizontalAdvance(line + next_word) > room - 2


def test_lines_end_at_words_while_typing_anywhere_in_a_text(qtbot: QtBot) -> None:
    edit = several_lines(None)  # type: ignore[arg-type]
    show(qtbot, edit)
    for place in (0, 40, 5, 130, 90):
        cursor = edit.textCursor()
        cursor.setPosition(place)
        edit.setTextCursor(cursor)
        type_into(edit, TEXT[:90])
        assert cut_words(edit) == []


class Delegate(QStyledItemDelegate):
    """Edits the cells of a list in several lines, as those of the program do."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: object) -> QWidget:  # noqa: N802
        return several_lines(parent)

    def updateEditorGeometry(self, editor: QWidget, _option: QStyleOptionViewItem, _index: object) -> None:  # noqa: N802
        editor.setGeometry(0, 0, 220, 150)


def test_lines_of_a_cell_end_at_words_while_typing(qtbot: QtBot) -> None:
    cells = QListWidget()
    delegate = Delegate(cells)
    cells.setItemDelegate(delegate)
    qtbot.addWidget(cells)
    cells.addItem("")
    cells.resize(300, 300)
    cells.show()
    item = cells.item(0)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    cells.editItem(item)
    gc.collect()
    QApplication.processEvents()
    edit = cells.findChild(QPlainTextEdit)
    assert isinstance(edit, QPlainTextEdit)
    type_into(edit, TEXT)
    assert len(lines(edit)[0]) > 4
    assert cut_words(edit) == []
    edit.resize(180, 150)
    QApplication.processEvents()
    assert cut_words(edit) == []


def test_a_word_wider_than_the_input_is_broken_where_it_can_be_read(qtbot: QtBot) -> None:
    edit = LongTextInput()
    show(qtbot, edit, 120)
    edit.setPlainText("สำนักงานปลัดกรุงเทพมหานคร")
    room = max(len(line) for line in lines(edit)[0])
    assert room < len("กรุงเทพมหานคร")
    assert [line for line in lines(edit)[0] if line.endswith("กรุงเทพ")]


def test_running_text_ends_its_lines_at_words_in_headings_lists_tables_and_beside_footnotes(qtbot: QtBot) -> None:
    edit = rich_input()
    show(qtbot, edit, 700)
    rich_document.fill(edit.document(), BLOCKS)
    assert rich_document.blocks_of(edit.document()) == BLOCKS
    assert cut_words(edit) == []
    for width in (560, 911, 630):
        edit.resize(width, 300)
        QApplication.processEvents()
        assert cut_words(edit) == []
        assert edit.horizontalScrollBar().maximum() == 0  # a table shrinks with the window
    cursor = edit.textCursor()
    cursor.setPosition(130)
    edit.setTextCursor(cursor)
    type_into(edit, TEXT[:60])
    assert cut_words(edit) == []
    edit.set_heading(2)
    assert cut_words(edit) == []
    edit.set_list(numbered=True)
    assert cut_words(edit) == []
    edit.setPlainText(TEXT)
    edit.selectAll()
    edit.set_list(numbered=False)
    assert cut_words(edit) == []


def test_columns_stay_alike_when_one_is_added(qtbot: QtBot) -> None:
    edit = rich_input()
    show(qtbot, edit, 700)
    rich_document.fill(edit.document(), BLOCKS[3:4])
    cursor = edit.textCursor()
    cursor.setPosition(len(TEXT) + 2)
    edit.setTextCursor(cursor)
    next(action for action in edit.actions() if action.shortcut() == "Ctrl+Alt+Right").trigger()
    table = edit.textCursor().currentTable()
    cells = [table.cellAt(2, column).firstCursorPosition().block() for column in range(table.columns())]
    assert len({cell.layout().lineAt(0).width() for cell in cells}) == 1
    assert len(cells) == 4
    assert cut_words(edit) == []


# ---------------------------------------------------------------- nothing else is other than without it

Step = Callable[[Edit], None]
WORDS = st.sampled_from(
    ["ก", "ที่", "กรุงเทพมหานคร", "ประเทศไทย", " ", "500 คน", "abc-d ", "\n", "\t", "ๆ", "ำ", "\ufffc", "🙂", TEXT]
)
MOVES = [
    QTextCursor.MoveOperation.Left,
    QTextCursor.MoveOperation.Right,
    QTextCursor.MoveOperation.NextCharacter,
    QTextCursor.MoveOperation.WordLeft,
    QTextCursor.MoveOperation.WordRight,
    QTextCursor.MoveOperation.Start,
    QTextCursor.MoveOperation.End,
    QTextCursor.MoveOperation.StartOfBlock,
]


def press(name: str) -> Step:
    def step(edit: Edit) -> None:
        pressed = QKeySequence(name)[0]  # type: ignore[index]
        QTest.keyClick(edit, pressed.key(), pressed.keyboardModifiers())

    return step


def write(text: str) -> Step:
    def step(edit: Edit) -> None:
        for letter in text:
            QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))

    return step


def paste(text: str) -> Step:
    def step(edit: Edit) -> None:
        data = QMimeData()
        data.setText(text)
        edit.insertFromMimeData(data)

    return step


def compose(text: str, commit: str) -> Step:
    def step(edit: Edit) -> None:
        event = QInputMethodEvent(text, [])
        QApplication.sendEvent(edit, event)
        done = QInputMethodEvent("", [])
        done.setCommitString(commit)
        QApplication.sendEvent(edit, done)

    return step


def go(by: QTextCursor.MoveOperation, choosing: bool, often: int) -> Step:
    mode = QTextCursor.MoveMode.KeepAnchor if choosing else QTextCursor.MoveMode.MoveAnchor

    def step(edit: Edit) -> None:
        cursor = edit.textCursor()
        cursor.movePosition(by, mode, often)
        edit.setTextCursor(cursor)

    return step


def resize(width: int) -> Step:
    return lambda edit: edit.resize(width, edit.height())


STEPS = st.one_of(
    st.builds(write, st.sampled_from(["ก", "การ", "เมือง", " ", "x"])),
    st.builds(paste, WORDS),
    st.builds(
        press, st.sampled_from(["Backspace", "Delete", "Ctrl+Backspace", "Ctrl+Delete", "Return", "Ctrl+Z", "Ctrl+Y"])
    ),
    st.builds(press, st.sampled_from(["Left", "Right", "Shift+Left", "Ctrl+Shift+Right", "Ctrl+X", "Ctrl+A"])),
    st.builds(go, st.sampled_from(MOVES), st.booleans(), st.integers(1, 60)),
    st.builds(compose, st.sampled_from(["ก", "กรุงเทพมหานคร"]), st.sampled_from(["", "กทม."])),
    st.builds(resize, st.integers(150, 700)),
)


def seen(edit: Edit) -> tuple[object, ...]:
    """All that an officer and the rest of the program can know of an input but where its lines end."""
    cursor = edit.textCursor()
    document = edit.document()
    copied = edit.createMimeDataFromSelection() if cursor.hasSelection() else QMimeData()
    return (
        edit.toPlainText(),
        document.toRawText(),
        (cursor.anchor(), cursor.position(), cursor.selectedText(), copied.text(), copied.html()),
        (document.isUndoAvailable(), document.isRedoAvailable(), document.availableUndoSteps(), document.isModified()),
    )


def follow(make: Callable[[], Edit], steps: list[Step]) -> list[tuple[object, ...]]:
    """What is seen of an input after each step, and how often it said that its text changed."""
    edit = make()
    changes: list[None] = []
    edit.textChanged.connect(lambda: changes.append(None))
    edit.setUndoRedoEnabled(True)
    edit.resize(300, 300)
    edit.show()
    found = []
    for step in [lambda e: e.setPlainText(TEXT), *steps]:
        step(edit)
        found.append((*seen(edit), len(changes)))
    edit.deleteLater()
    return found


@pytest.mark.parametrize("make", [LongTextInput, rich_input])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=15))
@example(steps=[go(QTextCursor.MoveOperation.Right, False, 30), write("กา"), press("Ctrl+Z"), press("Ctrl+Y")])
def test_text_cursor_selection_and_undo_are_as_without_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, make: Callable[[], Edit], steps: list[Step]
) -> None:
    monkeypatch.setattr(wrapping, "qt_finds_thai_words", lambda: True)
    without = follow(make, steps)
    monkeypatch.setattr(wrapping, "qt_finds_thai_words", lambda: False)
    assert follow(make, steps) == without


def test_what_is_typed_in_the_window_is_stored_kept_found_and_undone_without_any_mark(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    window.go_to_section("vision")
    edit = window.findChild(LongTextInput)
    assert edit is not None
    edit.setFocus()
    keys.write(TEXT)
    assert len(lines(edit)[0]) > 1
    assert cut_words(edit) == []
    qtbot.waitUntil(lambda: draft.database.execute("SELECT text FROM typing").fetchall() != [])
    assert [text for (text,) in draft.database.execute("SELECT text FROM typing")] == [TEXT]
    keys.press("Tab")
    field = next(iter(draft.spec("vision").fields))
    assert draft.shown(draft.records("vision")[0], field) == TEXT
    keys.press("Ctrl+F")
    with qtbot.waitSignal(window.finding.search.found):
        keys.write("มหานครเป็นเมือง")
    keys.press("Return")
    assert edit.textCursor().selectedText() == "มหานครเป็นเมือง"


def test_without_libthai_qt_finds_no_words_and_the_input_ends_its_lines_at_them(tmp_path: Path) -> None:
    # A library of that name that cannot be loaded stands before the system's.
    (tmp_path / "libthai.so.0").write_text("not a library")
    program = """
from planner_desktop.ui.app import application
app = application()
from planner_desktop.ui.fields.long_text import LongTextInput
from planner_desktop.ui.kit.wrapping import qt_finds_thai_words
from tests.ui.kit.test_wrapping import TEXT, cut_words, lines
edit = LongTextInput()
edit.setPlainText(TEXT)
edit.resize(300, 300)
edit.show()
app.processEvents()
print(qt_finds_thai_words(), len(lines(edit)[0]) > 4, cut_words(edit))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"LD_LIBRARY_PATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "False True []\n", done.stderr
