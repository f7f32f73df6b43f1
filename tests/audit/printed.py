"""A small plan as it may be printed, in blocks, and what an audit finds in it."""

from typing import Any

from planner_desktop.audit.finding import Finding
from planner_desktop.audit.run import audit
from planner_desktop.audit.transcribed import plan_of

PROJECTS = ["ลำดับที่", "ชื่อโครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก)"]
PART_TWO = [
    ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"],
]
EVALUATION = [
    "ที่",
    "รหัส KRs",
    "ชื่อตัวชี้วัด",
    "ค่าเป้าหมาย (ตามแบบ ปผ.01)",
    "ความรับผิดชอบ (H/R)",
    "โครงการ/กิจกรรม (งบประมาณ)",
    "ส่วนราชการ ที่รับผิดชอบ",
]


def heading(text: str, line: int, level: int = 1) -> dict[str, Any]:
    """A heading."""
    return {"kind": "heading", "level": level, "text": text, "line": line}


def paragraph(text: str, line: int) -> dict[str, Any]:
    """A paragraph."""
    return {"kind": "paragraph", "text": text, "line": line}


def table(head: list[str] | list[list[str]], line: int, *rows: list[str], caption: str = "") -> dict[str, Any]:
    """A table whose head stands on `line`, its rows on the lines behind it."""
    heads = head if isinstance(head[0], list) else [head]
    numbers = [line + len(heads) + at for at in range(len(rows))]
    return {
        "kind": "table",
        "caption": caption,
        "header": heads,
        "rows": list(rows),
        "line": line,
        "line_end": numbers[-1],
        "row_lines": numbers,
    }


def summary(*rows: list[str], total: str, line: int = 20) -> list[dict[str, Any]]:
    """The summary of the agency's own projects, its total on the line behind the rows."""
    return [
        heading("ส่วนที่ 2", line - 3),
        heading("การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", line - 2, 2),
        heading("โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน", line - 1, 3),
        table(PROJECTS, line, *rows, ["รวมงบประมาณทั้งสิ้น", "", total, "", ""]),
    ]


def findings(*blocks: dict[str, Any], year: int = 2568, **lists: Any) -> list[Finding]:
    """What an audit finds in a plan of these blocks on the edition of 2568."""
    data = {"agency": "สำนักทดสอบ", "fiscal_year": year, "blocks": list(blocks), **lists}
    return list(audit(plan_of(data, "plan.json"), "bma-2568").findings)


def of_kind(kind: str, *blocks: dict[str, Any], **lists: Any) -> list[Finding]:
    """Only the findings of one kind."""
    return [found for found in findings(*blocks, **lists) if found.kind == kind]
