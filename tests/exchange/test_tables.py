"""Cells of the clipboards of Excel, LibreOffice and Word, and of our own."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner_desktop.errors import PlannerError
from planner_desktop.exchange import copies, tab_separated
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.tables import grid_of
from tests.exchange.clipboards import CALC, EXCEL, WORD

NAME = "โครงการพัฒนา\nศักยภาพบุคลากร ของหน่วยงาน"


def read(html: str) -> Grid:
    grid = grid_of(html)
    assert grid is not None
    return grid


def test_what_excel_shows_is_read_and_what_it_hides_is_not() -> None:
    assert read(EXCEL).rows == (
        ("ชื่อโครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย"),
        (NAME, "1,234.50", "ส่วนแผนงาน\nส่วนคลัง", "0702"),
        (NAME, "3584000", "", "๑๒๓"),
        ('"โครงการ" A & B', "(ไม่ใช้งบประมาณ)", "", ""),
    )


def test_a_cell_merged_downwards_is_known_where_it_repeats() -> None:
    assert read(EXCEL).repeated == {(2, 0)}


def test_cells_of_calc() -> None:
    assert read(CALC).rows == (("โครงการหนึ่ง\nบรรทัดสอง", "1,234.50"), ("รวมสองช่อง", ""))


def test_paragraphs_in_a_cell_of_word_are_lines_and_its_head_is_known() -> None:
    grid = read(WORD)
    assert grid.rows == (("โครงการ", "งบประมาณ (บาท)"), ("1. กิจกรรมที่หนึ่ง\nกิจกรรมที่สอง", "๕๐,๐๐๐.-"))
    assert grid.head == 1


@pytest.mark.parametrize("html", ["", "<p>ไม่มีตาราง</p>", "<table></table>", "<table><tr><td> </td></tr></table>", "<"])
def test_no_table_no_grid(html: str) -> None:
    assert grid_of(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>",
        "<table><tbody><tr><td>ก</td><td>ข</tr><tr><td>ค<p>&nbsp;</td><td><div><p>ง</div></td></tr></table></div>",
        "<table><tr><td rowspan=0>ก</td><td colspan=x>ข</td></tr></table><table><tr><td>ค</td><td>ง</table>",
    ],
)
def test_html_that_is_not_well_written_is_read(html: str) -> None:
    assert read(html).rows == (("ก", "ข"), ("ค", "ง"))


def test_what_stands_too_deep_is_read_as_if_it_stood_higher_and_what_is_struck_out_stays_so() -> None:
    nested = "<div>" * 3000 + "ก<del><p><b>ลบ</b></p></del>ข<font>" * 300 + "</div>" * 3000
    grid = read(f"<table><tr><td>{nested}</td><td>ค</td></tr></table>")
    assert grid.rows == (("กข" * 300, "ค"),)


@pytest.mark.parametrize("begun", ["<!--", "<![", "<![x[", "<?", "<!x ", "</", "<p a='", "<p ", "&#", "<"])
def test_what_is_begun_thousands_of_times_and_never_ended_is_no_text(begun: str) -> None:
    assert read("<table><tr><td>ก</td><td>ข</td></tr></table>" + begun * 100_000).rows == (("ก", "ข"),)


def test_word_s_conditions_are_no_text() -> None:
    assert read("<table><tr><td><![if !x]>ก<![endif]><![y]>ข<!--[if x]>ค<![endif]--></td></tr></table>").rows == (
        ("กข",),
    )


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td colspan=9999>ก</td></tr>" * 200,
        "<tr><td rowspan=9999>ก</td></tr>" * 5000,
        "<tr><td colspan=9999>ก</td></tr></table><table><tr><td>ข</td></tr>" * 150,
        f"<tr>{'<td>' * 5000}ก</tr>" + "<tr><td>ข</tr>" * 5000,
    ],
)
def test_a_table_that_would_fill_the_memory_is_refused_in_words(table: str) -> None:
    with pytest.raises(PlannerError, match="300,000"):
        grid_of(f"<table>{table}</table>")


def test_a_text_that_would_fill_the_memory_is_refused_in_words() -> None:
    with pytest.raises(PlannerError, match="300,000"):
        tab_separated.read("ก" + "\t" * 5000 + "\nข" * 5000)


@pytest.mark.parametrize("number", ["1e29", "9" * 29, "-1e25", "0." + "9" * 400, "NaN", "1e999999999"])
def test_a_number_that_no_amount_can_be_is_not_held(number: str) -> None:
    assert all(len(held) < 25 for held in read(f'<table><tr><td x:num="{number}">5</td></tr></table>').numbers.values())


def test_a_merge_larger_than_the_table_ends_with_it() -> None:
    grid = read("<table><tr><td rowspan=99>ก</td><td>ข</td></tr><tr><td>ค</td></tr></table>")
    assert grid.rows == (("ก", "ข"), ("ก", "ค"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("ก\tข\r\nค\r\n", (("ก", "ข"), ("ค", ""))),
        ('"ก\nข"\t"ค ""ง"""\n', (("ก\nข", 'ค "ง"'),)),
        ('"ก" ข\tค\n', (('"ก" ข', "ค"),)),
        ('"ก\tข\nค\n', (('"ก', "ข"), ("ค", ""))),
        ("\tก", (("", "ก"),)),
    ],
)
def test_tab_separated_text(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert tab_separated.read(text).rows == rows


LETTERS = st.sampled_from("กขคำ่้ เแ๑๒a0=+-@<>&\"'\n.,#\u00e9")
CELLS = st.text(LETTERS, max_size=8).map(lambda text: "\n".join(line.rstrip() for line in text.strip().split("\n")))
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=4)
)


@given(GRIDS)
@example([("0702", "1,234.50"), ("  ".join("กข"), "ก\n\n  ข")])
def test_our_own_copy_comes_back_the_same(rows: list[tuple[str, ...]]) -> None:
    numbers = [n % 2 == 1 for n in range(len(rows[0]))]
    html = copies.as_html(rows, numbers, grouped=numbers)
    if any(any(row) for row in rows):
        assert read(html).rows == tuple(rows)
    written = tab_separated.write(rows)
    while rows and not any(rows[-1]) and len(rows[-1]) == 1:
        rows = rows[:-1]  # an empty line at the end is no row
    assert tab_separated.read(written).rows == tuple(rows)


def test_spreadsheets_are_told_what_is_text_and_what_a_number() -> None:
    html = copies.as_html(
        [("0702", "1,234.50", "ก\nข")], [False, True, False], ("รหัส", "เงิน", "ชื่อ"), grouped=[False, True, False]
    )
    assert 'mso-number-format:"\\@"' in html.split("0702")[0].rsplit("<td", 1)[1]
    assert 'x:num="1234.50" sdval="1234.50" sdnum="1033;0;#,##0.00">1,234.50</td>' in html
    assert 'ก<br style="mso-data-placement:same-cell">ข' in html
    assert read(html).head == 1


EXCEL_STRUCK = """<html><head><style><!-- td {text-decoration:none;} .xl65 {color:red; text-decoration:line-through;}
.xl66 {color:black;} --></style></head><body><table>
<tr><td class=xl65>ยกเลิก</td><td class=xl65 x:num="5000">5,000</td></tr>
<tr><td class=xl66>ใหม่ <s>เก่า</s></td><td class=xl65 style='text-decoration:none'>6,000</td></tr>
<tr><td style="text-decoration:line-through">ยกเลิก</td><td data-sheets-value='{"1":3,"3":700}'><del>700</del></td></tr>
</table></body></html>"""


def test_cells_struck_out_by_a_class_a_style_or_a_tag_do_not_come_and_are_counted() -> None:
    grid = grid_of(EXCEL_STRUCK)
    assert grid is not None
    assert grid.rows == (("", ""), ("ใหม่", "6,000"), ("", ""))
    assert grid.struck == 5
    assert (0, 1) not in grid.numbers
