"""Running text as it is stored: what is told of letters and lists fits their texts, and older texts stay readable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.formpack.emphasis import BOLD, ITALIC
from planner_desktop.formpack.merged_cells import TableCell
from planner_desktop.formpack.rich_text import RichList, RichParagraph, RichTable
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
        {"table": [["ก", "ข"], [None, "ค"]], "head": 1, "merged": [[0, 0, 2, 1]]},
        {"table": [["ก", "ข"], [None, "ค"]], "head": 0, "merged": [[0, 0, 3, 1]]},
        {"table": [["ก", "ข"], [None, "ค"]], "head": 0, "merged": [[0, 0, 1, 1]]},
        {"table": [["ก", "ข"], [None, "ค"]], "head": 0, "merged": [[-1, 0, 2, 1]]},
        {"table": [["ก", "ข"], ["", "ค"]], "head": 0, "merged": [[0, 0, 2, 1]]},
        {"table": [["ก", "ข"], [None, None]], "head": 0, "merged": [[0, 0, 2, 1]]},
        {"table": [["ก", None], [None, None]], "head": 0, "merged": [[0, 0, 2, 2], [0, 0, 2, 2]]},
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


TABLES = st.integers(2, 5).flatmap(
    lambda height: st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.tuples(
                st.integers(0, height - 1), st.integers(0, width - 1), st.integers(1, height), st.integers(1, width)
            ),
            max_size=6,
        ).map(lambda wanted: _laid_out(height, width, wanted))
    )
)


def _laid_out(height: int, width: int, wanted: list[tuple[int, int, int, int]]) -> list[TableCell]:
    """A table with those of the merged cells that are wanted for which there is room."""
    free = {(row, column) for row in range(height) for column in range(width)}
    cells = []
    for row, column, rows, columns in [*wanted, *((row, column, 1, 1) for row, column in sorted(free))]:
        places = {(down, across) for down in range(row, row + rows) for across in range(column, column + columns)}
        if places <= free:
            free -= places
            cells.append(TableCell(row, column, rows, columns, f"{row}/{column}"))
    return sorted(cells)


@given(TABLES, st.integers(0, 5))
def test_merged_cells_are_stored_and_come_back(cells: list[TableCell], head: int) -> None:
    table = rich_text.table_of(cells, head)
    assert list(table.cells()) == cells
    assert rich_text.load(rich_text.dump((table,)) or "") == (table,)
    assert not any(cell.row < table.head < cell.row + cell.rows for cell in cells)
    assert sorted(rich_text.to_plain((table,)).split()) == sorted(cell.text for cell in cells)


def test_tables_from_before_there_were_merged_cells_are_stored_as_they_were() -> None:
    stored = '[{"table": [["ปี", "จำนวน", null], ["", "ก", null]], "head": 1, "caption": "", "note": ""}]'
    (table,) = rich_text.load(stored)
    assert rich_text.dump((table,)) == stored
    assert isinstance(table, RichTable)
    assert [tuple(cell) for cell in table.cells()] == [
        (0, 0, 1, 1, "ปี"),
        (0, 1, 1, 2, "จำนวน"),
        (1, 0, 1, 1, ""),
        (1, 1, 1, 2, "ก"),
    ]
