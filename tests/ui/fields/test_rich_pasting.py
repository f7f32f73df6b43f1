"""The narrative used with keys: pasting from other programs, tables, pictures."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from planner_desktop.draft import Draft
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import RichFigure, RichHeading, RichList, RichParagraph, RichPart, RichTable
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.window.main_window import MainWindow
from tests.exchange import clipboards, documents
from tests.ui.conftest import Editor
from tests.ui.keys import Keys


def put(html: str = "", *, text: str = "", image: QImage | None = None, files: tuple[Path, ...] = ()) -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QApplication.clipboard().setMimeData(data)


def picture() -> QImage:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(255)
    return image


def shown(editor: RichTextEditor) -> tuple[RichPart, ...]:
    return rich_document.blocks_of(editor.text.document())


def test_a_text_of_word_is_pasted_in_one_step_with_its_picture(keys: Keys, edit: Editor, draft: Draft) -> None:
    editor = edit(RichParagraph(paragraph="เดิม"))
    put(documents.WORD, text="ไม่ใช้")
    keys.press("Ctrl+A", "Ctrl+V")
    blocks = shown(editor)
    assert [type(block) for block in blocks] == [
        RichHeading, RichParagraph, RichHeading, RichList, RichParagraph, RichList, RichTable, RichFigure, RichParagraph,
    ]  # fmt: skip
    (kept,) = draft.attachments()
    assert next(block.figure for block in blocks if isinstance(block, RichFigure)) == kept.name
    keys.press("Ctrl+Z")
    assert shown(editor) == (RichParagraph(paragraph="เดิม"),)
    keys.press("Ctrl+Y", "Tab")
    assert draft.record("situation", 1).values["text"] == rich_text.dump(blocks)


def test_paragraphs_pasted_inside_one_part_it(keys: Keys, edit: Editor) -> None:
    editor = edit(RichParagraph(paragraph="กข"))
    put("<h1>หัว</h1><p>ใหม่</p>")
    keys.press("Right", "Ctrl+V")
    assert shown(editor) == (
        RichParagraph(paragraph="ก"),
        RichHeading(heading="หัว"),
        RichParagraph(paragraph="ใหม่"),
        RichParagraph(paragraph="ข"),
    )


def test_lists_of_a_plain_text_are_lists(keys: Keys, edit: Editor) -> None:
    editor = edit()
    put(text="นำ\r\n1. ก\r\n2. ข\r\n- ค")
    keys.press("Ctrl+V")
    assert shown(editor) == (
        RichParagraph(paragraph="นำ"),
        RichList(list=("ก", "ข")),
        RichList(list=("ค",), numbered=False),
    )


def test_a_screenshot_becomes_a_figure_to_be_captioned(keys: Keys, edit: Editor, draft: Draft) -> None:
    editor = edit(RichParagraph(paragraph="ก"))
    put(image=picture())
    keys.press("End", "Ctrl+V")
    keys.write("ภาพที่ 1")
    (kept,) = draft.attachments()
    assert shown(editor) == (RichParagraph(paragraph="ก"), RichFigure(figure=kept.name, caption="ภาพที่ 1"))


def test_pictures_copied_as_files_become_figures(keys: Keys, edit: Editor, draft: Draft, tmp_path: Path) -> None:
    editor = edit()
    picture().save(str(tmp_path / "แผนที่.png"))
    put(files=(tmp_path / "แผนที่.png",))
    keys.press("Ctrl+V")
    assert shown(editor) == (RichFigure(figure="แผนที่.png"),)


def test_of_pictures_copied_as_files_those_refused_are_told_and_no_path_is_pasted(
    keys: Keys, edit: Editor, draft: Draft, tmp_path: Path
) -> None:
    editor, told = edit(), list[str]()
    editor.problem.connect(told.append)
    (tmp_path / "ไม่ใช่ภาพ.png").write_bytes(b"no picture")
    put(files=(tmp_path / "ไม่ใช่ภาพ.png",), text=str(tmp_path / "ไม่ใช่ภาพ.png"))
    keys.press("Ctrl+V")
    assert shown(editor) == ()
    assert "1" in told[-1]


def test_only_pictures_that_word_left_for_pasting_are_taken(
    keys: Keys, edit: Editor, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("msohtmlclip1", "elsewhere"):
        (tmp_path / name).mkdir()
        picture().save(str(tmp_path / name / f"{name}.png"))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "msohtmlclip1"))
    editor, told = edit(), list[str]()
    editor.problem.connect(told.append)
    addresses = [(tmp_path / name / f"{name}.png").as_uri() for name in ("msohtmlclip1", "elsewhere")]
    put("".join(f'<p><img src="{address}"></p>' for address in [*addresses, "file://server/share/a.png"]))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(tempfile, "TemporaryDirectory", None)
        keys.press("Ctrl+V")
    assert shown(editor) == (RichFigure(figure="msohtmlclip1.png"),)
    assert [kept.name for kept in draft.attachments()] == ["msohtmlclip1.png"]
    assert "2" in told[-1]


def test_how_the_pages_of_a_table_lie_is_chosen_in_its_menu(keys: Keys, edit: Editor) -> None:
    table = RichTable(table=(("หัว", "สอง"), ("1", "2")), head=1)
    editor = edit(table)
    cursor = editor.text.textCursor()
    cursor.setPosition(3)
    editor.text.setTextCursor(cursor)
    menu = editor.text.createStandardContextMenu()
    (pages,) = [action.menu() for action in menu.actions() if action.text() == "Page of the table"]
    assert isinstance(pages, QMenu)
    automatic, upright, lying = pages.actions()
    assert (automatic.isChecked(), upright.isChecked(), lying.isChecked()) == (True, False, False)
    lying.trigger()
    assert shown(editor) == (replace(table, page="landscape"),)


TABLE = RichTable(table=(("หัว", "สอง"), ("1", "2"), ("3", "4")), head=1)


def test_cells_pasted_into_a_table_fill_it_from_the_cell_on(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    keys.press("Down", "Tab", "Tab", "Tab", "Tab")
    put(clipboards.CALC)
    keys.press("Ctrl+V")
    (table,) = shown(editor)
    assert isinstance(table, RichTable)
    assert table.table == (
        ("หัว", "สอง"),
        ("1", "โครงการหนึ่ง\nบรรทัดสอง"),
        ("3", "รวมสองช่อง"),
    )
    keys.press("Ctrl+Z")
    assert shown(editor) == (TABLE,)


def test_merged_cells_pasted_into_a_table_stay_merged(keys: Keys, edit: Editor) -> None:
    wide = RichTable(table=(("หัว", "สอง", "สาม"), ("1", "2", "3"), ("4", "5", "6")), head=1)
    editor = edit(wide)
    keys.press("Down", *["Tab"] * 4)
    put(
        "<table><tr><td rowspan=2>บน</td><td colspan=2>กว้าง</td></tr><tr><td>ก</td><td>ข</td></tr>"
        "<tr><td>ค</td><td>ง</td><td>จ</td></tr></table>"
    )
    keys.press("Ctrl+V")
    (table,) = shown(editor)
    assert isinstance(table, RichTable)
    assert table.table == (
        ("หัว", "สอง", "สาม"),
        ("บน", "กว้าง", None),
        (None, "ก", "ข"),
        ("ค", "ง", "จ"),
    )
    keys.press("Ctrl+Z")
    assert shown(editor) == (wide,)


def test_tab_goes_over_the_cells_and_out_behind_the_table(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    keys.press("Down")  # into the caption's row
    keys.write("ตารางที่ 1")
    keys.press("Tab")
    keys.write("ปี")
    keys.press("Tab", "Tab", "Shift+Tab", *["Tab"] * 5)
    keys.write("ที่มา")
    keys.press("Tab")
    keys.write("ต่อ")
    assert shown(editor) == (
        RichTable(table=(("ปี", "สอง"), *TABLE.table[1:]), head=1, caption="ตารางที่ 1", note="ที่มา"),
        RichParagraph(paragraph="ต่อ"),
    )
    keys.press("Tab")
    assert not editor.text.hasFocus()


def test_rows_and_columns_come_and_go_with_keys(keys: Keys, edit: Editor) -> None:
    editor = edit(TABLE)
    keys.press("Down", "Tab", "Tab", "Tab", "Ctrl+Alt+Down", "Up", "Ctrl+Alt+Right")
    keys.write("ใหม่")
    (table,) = shown(editor)
    assert isinstance(table, RichTable)
    assert table.table == (("หัว", "", "สอง"), ("1", "ใหม่", "2"), ("", "", ""), ("3", "", "4"))
    keys.press("Ctrl+Shift+Backspace", "Ctrl+Z", "Ctrl+Alt+Backspace")
    (table,) = shown(editor)
    assert isinstance(table, RichTable)
    assert table.table == (("หัว", "", "สอง"), ("", "", ""), ("3", "", "4"))
    keys.press("Ctrl+Alt+Shift+Backspace")
    assert shown(editor) == ()


def test_a_new_table_is_filled_in_from_its_first_cell(keys: Keys, edit: Editor) -> None:
    editor = edit(RichParagraph(paragraph="ก"))
    keys.press("Ctrl+9")
    keys.write("ปี")
    keys.press("Tab", "Ctrl+9")
    keys.write("2568")
    paragraph, table = shown(editor)
    assert paragraph == RichParagraph(paragraph="ก")
    assert isinstance(table, RichTable)
    assert table.table == (("ปี", "", ""), ("", "2568", ""), ("", "", ""), ("", "", ""))


def test_the_toolbar_shows_what_the_cursor_stands_in_and_a_key_twice_takes_a_list_away(
    keys: Keys, edit: Editor
) -> None:
    editor = edit(RichParagraph(paragraph="ก"), RichHeading(heading="ข", level=2))

    def pressed() -> list[str]:
        actions = (action for button in editor.findChildren(QToolButton) for action in button.actions())
        return [action.shortcut().toString() for action in actions if action.isChecked()]

    keys.press("Right")
    assert pressed() == ["Ctrl+0"]
    keys.press("Ctrl+7")
    assert pressed() == ["Ctrl+7"]
    assert shown(editor)[0] == RichList(list=("ก",))
    keys.press("Ctrl+7")
    assert shown(editor)[0] == RichParagraph(paragraph="ก")
    keys.press("Down")
    assert pressed() == ["Ctrl+2"]
    keys.press("Ctrl+2")
    assert pressed() == ["Ctrl+2"]


def test_a_cell_is_no_heading_and_no_list(keys: Keys, edit: Editor) -> None:
    merged = RichTable(table=(("หัว", None), ("1", "2")), head=1)
    editor = edit(merged, RichParagraph(paragraph="ก"))
    keys.press("Down", "Tab", "Ctrl+1", "Ctrl+7", "Ctrl+A", "Ctrl+2")
    assert shown(editor) == (merged, RichHeading(heading="ก", level=2))


def test_the_menu_of_the_text_leads_to_its_history_and_in_tables_to_their_rows(
    keys: Keys, edit: Editor, window: MainWindow
) -> None:
    editor = edit(TABLE)

    def opened() -> QMenu:
        at = editor.text.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, editor.text.mapToGlobal(at))
        QApplication.sendEvent(editor.text, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    outside = [action.text() for action in opened().actions()]
    keys.press("Esc", "Down", "Tab")
    inside = opened()
    texts = [action.text() for action in inside.actions()]
    added = set(texts) - set(outside)
    assert len(added) == 6
    (history,) = [action for action in inside.actions() if action.text() == outside[-1]]
    assert window.session is not None
    asked: list[bool] = []
    window.session.history_wanted.connect(lambda: asked.append(True))
    inside.setActiveAction(history)
    keys.press("Return")
    assert asked
