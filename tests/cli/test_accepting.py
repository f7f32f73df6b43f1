"""A problem is accepted by the name that `check` gives it, listed apart from then on, and taken back."""

import csv
import json
import re
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.records.acceptances import acceptances
from tests.cli.conftest import Run
from tests.conftest import SAMPLE

CHECK = "integrated-plan-name"
REASON = "ตามเอกสารงบประมาณ"


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    """A draft with two projects of which the same is warned."""
    path = tmp_path / "ร่าง แผน.bmaplan"
    assert run("new", "--sample", SAMPLE, path).status == 0
    with Draft.open(path) as draft:
        for id in draft.ids("project")[:2]:
            draft.set("project", id, "integrated_plan", "แผนป้องกันน้ำท่วม")
    return path


def names(run: Run, plan: Path) -> list[str]:
    """The names of the two warnings, as they are printed."""
    lines = [line for line in run("check", plan).out.splitlines() if "แผนป้องกันน้ำท่วม" in line]
    return [re.findall(r"\[([0-9a-f]{8})\]$", line)[0] for line in lines]


def test_it_is_accepted_listed_apart_and_taken_back(run: Run, plan: Path, tmp_path: Path) -> None:
    first, second = names(run, plan)
    before = json.loads(run("check", plan, "--json").out)
    assert first != second
    ran = run("accept", plan, first, REASON)
    assert (ran.status, "แผนป้องกันน้ำท่วม" in ran.out) == (0, True)
    out = run("--language", "en", "check", plan, "--csv", tmp_path / "ปัญหา.csv").out
    listed, accepted = out.split("Accepted\n")
    assert (f"[{first}]" in listed, f"[{second}]" in listed) == (False, True)
    assert f"[{first}]" in accepted
    assert f"Accepted because: {REASON}" in accepted
    data = json.loads(run("check", plan, "--json").out)
    assert len(data["problems"]) == len(before["problems"]) - 1
    (told,) = data["accepted"]
    assert (told["basis"][:8], told["check"], told["accepted"]["reason"]) == (first, CHECK, REASON)
    *_rows, last = csv.reader((tmp_path / "ปัญหา.csv").read_text("utf-8-sig").splitlines())
    assert last[6] == REASON
    assert run("unaccept", plan, f"[{first}]").status == 0
    assert sorted(names(run, plan)) == sorted([first, second])
    assert run("undo", plan).status == 0
    assert len(json.loads(run("check", plan, "--json").out)["accepted"]) == 1


def test_only_what_is_found_now_can_be_accepted_and_only_with_a_reason(run: Run, plan: Path) -> None:
    (first, _second) = names(run, plan)
    assert run("accept", plan, first, "  ").status == 2
    for wrong in ("ffffffff", "", "ไม่มี"):
        assert run("accept", plan, wrong, REASON).status == 2
    assert run("unaccept", plan, first).status == 2
    with Draft.open(plan) as draft:
        draft.set("project", draft.ids("project")[0], "integrated_plan", "แผนอื่น")
        assert acceptances(draft) == {}
    assert run("accept", plan, first, REASON).status == 2, "the warning is about another value now"


def test_an_error_has_no_name_but_where_something_required_may_not_apply(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ใหม่.bmaplan"
    assert run("new", "--agency", "สกต.", path).status == 0
    data = json.loads(run("check", path, "--json").out)
    assert data["errors"] > 0
    named = {problem["check"] for problem in data["problems"] if problem["severity"] == "error" and problem["basis"]}
    assert named == {"required", "empty-table"}
    for problem in data["problems"]:
        if problem["severity"] == "error" and problem["section"] == "missions":
            assert run("accept", path, problem["basis"], "หน่วยงานตั้งใหม่ ยังไม่มีพันธกิจ").status == 0
    after = json.loads(run("check", path, "--json").out)
    assert after["errors"] == data["errors"] - len(after["accepted"])
    assert after["accepted"]
