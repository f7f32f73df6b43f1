"""Tables in running text as they are printed: merged cells, and what stands as in the tables of an edition."""

import json
from pathlib import Path

from planner_desktop.document.outline import Document, PrintedSection, Row, Table, plain
from planner_desktop.document.pdf import write_pdf
from planner_desktop.document.running_text import rich
from planner_desktop.document.tables_of_texts import rich_table
from planner_desktop.formpack.rich_text import RichTable

from .conftest import pdftotext

MERGED = {
    "table": [
        ["ยุทธศาสตร์", "ปี", None],
        [None, "2567", "2568"],
        ["เมืองปลอดภัย", "ระหว่างดำเนินการ", None],
        [None, None, None],
        ["เมืองสีเขียว", "1", "2"],
    ],
    "head": 2,
    "merged": [[0, 0, 2, 1], [2, 0, 2, 1], [2, 1, 2, 2]],
}


def printed(table: dict[str, object]) -> Table:
    (block,) = rich(json.dumps([table]), lambda _name: b"")
    assert isinstance(block, Table)
    return block


def test_cells_are_printed_over_the_rows_and_columns_they_were_merged_over() -> None:
    table = printed(MERGED)
    spans = [[(plain(cell.text), cell.rows, cell.columns) for cell in row.cells] for row in (*table.head, *table.rows)]
    assert len(table.head) == 2
    assert spans == [
        [("ยุทธศาสตร์", 2, 1), ("ปี", 1, 2)],
        [("2567", 1, 1), ("2568", 1, 1)],
        [("เมืองปลอดภัย", 2, 1), ("ระหว่างดำเนินการ", 2, 2)],
        [],
        [("เมืองสีเขียว", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_a_cell_merged_over_more_than_a_page_goes_on_over_pages(tmp_path: Path) -> None:
    rows = [["ด้านความปลอดภัย" if n == 0 else None, f"ตัวชี้วัดที่ {n}"] for n in range(70)]
    table = printed({"table": [["ด้าน", "ตัวชี้วัด"], *rows], "merged": [[1, 0, 70, 1]]})
    write_pdf(Document("", "", [PrintedSection("s", [table])]), tmp_path / "plan.pdf")
    pages = [" ".join(page.split()) for page in pdftotext(tmp_path / "plan.pdf").split("\f") if page.strip()]
    assert len(pages) > 1
    assert all(any(f"ตัวชี้วัดที่ {n}" in page for page in pages) for n in range(70))
    assert "".join(pages).count("ด้านความปลอดภัย") == 1  # that it stands again on each page is read out to nobody


HEAD = ("ประเภท", "2566", "2565", "หมายเหตุ")
ROWS = (("ลาออก", "568", "-", "-"), ("ไล่ออก", "-", "1", "ตามคำสั่ง"), ("รวม", "568", "1", None))


def rows(*texts: tuple[str | None, ...]) -> list[Row]:
    return list(rich_table(RichTable(table=(HEAD, *texts), head=1)).rows)


def is_bold(row: Row) -> bool:
    return all(run.bold for cell in row.cells for run in cell.text)


def test_a_dash_stands_where_the_figures_of_its_column_stand() -> None:
    resigned, dismissed, _sum = rows(*ROWS)
    assert [cell.align for cell in resigned.cells] == ["left", "right", "right", "left"]
    assert [cell.align for cell in dismissed.cells] == ["left", "right", "right", "left"]


def test_the_last_row_is_bold_where_it_adds_up() -> None:
    assert [is_bold(row) for row in rows(*ROWS)] == [False, False, True]
    assert [is_bold(row) for row in rows(("Grand total", "1,414", "1,266", ""), ROWS[0])] == [False, False]
    assert [is_bold(row) for row in rows(("รวมทุกหน่วยงาน", "สนค.", "กรด.", ""))] == [False]
