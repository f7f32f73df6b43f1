"""An acceptance is kept like an edit: in copies, JSON and bundles, in a repaired file, and not in another year's plan."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.bundle import verify_bundle
from planner_desktop.checks.accepting import accept, take_back
from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.file.repair import salvage
from planner_desktop.draft.history.changes import changes, in_words, state_at
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.draft.plan.moving import move
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.draft.records.acceptances import acceptances
from planner_desktop.draft.records.affected import touched
from planner_desktop.errors import PlanJsonError
from planner_desktop.plans.exports import Writing, export_named

CHECK = "integrated-plan-name"


def warning(draft: Draft) -> Problem:
    (problem,) = (each for each in find_problems(draft) if each.check == CHECK)
    return problem


@pytest.fixture
def project(sample: Draft) -> int:
    """A project of the sample of which a warning is accepted."""
    id = sample.ids("project")[1]
    sample.set("project", id, "integrated_plan", "แผนป้องกันน้ำท่วม")
    accept(sample, warning(sample), "ตามเอกสารงบประมาณ")
    return id


def test_it_survives_closing_copies_and_a_repair(sample: Draft, project: int, tmp_path: Path) -> None:
    kept = acceptances(sample)
    assert sample.path
    sample.save_as(tmp_path / "สำเนา.bmaplan")
    clean_copy.write(sample, tmp_path / "ให้.bmaplan")
    sample.close()
    for path in (sample.path, tmp_path / "สำเนา.bmaplan", tmp_path / "ให้.bmaplan"):
        with Draft.open(path) as again:
            assert acceptances(again) == kept
            assert warning(again).accepted
    database, report = salvage(sample.path)
    assert database.execute("SELECT reason FROM accepted").fetchall() == [("ตามเอกสารงบประมาณ",)]
    assert report.lost == ()
    database.close()


def test_the_strategy_office_reads_it_in_the_plans_data_and_imports_it(
    sample: Draft, project: int, tmp_path: Path
) -> None:
    plan_json.write_plan(sample, tmp_path / "แผน.json")
    data = json.loads((tmp_path / "แผน.json").read_text("utf-8"))
    (told,) = data["accepted"]
    assert (told["check"], told["kind"], told["uid"]) == (CHECK, "project", sample.uid("project", project))
    assert (told["reason"], told["message"]) == ("ตามเอกสารงบประมาณ", warning(sample).message)
    assert (told["author"], told["at"][:2]) == (sample.author, "20")
    assert data["format_version"] == 3
    jsonschema.validate(data, plan_schema(sample.pack))
    with plan_json.read_plan(tmp_path / "แผน.json", tmp_path / "ใหม่.bmaplan") as again:
        assert acceptances(again) == acceptances(sample)
        assert warning(again).accepted


def test_a_plan_in_which_nothing_is_accepted_is_written_as_before(sample: Draft, tmp_path: Path) -> None:
    plan_json.write_plan(sample, tmp_path / "แผน.json")
    data = json.loads((tmp_path / "แผน.json").read_text("utf-8"))
    assert "accepted" not in data
    assert data["format_version"] == 2


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"at": "เมื่อวาน"}, {"basis": "zz"}, {"uid": 5}, {"more": "x"}, {"kind": None}]
)
def test_what_no_program_wrote_is_refused_by_its_place(
    sample: Draft, project: int, tmp_path: Path, wrong: dict[str, object]
) -> None:
    plan_json.write_plan(sample, tmp_path / "แผน.json")
    data = json.loads((tmp_path / "แผน.json").read_text("utf-8"))
    data["accepted"][0] |= wrong
    (tmp_path / "แผน.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(PlanJsonError, match=r"accepted\[0\]"):
        plan_json.read_plan(tmp_path / "แผน.json", tmp_path / "ใหม่.bmaplan")


def test_a_bundle_has_those_that_count_and_verifies(sample: Draft, project: int, tmp_path: Path) -> None:
    accept(sample, replace(warning(sample), basis="0" * 16), "ของที่ไม่มีแล้ว")
    exported = export_named("bundle").job(sample, tmp_path / "ชุด.zip")(lambda _share: None, lambda: False)
    assert verify_bundle(exported.path)
    from zipfile import ZipFile

    with ZipFile(exported.path) as bundle:
        (name,) = (name for name in bundle.namelist() if name.endswith("plan.json"))
        data = json.loads(bundle.read(name))
    assert [each["reason"] for each in data["accepted"]] == ["ตามเอกสารงบประมาณ"]
    assert len(acceptances(sample)) == 2
    assert Writing(sample).draft is sample


def test_it_does_not_travel_to_next_years_plan(sample: Draft, project: int, tmp_path: Path) -> None:
    pack = formpack.read(FORMS / "bma-2568")
    with move(sample, pack, tmp_path / "ปีเดียวกัน.bmaplan") as same:
        assert acceptances(same) == acceptances(sample)
    next_year = replace(pack, edition=replace(pack.edition, year=pack.edition.year + 1))
    from planner_desktop.draft.plan.carrying import Carrying

    with Draft.new_in_memory(next_year) as new:
        carrying = Carrying(sample, new)
        carrying.run()
        assert carrying.origins.yearly
        assert acceptances(new) == {}


def test_the_history_tells_what_was_accepted_and_why(sample: Draft, project: int) -> None:
    step = sample.undo_step()
    assert step
    assert [each[:2] for each in touched(sample, step[0])] == [("project", project)]
    take_back(sample, warning(sample))
    told = [(each.what, each.before, each.after) for each in changes(sample, "project", project)[:2]]
    assert told == [("accepted", "ตามเอกสารงบประมาณ", ""), ("accepted", "", "ตามเอกสารงบประมาณ")]
    assert changes(sample)[:2] == changes(sample, "project", project)[:2]
    assert "accepted no more" in in_words(sample, changes(sample)[0])[3]
    with state_at(sample, step[0]) as then:
        assert warning(then).accepted
    sample.undo()
    sample.delete("project", [project])
    assert acceptances(sample) == {}
    last = [each.what for each in changes(sample) if each.action == changes(sample)[0].action]
    assert "deleted" in last
    assert "accepted" not in last  # it went with its record
