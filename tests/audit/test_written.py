"""A plan written in Word is audited like a printed one; where its faults are is told by table and row."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.audit import listing, written
from planner_desktop.audit.blocks import Gantt, Heading, Items, Paragraph, Table
from planner_desktop.audit.reading import audit_file
from planner_desktop.errors import PlannerError
from planner_desktop.exchange.word.document import read_file
from tests.audit.printed import PROJECTS, summary
from tests.exchange.word.building import docx, p, r, tbl, tc, tr
from tests.published.word_plans import word_of

ROWS = ["1", "โครงการสำรวจถนน", "1,000", "กวส.", "-"], ["2", "โครงการลอกคลอง", "500", "กวส.", "-"]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A plan whose total is wrong."""
    plan = {"agency": "สำนักการโยธา", "fiscal_year": 2568, "blocks": summary(*ROWS, total="1,600")}
    path = tmp_path / "แผน ปี 2568.docx"
    path.write_bytes(word_of(plan))
    return path


def plan_of(content: bytes) -> Any:
    return written.plan_of(read_file(io.BytesIO(content), "แผน.docx"))


def blocks(content: bytes) -> Sequence[object]:
    plan = plan_of(content)
    assert plan.places
    return list(plan.blocks)


def test_a_wrong_total_is_found_and_told_by_its_table_and_rows(document: Path) -> None:
    report = audit_file(document)
    assert report.plan.agency == "สำนักการโยธา"
    assert report.plan.fiscal_year == 2568
    (line,) = (line for line in listing.lines(report) if "1,500" in line)
    assert line.endswith("(table 1 row 2, table 1 row 3, table 1 row 4)")
    (found,) = (one for one in listing.as_data(report)["findings"] if "1,500" in one["message"])
    assert found["lines"] == []
    assert found["places"] == ["table 1 row 2", "table 1 row 3", "table 1 row 4"]


@pytest.mark.parametrize(
    ("name", "content"), [("แผน.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("แผน.pdf", b"%PDF-1.4"), ("แผน.docx", b"")]
)
def test_what_is_no_docx_is_refused_with_how_to_get_one(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PlannerError) as refused:
        audit_file(tmp_path / name)
    assert name in refused.value.message
    assert refused.value.fix


def test_a_document_under_another_name_is_read_by_what_it_is(document: Path) -> None:
    other = document.rename(document.with_suffix(".bak"))
    assert audit_file(other).findings


def test_short_bold_paragraphs_are_headings_where_no_style_says_what_is() -> None:
    bold = "<w:b/><w:bCs/>"
    body = p(r("ส่วนที่ ๑ ภาพรวม", bold)) + p("ข้อความ") + p(r("1. ภารกิจ", bold))
    found = blocks(docx(body))
    assert [(block.level, block.text) for block in found if isinstance(block, Heading)] == [
        (1, "ส่วนที่ ๑ ภาพรวม"),
        (2, "1. ภารกิจ"),
    ]


def test_items_are_audited_as_they_are_printed() -> None:
    (items,) = blocks(docx(p("๑) หนึ่ง") + p("2) สอง")))
    assert isinstance(items, Items)
    assert [line.text for line in items.items] == ["๑) หนึ่ง", "2) สอง"]


def test_damaged_thai_is_seen_as_it_is_printed(document: Path) -> None:
    document.write_bytes(docx(p("เปา้หมายของสำนกังาน") + tbl(tr(*PROJECTS), tr(*ROWS[0]), tr(*ROWS[1]))))
    assert any(found.kind == "thai-damage" for found in audit_file(document, "bma-2568").findings)


def test_a_head_above_the_table_in_its_own_row_is_its_caption_and_heads_again_are_no_rows() -> None:
    title = tr(tc("สรุปโครงการ", properties='<w:gridSpan w:val="5"/>'))
    body = tbl(title, tr(*PROJECTS), tr(*ROWS[0]), tr(*PROJECTS), tr(*ROWS[1]))
    (table,) = blocks(docx(body))
    assert isinstance(table, Table)
    assert table.caption == "สรุปโครงการ"
    assert table.head == (tuple(PROJECTS),)
    assert [row.cells for row in table.rows] == [tuple(row) for row in ROWS]


def test_a_chart_of_steps_is_read_with_its_bars() -> None:
    bar = tc(properties='<w:shd w:val="clear" w:fill="4472C4"/>')
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
    rows = [
        tr("1. ขออนุมัติ", "40", bar, *[""] * 5),
        tr("๒. ดำเนินการ", "60", "", bar, *[""] * 4),
        tr("รวม", "90", *[""] * 6),
    ]
    body = p("ชื่อโครงการที่ 1 โครงการลอกคลอง") + tbl(tr("ขั้นตอน", "เนื้องาน (ร้อยละ)", *months), *rows)
    paragraph, chart = blocks(docx(body))
    assert isinstance(paragraph, Paragraph)
    assert isinstance(chart, Gantt)
    assert chart.project == "ชื่อโครงการที่ 1 โครงการลอกคลอง"
    told = [(step.number, step.text, step.weight, step.months) for step in chart.steps]
    assert told == [("1", "ขออนุมัติ", 40, ("ต.ค.",)), ("๒", "ดำเนินการ", 60, ("พ.ย.",))]
    assert chart.total is not None
    assert chart.total.weight == 90


def test_the_contents_are_told_with_their_pages() -> None:
    def line(text: str, page: str) -> str:
        return p(text, "<w:r><w:tab/></w:r>", page, style="TOC1")

    table, heading = blocks(docx(line("คำนำ", "ก") + line("ส่วนที่ 1", "12") + p("คำนำ", style="1")))
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("คำนำ", "ก"), ("ส่วนที่ 1", "12")]
    assert isinstance(heading, Heading)


def test_a_footnote_is_a_text_of_its_own_with_its_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    text, note = blocks(docx(p("ข้อความ", mark), footnotes={1: p("หมายเหตุ")}))
    assert isinstance(text, Paragraph)
    assert isinstance(note, Paragraph)
    assert (text.text, note.text, note.mark) == ("ข้อความ", "หมายเหตุ", "1")
