"""Footnotes in the editor of running text: a mark that carries its note, wherever it is moved, copied or deleted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from planner_desktop.draft import Draft
from planner_desktop.exchange import narrative
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import (
    NOTE,
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichPart,
    RichTable,
)
from planner_desktop.ui.fields import rich_document, rich_notes
from planner_desktop.ui.fields.rich import RichTextEditor
from tests.ui.conftest import Editor
from tests.ui.keys import Keys

Reader = Callable[[], Draft]


def blocks_in(draft: Draft) -> tuple[RichPart, ...]:
    return rich_text.load(str(draft.record("situation", 1).values["text"]))


def shown(editor: RichTextEditor) -> tuple[RichPart, ...]:
    return rich_document.blocks_of(editor.text.document())


def test_a_footnote_is_written_by_keyboard_alone(keys: Keys, edit: Editor, stored: Reader) -> None:
    editor = edit()
    keys.write("กข")
    keys.press("Left", "Ctrl+Alt+F")
    keys.write("หมายเหตุ")
    keys.press("Return")
    keys.write("ค")
    keys.press("Tab")
    assert not editor.text.hasFocus()
    assert blocks_in(stored()) == (RichParagraph(paragraph=f"ก{NOTE}คข", notes=("หมายเหตุ",)),)


def test_its_number_follows_its_place_and_names_its_line(keys: Keys, edit: Editor) -> None:
    editor = edit(RichParagraph(paragraph=f"ก{NOTE}ข", notes=("เดิม",)))
    keys.press("Right", "Right")
    assert editor.note.line.accessibleName() == "Footnote 1"
    keys.press("Home", "Ctrl+Alt+F")
    keys.write("ใหม่")
    assert editor.note.line.accessibleName() == "Footnote 1"
    keys.press("Escape", "Right", "Right")
    assert editor.note.line.accessibleName() == "Footnote 2"
    assert editor.note.line.text() == "เดิม"
    keys.press("Right")
    assert not editor.note.isVisible()


def test_tab_goes_from_the_mark_to_its_note_and_on(keys: Keys, edit: Editor, stored: Reader) -> None:
    editor = edit(RichParagraph(paragraph=f"ก{NOTE}ข", notes=("เดิม",)))
    keys.press("Right", "Tab")
    assert editor.note.line.hasFocus()
    keys.press("End")
    keys.write(" และใหม่")
    keys.press("Tab")
    assert blocks_in(stored()) == (RichParagraph(paragraph=f"ก{NOTE}ข", notes=("เดิม และใหม่",)),)


def test_a_double_click_on_a_mark_goes_to_its_note(edit: Editor) -> None:
    editor = edit(RichParagraph(paragraph=f"ก{NOTE} ขคง", notes=("เดิม",)))
    cursor = editor.text.textCursor()
    cursor.setPosition(2)
    place = editor.text.cursorRect(cursor).center()
    QTest.mouseDClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.note.line.hasFocus()
    assert editor.note.line.text() == "เดิม"


def test_a_note_goes_with_its_mark_and_comes_back_with_it(keys: Keys, edit: Editor) -> None:
    text = RichParagraph(paragraph=f"ก{NOTE}ข{NOTE}", notes=("หนึ่ง", "สอง"))
    editor = edit(text)
    keys.press("Right", "Right", "Backspace")
    assert shown(editor) == (RichParagraph(paragraph=f"กข{NOTE}", notes=("สอง",)),)
    keys.press("Ctrl+Z")
    assert shown(editor) == (text,)


def test_a_note_that_was_written_is_taken_back_as_a_whole(keys: Keys, edit: Editor) -> None:
    editor = edit()
    keys.write("ก")
    keys.press("Ctrl+Alt+F")
    keys.write("หมายเหตุ")
    keys.press("Return", "Ctrl+Z")
    assert shown(editor) == (RichParagraph(paragraph=f"ก{NOTE}", notes=("",)),)
    keys.press("Ctrl+Z")
    assert shown(editor) == (RichParagraph(paragraph="ก"),)


def test_a_note_just_being_written_is_stored_and_can_be_gone_on_with(keys: Keys, edit: Editor, stored: Reader) -> None:
    editor = edit()
    keys.write("ก")
    keys.press("Ctrl+Alt+F")
    keys.write("หมาย")
    editor.store()
    keys.write("เหตุ")
    assert editor.note.line.hasFocus()
    editor.store()
    assert blocks_in(stored()) == (RichParagraph(paragraph=f"ก{NOTE}", notes=("หมายเหตุ",)),)


def test_copied_text_keeps_its_notes(keys: Keys, edit: Editor) -> None:
    text = (
        RichParagraph(paragraph=f"ก{NOTE}ข", notes=("หนึ่ง",)),
        RichList(list=("ค", f"ง{NOTE}"), notes=("สอง",)),
        RichParagraph(paragraph="จ"),
    )
    editor = edit(*text)
    keys.press("Ctrl+A", "Ctrl+C", "Ctrl+End", "Return", "Ctrl+V")
    assert shown(editor) == (*text, *text)
    assert QApplication.clipboard().text().split("\n") == ["ก (หนึ่ง)ข", "ค", "ง (สอง)", "จ"]
    keys.press("Ctrl+Home", "Shift+Right", "Shift+Right", "Ctrl+C", "Right", "Ctrl+V")
    assert shown(editor)[0] == RichParagraph(paragraph=f"ก{NOTE}ก{NOTE}ข", notes=("หนึ่ง", "หนึ่ง"))


def test_for_other_programs_notes_are_spelled_out(keys: Keys, edit: Editor) -> None:
    edit(RichParagraph(paragraph=f"ก{NOTE}", notes=("ล้านบาท",)), RichHeading(heading="ข"))
    keys.press("Ctrl+A", "Ctrl+C")
    assert narrative.from_html(QApplication.clipboard().mimeData().html(), lambda _address: None) == (
        RichParagraph(paragraph="ก (ล้านบาท)"),
        RichHeading(heading="ข"),
    )


WORD = """<html><body><!--StartFragment-->
<p class=MsoNormal>รายได้<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span><![endif]>
</span></span></a> และรายจ่าย<a style='mso-footnote-id:ftn2' href="#_ftn2" name="_ftnref2" title=""><span>[2]</span></a><o:p></o:p></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span>[1]</span></a>
ล้าน<b>บาท</b></p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2" title=""><span>[2]</span></a> พันบาท</p></div>
</div><!--EndFragment--></body></html>"""
WRITER = """<p>รายได้<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> และรายจ่าย<a
class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a></p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>ล้านบาท</p></div>
<div id="sdfootnote2"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>พันบาท</p></div>"""
DOCS = """<p>รายได้<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> และรายจ่าย<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> ล้านบาท</span></p></div>
<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span> พันบาท</span></p></div>"""


@pytest.mark.parametrize("html", [WORD, WRITER, DOCS])
def test_footnotes_of_word_processors_are_taken_over(edit: Editor, html: str) -> None:
    editor = edit()
    data = QMimeData()
    data.setHtml(html)
    editor.text.insertFromMimeData(data)
    assert shown(editor) == (RichParagraph(paragraph=f"รายได้{NOTE} และรายจ่าย{NOTE}", notes=("ล้านบาท", "พันบาท")),)


def test_links_that_are_no_footnotes_stay_text(qapp: QApplication) -> None:
    html = '<p><a href="#x" name="y">ดู</a> <a href="#x">อีก</a> <a href="https://a.b">เว็บ</a></p><p><a name="x">ที่นี่</a> <a href="#y">กลับ</a></p>'
    assert narrative.from_html(html, lambda _address: None) == (
        RichParagraph(paragraph="ดู อีก เว็บ"),
        RichParagraph(paragraph="ที่นี่ กลับ"),
    )


def test_where_no_footnote_can_be_none_is_offered_and_none_is_lost(keys: Keys, edit: Editor) -> None:
    figure = RichFigure(figure="หาย.png", caption="ภาพ")
    editor = edit(
        RichHeading(heading="ก"),
        figure,
        RichTable(table=(("a",), ("b",))),
        RichParagraph(paragraph=f"ข{NOTE}ค", notes=("ง",)),
    )
    (button,) = (b for b in editor.findChildren(QToolButton) if b.text() == "Footnote")
    offered = []
    for _line in range(7):
        offered.append(button.isEnabled())
        keys.press("Ctrl+Alt+F")
        assert editor.note.line.hasFocus() == offered[-1]
        keys.press("Down")
    assert offered == [False] * 6 + [True]  # heading, figure, the table's caption, two cells, its note; the paragraph
    editor.discard()
    editor.text.setFocus()
    keys.press("Ctrl+End", "Ctrl+1", "Ctrl+Alt+F")
    assert shown(editor)[-1] == RichHeading(heading="ข (ง)ค")
    keys.press("Ctrl+Home", "Down", "Ctrl+0")
    assert shown(editor)[1] == figure


def test_a_paragraph_made_an_item_keeps_its_notes(keys: Keys, edit: Editor) -> None:
    editor = edit(RichParagraph(paragraph=f"ก{NOTE}", notes=("ข",)))
    keys.press("Ctrl+7")
    assert shown(editor) == (RichList(list=(f"ก{NOTE}",), notes=("ข",)),)
    keys.press("Ctrl+0")
    assert shown(editor) == (RichParagraph(paragraph=f"ก{NOTE}", notes=("ข",)),)


def test_a_mark_pasted_into_a_heading_or_cell_becomes_text(keys: Keys, edit: Editor) -> None:
    editor = edit(RichHeading(heading="ก"), RichParagraph(paragraph=f"ข{NOTE}", notes=("ง",)))
    keys.press("Down", "Shift+End", "Ctrl+C", "Ctrl+Home", "End", "Ctrl+V")
    assert shown(editor)[0] == RichHeading(heading="กข (ง)")


def test_every_mark_is_drawn_with_its_number(edit: Editor) -> None:
    editor = edit(*[RichParagraph(paragraph=f"ก{NOTE}ข{NOTE}", notes=("", "")) for _n in range(6)])
    document = editor.text.document()
    places = rich_notes.positions(document)
    assert [rich_notes.number_at(document, place) for place in places] == list(range(1, 13))
    assert editor.text.grab().width()
