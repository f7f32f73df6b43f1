"""Levels of lists, and bold and italic letters, by keys as in Word."""

import pytest

from planner_desktop.draft import Draft
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import RichHeading, RichList, RichParagraph, RichPart, RichTable
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.rich import RichTextEditor
from tests.exchange.documents import item
from tests.ui.conftest import Editor
from tests.ui.fields.test_rich_pasting import put
from tests.ui.keys import Keys


def shown(editor: RichTextEditor) -> tuple[RichPart, ...]:
    return rich_document.blocks_of(editor.text.document())


def drawn(editor: RichTextEditor) -> list[str]:
    """What the screen shows before each item."""
    block, found = editor.text.document().begin(), []
    while block.isValid():
        of = block.textList()
        found += [of.itemText(block)] if of is not None else []
        block = block.next()
    return found


FLAT = RichList(list=("ก", "ข", "ค", "ง"))


def test_tab_and_shift_tab_change_the_level_of_an_item_and_can_be_taken_back(
    keys: Keys, edit: Editor, draft: Draft
) -> None:
    editor = edit(FLAT)
    keys.press("Down", "Tab", "Down", "Tab")
    nested = RichList(list=FLAT.list, levels=(1, 2, 2, 1))
    assert shown(editor) == (nested,)
    assert drawn(editor) == ["1.", "a.", "b.", "2."]
    keys.press("Tab")  # two levels deeper than what it stands under: not below its brother
    assert shown(editor) == (RichList(list=FLAT.list, levels=(1, 2, 3, 1)),)
    assert drawn(editor) == ["1.", "a.", "i.", "2."]
    keys.press("Up", "Shift+Tab")
    assert shown(editor) == (RichList(list=FLAT.list, levels=(1, 1, 3, 1)),)
    assert drawn(editor) == ["1.", "2.", "i.", "3."]
    keys.press("Ctrl+Z", "Ctrl+Z")
    assert shown(editor) == (nested,)
    keys.press("Ctrl+Y")
    assert shown(editor) == (RichList(list=FLAT.list, levels=(1, 2, 3, 1)),)
    assert editor.text.hasFocus()
    editor.store()
    assert draft.record("situation", 1).values["text"] == rich_text.dump(shown(editor))


def test_items_chosen_together_go_together(keys: Keys, edit: Editor) -> None:
    editor = edit(FLAT)
    keys.press("Down", "Shift+Down", "Shift+Down", "Tab")
    assert shown(editor) == (RichList(list=FLAT.list, levels=(1, 2, 2, 2)),)
    keys.press("Shift+Tab")
    assert shown(editor) == (FLAT,)


def test_an_item_taken_out_begins_the_count_of_those_below_it_anew(keys: Keys, edit: Editor) -> None:
    editor = edit(RichList(list=FLAT.list, levels=(1, 2, 2, 2)))
    keys.press("Down", "Down", "Shift+Tab")
    assert drawn(editor) == ["1.", "a.", "2.", "a."]


def test_tab_leaves_the_text_where_there_is_no_other_level(keys: Keys, edit: Editor) -> None:
    editor = edit(FLAT)
    keys.press("Tab")
    assert not editor.text.hasFocus()
    assert shown(editor) == (FLAT,)


def test_enter_in_an_empty_item_goes_out_level_by_level(keys: Keys, edit: Editor) -> None:
    editor = edit(RichList(list=("ก", "ข"), levels=(1, 2)))
    keys.press("Ctrl+End", "Return", "Return")
    keys.write("ค")
    keys.press("Return", "Return")
    keys.write("ง")
    assert shown(editor) == (RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1)), RichParagraph(paragraph="ง"))


def test_dashes_under_numbers_keep_their_level(keys: Keys, edit: Editor) -> None:
    editor = edit(RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1)))
    keys.press("Down", "Ctrl+8")
    assert shown(editor) == (RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1), signs=("1", "-", "1")),)
    keys.press("Ctrl+7")
    assert shown(editor) == (RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1)),)


@pytest.mark.parametrize(
    ("key", "looking"),
    [
        ("Ctrl+B", RichParagraph(paragraph="กขคง", bold=((1, 3),))),
        ("Ctrl+I", RichParagraph(paragraph="กขคง", italic=((1, 3),))),
    ],
)
def test_letters_chosen_become_bold_or_italic_and_plain_again(
    key: str, looking: RichParagraph, keys: Keys, edit: Editor
) -> None:
    editor = edit(RichParagraph(paragraph="กขคง"))
    keys.press("Right", "Shift+Right", "Shift+Right", key)
    assert shown(editor) == (looking,)
    keys.press("Ctrl+Z")
    assert shown(editor) == (RichParagraph(paragraph="กขคง"),)
    keys.press("Ctrl+Y")
    assert shown(editor) == (looking,)
    keys.press("Home", "Right", "Shift+Right", "Shift+Right", key)
    assert shown(editor) == (RichParagraph(paragraph="กขคง"),)


def test_what_is_typed_after_the_key_is_bold_and_a_list_made_of_it_keeps_it(keys: Keys, edit: Editor) -> None:
    editor = edit()
    keys.write("ก")
    keys.press("Ctrl+B")
    keys.write("ข")
    keys.press("Ctrl+B")
    keys.write("ค")
    keys.press("Ctrl+7")
    assert shown(editor) == (RichList(list=("กขค",), bold=((1, 2),)),)


def test_headings_and_cells_have_no_letters_of_their_own(keys: Keys, edit: Editor) -> None:
    table = RichTable(table=(("หัว", "สอง"), ("1", "2")), head=1)
    editor = edit(RichHeading(heading="หัวข้อ"), table, RichParagraph(paragraph="ก"))
    keys.press("Ctrl+A", "Ctrl+I")
    assert shown(editor) == (RichHeading(heading="หัวข้อ"), table, RichParagraph(paragraph="ก", italic=((0, 1),)))


def test_a_nested_list_of_word_is_pasted_with_its_levels_and_what_stays_behind_is_said(
    keys: Keys, edit: Editor
) -> None:
    editor, told = edit(), list[str]()
    editor.problem.connect(told.append)
    words = item("1.", "<b>แผน</b>") + item("a.", "จัดทำ<s>เดิม</s>", "l0 level2 lfo1") + item("2.", "คลัง")
    put(words, text="ไม่ใช้ เดิม")
    keys.press("Ctrl+V")
    assert shown(editor) == (RichList(list=("แผน", "จัดทำ", "คลัง"), levels=(1, 2, 1), bold=((0, 3),)),)
    assert "1" in told[-1]
    put("<p><s>เดิม</s></p>", text="เดิม")
    keys.press("Ctrl+V")
    assert "เดิม" not in editor.text.toPlainText()
    put("<p>ใหม่</p>")
    keys.press("Ctrl+V")
    assert told[-1] == ""


def test_what_is_copied_here_comes_back_with_levels_and_letters(keys: Keys, edit: Editor) -> None:
    nested = RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1), bold=((0, 1),), italic=((2, 3),))
    editor = edit(nested)
    keys.press("Ctrl+A", "Ctrl+C", "Ctrl+A", "Delete", "Ctrl+V")
    assert shown(editor) == (nested,)
