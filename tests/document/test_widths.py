"""Columns as wide as makes a table lowest, whatever is asked for to begin with."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.document import table as setting
from planner_desktop.document.band import Band
from planner_desktop.document.grid import places
from planner_desktop.document.lines import fill_lines
from planner_desktop.document.memory import NoMemory
from planner_desktop.document.outline import Cell, Column, Heading, NewPage, OutlineBlock, Row, Run, Table
from planner_desktop.document.pieces import measure
from planner_desktop.document.style import CELL, CM
from planner_desktop.document.table import alike_slabs, table_slabs
from planner_desktop.document.table_setter import TableSetter
from planner_desktop.document.widths import CountedText, Rows, lowest

from .conftest import row

WIDTH = 450.0
LONG = "จัดทำแผนปฏิบัติราชการประจำปีของหน่วยงานและติดตามผลการดำเนินงาน "
HEAD = [row("ตัวชี้วัด", "2567", "2568")]
EQUAL = [Column()] * 3


def height(bands: list[Band]) -> float:
    return sum(band.height for band in bands)


def widths(bands: list[Band]) -> list[float]:
    """Of the columns of a table whose last row has a cell in each."""
    return [round(box.width, 2) for box in bands[-1].boxes]


def test_a_column_of_dashes_gives_its_room_to_the_long_texts_beside_it() -> None:
    (band,) = table_slabs(Table(EQUAL, [], [row(LONG * 3, "-", "-")]), WIDTH)
    wide, *narrow = widths([band])
    assert wide > 300 > 60 > max(narrow)


def test_long_texts_share_the_room_so_that_none_stands_out() -> None:
    (band,) = table_slabs(Table(EQUAL, [], [row(LONG * 4, LONG * 2, "-")]), WIDTH)
    first, second, _dash = (len(box.lines) for box in band.boxes)
    assert abs(first - second) <= 1


def test_what_stands_for_an_amount_is_not_broken_for_a_little_room() -> None:
    columns = [Column(share=3), Column(), Column()]
    for long in (3, 4):
        cells = [*row(LONG * long, "-").cells, Cell((Run("ไม่ใช้งบประมาณ"),))]
        words = table_slabs(Table(columns, HEAD, [Row(cells)] * 9), WIDTH)[-1]
        cells[2] = replace(cells[2], align="right")
        amounts = table_slabs(Table(columns, HEAD, [Row(cells)] * 9), WIDTH)[-1]
        assert [len(band.boxes[2].lines) for band in (words, amounts)] == [2, 1]


def test_what_has_room_enough_stays_as_the_edition_asks() -> None:
    columns = [Column(share=2), Column(width=3), Column(share=1)]
    bands = table_slabs(Table(columns, HEAD, [row("แผน", "-", "-")]), WIDTH)
    rest = WIDTH - 3 * CM
    assert widths(bands) == [round(2 / 3 * rest, 2), round(3 * CM, 2), round(rest / 3, 2)]


def test_no_column_becomes_narrower_than_its_words_or_than_a_number_needs() -> None:
    bands = table_slabs(Table([Column(width=1.2), *EQUAL], [], [row("1", LONG * 9, "ปลัดกรุงเทพมหานคร", "-")]), WIDTH)
    number, _long, name, _dash = bands[0].boxes
    assert number.width >= 0.8 * CM
    assert ["".join(word.text for word in line.words) for line in name.lines] == ["ปลัด", "กรุงเทพมหานคร"]


def test_the_months_of_a_chart_stay_as_wide_as_each_other() -> None:
    columns = [Column(share=2), *[Column(width=0.9, month=True)] * 12]
    cells = [Cell((Run(LONG * 3),)), *[Cell()] * 5, Cell((Run("ทุกเดือน"),), columns=3, bar=True), *[Cell()] * 4]
    (band,) = table_slabs(Table(columns, [], [Row(cells)]), WIDTH)
    months = {round(box.width, 2) for box in band.boxes[1:] if not box.bar}
    assert len(months) == 1


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_table_is_higher_than_with_the_widths_that_were_asked_for(rows: list[list[int]]) -> None:
    table = Table(EQUAL, HEAD, [row(*("แผนงาน " * count for count in counts)) for counts in rows])
    bands = table_slabs(table, WIDTH)
    cells = [setting._measured(part, 3, NoMemory()) for part in (table.head, table.rows)]
    edges = [0.0, 150.0, 300.0, 450.0]
    asked = setting._bands(table, cells[0], cells[1], edges, NoMemory(), CELL.size)
    assert height(bands) <= height(asked) + 0.01
    assert sum(widths(bands)) == round(WIDTH, 2)


@given(st.text("กขคง ๆฯาำเแ,.-()5", max_size=80), st.integers(20, 300))
def test_lines_are_counted_as_they_are_filled(text: str, width: int) -> None:
    measured = measure((Run(text),), CELL.size)
    if all(piece.width <= width for pieces in measured for piece in pieces):
        assert CountedText(measured).lines(width) == len(fill_lines(measured, CELL.size, width))


def of(*texts: str) -> Table:
    return Table(EQUAL, HEAD, [row(*texts)])


def test_tables_under_one_head_have_the_same_columns() -> None:
    first, second = alike_slabs([of(LONG * 3, LONG, "-"), of(LONG * 2, LONG, "ร้อยละ 100")], WIDTH)
    assert widths(first) == widths(second)


def test_but_one_that_would_be_much_higher_for_it_has_its_own() -> None:
    many = [of(LONG * 3, "-", "ร้อยละ 100")] * 5
    *others, odd = alike_slabs([*many, of("-", "-", LONG * 6)], WIDTH)
    assert len({tuple(widths(bands)) for bands in others}) == 1
    assert widths(odd)[2] > 2 * widths(others[0])[2]


def test_a_new_page_ends_what_tables_have_in_common() -> None:
    long, short = of(LONG * 3, "-", "-"), of("-", LONG * 2, LONG * 2)
    blocks: list[OutlineBlock] = [long, Heading((Run("ต่อไป"),)), short, NewPage(), short]
    setter = TableSetter(blocks, "portrait", NoMemory())
    assert widths(setter.slabs(4)) == widths(TableSetter([short], "portrait", NoMemory()).slabs(0))


def test_the_widths_do_not_depend_on_what_was_set_before() -> None:
    table = of(LONG * 3, LONG, "-")
    assert widths(table_slabs(table, WIDTH)) == widths(table_slabs(table, WIDTH))
    assert all(left >= 0 for left, _right in pairwise(widths(table_slabs(table, WIDTH))))


def test_a_column_that_gives_room_beside_others_keeps_what_its_amounts_need() -> None:
    cells = places([row(LONG * 4, "-", "89,669,416")], 3)
    rows = Rows([], [[(place, measure(place.cell.text, CELL.size)) for place in cells]], [30.0] * 3)
    long, _dash, amount = lowest(rows, [100.0, 90.0, 60.0], [30.0, 26.1, 58.8], [[0], [1], [2]])
    assert amount >= 58.8
    assert long > 140.0
