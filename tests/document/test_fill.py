"""What the document says of a draft: every table is a query over records that were entered once."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.document import fill as filling
from planner_desktop.document import running_text
from planner_desktop.document import tables as making
from planner_desktop.document.formats import filled
from planner_desktop.document.outline import Heading, NewPage, OutlineBlock, Paragraph, Row, Run, Table, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.errors import QueryError
from planner_desktop.formpack import read
from planner_desktop.formpack.blocks import ColumnSpec, GroupSpec, MonthsSpec, TableSpec, TotalSpec
from planner_desktop.formpack.formats import printed
from tests.conftest import EDITION


def table(spec: TableSpec, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any] | None = None) -> Table:
    """The table of these rows; what its conditions ask is asked of SQLite."""

    def query(sql: str, known: Scope) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(":memory:")) as database:
            cursor = database.execute(sql, known)
            return [dict(zip([c[0] for c in cursor.description], row, strict=True)) for row in cursor]

    return making.table(spec, rows, scope(dict(values or {})), query)


def blocks(draft: Draft) -> list[OutlineBlock]:
    return list(filling.fill(draft).blocks)


def texts(row: Row) -> list[str]:
    return [plain(cell.text) for cell in row.cells]


def scope(columns: dict[str, Any]) -> Scope:
    """A scope from which no path leads on."""
    return Scope(columns, Reach(read(FORMS / EDITION), lambda _sql: []))


def tables(draft: Draft, head: str) -> Iterator[list[list[str]]]:
    """The rows of every table that has this column head."""
    for block in blocks(draft):
        if isinstance(block, Table) and head in [
            plain(c.text).replace("\n", "") for row in block.head for c in row.cells
        ]:
            yield [texts(row) for row in block.rows]


def test_a_project_entered_once_appears_in_every_table(sample: Draft) -> None:
    project = next(r for r in sample.records("project") if "เวทีระดับโลก" in str(r.values["name"]))
    sample.enter("project", project.id, "name", "โครงการที่เปลี่ยนชื่อ")
    sample.enter("project", project.id, "budget", "3,600,000")
    rows = [row for block in blocks(sample) if isinstance(block, Table) for row in map(texts, block.rows)]
    shown = [row for row in rows if any("โครงการที่เปลี่ยนชื่อ" in cell for cell in row)]
    assert len(shown) == 5  # its issue, the summary of part 2, and three key results
    assert all(any("3,600,000" in cell for cell in row) for row in shown)
    assert not [row for row in rows if any("เวทีระดับโลก" in cell for cell in row)]


@pytest.mark.parametrize("funding", ["refused", "pending", "cancelled"])
def test_sums_and_counts_leave_out_what_has_no_money(sample: Draft, funding: str) -> None:
    project = next(r for r in sample.records("project") if r.values["budget"] == 350_000_000)
    sample.set("project", project.id, "funding", funding)
    (summary,) = tables(sample, "ชื่อโครงการ/กิจกรรมสำคัญตามภารกิจของหน่วยงาน")
    assert summary[-1][1] == "19,719,000"  # 23,219,000 less 3,500,000
    sentence = next(plain(b.text) for b in blocks(sample) if isinstance(b, Paragraph) and "19,719,000" in plain(b.text))
    assert "รวมจำนวน.....7.....โครงการ" in sentence


def test_a_project_is_marked_as_repeated_under_the_later_key_result(sample: Draft) -> None:
    agenda, function = tables(sample, "รหัส KRs")
    fair = "โครงการจัดนิทรรศการจังหวัดฟูกูโอกะ (Fukuoka Fair) ณ กรุงเทพมหานคร (5,500,000 บาท)"
    assert [fair + " (โครงการซ้ำ)" in row[5] for row in agenda if fair in row[5]] == [False, True]
    assert function[1][5].endswith("Traffy Fondue")
    assert function[2][5].endswith("(โครงการซ้ำ)")


@pytest.mark.parametrize(("word", "alone", "several"), [(1, "P202", "P123, P129, P202"), (0, "202", "123, 129, 202")])
def test_one_setting_puts_the_letter_before_every_policy_code(
    sample: Draft, word: int, alone: str, several: str
) -> None:
    sample.set("printing", 1, "policy_word", word)
    (part_one,) = tables(sample, "รหัส OKR(4 หลัก)")
    assert part_one[0][4] == alone
    codes = [row[4] for rows in tables(sample, "รหัสนโยบาย(3 หลัก)(ถ้ามี)") for row in rows if len(row) == 5]
    assert several in codes


def test_a_routine_project_of_no_policy_has_a_dash_for_its_code(sample: Draft) -> None:
    """What the template asks of part 3 (plan 001, line 2242)."""
    (routine,) = tables(sample, "แผนงาน/ผลผลิต")
    assert [row[-1] for row in routine if {"1.", "2."} & {cell[:2] for cell in row}] == ["-", "-"]


def test_a_part_with_nothing_entered_prints_dashes_if_asked_for_and_never_dots(sample: Draft) -> None:
    def printed() -> list[str]:
        return [plain(b.text) for b in blocks(sample) if isinstance(b, Paragraph)]

    assert "ยุทธศาสตร์ที่ -" in printed()
    assert ["-", "-", "-", "-"] in [rows[0] for rows in tables(sample, "ค่าเป้าหมายระดับหน่วยงาน")]
    sample.set("part_one", 1, "agency_blank", 0)
    assert "ยุทธศาสตร์ที่ -" not in printed()
    assert not [text for text in printed() if "ที่ ....." in text or text.startswith("กลยุทธ์ ....")]
    (total,) = [text for text in printed() if "รวมจำนวน.....1.....โครงการ" in text]
    assert "จำนวนเงินทั้งสิ้น.....-.....บาท" in total  # nothing is counted in baht


def test_a_page_that_needs_no_room_says_what_stands_at_its_top(sample: Draft) -> None:
    printed = blocks(sample)
    (at,) = [n for n, block in enumerate(printed) if isinstance(block, NewPage) and block.top]
    page = printed[at]
    assert isinstance(page, NewPage)
    top = printed[at + 1 : at + 1 + page.top]
    assert (page.room, page.orientation) == (0.25, "landscape")
    assert all(isinstance(block, Paragraph) for block in top)
    assert isinstance(printed[at + 1 + page.top], Heading)


def test_a_table_in_the_narrative_is_printed_with_its_caption_and_source(draft: Draft) -> None:
    table = {"table": [["ประเภท", "ปี 2567", None], ["", "ร้อยละ", "บาท"], ["ภาษี", "15", "1,000"]], "head": 2}
    stored = json.dumps([table | {"caption": "รายรับ", "note": "ที่มา : กองรายได้"}])
    caption, printed_table, note = running_text.rich(stored, draft.attachment)
    assert isinstance(caption, Paragraph)
    assert isinstance(printed_table, Table)
    assert isinstance(note, Paragraph)
    assert (plain(caption.text), plain(note.text)) == ("รายรับ", "ที่มา : กองรายได้")
    assert [cell.columns for cell in printed_table.head[0].cells] == [1, 2]
    assert [(plain(cell.text), cell.align) for cell in printed_table.rows[0].cells] == [
        ("ภาษี", "left"),
        ("15", "right"),
        ("1,000", "right"),
    ]


def test_an_optional_part_left_empty_is_not_printed(sample: Draft) -> None:
    def headings() -> list[str]:
        return [plain(block.text) for block in blocks(sample) if isinstance(block, Heading)]

    assert not [heading for heading in headings() if "SWOT" in heading]
    sample.add("swot_item", {"quadrant": "threat", "text": "งบประมาณจำกัด"})
    assert "การวิเคราะห์สถานะองค์กร (SWOT)" in headings()
    assert "อุปสรรค (Threats)" in headings()
    assert "จุดแข็ง (Strengths)" not in headings()


def test_the_title_and_agency_stand_in_the_documents_properties(sample: Draft) -> None:
    document = filling.fill(sample)
    assert document.title == "แผนปฏิบัติการประจำปี พ.ศ. 2568 (สำนักงานการต่างประเทศ)"
    assert document.author == "สำนักงานการต่างประเทศ"


@pytest.mark.parametrize(
    ("value", "formats", "text"),
    [
        (2_321_900_000, ("baht",), "23,219,000"),
        (50, ("baht",), "0.50"),
        (None, ("baht", "dash"), "-"),
        (None, ("dots",), "....."),
        (None, (), ""),
        (1_099_150_000, ("closed",), "10,991,500.-"),
        (50, ("closed", "dash"), "0.50"),
        (1_099_150_000, ("words",), "สิบล้านเก้าแสนเก้าหมื่นหนึ่งพันห้าร้อยบาทถ้วน"),
        (1_500, ("words", "brackets"), "(สิบห้าบาทถ้วน)"),
        (None, ("words", "brackets"), ""),
        ("2024-10-01", ("date",), "1 ตุลาคม 2567"),
        ("ก\nข\nค", ("and",), "ก ข และค"),
        ("ก", ("and",), "ก"),
        ("P1\nP2", ("commas",), "P1, P2"),
        ("ก\nข", ("dashes",), "- ก\n- ข"),
        ("ก", ("dashes",), "ก"),
    ],
)
def test_a_value_is_printed_as_its_format_says(value: object, formats: tuple[str, ...], text: str) -> None:
    assert printed(value, formats) == text


def test_text_keeps_its_bold_runs_and_its_own_braces() -> None:
    assert filled("**ด้านที่ {n}** {name} {N}", scope({"n": 9, "name": "ดี"})) == (Run("ด้านที่ 9", bold=True), Run(" ดี {N}"))


def test_equal_neighbours_merge_only_within_their_group() -> None:
    rows = [
        {"g": 1, "a": "x", "b": 1},
        {"g": 1, "a": "x", "b": 1},
        {"g": 1, "a": "x", "b": 2},
        {"g": 2, "a": "x", "b": 2},
    ]
    spec = TableSpec(
        rows="SELECT 1",
        columns=(ColumnSpec(title="a", cell="{a}", merge=True), ColumnSpec(title="b", cell="{b}", merge=True)),
        groups=(GroupSpec(by="g", cells=("กลุ่ม {g}", None)),),
    )
    assert [(row.kind, [(plain(c.text), c.rows, c.columns) for c in row.cells]) for row in table(spec, rows).rows] == [
        ("group", [("กลุ่ม 1", 1, 2)]),
        ("body", [("x", 3, 1), ("1", 2, 1)]),
        ("body", []),
        ("body", [("2", 1, 1)]),
        ("group", [("กลุ่ม 2", 1, 2)]),
        ("body", [("x", 1, 1), ("2", 1, 1)]),
    ]


def test_numbers_go_on_over_groups() -> None:
    rows = [{"g": 1, "a": "x"}, {"g": 1, "a": "y"}, {"g": 2, "a": "z"}]
    columns = (ColumnSpec(title="ที่", number=True), ColumnSpec(title="ชื่อ", cell="{a}"))
    spec = TableSpec(rows="SELECT 1", columns=columns, groups=(GroupSpec(by="g", cells=("กลุ่ม", "")),))
    assert [texts(row)[0] for row in table(spec, rows).rows if row.kind == "body"] == ["1", "2", "3"]


def test_equal_neighbours_do_not_merge_where_those_to_the_left_differ() -> None:
    rows = [{"a": "x", "b": 1}, {"a": "y", "b": 1}, {"a": "y", "b": 1}]
    columns = (ColumnSpec(title="a", cell="{a}", merge=True), ColumnSpec(title="b", cell="{b}", merge=True))
    made = table(TableSpec(rows="SELECT 1", columns=columns), rows)
    assert [[(plain(c.text), c.rows) for c in row.cells] for row in made.rows] == [
        [("x", 1), ("1", 1)],
        [("y", 2), ("1", 2)],
        [],
    ]


def test_a_steps_months_are_bars_under_the_fiscal_year() -> None:
    rows: list[dict[str, str | None]] = [
        {"step": "สำรวจ", "months": "2024-11/2025-01 2025-09", "label": "WS 1"},
        {"step": "สรุป", "months": None, "label": None},
    ]
    months = MonthsSpec(of="months", label="label")
    columns = (ColumnSpec(title="ขั้นตอน", cell="{step}"), ColumnSpec(title="ระยะเวลา", months=months, width=12))
    made = table(TableSpec(rows="SELECT 1", columns=columns), rows, {"fiscal_year": 2568})
    years, names = (texts(row) for row in made.head[1:])
    assert years == ["พ.ศ. 2567", "พ.ศ. 2568"]
    assert (names[0], names[-1], len(names)) == ("ต.ค.", "ก.ย.", 12)
    assert [(plain(c.text), c.columns) for c in made.rows[0].cells if c.bar] == [("WS 1", 3), ("", 1)]
    assert sum(cell.columns for cell in made.rows[0].cells) == sum(c.columns for c in made.rows[1].cells) == 13
    assert len(made.columns) == 13


def test_two_months_may_share_a_column_over_two_years() -> None:
    months = MonthsSpec(of="months", years=2, together=2)
    spec = TableSpec(rows="SELECT 1", columns=(ColumnSpec(title="ระยะเวลา", months=months),))
    made = table(spec, [{"months": "2024-12/2025-10"}], {"fiscal_year": 2568})
    assert texts(made.head[2])[0] == "ต.ค.\nพ.ย."
    assert [cell.columns for cell in made.rows[0].cells] == [1, 6, *[1] * 5]


def test_cells_are_merged_only_where_their_rows_ask_for_it() -> None:
    rows = [{"a": "x", "together": n} for n in (1, 1, 0, 0)]
    columns = (ColumnSpec(title="a", cell="{a}", merge=True, merge_if="together"), ColumnSpec(title="b", cell="b"))
    made = table(TableSpec(rows="SELECT 1", columns=columns), rows)
    assert [row.cells[0].rows for row in made.rows] == [2, 1, 1, 1]


def test_a_column_that_is_not_asked_for_takes_its_cells_with_it() -> None:
    columns = (
        ColumnSpec(title="ที่", number=True, when=":numbered"),
        ColumnSpec(title="ชื่อ", cell="{name}"),
        ColumnSpec(title="ปี", when=":years > 1", columns=(ColumnSpec(title="2568", cell="{name}"),)),
        ColumnSpec(title="เงิน", cell="9"),
    )
    total = TotalSpec(cells=("รวม", None, "", "9"))
    groups = (GroupSpec(by="g", cells=("กลุ่ม", "", "", "")),)
    spec = TableSpec(rows="SELECT 1", columns=columns, groups=groups, totals=(total,))
    made = table(spec, [{"name": "ก", "g": 1}], {"numbered": 0, "years": None})
    assert [texts(row) for row in (*made.head, *made.rows)] == [["ชื่อ", "เงิน"], ["", ""], ["ก", "9"], ["รวม", "9"]]
    made = table(spec, [{"name": "ก", "g": 1}], {"numbered": 1, "years": 2})
    assert texts(made.rows[1]) == ["1", "ก", "ก", "9"]
    assert [cell.columns for cell in made.rows[2].cells] == [2, 1, 1]


ROWS: list[dict[str, Any]] = [
    {"theme": 1, "issue": "ก", "budget": 100, "counted": 1},
    {"theme": 1, "issue": "ก", "budget": 50, "counted": 0},
    {"theme": 1, "issue": "ข", "budget": None, "counted": 1},
    {"theme": 2, "issue": "ข", "budget": 7, "counted": 1},
]
MONEY = (ColumnSpec(title="ประเด็น", cell="{issue}"), ColumnSpec(title="เงิน", cell="{budget}"))


def totals_printed(*totals: TotalSpec, groups: tuple[GroupSpec, ...] = ()) -> list[list[str]]:
    made = table(TableSpec(rows="SELECT 1", columns=MONEY, totals=totals, groups=groups), ROWS)
    return [texts(row) for row in made.rows]


def test_the_last_row_sums_the_rows_that_count_and_counts_them() -> None:
    total = TotalSpec(sum=("budget",), of="counted", cells=("รวม {count}", "{budget}"))
    assert totals_printed(total)[-1] == ["รวม 3", "107"]
    assert totals_printed(TotalSpec(sum=("budget",), cells=("รวม {count}", "{budget}")))[-1] == ["รวม 4", "157"]


def test_sub_totals_stand_under_the_rows_of_each_value_inner_ones_first() -> None:
    rows = totals_printed(
        TotalSpec(sum=("budget",), by="issue", cells=("รวม {issue}", "{budget|dash}"), when=":count > 1"),
        TotalSpec(sum=("budget",), by="theme", cells=("รวมด้าน {theme}", "{budget|dash}")),
        groups=(GroupSpec(by="theme", cells=("ด้าน {theme}", None)), GroupSpec(by="issue", cells=("", ""), when="0")),
    )
    assert rows == [
        ["ด้าน 1"],
        ["ก", "100"],
        ["ก", "50"],
        ["รวม ก", "150"],
        ["ข", ""],
        ["รวมด้าน 1", "150"],
        ["ด้าน 2"],
        ["ข", "7"],
        ["รวมด้าน 2", "7"],
    ]


def test_words_cannot_be_added_up() -> None:
    with pytest.raises(QueryError, match="“ก” in the column “issue” cannot be added up"):
        totals_printed(TotalSpec(sum=("issue",), cells=("", "{issue}")))


def test_rows_are_bold_and_shaded_where_their_columns_say_so() -> None:
    spec = TableSpec(rows="SELECT 1", columns=MONEY, bold="counted", shaded="budget")
    rows = table(spec, ROWS).rows
    assert [all(run.bold for run in row.cells[0].text) for row in rows] == [True, False, True, True]
    assert [row.shaded for row in rows] == [True, True, False, True]
