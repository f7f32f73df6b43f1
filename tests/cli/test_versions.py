"""A plan goes to the strategy office and comes back, by command alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import SAMPLE


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ร่าง แผน.bmaplan"
    assert run("new", "--sample", SAMPLE, path).status == 0
    return path


def told(run: Run, plan: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("versions", plan, "--json").out)
    return found


def test_a_plan_is_sent_returned_and_sent_again(run: Run, plan: Path) -> None:
    assert told(run, plan)["state"]["word"] == "draft"
    assert run("send", plan, "--note", "หนังสือที่ กท 1/2568").status == 0
    state = told(run, plan)["state"]
    assert (state["word"], state["number"]) == ("sent", 1)
    refused = run("undo", plan)
    assert refused.status == 2, "what was sent is not edited"
    assert run("returned", plan, "--reason", "แก้งบประมาณ", "--by", "สยป.").status == 0
    (first,) = told(run, plan)["versions"]
    assert (first["outcome"], first["reason"], first["ended_by"]) == ("returned", "แก้งบประมาณ", "สยป.")
    assert first["note"] == "หนังสือที่ กท 1/2568"
    assert run("send", plan).status == 0
    assert [each["number"] for each in told(run, plan)["versions"]] == [1, 2]
    said = run("versions", plan).out
    assert "แก้งบประมาณ" in said
    assert "หนังสือที่ กท 1/2568" in said


def test_the_next_version_is_begun_unasked_and_compared_with_what_was_sent(run: Run, plan: Path) -> None:
    assert run("send", plan).status == 0
    assert run("next", plan, "--reason", "โครงการเพิ่ม").status == 0
    with Draft.open(plan) as draft:
        draft.set("project", draft.ids("project")[0], "name", "ชื่อใหม่")
    differing = json.loads(run("compare", plan, "--version", "1", "--json").out)
    assert [(each["field"], each["after"]) for each in differing] == [("name", "ชื่อใหม่")]
    assert told(run, plan)["state"]["word"] == "reopened"


def test_a_sending_that_did_not_happen_is_withdrawn(run: Run, plan: Path) -> None:
    assert run("send", plan).status == 0
    assert run("withdraw", plan).status == 0
    assert told(run, plan) == {
        "state": {"word": "draft", "number": 1, "at": None, "by": "", "reason": ""},
        "versions": [],
    }


def test_a_plan_with_errors_is_sent_only_with_a_reason(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "ว่าง.bmaplan"
    assert run("new", "--agency", "สกต.", plan).status == 0
    errors = json.loads(run("check", plan, "--json").out)["errors"]
    ran = run("send", plan)
    assert ran.status == 2
    assert str(errors) in ran.err
    assert run("send", plan, "--incomplete", "รอข้อมูล").status == 0


@pytest.mark.parametrize("step", ["returned", "next", "withdraw"])
def test_a_plan_that_was_not_sent_cannot_come_back(run: Run, plan: Path, step: str) -> None:
    assert run(step, plan).status == 2


def test_a_plan_is_not_sent_twice(run: Run, plan: Path) -> None:
    assert run("send", plan).status == 0
    assert run("send", plan).status == 2
    assert len(told(run, plan)["versions"]) == 1
