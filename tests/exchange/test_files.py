"""Tables in files as spreadsheets save them."""

import codecs

import pytest

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.files import grid_of

ROWS = (("ชื่อ", "เงิน"), ("โครงการ, หนึ่ง", "1,000"))
CSV = 'ชื่อ,เงิน\r\n"โครงการ, หนึ่ง","1,000"\r\n'


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode("cp874"),
        'ชื่อ;เงิน\n"โครงการ, หนึ่ง";1,000\n\n'.encode(),
        codecs.BOM_UTF16_LE + "ชื่อ\tเงิน\r\nโครงการ, หนึ่ง\t1,000\r\n".encode("utf-16-le"),
        "<table><tr><td>ชื่อ<td>เงิน<tr><td>โครงการ, หนึ่ง<td>1,000</table>".encode(),
    ],
    ids=["csv", "csv with a mark", "csv of Thai Windows", "semicolons", "text of Excel", "html"],
)
def test_a_table_is_read_as_it_was_saved(content: bytes) -> None:
    assert grid_of(content).rows == ROWS


def test_a_cell_of_several_lines_stays_one() -> None:
    assert grid_of('ก,"ข\r\nค"\n'.encode()).rows == (("ก", "ข\nค"),)


def test_a_single_column_needs_no_commas() -> None:
    assert grid_of("ก\nข\n".encode()).rows == (("ก",), ("ข",))


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"%PDF-1.7", b'"' + b"x" * 200_000])
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(PlannerError) as refused:
        grid_of(content)
    assert ".xlsx" in refused.value.fix


def test_an_empty_file_has_no_rows() -> None:
    assert grid_of(b"").rows == ()
    assert grid_of(b"\r\n\r\n").rows == ()
