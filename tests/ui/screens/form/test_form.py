"""What is typed into a form is in the file when the field is left."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from planner_desktop.draft import Draft
from planner_desktop.formpack import rich_text
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.form.screen import FormScreen
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Reader = Callable[[], Draft]


def form_of(window: MainWindow, section: str) -> RecordForm:
    window.go_to_section(section)
    assert window.page is not None
    part = window.page.show_part(0)
    assert isinstance(part, FormScreen)
    return part.form


def focused() -> QLineEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def test_typed_text_is_in_the_file_when_the_field_is_left(keys: Keys, window: MainWindow, stored: Reader) -> None:
    form_of(window, "cover").go_to("agency")
    keys.write("สำนักงานเขตพระนคร")
    assert stored().records("cover")[0].values["agency"] is None
    keys.press("Tab")
    assert stored().records("cover")[0].values["agency"] == "สำนักงานเขตพระนคร"


def test_it_is_stored_on_going_to_another_section(keys: Keys, window: MainWindow, stored: Reader) -> None:
    form_of(window, "cover").go_to("agency")
    keys.write("สำนัก")
    keys.press("Ctrl+PgDown")
    assert window.page is not None
    assert window.page.section.id == "foreword"
    assert stored().records("cover")[0].values["agency"] == "สำนัก"


def test_a_refused_text_stays_in_the_field_and_the_old_value_in_the_file(
    keys: Keys, window: MainWindow, draft: Draft, stored: Reader
) -> None:
    cover = draft.ids("cover")[0]
    draft.set("cover", cover, "link", "https://example.org/plan")
    form = form_of(window, "cover")
    form.go_to("link")
    line = focused()
    line.selectAll()
    keys.write("example")
    keys.press("Tab")
    row = form.rows["link"]
    assert "example" in row.message.said()
    assert row.message.isVisible()
    assert line.text() == "example"
    assert stored().records("cover")[0].values["link"] == "https://example.org/plan"
    line.setFocus()
    keys.press("Esc")
    assert line.text() == "https://example.org/plan"
    assert not row.message.isVisible()


def test_undo_shows_in_the_form_but_spares_what_is_being_typed(keys: Keys, window: MainWindow, draft: Draft) -> None:
    form = form_of(window, "cover")
    form.go_to("agency")
    keys.write("ก")
    keys.press("Tab")
    keys.write("สำนัก")
    draft.undo()
    assert focused().text() == "สำนัก"
    assert form.editor("agency").input.property("text") == ""


def test_ctrl_z_is_the_drafts_where_the_field_has_nothing_to_take_back(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    form_of(window, "cover").go_to("agency")
    keys.write("ก")
    keys.press("Tab")
    keys.press("Ctrl+Z")
    assert draft.records("cover")[0].values["agency"] is None
    keys.press("Ctrl+Y")
    assert draft.records("cover")[0].values["agency"] == "ก"


def test_a_choice_is_stored_at_once(keys: Keys, window: MainWindow, stored: Reader) -> None:
    form = form_of(window, "cover")
    box = form.editor("project_table").input
    box.setFocus()
    keys.press("Down")
    assert stored().records("cover")[0].values["project_table"] == "after_goals"


def test_suggestions_match_inside_words(keys: Keys, window: MainWindow) -> None:
    form = form_of(window, "cover")
    line = form.editor("agency").input
    assert isinstance(line, QLineEdit)
    line.setFocus()
    keys.write("ต่างประเทศ")
    completer = line.completer()
    assert completer is not None
    assert completer.currentCompletion() == "สำนักงานการต่างประเทศ"
    popup = completer.popup()
    assert popup is not None
    popup.hide()


def rich_editor(window: MainWindow) -> tuple[RichTextEditor, QTextEdit]:
    editor = form_of(window, "foreword").editor("text")
    assert isinstance(editor, RichTextEditor)
    editor.text.setFocus()
    return editor, editor.text


def blocks_in(draft: Draft) -> tuple[rich_text.RichPart, ...]:
    return rich_text.load(str(draft.records("foreword")[0].values["text"]))


def test_rich_text_is_typed_with_headings_and_lists(keys: Keys, window: MainWindow, stored: Reader) -> None:
    rich_editor(window)
    keys.press("Ctrl+1")
    keys.write("ที่มา")
    keys.press("Return")
    keys.write("ย่อหน้า")
    keys.press("Return")
    keys.press("Ctrl+7")
    keys.write("หนึ่ง")
    keys.press("Return")
    keys.write("สอง")
    keys.press("Return")
    keys.press("Return")
    keys.write("จบ")
    keys.press("Tab")
    assert blocks_in(stored()) == (
        rich_text.RichHeading(heading="ที่มา", level=1),
        rich_text.RichParagraph(paragraph="ย่อหน้า"),
        rich_text.RichList(list=("หนึ่ง", "สอง"), numbered=True),
        rich_text.RichParagraph(paragraph="จบ"),
    )


WORD = """<html><head><style>p {color: red}</style></head><body>
<h1 style='mso-x:1'>หัวข้อ</h1><p class=MsoNormal><b>ย่อหน้า</b><o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span>1.<span
>&nbsp;&nbsp; </span></span><![endif]>ข้อแรก</p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span>2.<span
>&nbsp;&nbsp; </span></span><![endif]>ข้อสอง</p>
<p><img src="file:///nowhere.png"></p></body></html>"""


def test_pasted_from_word_paragraphs_headings_lists_and_bold_letters_stay(window: MainWindow, stored: Reader) -> None:
    editor, text = rich_editor(window)
    data = QMimeData()
    data.setHtml(WORD)
    QApplication.clipboard().setMimeData(data)
    text.paste()
    editor.store()
    assert blocks_in(stored()) == (
        rich_text.RichHeading(heading="หัวข้อ", level=1),
        rich_text.RichParagraph(paragraph="ย่อหน้า", bold=((0, 7),)),
        rich_text.RichList(list=("ข้อแรก", "ข้อสอง"), numbered=True),
    )


def test_a_form_beside_a_table_takes_nothing_until_a_row_is_chosen(keys: Keys, window: MainWindow) -> None:
    window.go_to_section("kpi-forms")
    assert window.page is not None
    part = window.page.part
    assert isinstance(part, TableScreen)
    assert part.form is not None
    assert not part.form.isEnabled()
    part.table.setFocus()
    keys.write("ร้อยละความพึงพอใจ")
    keys.press("Return", "Up")
    assert part.form.isEnabled()
