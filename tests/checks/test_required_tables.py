"""An almost empty plan does not pass: every table of the template is filled, or said to have nothing to list."""

from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.checks import Problem, find_problems, standings
from planner_desktop.checks.problem import EMPTY, REQUIRED
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import installed, read
from planner_desktop.formpack.screen_parts import FormPart, MatrixPart


def empty_tables(draft: Draft) -> dict[str, Problem]:
    return {problem.kind: problem for problem in find_problems(draft) if problem.check == EMPTY}


@pytest.mark.parametrize("edition", installed())
def test_every_table_of_a_new_plan_is_missing(edition: str, tmp_path: Path) -> None:
    with Draft.create(tmp_path / "ใหม่.bmaplan", read(installed()[edition])) as draft:
        told = [problem.section for problem in find_problems(draft) if problem.check == EMPTY]
        tables = [
            section.id
            for section in draft.pack.sections
            for part in section.screen
            if not section.optional and not isinstance(part, FormPart | MatrixPart)
            if not draft.spec(part.record).preset
        ]
    assert sorted(told) == sorted(tables)
    assert len(told) > 5


@pytest.mark.parametrize("name", sorted(sample.stem for sample in SAMPLES.glob("*.json")))
def test_no_table_of_a_published_plan_is_missing(name: str, tmp_path: Path) -> None:
    with plan_json.read_plan(SAMPLES / f"{name}.json", tmp_path / "แผน.bmaplan") as draft:
        assert empty_tables(draft) == {}


def test_a_table_is_no_longer_missing_with_its_first_row_or_once_it_is_said_that_there_is_none(draft: Draft) -> None:
    problem = empty_tables(draft)["work_plan"]
    assert (problem.severity, problem.section, problem.id) == ("error", "part-three", None)
    assert "ไม่มี หน่วยงานไม่มีโครงการประจำพื้นฐาน" in problem.fix
    draft.set("absent", 1, "routine", 1)
    assert "work_plan" not in empty_tables(draft)
    assert "tick" not in empty_tables(draft)["mission"].fix  # every agency has missions
    draft.add("mission", {"text": "พันธกิจ"})
    assert "mission" not in empty_tables(draft)


def test_an_empty_table_is_counted_as_such_and_not_as_a_fault(draft: Draft) -> None:
    missions = standings(draft, find_problems(draft))["missions"]
    assert (missions.state, missions.bare, missions.wrong, missions.grave) == ("empty", 1, 0, False)


def test_a_field_that_does_not_apply_lacks_nothing_once_it_is_said_why(sample: Draft) -> None:
    id = sample.ids("potential_indicator")[1]
    sample.set("potential_indicator", id, "divisions", [])
    (problem,) = [problem for problem in find_problems(sample) if problem.check == REQUIRED]
    assert "ไม่ต้องดำเนินการ เพราะ" in problem.fix
    sample.set("potential_indicator", id, "not_applicable", "หน่วยงานเป็นผู้ประเมินตัวชี้วัดนี้เอง")
    assert not [
        problem for problem in find_problems(sample) if problem.id == id and problem.kind == "potential_indicator"
    ]


def test_a_work_plan_and_a_strategy_that_would_not_be_printed_are_found(draft: Draft) -> None:
    plan, strategy = (
        draft.add("work_plan", {"name": "แผนงาน"}),
        draft.add("strategy", {"code": "7", "name": "ยุทธศาสตร์"}),
    )
    checks = {"work-plan-without-output", "strategy-without-sub-strategy"}
    assert checks <= {problem.check for problem in find_problems(draft)}
    theme = draft.add("theme", {"code": "9", "name": "บริหารจัดการดี"})
    draft.add("output", {"work_plan": plan, "name": "ผลผลิต"})
    draft.add("sub_strategy", {"strategy": strategy, "code": "7.3", "name": "ย่อย", "theme": theme})
    assert not checks & {problem.check for problem in find_problems(draft)}
