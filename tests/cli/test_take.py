"""A workbook goes out and comes back on the command line, and from nobody's file comes more than a refusal."""

import io
import json
import random
from pathlib import Path

import openpyxl
import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from tests.cli.conftest import Run
from tests.conftest import SAMPLE
from tests.exchange.made_workbooks import projects
from tests.exchange.test_workbooks import mutated


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ร่าง แผน.bmaplan"
    plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", path).close()
    return path


def test_a_workbook_goes_out_is_filled_in_looked_at_and_taken(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "แผน ปี.xlsx"
    assert run("export", plan, "--xlsx", path, "--only", "ส่วนราชการ").status == 0
    assert run("take", plan, path).status == 0, "nothing was changed"
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.worksheets[1]
    sheet["C3"], sheet["C200"] = "กองใหม่", "กองที่เพิ่ม"
    book.save(path)
    looked = json.loads(run("take", plan, path, "--look", "--json").out)
    assert [each["place"] for each in looked["changed"]] == [f"{sheet.title}!C3"]
    assert [each["title"] for each in looked["new"]] == ["กองที่เพิ่ม"]
    assert looked["taken"] is False
    ran = run("take", plan, path)
    assert ran.status == 0
    assert f"{sheet.title}!C3" in ran.out
    with Draft.open(plan, read_only=True) as draft:
        names = [record.values["name"] for record in draft.records("division")]
    assert (names[0], names[-1]) == ("กองใหม่", "กองที่เพิ่ม")
    assert run("undo", plan).status == 0
    assert json.loads(run("take", plan, path, "--look", "--json").out)["new"] != []


def test_what_is_refused_is_a_problem_found(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "แผน.xlsx"
    run("export", plan, "--xlsx", path)
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    book.create_sheet("ของฉัน")["A1"] = "อะไร"
    book.save(path)
    ran = run("take", plan, path)
    assert ran.status == 1
    assert "ของฉัน!A1" in ran.err


def test_other_files_are_bad_input(run: Run, plan: Path, tmp_path: Path) -> None:
    for content in (projects(), b"text", b"PK\x03\x04"):
        path = tmp_path / "อื่น.xlsx"
        path.write_bytes(content)
        assert run("take", plan, path).status == 2
    assert run("take", plan, tmp_path / "ไม่มี.xlsx").status == 2
    assert run("export", plan, "--xlsx", tmp_path / "x.xlsx", "--only", "ไม่มี").status == 2


def test_mutated_workbooks_are_taken_or_refused(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "แผน.xlsx"
    run("export", plan, "--xlsx", path, "--only", "project")
    content = path.read_bytes()
    for seed in range(15):
        path.write_bytes(mutated(content, random.Random(seed)))
        assert run("take", plan, path, "--look").status in (0, 1, 2)
