"""Merged cells of a table in running text: pasted, edited round, made and parted."""

import pytest
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication

from planner_desktop.exchange.narrative import from_html
from planner_desktop.formpack.merged_cells import Merged, Texts
from planner_desktop.formpack.rich_text import RichParagraph, RichTable
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.rich import RichTextEditor
from tests.ui.conftest import Editor
from tests.ui.fields.test_rich_pasting import put
from tests.ui.keys import Keys

TABLE = RichTable(
    table=(
        ("ปี", "จำนวน", None, "รวม"),
        (None, "ชาย", "หญิง", "คน"),
        ("2567", "ไม่ได้สำรวจ", None, "-"),
        ("2568", None, None, "-"),
        ("2569", "1", "2", "เท่าเดิม"),
        ("2570", "3", "4", None),
    ),
    head=2,
    merged=((0, 0, 2, 1), (2, 1, 2, 2), (4, 3, 2, 1)),
    caption="ตารางที่ 1",
    note="ที่มา: สำนัก",
)
ROWS = TABLE.table


def read(editor: RichTextEditor) -> RichTable:
    (table,) = rich_document.blocks_of(editor.text.document())
    assert isinstance(table, RichTable)
    return table


def go(editor: RichTextEditor, row: int, column: int, *, to: tuple[int, int] | None = None) -> None:
    """Put the cursor into a cell, counted below the caption; choose the cells from there to another."""
    (table,) = [frame for frame in editor.text.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    cursor = table.cellAt(row + 1, column).firstCursorPosition()
    if to:
        cursor.setPosition(table.cellAt(to[0] + 1, to[1]).firstPosition(), QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)


def choose(editor: RichTextEditor, text: str) -> None:
    """What the menu of the text has under these words."""
    (action,) = [action for action in editor.text.createStandardContextMenu().actions() if action.text() == text]
    action.trigger()


def offered(editor: RichTextEditor) -> set[str]:
    texts = {action.text() for action in editor.text.createStandardContextMenu().actions()}
    return texts & {"Merge cells", "Part the merged cell"}


def test_a_pasted_table_keeps_its_merged_cells(keys: Keys, edit: Editor) -> None:
    editor = edit()
    put(
        "<table><tr><td rowspan=2>ปี<td colspan=2>จำนวน<tr><td>ชาย<td>หญิง"
        "<tr><td>2567<td colspan=2 rowspan=2>ไม่ได้สำรวจ<tr><td>2568</table>"
    )
    keys.press("Ctrl+V")
    assert read(editor) == RichTable(
        table=(("ปี", "จำนวน", None), (None, "ชาย", "หญิง"), ("2567", "ไม่ได้สำรวจ", None), ("2568", None, None)),
        head=2,
        merged=((0, 0, 2, 1), (2, 1, 2, 2)),
    )


def test_merged_cells_stay_when_others_are_typed_into(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    go(editor, 3, 3)
    keys.write("x")
    assert read(editor) == TABLE.with_values(table=(*ROWS[:3], ("2568", None, None, "x-"), *ROWS[4:]))


def test_tab_goes_to_each_cell_once(keys: Keys, edit: Editor) -> None:
    editor, visited = edit(TABLE), []
    go(editor, 0, 0)
    while (table := editor.text.textCursor().currentTable()) is not None:
        cell = table.cellAt(editor.text.textCursor())
        visited.append((cell.row() - 1, cell.column()))
        keys.press("Tab")
    assert visited == [*[(cell.row, cell.column) for cell in TABLE.cells()], (len(ROWS), 0)]


@pytest.mark.parametrize(
    ("at", "key", "rows", "head", "merged"),
    [
        # a row of cells merged downwards that begin elsewhere: they are one lower, or one higher
        ((2, 0), "Ctrl+Alt+Down", (*ROWS[:3], ("", None, None, ""), *ROWS[3:]), 2, ((0, 0, 2, 1), (2, 1, 3, 2), (5, 3, 2, 1))),
        ((3, 0), "Ctrl+Alt+Backspace", (*ROWS[:3], *ROWS[4:]), 2, ((0, 0, 2, 1), (3, 3, 2, 1))),
        # the row where some begin: they keep their text and their column
        ((4, 0), "Ctrl+Alt+Backspace", (*ROWS[:4], ("2570", "3", "4", "เท่าเดิม")), 2, ((0, 0, 2, 1), (2, 1, 2, 2))),
        ((2, 0), "Ctrl+Alt+Backspace", (*ROWS[:2], ("2568", "ไม่ได้สำรวจ", None, "-"), *ROWS[4:]), 2, ((0, 0, 2, 1), (3, 3, 2, 1))),
        # below a merged cell, and in the head
        ((2, 1), "Ctrl+Alt+Down", (*ROWS[:4], ("",) * 4, *ROWS[4:]), 2, ((0, 0, 2, 1), (2, 1, 2, 2), (5, 3, 2, 1))),
        ((0, 1), "Ctrl+Alt+Down", (ROWS[0], (None, "", "", ""), *ROWS[1:]), 3, ((0, 0, 3, 1), (3, 1, 2, 2), (5, 3, 2, 1))),
        ((1, 1), "Ctrl+Alt+Backspace", (ROWS[0], *ROWS[2:]), 1, ((1, 1, 2, 2), (3, 3, 2, 1))),
        # columns
        ((4, 1), "Ctrl+Alt+Right", tuple((*r[:2], x, *r[2:]) for r, x in zip(ROWS, (None, "", None, None, "", ""), strict=True)),
         2, ((0, 0, 2, 1), (2, 1, 2, 3), (4, 4, 2, 1))),
        ((4, 3), "Ctrl+Alt+Right", tuple((*row, "") for row in ROWS), 2, TABLE.merged),
        ((4, 2), "Ctrl+Shift+Backspace", tuple((*row[:2], *row[3:]) for row in ROWS), 2, ((0, 0, 2, 1), (2, 1, 2, 1), (4, 2, 2, 1))),
        ((0, 0), "Ctrl+Shift+Backspace", tuple(row[1:] for row in ROWS), 2, ((2, 0, 2, 2), (4, 2, 2, 1))),
    ],
)  # fmt: skip
def test_rows_and_columns_come_and_go_inside_merged_cells(
    keys: Keys, edit: Editor, at: tuple[int, int], key: str, rows: Texts, head: int, merged: Merged
) -> None:
    editor = edit(TABLE)
    go(editor, *at)
    keys.press(key)
    assert read(editor) == TABLE.with_values(table=rows, head=head, merged=merged)
    keys.press("Ctrl+Z")
    assert read(editor) == TABLE


def test_cells_copied_out_of_a_table_are_a_table_with_their_merged_cells(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE, RichParagraph(paragraph=""))
    go(editor, 2, 0, to=(5, 3))
    keys.press("Ctrl+C")
    copied = QApplication.clipboard().mimeData().html()
    (table,) = from_html(copied, lambda _address: None)
    assert table == RichTable(table=ROWS[2:], head=2, merged=((0, 1, 2, 2), (2, 3, 2, 1)))


def test_a_merged_cell_is_parted_in_the_menu(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    go(editor, 3, 2)
    choose(editor, "Part the merged cell")
    rows = (*ROWS[:2], ("2567", "ไม่ได้สำรวจ", "", "-"), ("2568", "", "", "-"), *ROWS[4:])
    assert read(editor) == TABLE.with_values(table=rows, merged=((0, 0, 2, 1), (4, 3, 2, 1)))
    assert offered(editor) == set()
    keys.press("Ctrl+Z")
    assert read(editor) == TABLE


def test_cells_that_are_chosen_are_merged_in_the_menu(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    go(editor, 4, 0, to=(5, 1))
    choose(editor, "Merge cells")
    assert read(editor).merged == ((0, 0, 2, 1), (2, 1, 2, 2), (4, 0, 2, 2), (4, 3, 2, 1))
    assert read(editor).table[4:] == (("2569 1\n2570 3", None, "2", "เท่าเดิม"), (None, None, "4", None))
    assert offered(editor) == {"Part the merged cell"}


@pytest.mark.parametrize(("start", "to"), [((1, 1), (2, 0)), ((-1, 0), (0, 1)), ((5, 1), (6, 0)), ((4, 1), None)])
def test_head_caption_and_note_are_merged_with_nothing_else(
    keys: Keys, edit: Editor, start: tuple[int, int], to: tuple[int, int] | None
) -> None:
    editor = edit(TABLE)
    go(editor, *start, to=to)
    assert "Merge cells" not in offered(editor)
