"""A choice whose words are whole numbers is a number everywhere: in SQL, JSON, tables and on boards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.formpack import FormPack
from tests.small_pack import RECORDS, small_pack

RISKS = (
    RECORDS
    + """
  risk:
    label: ความเสี่ยง
    fields:
      name: {type: text, label: ชื่อ}
      chance: {type: choice, label: โอกาส, choices: {1: น้อยมาก, 2: น้อย, 10: มาก}, default: 2}
"""
)
SECTION = """
    title: ทั้งหมด
    screen: [form: cover, table: risk]
    checks:
      - {id: high, severity: warning, record: risk, sql: SELECT id AS record FROM risk WHERE chance > 2, message: เสี่ยงมาก}
    """


@pytest.fixture
def pack(tmp_path: Path) -> FormPack:
    return small_pack(tmp_path / "แม่แบบ", SECTION, RISKS)


@pytest.fixture
def plan(tmp_path: Path, pack: FormPack) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ร่าง.bmaplan", pack) as draft:
        draft.add("risk", {"name": "น้ำท่วม"})
        yield draft


def test_it_compares_as_a_number(plan: Draft) -> None:
    assert plan.record("risk", 1).values["chance"] == 2
    plan.enter("risk", 1, "chance", "มาก")
    assert plan.record("risk", 1).values["chance"] == 10
    assert [problem.check for problem in find_problems(plan) if problem.kind == "risk"] == ["high"]
    plan.undo()
    assert plan.record("risk", 1).values["chance"] == 2
    assert plan.shown(plan.record("risk", 1), "chance") == "น้อย"


def test_it_is_opened_again_without_a_fault(plan: Draft, tmp_path: Path) -> None:
    plan.enter("risk", 1, "chance", "มาก")
    plan.close()
    with Draft.open(tmp_path / "ร่าง.bmaplan") as again:
        assert not again.read_only
        assert again.record("risk", 1).values["chance"] == 10


def test_it_goes_out_and_in_as_json(plan: Draft, pack: FormPack, tmp_path: Path) -> None:
    plan.enter("risk", 1, "chance", "มาก")
    data = plan_json.to_plan(plan)
    assert data["records"]["risk"][0]["chance"] == 10
    of_risk = plan_schema(pack)["properties"]["records"]["properties"]["risk"]["items"]["properties"]
    assert of_risk["chance"]["enum"] == [1, 2, 10, None]
    with plan_json.from_plan(data, pack, "plan.json") as again:
        assert again.record("risk", 1).values["chance"] == 10
