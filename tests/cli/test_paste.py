"""A table from a file goes into a list of records, with the report and the choices that the sheet of pasting has."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import EDITION

TABLE = """ที่,ชื่อโครงการ,งบประมาณ,ส่วนราชการ
1,โครงการหนึ่ง,"1,000",กองใหม่
2,โครงการสอง,หลายบาท,กองใหม่
,รวม,1000,
"""


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ร่าง แผน.bmaplan"
    assert run("new", "--edition", EDITION, "--agency", "สกต.", path).status == 0
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ตาราง โครงการ.csv"
    path.write_text(TABLE, "utf-8")
    return path


def rows(run: Run, plan: Path, name: str = "project") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("table", plan, name, "--json").out)
    return found


def pasted(run: Run, *arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("paste", *arguments, "--json").out)
    return found


def test_a_look_tells_what_becomes_of_each_column_and_row_and_changes_nothing(
    run: Run, plan: Path, table: Path
) -> None:
    report = pasted(run, plan, "projects/project", table, "--look")
    assert [each["field"] for each in report["columns"]] == [None, "name", "budget", "divisions"]
    assert [(each["row"], each["reason"]) for each in report["left_out"]] == [(1, "head"), (4, "total")]
    assert [(each["name"], each["becomes"]) for each in report["names"]] == [("กองใหม่", ["กองใหม่"])]
    assert [(each["row"], each["field"], each["text"]) for each in report["refused"]] == [(3, "budget", "หลายบาท")]
    assert (report["rows"], report["pasted"]) == (2, False)
    ran = run("paste", plan, "projects/project", table, "--look")
    assert ran.status == 1, "a cell is refused"
    assert "หลายบาท" in ran.err
    assert rows(run, plan) == []


def test_rows_are_pasted_as_one_change_and_what_is_refused_waits_to_be_mended(
    run: Run, plan: Path, table: Path
) -> None:
    ran = run("paste", plan, "project", table)
    assert ran.status == 1
    assert [(row["name"], row["budget"], row["divisions"]) for row in rows(run, plan)] == [
        ("โครงการหนึ่ง", "1,000", "กองใหม่"),
        ("โครงการสอง", "", "กองใหม่"),
    ]
    with Draft.open(plan, read_only=True) as draft:
        assert [(each.field, each.text) for each in draft.refusals()] == [("budget", "หลายบาท")]
    assert run("undo", plan).status == 0
    assert rows(run, plan) == []


def test_columns_rows_and_names_are_chosen(run: Run, plan: Path, table: Path) -> None:
    ran = run(
        "paste", plan, "project", table, "--column", "3=", "--column", "2=ชื่อโครงการ/กิจกรรม", "--row", "4",
        "--name", "กองใหม่=กองหนึ่ง|กองสอง",
    )  # fmt: skip
    assert ran.status == 0, "what was refused is not pasted"
    found = rows(run, plan)
    assert [row["name"] for row in found] == ["โครงการหนึ่ง", "โครงการสอง", "รวม"]
    assert found[0]["divisions"] == "กองหนึ่ง\nกองสอง"
    assert [row["budget"] for row in found] == ["", "", ""]


def test_a_name_is_left_out_where_nothing_is_taken_for_it(run: Run, plan: Path, table: Path) -> None:
    run("paste", plan, "project", table, "--name", "กองใหม่=")
    assert [row["divisions"] for row in rows(run, plan)] == ["", ""]
    assert rows(run, plan, "division") == []


def test_rows_that_are_there_are_pasted_over(run: Run, plan: Path, tmp_path: Path) -> None:
    first = tmp_path / "1.csv"
    first.write_text("ชื่อโครงการ,งบประมาณ\nหนึ่ง,1\nสอง,2\nสาม,3\n", "utf-8")
    assert run("paste", plan, "project", first).status == 0
    first.write_text("ชื่อโครงการ,งบประมาณ\nใหม่,20\nอีก,30\n", "utf-8")
    assert run("paste", plan, "project", first, "--from", "2").status == 0
    assert [(row["name"], row["budget"]) for row in rows(run, plan)] == [("หนึ่ง", "1"), ("ใหม่", "20"), ("อีก", "30")]
    assert run("paste", plan, "project", first, "--from", "9").status == 2


def test_the_head_is_a_row_where_that_is_said(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "1.csv"
    file.write_text("ชื่อโครงการ\nหนึ่ง\n", "utf-8")
    assert run("paste", plan, "project", file, "--no-head", "--column", "1=name").status == 0
    assert [row["name"] for row in rows(run, plan)] == ["ชื่อโครงการ", "หนึ่ง"]


def test_rows_under_a_record_go_under_the_one_that_is_named(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "1.csv"
    file.write_text("ยุทธศาสตร์ย่อยใหม่\n", "utf-8")
    refused = run("paste", plan, "part-one/sub_strategy", file)
    assert (refused.status, "--under" in refused.err) == (2, True)
    with Draft.open(plan) as draft:
        above = draft.add("strategy")
    ran = run("paste", plan, "sub_strategy", file, "--no-head", "--column", "1=name", "--under", str(above))
    assert ran.status == 0
    with Draft.open(plan, read_only=True) as draft:
        assert [record.parent for record in draft.records("sub_strategy")] == [above]


def test_a_table_comes_from_standard_input(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table><tr><th>ชื่อโครงการ</th></tr><tr><td>จากหน้าเว็บ</td></tr></table>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    assert run("paste", plan, "project", "-").status == 0
    assert [row["name"] for row in rows(run, plan)] == ["จากหน้าเว็บ"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["nothing"],
        ["evaluated_kr"],
        ["project", "--column", "9=name"],
        ["project", "--column", "1=nothing"],
        ["project", "--row", "99"],
        ["project", "--name", "ไม่มี=x"],
        ["project", "--under", "1"],
    ],
)
def test_what_cannot_be_pasted_is_refused_and_nothing_is_written(
    run: Run, plan: Path, table: Path, wrong: list[str]
) -> None:
    assert run("paste", plan, wrong[0], table, *wrong[1:]).status == 2
    assert rows(run, plan) == []


def test_a_file_without_a_table_is_refused(run: Run, plan: Path, tmp_path: Path) -> None:
    empty, book = tmp_path / "ว่าง.csv", tmp_path / "สมุดงาน.xlsx"
    empty.write_bytes(b"\n")
    book.write_bytes(b"PK\x03\x04 workbook")
    for file in (empty, book, tmp_path / "ไม่มี.csv"):
        assert run("paste", plan, "project", file).status == 2


def test_the_tables_of_a_draft_are_listed_and_written_for_excel(
    run: Run, plan: Path, table: Path, tmp_path: Path
) -> None:
    run("paste", plan, "project", table)
    listed = json.loads(run("table", plan, "--json").out)
    counts = {each["table"]: each["records"] for each in listed}
    assert counts["projects/project"] == 2
    assert {each["table"]: each["under"] for each in listed}["part-one/sub_strategy"] == "strategy"
    assert "projects/project" in run("table", plan).out
    out = tmp_path / "ออก.csv"
    assert run("table", plan, "project", "--csv", out).status == 0
    assert "โครงการหนึ่ง" in out.read_text("utf-8-sig")
    assert "โครงการหนึ่ง" in run("table", plan, "project").out
    assert run("table", plan, "--csv", out).status == 2
    again = run("paste", plan, "project", out)
    assert again.status == 0
    assert len(rows(run, plan)) == 4, "what was written is read again"


def test_what_targets_ask_for_stands_behind_their_rows(run: Run, plan: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "KR.csv", tmp_path / "ออก.csv"
    table.write_text("ตัววัดผลหลัก,ค่าเป้าหมาย\nก,อย่างน้อย 1250 คน\nข,มี\n", encoding="utf-8")
    assert run("paste", plan, "key-results/key_result", table).status == 0
    assert run("table", plan, "key-results/key_result", "--csv", out, "--readings").status == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    asked = ("ค่าเป้าหมาย: อ่านได้ว่า", "ค่าเป้าหมาย: จำนวน", "ค่าเป้าหมาย: หน่วย")
    assert [first[name] for name in asked] == ["ไม่น้อยกว่า 1,250 คน", "1250", "คน"]
    assert [second[name] for name in asked] == ["", "", ""]
    one, other = json.loads(run("table", plan, "key-results/key_result", "--json").out)
    assert one["target.quantity"] == [{"operator": "≥", "number": "1250", "unit": "คน"}]
    assert "target.quantity" not in other
