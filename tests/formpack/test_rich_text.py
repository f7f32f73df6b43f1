"""Running text as it is stored: what is told of letters and lists fits their texts, and older texts stay readable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.formpack.emphasis import BOLD, ITALIC
from planner_desktop.formpack.rich_text import RichList, RichParagraph
from planner_desktop.thai.repair import repair


@pytest.mark.parametrize(
    "block",
    [
        {"paragraph": "กข", "bold": [[1, 3]]},
        {"paragraph": "กข", "bold": [[1, 1]]},
        {"paragraph": "กขค", "italic": [[1, 2], [0, 1]]},
        {"paragraph": "กข", "bold": [[-1, 1]]},
        {"list": ["ก", "ข"], "levels": [1]},
        {"list": ["ก", "ข"], "levels": [1, 0]},
        {"list": ["ก"], "levels": [10]},
        {"list": ["ก"], "signs": ["ก"]},
        {"heading": "ก", "bold": [[0, 1]]},
    ],
)
def test_what_does_not_fit_is_refused(block: dict[str, object]) -> None:
    with pytest.raises(ValueRefused):
        rich_text.load(json.dumps([block]))


def test_texts_from_before_there_were_looks_and_levels_are_stored_as_they_were() -> None:
    stored = '[{"paragraph": "ก"}, {"list": ["ก", "ข"], "numbered": true}]'
    assert rich_text.dump(rich_text.load(stored)) == stored


def test_lists_count_anew_under_each_item_and_go_on_after_it() -> None:
    made = RichList(list=tuple("กขคงจฉ"), levels=(1, 2, 2, 1, 2, 1), signs=("1", "a", "a", "1", "-", "1"))
    assert made.labels == ("1.", "a.", "b.", "2.", "-", "3.")
    assert RichList(list=("ก",) * 28, levels=(2,) * 28).labels[25:] == ("z.", "aa.", "ab.")
    assert RichList(list=("ก",) * 4, levels=(3,) * 4).labels == ("i.", "ii.", "iii.", "iv.")


def test_a_text_alone_shows_levels_and_a_comparison_shows_letters() -> None:
    made = RichList(list=("ก", "ข", "ค"), levels=(1, 2, 1), bold=((0, 1),), italic=((2, 3),))
    assert rich_text.to_plain((made,)) == "1. ก\n    a. ข\n2. ค"
    assert rich_text.to_marked(made) == "1. **ก**\n    a. _ข_\n2. ค"
    assert rich_text.to_marked(RichParagraph(paragraph="ก ขค ง", bold=((1, 4),))) == "ก **ขค** ง"


@given(st.text(alphabet="สำนักงา\u0e4d ถึง\u200b\u0e32\uf0fe", max_size=20), st.data())
def test_letters_look_as_they_did_when_their_text_is_mended(text: str, data: st.DataObject) -> None:
    of_text = bytes(data.draw(st.lists(st.sampled_from([0, 1, 2, 3]), min_size=len(text), max_size=len(text))))
    bold, italic = emphasis.ranges([of_text], BOLD), emphasis.ranges([of_text], ITALIC)
    (mended,) = rich_text.mended((RichParagraph(paragraph=text, bold=bold, italic=italic),))
    assert isinstance(mended, RichParagraph)
    assert mended.paragraph == repair(text)
    assert rich_text.mended((mended,)) == (mended,)
    if mended.paragraph == text:
        assert (mended.bold, mended.italic) == (bold, italic)


def test_a_word_that_is_mended_stays_bold() -> None:
    (mended,) = rich_text.mended((RichParagraph(paragraph="ก สาํนัก ข", bold=((2, 8),)),))
    assert mended == RichParagraph(paragraph="ก สำนัก ข", bold=((2, 7),))
