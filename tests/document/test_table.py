"""Tables: spans, widths, and rows too high for what is left of a page."""

import itertools
import re
from typing import Any
from unittest.mock import MagicMock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from planner_desktop.document.band import Band
from planner_desktop.document.grid import column_edges, places
from planner_desktop.document.outline import Cell, Column, Document, PrintedSection, Row, Run
from planner_desktop.document.style import CELL, CELL_PADDING, CM, LEFT
from planner_desktop.document.table import table_slabs
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.errors import DocumentError

from .conftest import Render, pdftotext, row, table

WIDTH = 450.0


def said_again(band: Band) -> str:
    """What the first cell, which goes on from the page before, says there once more."""
    return "".join(word.text for line in band.boxes[0].again for word in line.words)


def split(band: Band, room: float) -> tuple[Band, Band]:
    parts = band.split(room)
    assert parts is not None
    first, second = parts
    assert isinstance(first, Band)
    assert isinstance(second, Band)
    return first, second


def words(band: Band) -> str:
    return "".join(word.text for box in band.boxes for line in box.lines for word in line.words)


def test_cells_take_the_places_html_gives_them() -> None:
    rows = [
        Row([Cell((Run("ก"),), rows=2), Cell((Run("ข"),), columns=2)]),
        Row([Cell((Run("ค"),)), Cell((Run("ง"),))]),
        Row([Cell((Run("จ"),))]),
    ]
    found = {(p.cell.text[0].text if p.cell.text else "", p.row, p.rows, p.column, p.columns) for p in places(rows, 3)}
    assert found == {
        ("ก", 0, 2, 0, 1), ("ข", 0, 1, 1, 2), ("ค", 1, 1, 1, 1), ("ง", 1, 1, 2, 1),
        ("จ", 2, 1, 0, 1), ("", 2, 1, 1, 1), ("", 2, 1, 2, 1),
    }  # fmt: skip


def test_spans_end_where_the_grid_ends() -> None:
    (place,) = places([Row([Cell(columns=9, rows=9)])], 2)
    assert (place.rows, place.columns) == (1, 2)


def test_a_row_with_too_many_cells_is_refused_not_cut() -> None:
    with pytest.raises(DocumentError, match="Row 2"):
        places([row("ก"), row("ก", "ข")], 1)


def test_given_widths_are_kept_and_the_rest_is_shared() -> None:
    first, second, third, end = column_edges([Column(width=2), Column(share=1), Column(share=3)], WIDTH)
    assert second - first == pytest.approx(2 * CM)
    assert end - third == pytest.approx(3 * (third - second))
    assert end - LEFT == pytest.approx(WIDTH)


COLUMNS = st.lists(
    st.builds(Column, share=st.floats(0, 10), width=st.none() | st.floats(0, 40)), min_size=1, max_size=12
)


@given(COLUMNS, st.randoms())
def test_columns_always_fill_the_width(columns: list[Column], random: object) -> None:
    edges = column_edges(columns, WIDTH)
    assert edges[-1] - edges[0] == pytest.approx(WIDTH)
    assert all(a < b for a, b in itertools.pairwise(edges))


def test_an_amount_is_never_broken_by_a_narrow_column() -> None:
    narrow = table([], [row("โครงการ", "88,732,487,710.50")], 2)
    narrow = type(narrow)([Column(share=20), Column(width=0.5)], [], narrow.rows)
    (band,) = table_slabs(narrow, WIDTH)
    assert len(band.boxes[1].lines) == 1


def test_a_spanning_cell_makes_its_last_row_high_enough() -> None:
    long = Cell((Run("บรรทัด\n" * 5 + "จบ"),), rows=2)
    (band,) = table_slabs(table([], [Row([long, Cell()]), Row([Cell()])], 2), WIDTH)
    assert band.height >= 6 * CELL.pitch
    assert band.heights[1] > band.heights[0]


def test_a_bar_reaches_over_its_months_below_its_text() -> None:
    bar = Cell((Run("50 (100)"),), "center", columns=3, bar=True)
    (band,) = table_slabs(table([], [Row([Cell(), bar, Cell()])], 5), WIDTH)
    ink = MagicMock()
    band.draw(ink, 100.0)
    ((start, end, top),) = [call.args for call in ink.arrow.call_args_list]
    months = band.boxes[1]
    assert (start, end) == pytest.approx((months.x, months.x + months.width), abs=1)
    assert 100 + CELL.pitch < top < 100 + band.height


def test_a_bar_is_drawn_once_when_its_row_is_split() -> None:
    rows = [Row([Cell((Run("แผนงาน " * 200),)), Cell((Run("20 " * 50),), bar=True)])]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    parts = band.split(100)
    assert parts is not None
    ink = MagicMock()
    for part in parts:
        part.draw(ink, 0.0)
    assert ink.arrow.call_count == 1


def test_rows_that_a_cell_ties_together_stay_together() -> None:
    rows = [row("ก", "ข"), Row([Cell(rows=2), Cell()]), row("ค"), row("ง", "จ")]
    assert [len(band.heights) for band in table_slabs(table([], rows, 2), WIDTH)] == [1, 2, 1]


@pytest.mark.parametrize("room", range(60, 900, 37))
def test_a_split_row_keeps_every_word_and_fits(room: int) -> None:
    (band,) = table_slabs(table([], [row("แผนงาน " * 500, "สั้น", "งบประมาณ " * 225)], 3), WIDTH)
    parts = band.split(room)
    assert parts is not None
    first, second = parts
    assert isinstance(first, Band)
    assert isinstance(second, Band)
    assert first.height <= room + 0.01
    for before, one, other in zip(band.boxes, first.boxes, second.boxes, strict=True):
        assert one.lines + other.lines == before.lines


def test_rows_tied_together_are_split_between_rows() -> None:
    rows = [Row([Cell((Run("กลยุทธ์ " * 100),), rows=6), Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 7)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    parts = band.split(sum(band.heights[:3]) + 1)
    assert parts is not None
    first, second = parts
    assert isinstance(first, Band)
    assert isinstance(second, Band)
    assert len(first.heights) == len(second.heights) == 3
    assert words(first).replace(" ", "").startswith("กลยุทธ์")
    assert sorted(words(first) + words(second)) == sorted(words(band))


def test_a_row_that_cannot_give_two_lines_is_not_split() -> None:
    (band,) = table_slabs(table([], [row("แผนงาน " * 200)], 1), WIDTH)
    assert band.split(CELL.pitch + 5) is None


def test_a_cell_over_rows_of_two_pages_is_seen_on_both_and_found_once(render: Render) -> None:
    first = Row([Cell((Run("กลยุทธ์ที่ปรับปรุง"),), rows=60), Cell((Run("โครงการที่ 1"),))])
    path = render(table([row("กลยุทธ์", "โครงการ")], [first, *[row(f"โครงการที่ {n}") for n in range(2, 61)]], 2))
    assert pdftotext(path).count("กลยุทธ์ที่ปรับปรุง") == 1
    pages: list[Any] = list(PdfReader(path).pages)
    filled = [len(re.findall(rb" h f Q EMC$", page.get_contents().get_data(), re.MULTILINE)) for page in pages]
    assert len(filled) > 1
    assert filled[0] == 0
    assert all(filled[1:])


def test_the_text_of_a_cell_goes_on_where_it_did_not_all_fit_and_is_then_not_drawn_again() -> None:
    rows = [Row([Cell((Run("กลยุทธ์ " * 100),), rows=6), Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 7)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    parts = band.split(band.heights[0] + 1)
    assert parts is not None
    ink = MagicMock()
    parts[1].draw(ink, 0.0)
    assert not ink.drawing.called
    assert ink.line.called


def test_thousands_of_rows_are_all_printed_in_order() -> None:
    rows = [row(str(n), "โครงการ", "1,000") for n in range(4000)]
    pages = (
        Typesetter().typeset(Document("", "", [PrintedSection("", [table([row("ที่", "ชื่อ", "เงิน")], rows, 3)])])).pages
    )
    bands = [slab for page in pages for slab, _top, _section in page.slabs if isinstance(slab, Band)]
    assert [words(band) for band in bands if not band.is_head] == [f"{n}โครงการ1,000" for n in range(4000)]
    assert all(isinstance(head := page.slabs[0].slab, Band) and head.is_head for page in pages)


def test_a_cell_many_pages_high_loses_nothing() -> None:
    text = "\n".join(f"บรรทัดที่ {n}" for n in range(200))
    block = table([row("หัว", "ข")], [row("ก", text), row("ต่อ", "จบ")], 2)
    pages = Typesetter().typeset(Document("", "", [PrintedSection("", [block])])).pages
    assert len(pages) > 4
    said = [words(slab) for page in pages for slab, _top, _section in page.slabs if isinstance(slab, Band)]
    assert "".join(said).replace("หัวข", "").replace(" ", "") == "ก" + text.replace("\n", "").replace(" ", "") + "ต่อจบ"


NAME = "กลยุทธ์ที่ปรับปรุงระบบงานให้มีประสิทธิภาพ"


def test_a_cell_over_rows_is_said_again_where_a_row_was_parted_between_two_lines() -> None:
    rows = [Row([Cell((Run(NAME),), rows=3), Cell((Run("รายละเอียด " * 300),))]), row("สอง"), row("สาม")]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    first, rest = split(band, 200)
    assert (words(first).count(NAME), said_again(first)) == (1, "")
    middle, last = split(rest, 200)
    assert [said_again(part) for part in (middle, last)] == [NAME, NAME]
    assert NAME not in words(middle) + words(last)


def test_a_cell_over_rows_is_said_again_as_a_whole_in_a_low_remainder() -> None:
    long = Cell((Run(" ".join([NAME] * 8)),), rows=12)
    rows = [Row([long, Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 13)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    _first, rest = split(band, sum(band.heights[:11]) + 1)
    assert said_again(rest).count(NAME) == 8
    assert rest.height >= len(rest.boxes[0].again) * CELL.pitch


def test_a_cell_over_rows_whose_text_went_on_once_is_said_again_as_a_whole_after_that() -> None:
    long = Cell((Run(" ".join([NAME] * 8)),), rows=60)
    rows = [Row([long, Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 61)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    _first, rest = split(band, sum(band.heights[:3]) + 1)
    assert 0 < words(rest).count(NAME) < 8
    _second, rest = split(rest, sum(rest.heights[:20]) + 1)
    assert said_again(rest).count(NAME) == 8


def test_what_is_said_again_where_there_is_too_little_room_tells_that_more_is_left_out() -> None:
    long = Cell((Run(" ".join([NAME] * 8)),), rows=30)
    rows = [Row([long, Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 31)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    _first, rest = split(band, sum(band.heights[:20]) + 1)
    low, last = split(rest, sum(rest.heights[:2]) + 1)
    assert said_again(low).endswith("…")
    assert low.boxes[0].again[-1].width <= low.boxes[0].width - 2 * CELL_PADDING
    assert low.height <= sum(rest.heights[:2]) + 1
    assert said_again(last).count(NAME) == 8


def test_a_cell_over_rows_that_a_page_parts_is_said_as_a_whole_where_there_is_room() -> None:
    long = Cell((Run(" ".join([NAME] * 4)),), rows=20)
    rows = [Row([long, Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 21)]]
    (band,) = table_slabs(table([], rows, 2), WIDTH)
    first, rest = split(band, sum(band.heights[:2]) + 1)
    assert 0 < words(first).count(NAME) < 4
    begins, goes_on = said_again(rest), words(rest)
    assert begins
    assert (begins + goes_on.partition("3")[0]).count(NAME.replace(" ", "")) == 4


def test_of_a_row_that_goes_on_number_and_name_are_said_again_but_no_amounts() -> None:
    cells = [Cell((Run("7"),), "center"), Cell((Run(NAME),)), Cell((Run("1,000"),), "right")]
    (band,) = table_slabs(table([], [Row([*cells, Cell((Run("รายละเอียด " * 200),)), Cell((Run("กยม."),))])], 5), WIDTH)
    _first, rest = split(band, 200)
    number, name, amount, _details, division = (
        "".join(word.text for line in box.again for word in line.words) for box in rest.boxes
    )
    assert (number, name, amount, division) == ("7", NAME, "", "")
    assert words(rest).startswith("รายละเอียด")


def test_a_name_that_is_said_again_makes_no_remainder_higher() -> None:
    cells = [Cell((Run(" ".join([NAME] * 4)),)), Cell((Run("รายละเอียด " * 60),))]
    (band,) = table_slabs(table([], [Row(cells)], 2), WIDTH)
    _first, rest = split(band, band.height - 2 * CELL.pitch)
    assert said_again(rest).endswith("…")
    assert max(len(box.again) for box in rest.boxes) <= max(len(box.lines) for box in rest.boxes)


def test_a_table_that_goes_on_says_so_above_its_head_and_only_there() -> None:
    rows = [row(f"โครงการที่ {n}", "1") for n in range(60)]
    document = Document("แผน", "สำนัก", [PrintedSection("plan", [table([row("โครงการ", "งบ")], rows, 2)])])
    first, *others = Typesetter().typeset(document).pages
    heads = [
        [slab.stands_again for slab, *_ in page.slabs if isinstance(slab, Band) and slab.is_head] for page in others
    ]
    assert not any(slab.stands_again for slab, *_ in first.slabs if isinstance(slab, Band))
    assert heads == [[True]] * len(others)


def test_what_is_said_above_a_head_is_drawn_but_not_read_again(render: Render) -> None:
    rows = [row(f"โครงการที่ {n}", "1") for n in range(60)]
    assert "ต่อ" not in pdftotext(render(table([row("โครงการ", "งบ")], rows, 2)))
