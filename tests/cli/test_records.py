"""Records are edited, found and replaced in by command, as in the window: each command one change of the history."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import EDITION, SAMPLE


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ร่าง แผน.bmaplan"
    assert run("new", "--edition", EDITION, "--agency", "สกต.", path).status == 0
    return path


@pytest.fixture
def sample(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ตัวอย่าง.bmaplan"
    assert run("new", "--sample", SAMPLE, path).status == 0
    return path


def rows(run: Run, plan: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("table", plan, name, "--json").out)
    return found


def added(run: Run, *arguments: str | Path) -> str:
    return str(json.loads(run("add", *arguments, "--json").out)["id"])


def test_a_record_is_added_with_its_fields_changed_doubled_and_deleted(run: Run, plan: Path) -> None:
    id = added(run, plan, "projects/project", "name=โครงการ ก", "budget=1,500")
    assert run("set", plan, f"project/{id}/budget", "๒,๕๐๐").out.strip().endswith("2,500")
    (row,) = rows(run, plan, "project")
    assert (row["name"], row["budget"]) == ("โครงการ ก", "2,500")
    second = run("duplicate", plan, "project", id).out.split("\t")[0]
    assert run("reorder", plan, "project", second, "1").status == 0
    assert [str(row["id"]) for row in rows(run, plan, "project")] == [second, id]
    assert run("delete", plan, "project", second, id).status == 0
    assert rows(run, plan, "project") == []
    assert run("undo", "--times", "5", plan).out.count("\n") == 5
    assert run("undo", plan).status == 2, "each command was one change"


def test_the_field_of_a_record_that_there_is_but_one_of_needs_no_id(run: Run, plan: Path) -> None:
    ran = run("set", plan, "cover/agency", "สำนักงานทดสอบ")
    assert ran.status == 0
    with Draft.open(plan, read_only=True) as draft:
        assert draft.record("cover", 1).values["agency"] == "สำนักงานทดสอบ"


def test_names_are_linked_and_the_catalogue_is_taken_over(run: Run, plan: Path, pack_policy: str) -> None:
    added(run, plan, "division", "name=กองหนึ่ง")
    id = added(run, plan, "project", "name=โครงการ", "divisions=กองหนึ่ง, กองสอง")
    assert rows(run, plan, "project")[0]["divisions"] == "กองหนึ่ง\nกองสอง"
    assert run("add", plan, "policy", "--catalogue", pack_policy).status == 0
    assert run("set", plan, f"project/{id}/policies", pack_policy).status == 0
    assert pack_policy in rows(run, plan, "project")[0]["policies"]
    assert run("add", plan, "policy", "--catalogue", "ไม่มีนโยบายชื่อนี้").status == 2


@pytest.fixture
def pack_policy(plan: Path) -> str:
    """The code of a policy in the catalogue."""
    with Draft.open(plan, read_only=True) as draft:
        spec = draft.spec("policy")
        return draft.pack.catalogues[spec.catalogue or ""][0][spec.key or ""]


def test_a_file_is_attached(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "คำสั่ง แต่งตั้ง.pdf"
    file.write_bytes(b"%PDF-1.4 order")
    with Draft.open(plan, read_only=True) as draft:
        names = [name for name, field in draft.spec("annex_item").fields.items() if field.type == "file"]
    id = added(run, plan, "annex_item")
    assert run("set", plan, f"annex_item/{id}/{names[0]}", file).status == 0
    with Draft.open(plan, read_only=True) as draft:
        assert draft.attachment("คำสั่ง แต่งตั้ง.pdf") == b"%PDF-1.4 order"
    assert run("set", plan, f"annex_item/{id}/{names[0]}", tmp_path / "ไม่มี.pdf").status == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ["set", "project/1/name", "x"],
        ["set", "project", "x"],
        ["set", "nothing/1/name", "x"],
        ["add", "project", "budget=หลายบาท"],
        ["add", "project", "nothing=x"],
        ["delete", "project", "1"],
        ["delete", "cover", "1"],
        ["duplicate", "project", "7"],
        ["reorder", "project", "7", "1"],
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(run: Run, plan: Path, wrong: list[str]) -> None:
    ran = run(wrong[0], plan, *wrong[1:])
    assert ran.status == 2
    assert ran.err
    assert json.loads(run("history", plan, "--json").out) == []


# ---------------------------------------------------------------- finding


def test_a_text_is_found_wherever_it_stands_and_replaced_as_one_change(run: Run, plan: Path) -> None:
    for name in ("ปรับปรุงคลอง ๑", "ปรับปรุงถนน 1", "อบรม"):
        added(run, plan, "project", f"name={name}", "budget=1,000")
    found = json.loads(run("find", plan, "ปรับปรุง", "--json").out)
    assert [each["place"]["text"] for each in found] == ["ปรับปรุงคลอง ๑", "ปรับปรุงถนน 1"]
    assert "“ปรับปรุง”" in run("find", plan, "ปรับปรุง").out
    assert json.loads(run("find", plan, "ปรับปรุง", "--section", "swot", "--json").out) == []
    assert run("replace", plan, "ปรับปรุง", "พัฒนา", "--look").status == 0
    assert run("replace", plan, "ปรับปรุง", "พัฒนา", "--only", "2").status == 0
    assert [row["name"] for row in rows(run, plan, "project")] == ["ปรับปรุงคลอง ๑", "พัฒนาถนน 1", "อบรม"]
    assert run("replace", plan, "1", "2").status == 0
    assert [(row["name"], row["budget"]) for row in rows(run, plan, "project")] == [
        ("ปรับปรุงคลอง 2", "1,000"),
        ("พัฒนาถนน 2", "1,000"),
        ("อบรม", "1,000"),
    ], "amounts stay unless they are asked for"
    assert run("replace", plan, "1,000", "3,000", "--numbers").status == 0
    assert {row["budget"] for row in rows(run, plan, "project")} == {"3,000"}
    assert run("undo", "--times", "3", plan).status == 0
    assert rows(run, plan, "project")[1]["name"] == "ปรับปรุงถนน 1"
    assert run("replace", plan, "ไม่มีคำนี้", "x").status == 2


def test_torn_words_are_mended(run: Run, plan: Path) -> None:
    with Draft.open(plan) as draft:
        draft.add("project", {"name": "ก าจัดขยะ"})
    (found,) = json.loads(run("find", plan, "--torn", "--json").out)
    assert found["meant"] == "กำจัดขยะ"
    assert run("mend", plan).status == 0
    assert rows(run, plan, "project")[0]["name"] == "กำจัดขยะ"
    assert run("find", plan, "--torn", "--json").out.strip() == "[]"
    assert run("find", plan).status == 2


# ---------------------------------------------------------------- beside the plan


def test_notes_are_written_listed_and_taken_away(run: Run, plan: Path) -> None:
    assert run("note", plan, "swot", "รอข้อมูลจากกอง", "--waiting").status == 0
    assert json.loads(run("notes", plan, "--json").out) == [
        {"section": "swot", "text": "รอข้อมูลจากกอง", "waiting": True}
    ]
    assert "รอข้อมูลจากกอง" in run("notes", plan).out
    assert run("note", plan, "swot", "").status == 0
    assert json.loads(run("notes", plan, "--json").out) == []
    assert run("note", plan, "nothing", "x").status == 2


def test_the_name_in_the_history_is_chosen(run: Run, plan: Path) -> None:
    assert run("author", "สมใจ").out == "สมใจ\n"
    added(run, plan, "mission")
    assert json.loads(run("history", plan, "--json").out)[0]["author"] == "สมใจ"
    assert run("author").out == "สมใจ\n"


def test_what_was_being_typed_is_recovered(run: Run, plan: Path) -> None:
    id = added(run, plan, "project", "name=เดิม")
    with Draft.open(plan) as draft:
        draft.typing("project", int(id), "name", "กำลังพิมพ์")
        draft.typing("project", int(id), "budget", "หลายบาท")
    ran = run("recover", plan)
    assert ran.status == 1, "a text waits to be mended"
    assert "กำลังพิมพ์" in ran.out
    assert rows(run, plan, "project")[0]["name"] == "กำลังพิมพ์"
    assert run("recover", plan).status == 0


def test_a_plan_begins_with_that_of_another_draft(run: Run, sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "ปีหน้า.bmaplan"
    assert run("new", "--from", sample, "--edition", EDITION, again).status == 0
    with Draft.open(sample, read_only=True) as old, Draft.open(again, read_only=True) as new:
        assert len(new.ids("project")) == len(old.ids("project")) > 0
        assert new.record("cover", 1).values["agency"] == old.record("cover", 1).values["agency"]
    other = tmp_path / "หน่วยงานอื่น.bmaplan"
    assert run("new", "--from", sample, "--edition", EDITION, "--agency", "สกต.", other).status == 0
    with Draft.open(other, read_only=True) as draft:
        assert draft.record("cover", 1).values["abbreviation"] == "สกต."
    assert json.loads(run("move", other, "--left-behind", "--json").out) == []
    assert run("new", "--from", sample, "--sample", SAMPLE, tmp_path / "x.bmaplan").status == 2
    assert run("new", tmp_path / "x.bmaplan").status == 2


def test_the_drafts_that_were_opened_last_are_listed(run: Run, plan: Path) -> None:
    from planner_desktop.plans import recent

    assert json.loads(run("recent", "--json").out) == []
    recent.remember(plan)
    (card,) = json.loads(run("recent", "--json").out)
    assert (card["path"], card["agency"]) == (str(plan), "สำนักงานการต่างประเทศ")
    assert str(plan) in run("recent").out
