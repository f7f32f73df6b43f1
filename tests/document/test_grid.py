"""Columns as wide as their words, as long as the table has the room."""

from itertools import pairwise

import pytest

from planner_desktop.document.grid import GridCell, column_edges, least_widths, letter_size, places
from planner_desktop.document.lines import fill_lines
from planner_desktop.document.outline import Cell, Column, Row, Run
from planner_desktop.document.pieces import Piece, measure
from planner_desktop.document.style import CELL, CELL_PADDING, CM

WIDTH = 450.0
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
Measured = list[tuple[GridCell, list[list[Piece]]]]


def measured(*texts: str, size: float = CELL.size) -> Measured:
    row = Row([Cell((Run(text),)) for text in texts])
    return [(place, measure(place.cell.text, size)) for place in places([row], len(texts))]


def set_in(columns: list[Column], cells: Measured, size: float = CELL.size) -> list[list[str]]:
    """The lines of each cell."""
    edges = column_edges(columns, WIDTH, least_widths(cells, len(columns), WIDTH))
    widths = [right - left - 2 * CELL_PADDING for left, right in pairwise(edges)]
    filled = [fill_lines(pieces, size, width) for (_, pieces), width in zip(cells, widths, strict=True)]
    return [["".join(word.text for word in line.words) for line in lines] for lines in filled]


def test_a_column_too_narrow_for_its_word_takes_room_from_those_that_have_it() -> None:
    columns = [Column(width=WIDTH / CM - 1), Column(width=1)]
    long, narrow = set_in(columns, measured("แผนงาน " * 30, "ปลัดกรุงเทพมหานคร"))
    assert narrow == ["ปลัด", "กรุงเทพมหานคร"]
    assert len(long) > 1


def test_columns_that_give_way_do_not_take_the_room_of_words() -> None:
    columns = [Column(width=12), Column(width=8), Column(share=1)]
    *_, shared = set_in(columns, measured("แผน", "แผน", "กรุงเทพมหานคร"))
    assert shared == ["กรุงเทพมหานคร"]


def test_where_not_all_fit_the_fewest_words_are_broken_and_no_abbreviation() -> None:
    texts = ["กรุงเทพมหานคร " * 9, "อิเล็กทรอนิกส์", "10,991,500.50", *MONTHS[:9]]
    first, second, amount, *months = set_in([Column(share=1)] * len(texts), measured(*texts))
    assert amount == ["10,991,500.50"]
    assert months == [[month] for month in MONTHS[:9]]
    assert {*first} <= {"กรุงเทพ", "มหานคร", "กรุงเทพมหานคร"}
    assert "".join(second) == "อิเล็กทรอนิกส์"


def test_letters_are_made_smaller_only_where_words_would_break() -> None:
    assert letter_size(measured("แผน", "กรุงเทพมหานคร"), 2, WIDTH) == CELL.size
    texts = ["กรุงเทพมหานคร", "ระยะเวลาดำเนินการ", "10", *MONTHS]
    size = letter_size(measured(*texts), len(texts), 370.0)
    assert 0.8 * CELL.size <= size < CELL.size
    assert sum(least_widths(measured(*texts, size=size), len(texts), 370.0)) == pytest.approx(370, abs=len(texts))
