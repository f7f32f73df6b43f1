"""What a hostile draft holds does not stop the window: it says what is too large, and goes on in threads that end."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from planner_desktop.checks import LiveProblems, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sources
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.fields.long_text import LongTextEditor
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.fields.typed import LineEditor
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.history.history_sheet import HistorySheet
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.window import problem_watch
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.problem_tree import ProblemTree
from planner_desktop.ui.window.problem_watch import ProblemWatch

CELLS = [{"table": [["ฮ"] * 40] * 40}]
PARAGRAPHS = [{"paragraph": f"ย่อหน้าที่ {n}"} for n in range(2_000)]
LETTERS = [{"paragraph": "ก." * 40_000}]


@pytest.mark.parametrize(
    ("blocks", "said"), [(CELLS, "1,600 table cells"), (PARAGRAPHS, "2,000 paragraphs"), (LETTERS, "80,000 letters")]
)
def test_a_text_too_large_to_be_edited_says_so_and_stays_as_it_is(
    qtbot: QtBot, draft: Draft, blocks: list[object], said: str
) -> None:
    stored = json.dumps(blocks, ensure_ascii=False)
    draft.set("situation", 1, "text", stored)
    editor = RichTextEditor(Session(draft), "situation", "text")
    qtbot.addWidget(editor)
    editor.load(1)
    assert said in editor.text.toPlainText()
    QTest.keyClicks(editor.text, "x")
    QTest.keyClick(editor.text, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    editor.store()
    assert draft.record("situation", 1).values["text"] == stored
    assert not editor.is_dirty()

    draft.set("situation", 1, "text", json.dumps([{"paragraph": "สั้น"}]))
    editor.refresh()
    assert editor.text.toPlainText() == "สั้น"
    assert not editor.text.isReadOnly()
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    QTest.keyClicks(editor.text, "x")
    assert editor.is_dirty()


def test_lines_and_long_texts_too_large_are_not_cut_short(qtbot: QtBot, draft: Draft) -> None:
    for kind, field, of in (("vision", "text", LongTextEditor), ("cover", "title", LineEditor)):
        stored = "ฮฌู่ฑฏ" * 20_000
        draft.set(kind, 1, field, stored)
        editor = of(Session(draft), kind, field)
        qtbot.addWidget(editor)
        editor.load(1)
        assert "120,000 letters" in (
            editor.text.toPlainText() if isinstance(editor, LongTextEditor) else editor.line.text()
        )
        QTest.keyClicks(editor.input, "x")
        editor.store()
        assert draft.record(kind, 1).values[field] == stored


def test_the_toolbar_is_told_where_the_cursor_is_once_and_not_for_every_paragraph(
    qtbot: QtBot, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    was = QTextEdit.textCursor

    def cursor(self: QTextEdit) -> object:
        nonlocal asked
        asked += 1
        return was(self)

    draft.set("situation", 1, "text", json.dumps(PARAGRAPHS[:1_000]))
    editor = RichTextEditor(Session(draft), "situation", "text")
    qtbot.addWidget(editor)
    monkeypatch.setattr("planner_desktop.ui.fields.rich_input.RichInput.textCursor", cursor)
    editor.load(1)
    assert editor.text.document().blockCount() == 1_000
    assert asked < 100


def test_a_first_look_at_the_problems_that_takes_long_goes_on_in_a_thread(
    qtbot: QtBot, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    update = LiveProblems.update
    monkeypatch.setattr(problem_watch, "AT_ONCE_SECONDS", 0.0)

    def looking(live: LiveProblems, of: Draft, changed: set[str] | None) -> list[Problem]:
        threads.append(of is not draft)
        return update(live, of, changed)

    monkeypatch.setattr(LiveProblems, "update", looking)
    watch = ProblemWatch(Session(draft))
    with qtbot.waitSignal(watch.found):
        watch.look()
    qtbot.waitUntil(lambda: not watch.worker.is_busy)
    assert threads == [False, True]


def test_a_name_of_100_000_letters_is_listed_by_its_beginning(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path
) -> None:
    draft.save_as(tmp_path / "อื่น.bmaplan")
    draft.add("mission", {"text": "พันธกิจ" * 15_000})
    window.history.show_history()
    (sheet,) = window.findChildren(HistorySheet)
    shown = str(sheet.model.index(0, 3).data())
    assert shown.startswith("พันธกิจ")
    assert sheet.texts.after.toPlainText().startswith("This text is too large")
    window.history.states.compare(sources.file(tmp_path / "อื่น.bmaplan"))
    (comparison,) = window.findChildren(CompareSheet)
    qtbot.waitUntil(lambda: not comparison.progress.isVisible())
    (item,) = comparison.tree.items()
    assert "105,000 letters" in comparison.texts.after.toPlainText()
    tree = ProblemTree({"missions": "พันธกิจ"})
    qtbot.addWidget(tree)
    problem = Problem("long", "error", "missions", "ยาว" * 40_000, "แก้" * 40_000, "mission")
    tree.show_problems([problem], "section")
    section = tree.topLevelItem(0)
    assert section is not None
    listed = section.child(0)
    assert listed is not None
    texts = [shown, item.text(0), item.toolTip(0), listed.text(0), listed.text(1), listed.toolTip(1)]
    assert max(len(without_break_marks(text)) for text in texts) < 2_100
