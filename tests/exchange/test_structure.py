"""Which rows of copied tables are no records, as office programs and PDFs put them on the clipboard."""

import pytest

from planner_desktop.exchange import tab_separated
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import counts_up, structure_of
from planner_desktop.exchange.tables import grid_of

LABELS = ("ชื่อโครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย")

TWO_ROW_HEAD = """<table border=1>
<tr><td rowspan=2>ที่</td><td rowspan=2>ชื่อโครงการ/กิจกรรม</td><td colspan=2>งบประมาณ (บาท)</td><td rowspan=2>ส่วนราชการ</td></tr>
<tr><td>ได้รับ</td><td>ขอเพิ่ม</td></tr>
<tr><td colspan=5>มิติที่ 1 ปลอดภัยดี</td></tr>
<tr><td>1</td><td>โครงการตรวจสถานบริการ</td><td>100,000</td><td>-</td><td>ฝ่ายสิ่งแวดล้อม</td></tr>
<tr><td>2</td><td>โครงการอบรมแกนนำ</td><td>250,000</td><td>50,000</td><td>ฝ่ายพัฒนาชุมชน</td></tr>
<tr><td colspan=2>รวมมิติที่ 1</td><td>350,000</td><td>50,000</td><td></td></tr>
<tr><td colspan=2>รวมทั้งสิ้น</td><td>350,000</td><td>50,000</td><td></td></tr>
</table>"""

THREE_ROW_HEAD = """<table><thead>
<tr><th colspan=6>บัญชีโครงการ ประจำปีงบประมาณ พ.ศ. 2568</th></tr>
<tr><th rowspan=3>ลำดับที่</th><th rowspan=3>โครงการ</th><th colspan=3>แหล่งงบประมาณ</th><th rowspan=3>หน่วยงานที่รับผิดชอบ</th></tr>
<tr><th colspan=2>งบประมาณ กทม.</th><th rowspan=2>อื่น ๆ</th></tr>
<tr><th>ปี 2567</th><th>ปี 2568</th></tr></thead><tbody>
<tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td><td>(5)</td><td>(6)</td></tr>
<tr><td>๑.</td><td>โครงการ ก</td><td>1,000</td><td>2,000</td><td>-</td><td>ฝ่ายโยธา</td></tr>
<tr><td>๒.</td><td>รวมพลังชุมชนเข้มแข็ง</td><td>1,000</td><td>3,000</td><td>-</td><td></td></tr>
</tbody></table>"""

PAGES = """ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการ
(1)\t(2)\t(3)\t(4)
ด้านที่ 1 บริหารจัดการดี\t\t\t
1\tโครงการ ก\t1,000\tฝ่าย ก
2\tโครงการ ข\t2,000\tฝ่าย ก
รวม 2 โครงการ\t\t3,000\t

ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการ
(1)\t(2)\t(3)\t(4)
ด้านที่ 2 เดินทางดี\t\t\t
3\tโครงการ ค\t5,000\tฝ่าย ก
\t\t8,000\t
ยอดรวม\t\t8,000\t
"""


def reasons(grid: Grid) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, reason in structure_of(grid, LABELS).left.items():
        found.setdefault(reason, []).append(row)
    return found


def html(text: str) -> Grid:
    grid = grid_of(text)
    assert grid is not None
    return grid


def test_a_head_of_two_rows_a_group_and_totals() -> None:
    grid = html(TWO_ROW_HEAD)
    assert reasons(grid) == {"head": [0, 1], "group": [2], "total": [5, 6]}
    assert structure_of(grid, LABELS).heads[1:4] == ("ชื่อโครงการ/กิจกรรม", "งบประมาณ (บาท) ได้รับ", "งบประมาณ (บาท) ขอเพิ่ม")


def test_text_with_tabs_is_understood_like_html() -> None:
    rows = [
        "" if (n, at) in html(TWO_ROW_HEAD).repeated else cell
        for n, row in enumerate(html(TWO_ROW_HEAD).rows)
        for at, cell in enumerate(row)
    ]
    text = "\n".join("\t".join(rows[n : n + 5]) for n in range(0, len(rows), 5))
    grid = tab_separated.read(text)
    assert reasons(grid) == reasons(html(TWO_ROW_HEAD))
    assert structure_of(grid, LABELS).heads == structure_of(html(TWO_ROW_HEAD), LABELS).heads


def test_a_title_a_head_of_three_rows_and_numbers_of_columns() -> None:
    grid = html(THREE_ROW_HEAD)
    assert reasons(grid) == {"title": [0], "head": [1, 2, 3], "numbers": [4]}
    heads = structure_of(grid, LABELS).heads
    assert heads[3] == "แหล่งงบประมาณ งบประมาณ กทม. ปี 2568"
    assert heads[5] == "หน่วยงานที่รับผิดชอบ"


def test_the_head_and_its_numbers_again_on_the_next_page() -> None:
    found = reasons(tab_separated.read(PAGES))
    assert found == {
        "head": [0],
        "numbers": [1, 8],
        "group": [2, 9],
        "total": [5, 11, 12],
        "head again": [7],
        "empty": [6],
    }


@pytest.mark.parametrize(
    "label",
    [
        "รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "รวมเป็นเงิน", "รวมเงิน", "ยอดรวม", "รวม (3 โครงการ)", "รวม 3 โครงการ/กิจกรรม", "รวมมิติที่ 1",
        "รวมด้านที่ ๓", "รวมยุทธศาสตร์ที่ 7", "รวมฝ่ายปกครอง", "รวมงบประมาณทั้งสิ้น", "ยอดยกไป", "ผลรวม", "Total", "Grand Total", "รวมแผนงาน",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "\t"])
def test_totals_however_they_are_called(label: str, before: str) -> None:
    rows = f"{before}โครงการ ก\t1,000\tฝ่าย\n{before}โครงการ ข\t2,500\tฝ่าย\n{before}{label}\t9,999\t\n"
    assert reasons(tab_separated.read(rows)) == {"total": [2]}


@pytest.mark.parametrize(
    "text",
    [
        "รวมพลังชุมชน\t1,000\tฝ่าย\nรวมใจภักดิ์ รักษ์เมือง\t2,000\tฝ่าย\n",
        "รวมพลังชุมชน\t1,000\nโครงการอื่น\t\n",
        "1\tโครงการ ก\t5\n2\tรวมทุกภาคส่วนดูแลเมือง\t5\n3\tรวมโครงการ\t5\n",
        "ด้านที่ 1\tบริหารจัดการดี\nด้านที่ 2\tเดินทางดี\n",
        "มิติที่ 1 มหานครปลอดภัย\t\nมิติที่ 2 มหานครสีเขียว\t\n",
        "1,000\t5\n2,000\t5\n3,000\t10\n",
        "ก\nข\nค\n",
        "1,000\n2,000\n3,000\n",
        "แผนงานบูรณาการ\n",
        "1\t2\t3\n",
        "โครงการ ก\t1,000\nโครงการ ข\t\n\t500\n",
    ],
)
def test_records_are_records(text: str) -> None:
    assert reasons(tab_separated.read(text)) == {}


def test_a_row_that_only_adds_up_is_a_total_and_one_that_does_not_is_none() -> None:
    rows = "โครงการ ก\t1,000\tฝ่าย\nโครงการ ข\t2,500\tฝ่าย\n\t{}\t\n"
    assert reasons(tab_separated.read(rows.format("3,500.00"))) == {"total": [2]}
    assert reasons(tab_separated.read(rows.format("3,500.01"))) == {}


@pytest.mark.parametrize(
    "label",
    ["มิติที่ 1 ปลอดภัยดี", "แผนงานรักษาความสะอาด", "ยุทธศาสตร์ที่ ๗ บริหารเมือง", "7.4 ประเด็นการพัฒนา", "ผลผลิต : งานอำนวยการ"],
)
def test_groups_are_known_under_a_head(label: str) -> None:
    rows = f"ที่\tโครงการ\tงบประมาณ\n{label}\t\t\n1\tโครงการ ก\t5,000\n2\tโครงการ ข\t5,000\n"
    assert reasons(tab_separated.read(rows)) == {"head": [0], "group": [1]}


def test_a_group_may_bear_its_sum() -> None:
    rows = "ที่\tโครงการ\tงบประมาณ\nมิติที่ 1 ปลอดภัยดี\t\t9,000\n1\tโครงการ ก\t5,000\n2\tโครงการ ข\t4,000\n"
    assert reasons(tab_separated.read(rows)) == {"head": [0], "group": [1]}


@pytest.mark.parametrize(
    "text", ["โครงการ\tOKR\nโครงการเดิม\t7402\n", "ส่วนราชการ\tวงเงินที่ตั้งไว้\nฝ่ายโยธา\t5,000\nฝ่ายคลัง\t600\n"]
)
def test_a_head_of_which_one_word_is_known(text: str) -> None:
    assert reasons(tab_separated.read(text)) == {"head": [0]}


def test_a_head_may_be_said_to_be_one_or_none() -> None:
    grid = tab_separated.read("ก\tข\nค\t5,000\n")
    assert structure_of(grid, LABELS).heads == ()
    assert structure_of(grid, LABELS, head=True).heads == ("ก", "ข")
    assert structure_of(html(TWO_ROW_HEAD), LABELS, head=False).heads == ()


@pytest.mark.parametrize(
    ("column", "are"),
    [
        (["1", "2", "3"], True),
        (["๑.", "๒.", "๓."], True),
        (["1)", "2)", "1)", "2)", "3)"], True),
        (["7", "8", "9"], True),
        (["(1)", "(2)"], True),
        (["1"], False),
        (["1", "3"], False),
        (["100,000", "100,001"], False),
        (["1", "ก"], False),
    ],
)
def test_running_numbers(column: list[str], are: bool) -> None:
    assert counts_up(column) is are


# ---------------------------------------------------------------- units, notes, shares


@pytest.mark.parametrize(
    ("above", "head", "unit"),
    [
        ("", "งบประมาณ (ล้านบาท)", "ล้านบาท"),
        ("", "วงเงิน (ลบ.)", "ลบ."),
        ("", "งบประมาณ หน่วย:พันบาท", "พันบาท"),
        ("หน่วย : ล้านบาท", "งบประมาณ", "ล้านบาท"),
        ("ตารางที่ 2 (หน่วย: แสนบาท)", "งบประมาณ", "แสนบาท"),
        ("หน่วย : ล้านบาท", "งบประมาณ (บาท)", "บาท"),
        ("", "งบประมาณที่เกินล้านบาท", ""),
        ("", "งบประมาณเกิน 1 ล้านบาท", ""),
        ("งบประมาณ 12 ล้านบาท", "งบประมาณ", ""),
    ],
)
def test_a_table_says_in_which_unit_its_amounts_are(above: str, head: str, unit: str) -> None:
    text = f"{above}\t\n" * bool(above) + f"โครงการ\t{head}\nก\t1.25\nข\t12\n"
    assert structure_of(tab_separated.read(text), LABELS).units[1] == unit


def test_shares_notes_and_amounts_in_letters_below_a_table_are_no_records() -> None:
    text = """โครงการ\tงบประมาณ\tส่วนราชการ
โครงการ ก\t100\tฝ่าย ก
โครงการ ข\t200\tฝ่าย ก
รวม\t300\t
คิดเป็นร้อยละ\t100\t
(สามร้อยบาทถ้วน)\t\t
หมายเหตุ : อาจเปลี่ยนแปลง\t\t
"""
    assert reasons(tab_separated.read(text)) == {"head": [0], "total": [3, 4], "note": [5, 6]}


def test_a_name_alone_that_a_total_below_repeats_is_its_groups() -> None:
    text = """โครงการ\tงบประมาณ\tส่วนราชการ
ฝ่ายโยธา\t\t
โครงการ ก\t100\t
รวมฝ่ายโยธา\t100\t
โครงการที่ยังไม่มีงบ\t\t
โครงการ ข\t50\t
"""
    assert reasons(tab_separated.read(text)) == {"head": [0], "group": [1], "total": [3]}
