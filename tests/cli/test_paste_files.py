"""Tables in workbooks go into a list of records as those of CSV do."""

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from planner_desktop.draft import Draft
from planner_desktop.formpack import FormPack
from tests.cli.conftest import Run
from tests.exchange.made_workbooks import projects, saved
from tests.exchange.word.building import docx, p, span, tbl, tc, tr


@pytest.fixture
def plan(pack: FormPack, tmp_path: Path) -> Path:
    path = tmp_path / "ร่าง แผน.bmaplan"
    Draft.create(path, pack, presets=False).close()
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_a_workbook_of_projects_is_pasted_with_exact_amounts(run: Run, plan: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"โครงการ ปีก่อน{suffix}"
    path.write_bytes(projects() if suffix == ".xlsx" else saved(suffix))
    report = json.loads(run("paste", plan, "projects/project", path, "--json").out)
    assert [each["field"] for each in report["columns"]][1:3] == ["name", "budget"]
    assert any("2400" in remark for remark in report["remarks"])
    pasted = json.loads(run("table", plan, "project", "--json").out)
    assert pasted[0]["name"] == "=ปรับปรุงระบบน้ำ\nระยะที่ 2"
    assert pasted[1]["budget"] == "3,703,702.50"


def test_of_several_sheets_one_must_be_named(run: Run, plan: Path, tmp_path: Path) -> None:
    content, path = io.BytesIO(), tmp_path / "สอง.xlsx"
    book = xlsxwriter.Workbook(content)
    for name in ("ก", "ข"):
        book.add_worksheet(name).write_column(0, 0, ["ชื่อโครงการ", f"โครงการ {name}"])
    book.close()
    path.write_bytes(content.getvalue())
    ran = run("paste", plan, "projects/project", path)
    assert ran.status == 2
    assert "ก, ข" in ran.err
    assert run("paste", plan, "projects/project", path, "--sheet", "ข").status == 0
    assert [row["name"] for row in json.loads(run("table", plan, "project", "--json").out)] == ["โครงการ ข"]


def test_what_is_no_workbook_is_bad_input(run: Run, plan: Path, tmp_path: Path) -> None:
    for content in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"x" * 600, projects()[:-100]):
        path = tmp_path / "พัง.xlsx"
        path.write_bytes(content)
        assert run("paste", plan, "projects/project", path).status == 2


HEAD = ("ที่", "ชื่อโครงการ/กิจกรรม", "งบประมาณ")
ROWS = (
    tr("1", "โครงการลอกคลอง", "1,250,000.50")
    + tr("2", "โครงการปลูกต้นไม้", "๕๐๐,๐๐๐")
    + tr(tc("รวม", properties=span(2)), "1,750,000.50")
)


def test_the_only_table_of_a_word_file_is_pasted(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "โครงการ ปีก่อน.docx"
    path.write_bytes(docx(p("สรุปโครงการ", style="1") + tbl(tr(*HEAD) + ROWS)))
    assert run("paste", plan, "projects/project", path).status == 0
    pasted = json.loads(run("table", plan, "project", "--json").out)
    assert [(row["name"], row["budget"]) for row in pasted] == [
        ("โครงการลอกคลอง", "1,250,000.50"),
        ("โครงการปลูกต้นไม้", "500,000"),
    ]


def test_of_several_tables_of_a_word_file_one_is_chosen_by_its_number(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "แผน.docx"
    path.write_bytes(docx(tbl(tr("ก", "ข"), tr("1", "2")) + p("สรุปโครงการ", style="1") + tbl(tr(*HEAD) + ROWS)))
    ran = run("--language", "en", "paste", plan, "projects/project", path)
    assert ran.status == 2
    assert "--sheet N" in ran.err
    assert "2  table 2: สรุปโครงการ" in ran.err
    assert run("paste", plan, "projects/project", path, "--sheet", "3").status == 2
    assert run("paste", plan, "projects/project", path, "--sheet", "2").status == 0
    assert len(json.loads(run("table", plan, "project", "--json").out)) == 2


def test_a_document_of_word_before_2007_is_refused_with_how_to_save_it(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "แผน.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600))
    ran = run("--language", "en", "paste", plan, "projects/project", path)
    assert ran.status == 2
    assert "Save As" in ran.err
