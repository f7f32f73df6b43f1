"""A report in words and as a document: each place once, whatever the order of the lines."""

from planner_desktop.audit import listing
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.report_pdf import document
from planner_desktop.audit.run import Report
from planner_desktop.audit.transcribed import plan_of
from planner_desktop.document.outline import Table, plain
from tests.audit.printed import heading


def found(place: str, line: int) -> Finding:
    return Finding("total-vs-rows", "error", (line,), place, "1", "2", f"ผิดที่บรรทัด {line}", "แก้ไข")


REPORT = Report(
    plan_of({"blocks": [heading("คำนำ", 1)]}, "plan.json"),
    "bma-2568",
    (found("", 1), found("ส่วนที่ 1", 3), found("ส่วนที่ 2", 5), found("ส่วนที่ 1", 7)),
    (),
    1,
    1,
)


def test_the_findings_of_a_place_stand_together() -> None:
    lines = [line.strip() for line in listing.lines(REPORT)]
    assert lines.count("ส่วนที่ 1") == 1
    assert lines.index("ส่วนที่ 2") > next(at for at, line in enumerate(lines) if "บรรทัด 7" in line)


def test_the_document_has_one_table_of_findings_with_a_row_for_each_place() -> None:
    _summary, findings = document(REPORT).sections
    (table,) = (block for block in findings.blocks if isinstance(block, Table))
    groups = [plain(row.cells[0].text) for row in table.rows if row.kind == "group"]
    assert groups[1:] == ["ส่วนที่ 1", "ส่วนที่ 2"]
    assert len(table.rows) == len(groups) + 4
