"""Figures in the editor of running text: kept in the draft, shown, captioned, and never lost by editing around them."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from planner_desktop.draft import Draft
from planner_desktop.formpack import rich_text
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def editor_of(window: MainWindow) -> RichTextEditor:
    window.go_to_section("situation")
    assert window.page is not None
    return window.page.findChildren(RichTextEditor)[0]


def stored(draft: Draft) -> tuple[rich_text.RichPart, ...]:
    return rich_text.load(str(draft.record("situation", 1).values["text"]))


def test_a_figure_is_inserted_captioned_and_kept(keys: Keys, window: MainWindow, draft: Draft, tmp_path: Path) -> None:
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    file = tmp_path / "โครงสร้าง #1 สนง.png"
    image.save(str(file))
    editor = editor_of(window)
    editor.text.setFocus()
    keys.write("a")
    editor.insert_figure(file)
    keys.write("b")
    editor.store()
    assert stored(draft) == (
        rich_text.RichParagraph(paragraph="a"),
        rich_text.RichFigure(figure=file.name, caption="b"),
    )
    assert draft.attachment(file.name) == file.read_bytes()


def test_editing_around_a_figure_keeps_its_width(keys: Keys, window: MainWindow, draft: Draft) -> None:
    figure = rich_text.RichFigure(figure="หาย.png", caption="ภาพ", width=9)
    draft.set("situation", 1, "text", rich_text.dump((figure, rich_text.RichParagraph(paragraph="x"))))
    editor = editor_of(window)
    editor.text.setFocus()
    cursor = editor.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.text.setTextCursor(cursor)
    keys.write("y")
    editor.store()
    assert stored(draft) == (figure, rich_text.RichParagraph(paragraph="xy"))


def test_a_picture_is_told_in_words_below_the_text(keys: Keys, window: MainWindow, draft: Draft) -> None:
    figure = rich_text.RichFigure(figure="หาย.png", caption="ภาพ")
    draft.set("situation", 1, "text", rich_text.dump((rich_text.RichParagraph(paragraph="x"), figure)))
    editor = editor_of(window)
    editor.text.setFocus()
    assert editor.alt.isHidden()
    cursor = editor.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.text.setTextCursor(cursor)
    assert not editor.alt.isHidden()
    editor.alt.line.setFocus()
    keys.write("map")
    editor.store()
    assert stored(draft)[1] == rich_text.RichFigure(figure="หาย.png", caption="ภาพ", alt="map")
    draft.undo()
    assert editor.alt.line.text() == ""
    assert stored(draft)[1] == figure
