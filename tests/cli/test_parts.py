"""The plan's parts go to divisions, by command alone."""

import json
from pathlib import Path

import openpyxl
import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.records.handed_parts import handed_parts
from tests.cli.conftest import Run


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "แผน ของสำนัก.bmaplan"
    assert run("new", "--sample", "2568-finance", path).status == 0
    return path


def test_a_part_is_handed_out_shown_and_listed(run: Run, plan: Path, tmp_path: Path) -> None:
    part = tmp_path / "ส่วน กรด.bmapart"
    said = run(
        "part", "new", plan, part, "--division", "กรด.", "--to", "สมชาย", "--deadline", "15/12/2567", "--note", "ขอด้วย"
    )
    assert said.status == 0, said.err
    assert "กรด." in said.out
    (listed,) = json.loads(run("part", "list", plan, "--json").out)
    assert (listed["division"], listed["person"], listed["deadline"], listed["came_at"]) == (
        "กรด.",
        "สมชาย",
        "2024-12-15",
        "",
    )
    shown = json.loads(run("part", "show", part, "--json").out)
    assert shown["key"] == listed["key"]
    assert shown["may_fill"]["project"] == sum(kind == "project" for kind, _uid in shown["given"]["records"])
    assert {problem["kind"] for problem in shown["left"]} <= shown["may_fill"].keys()
    text = run("part", "show", part).out
    assert "สมชาย" in text
    assert "ขอด้วย" in text
    assert "สมชาย" in run("part", "list", plan).out


def test_what_is_not_in_the_part_is_not_changed_by_any_command(run: Run, plan: Path, tmp_path: Path) -> None:
    part = tmp_path / "ส่วน.bmapart"
    with Draft.open(plan) as draft:
        uid = draft.uid("project", 1)
    assert run("part", "new", plan, part, "--division", "กรด.", "--records", "project/1").status == 0
    assert run("set", part, "project/1/name", "ชื่อใหม่").status == 0
    for command in (
        ("set", part, "project/2/name", "ชื่ออื่น"),
        ("add", part, "project", "name=เพิ่ม"),
        ("delete", part, "project", "2"),
        ("send", part),
    ):
        refused = run(*command)
        assert refused.status == 2, command
        assert "กรด." in refused.err
    with Draft.open(part) as draft:
        assert draft.record("project", 1).values["name"] == "ชื่อใหม่"
    with Draft.open(plan) as draft:
        assert handed_parts(draft)[0].given.records == (("project", uid),)


@pytest.mark.parametrize(
    "options",
    [
        ("--division", "กองที่ไม่มี"),
        ("--division", "กรด.", "--sections", "no-such"),
        ("--division", "กรด.", "--records", "project/9999"),
        ("--division", "กรด.", "--records", "nothing/1"),
        ("--division", "กรด.", "--deadline", "เมื่อวาน"),
    ],
)
def test_a_part_that_cannot_be_is_refused_and_nothing_is_written(
    run: Run, plan: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    said = run("part", "new", plan, tmp_path / "x.bmapart", *options)
    assert said.status == 2, said.out
    assert said.err
    assert not (tmp_path / "x.bmapart").exists()
    assert json.loads(run("part", "list", plan, "--json").out) == []


def test_a_part_has_its_own_ending_and_a_plan_is_none(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("part", "new", plan, tmp_path / "x.bmaplan", "--division", "กรด.").status == 2
    assert run("part", "show", plan).status == 2


def test_a_filled_part_is_tried_taken_and_its_conflict_decided(run: Run, plan: Path, tmp_path: Path) -> None:
    part = tmp_path / "ส่วน.bmapart"
    assert run("part", "new", plan, part, "--division", "กรด.", "--records", "project/1,project/2").status == 0
    assert run("set", part, "project/1/name", "ของกอง").status == 0
    assert run("set", part, "project/2/name", "ชื่อใหม่").status == 0
    assert run("set", plan, "project/1/name", "ของสำนัก").status == 0
    before = plan.read_bytes()
    tried = run("part", "take", plan, part, "--try", "--json")
    assert tried.status == 1, "a conflict is a problem found"
    told = json.loads(tried.out)
    assert (told["written"], told["changed"], told["conflicts"]) == (False, 1, 1)
    assert plan.read_bytes() == before
    assert run("part", "take", plan, part).status == 1
    (asked,) = json.loads(run("conflicts", plan, "--json").out)
    assert asked["theirs"] == "ของกอง"
    assert run("resolve", plan, "1", "theirs").status == 0
    with Draft.open(plan) as draft:
        assert [draft.record("project", id).values["name"] for id in (1, 2)] == ["ของกอง", "ชื่อใหม่"]
        assert handed_parts(draft)[0].came_as == part.name
    assert run("part", "take", plan, part).status == 0, "there is nothing new in it"
    for other in (plan, tmp_path / "ไม่มี.bmapart"):
        assert run("part", "take", plan, other).status == 2


def filled(path: Path, kind: str, name: str, texts: dict[str, str]) -> None:
    """Write into the cells of a column, as somebody does with Excel: by the text that stands there."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if sheet.cell(1, 1).value == f"bmaplan:{kind}")
    (column,) = (cell.column for cell in sheet[1] if cell.value == name)
    for row in range(3, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        if cell.value in texts:
            cell.value = texts[cell.value]
    book.save(path)


def test_a_part_goes_as_a_workbook_and_is_merged_when_it_comes_back(run: Run, plan: Path, tmp_path: Path) -> None:
    part, book = tmp_path / "ส่วน.bmapart", tmp_path / "ส่วน.xlsx"
    said = run("part", "new", plan, part, "--division", "กรด.", "--records", "project/1,project/2", "--xlsx", book)
    assert said.status == 0, said.err
    with Draft.open(plan) as draft:
        first, second = (str(draft.record("project", id).values["name"]) for id in (1, 2))
        draft.set("project", 2, "name", "สำนักแก้เอง")
    assert run("take", plan, book).status == 2  # it would overwrite what the plan changed since
    unchanged = json.loads(run("part", "take", plan, book, "--try", "--json").out)
    assert (unchanged["changed"], unchanged["conflicts"], unchanged["refused"]) == (0, 0, [])
    filled(book, "project", "name", {first: "กองแก้ใน Excel", second: "กองแก้อีกอย่าง"})
    taken = run("part", "take", plan, book)
    assert taken.status == 1, taken.err
    with Draft.open(plan, read_only=True) as draft:
        assert draft.record("project", 1).values["name"] == "กองแก้ใน Excel"
        assert draft.record("project", 2).values["name"] == "สำนักแก้เอง"
        (back,) = handed_parts(draft)
        assert back.came_at
    assert "กองแก้อีกอย่าง" in run("conflicts", plan).out
    assert run("undo", plan).status == 0
    with Draft.open(plan, read_only=True) as draft:
        assert draft.record("project", 1).values["name"] == first


def test_a_workbook_of_no_part_of_the_plan_is_refused(run: Run, plan: Path, tmp_path: Path) -> None:
    whole = tmp_path / "ทั้งแผน.xlsx"
    assert run("export", plan, "--xlsx", whole).status == 0
    refused = run("part", "take", plan, whole)
    assert refused.status == 2
    assert "ทั้งแผน.xlsx" in refused.err
