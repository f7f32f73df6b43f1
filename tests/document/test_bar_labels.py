"""Gantt charts: months as wide as each other, and the texts of bars where there is room for them."""

from unittest.mock import MagicMock

import pytest

from planner_desktop.document.band import Band
from planner_desktop.document.cell_box import CellBox
from planner_desktop.document.outline import Cell, Column, MonthBegins, Row, Run, Table
from planner_desktop.document.style import CELL_PADDING, MONTH_RULES
from planner_desktop.document.table import table_slabs

from .conftest import row

WIDTH = 450.0
LABEL = "ประชุมคณะกรรมการครั้งที่ 1"


def month(columns: int = 1, text: str = "", *, bar: bool = False, begins: MonthBegins = "month") -> Cell:
    return Cell((Run(text),) if text else (), "center", columns, bar=bar, month=begins)


def chart(*rows: Row) -> list[Band]:
    head = Row([Cell((Run("ขั้นตอน"),)), *[month(text=f"{n}.") for n in range(1, 13)]])
    return table_slabs(Table([Column(share=8), *[Column(month=True)] * 12], [head], rows), WIDTH)


def step(*cells: Cell) -> Row:
    return Row([Cell((Run("สำรวจ"),)), *cells])


def text_box(band: Band) -> CellBox:
    return next(box for box in band.boxes if box.bar and box.says)


@pytest.mark.parametrize("label", ["", "60", LABEL, LABEL * 3, "คคคคคคคคคคคคคคคคคคคคคคคคคคคคคคคคคคค"])
def test_months_are_as_wide_as_each_other_whatever_is_written_on_bars(label: str) -> None:
    head, *_bands = chart(step(month(), month(1, label, bar=True), *[month()] * 10))
    widths = [box.width for box in head.boxes[1:]]
    assert max(widths) == pytest.approx(min(widths))
    assert widths[0] == pytest.approx(chart(step(*[month()] * 12))[0].boxes[1].width)


def test_a_text_wider_than_its_bar_runs_over_the_empty_months_behind_it() -> None:
    _head, band = chart(step(month(), month(1, LABEL, bar=True), *[month()] * 10))
    box = text_box(band)
    assert len(box.lines) == 1
    assert box.align == "left"
    assert box.place[0] == pytest.approx(box.x + CELL_PADDING)
    assert box.place[1] >= box.lines[0].width


def test_at_the_years_end_it_runs_over_the_months_before() -> None:
    _head, band = chart(step(*[month()] * 11, month(1, LABEL, bar=True)))
    box = text_box(band)
    assert (len(box.lines), box.align) == (1, "right")
    assert sum(box.place) == pytest.approx(box.x + box.width - CELL_PADDING)


def test_it_runs_over_no_other_bar_and_no_other_column() -> None:
    bars = [month(1, LABEL, bar=True), month(), month(10, bar=True)]
    _head, band = chart(step(*bars))
    first = text_box(band)
    left, room = first.place
    assert left - CELL_PADDING >= first.x - 0.01
    assert left + room + CELL_PADDING <= first.x + 2 * first.width + 0.01
    assert len(first.lines) > 1


def test_a_text_that_fits_stays_in_the_middle_of_its_bar() -> None:
    _head, band = chart(step(month(4, "60", bar=True), *[month()] * 8))
    assert (text_box(band).over, text_box(band).align) == (None, "center")


def test_the_arrow_marks_the_months_of_the_bar_alone() -> None:
    _head, band = chart(step(month(), month(1, LABEL, bar=True), *[month()] * 10))
    ink = MagicMock()
    band.draw(ink, 0.0)
    ((start, end, _top),) = [call.args for call in ink.arrow.call_args_list]
    assert end - start == pytest.approx(text_box(band).width, abs=1.1)


def test_years_and_quarters_have_thicker_lines() -> None:
    begin: list[MonthBegins] = ["month", "month", "month", "year", "month", "month", "quarter"]
    _head, band = chart(step(*[month(begins=one) for one in begin], *[month()] * 5))
    ink = MagicMock()
    band.draw(ink, 0.0)
    ruled = {round(call.args[0], 2): call.args[3] for call in ink.upright.call_args_list}
    assert ruled == {
        round(band.boxes[4].x, 2): MONTH_RULES["year"],
        round(band.boxes[7].x, 2): MONTH_RULES["quarter"],
    }


def test_a_row_without_months_has_no_thicker_line() -> None:
    _head, band = chart(row("รวม"))
    assert all(not box.rule for box in band.boxes)
