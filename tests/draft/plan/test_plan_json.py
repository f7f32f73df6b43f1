"""A plan as JSON: what is exported and imported again is the same, and a mistake in it is found where it stands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.history.sending import plan_bytes
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.draft.plan.target_quantities import with_readings, without_readings
from planner_desktop.draft.records import attachments
from planner_desktop.errors import PlanJsonError
from planner_desktop.thai.amounts import LARGEST
from planner_desktop.thai.repair import repair
from tests.conftest import SAMPLE

Plan = dict[str, Any]


def test_the_sample_is_what_exporting_it_writes_but_for_the_uids_that_it_got(sample: Draft, tmp_path: Path) -> None:
    plan_json.write_plan(sample, tmp_path / "plan.json")
    plan = without_readings(json.loads((tmp_path / "plan.json").read_text(encoding="utf-8")))
    lines = json.dumps(plan, ensure_ascii=False, indent=1).splitlines()
    without = [line for line in lines if not line.lstrip().startswith('"uid"')]
    assert without != lines
    old = (SAMPLES / f"{SAMPLE}.json").read_text(encoding="utf-8").replace('"format_version": 1', '"format_version": 2')
    assert [line.rstrip(",") for line in without] == [line.rstrip(",") for line in old.splitlines()]


def test_an_import_of_an_export_is_equal_byte_for_byte_with_its_attachments(sample: Draft, tmp_path: Path) -> None:
    file = tmp_path / "แบบ ปผ. กทม. 01.pdf"
    file.write_bytes(b"%PDF-1.7")
    annex = sample.ids("annex_item")[0]
    sample.set("annex_item", annex, "file", sample.attach(file))
    first, second = tmp_path / "1" / "plan.json", tmp_path / "2" / "plan.json"
    first.parent.mkdir()
    second.parent.mkdir()
    plan_json.write_plan(sample, first)
    with plan_json.read_plan(first, tmp_path / "again.bmaplan") as again:
        plan_json.write_plan(again, second)
    assert first.read_bytes() == second.read_bytes()
    assert next(second.parent.glob("plan.attachments/*/*")).read_bytes() == b"%PDF-1.7"


def test_a_plan_fits_the_schema_of_its_edition(sample: Draft) -> None:
    plan = plan_json.to_plan(sample)
    jsonschema.validate(plan, plan_schema(sample.pack))
    jsonschema.validate(with_readings(plan, sample.pack), plan_schema(sample.pack))


def test_what_targets_ask_for_stands_beside_them_and_is_left_out_when_it_is_read(draft: Draft, tmp_path: Path) -> None:
    draft.add("key_result", {"name": "ก", "target": "อย่างน้อย 1,250 คน (ปี 2568)", "agency_target": "มี"})
    plan_json.write_plan(draft, tmp_path / "plan.json")
    data = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    row = data["records"]["key_result"][0]
    assert row["target.quantity"] == [{"operator": "≥", "number": "1250", "unit": "คน", "year": 2568}]
    assert list(row).index("target.quantity") == list(row).index("target") + 1
    assert "agency_target.quantity" not in row
    row["target.quantity"] = [{"number": 1}]
    (tmp_path / "changed.json").write_text(json.dumps(data), encoding="utf-8")
    with plan_json.read_plan(tmp_path / "changed.json", tmp_path / "again.bmaplan") as again:
        assert plan_json.to_plan(again) == plan_json.to_plan(draft)


def test_a_reading_of_no_field_is_refused(draft: Draft, tmp_path: Path) -> None:
    data = plan_json.to_plan(draft)
    data["records"]["division"] = [{"id": 1, "name": "กอง", "nmae.quantity": []}]
    (tmp_path / "plan.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PlanJsonError, match=r"division\[0\]\.nmae\.quantity"):
        plan_json.read_plan(tmp_path / "plan.json", tmp_path / "again.bmaplan")


def test_readings_are_no_part_of_what_is_frozen_or_sealed(draft: Draft) -> None:
    """Another version of the program may read a target otherwise: the plan is the same all the same."""
    draft.add("key_result", {"name": "ก", "target": "ร้อยละ 80"})
    assert "quantity" not in plan_bytes(draft).decode()


def test_the_schema_refuses_what_the_import_refuses(sample: Draft) -> None:
    plan = plan_json.to_plan(sample)
    plan["records"]["project"][0]["budget"] = "3,584,000"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plan, plan_schema(sample.pack))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: p["records"]["project"][0].update(budgte=1), "records.project[0].budgte: the record has no such field"),
        (lambda p: p["records"]["project"][1].update(budget="1,000"), "records.project[1].budget: งบประมาณ: a whole number"),
        (lambda p: p["records"]["project"][1].update(budget=1.5), "records.project[1].budget"),
        (lambda p: p["records"]["project"][0].update(funding="free"), "none of the choices"),
        (lambda p: p["records"]["key_result"][0].update(projects=[999]), "key_result[0].projects[0]: there is no project with the id 999"),
        (lambda p: p["records"]["key_result"][0].update(projects=[1, 1]), "each once"),
        (lambda p: p["records"]["goal"][0].update(sub_strategy=None), "goal[0].sub_strategy: there is no sub_strategy"),
        (lambda p: p["records"]["project"].append(p["records"]["project"][0] | {"uid": None}), "the id 1 cannot stand here"),
        (lambda p: p["records"].update(projekt=[]), "records.projekt: the edition has no such kind of record"),
        (lambda p: p["records"]["foreword"][0].update(text=[{"html": "x"}]), "records.foreword[0].text: This is not rich text"),
        (lambda p: p.update(attachments=[{"name": "../x", "sha256": "", "size": 1}]), "attachments[0]: the plain name"),
        (lambda p: p.update(attachments=[{"name": "x.pdf", "sha256": "", "size": 1}]), "x.pdf is missing"),
        (lambda p: p.update(edition={"id": "bma-1999", "version": 1}), "edition “bma-1999” is not installed"),
        (lambda p: p.update(format_version=9), "format 9"),
        (lambda p: p["records"]["project"][0].update(uid="1"), "records.project[0].uid: a uid is 16 hexadecimal digits"),
        (lambda p: p["records"]["project"][0].update(uid=7), "records.project[0].uid: a uid is 16 hexadecimal digits"),
        (lambda p: p["records"]["project"][1].update(uid=p["records"]["project"][0]["uid"]), "records.project[1].uid: records.project[0] has the uid"),
        (lambda p: p["records"]["project"][1].update(uid=p["records"]["cover"][0]["uid"]), "records.cover[0].uid: records.project[1] has the uid"),
        (lambda p: p.update(format="other"), "not a plan of this program"),
        (lambda p: p.update(extra=1), "extra: a plan has no such part"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_nothing_is_written(
    sample: Draft, tmp_path: Path, change: Callable[[Plan], object], says: str
) -> None:
    plan = plan_json.to_plan(sample)
    change(plan)
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with pytest.raises(PlanJsonError) as error:
        plan_json.read_plan(tmp_path / "plan.json", tmp_path / "out.bmaplan")
    assert says in str(error.value)
    assert not (tmp_path / "out.bmaplan").exists()


def test_all_that_does_not_fit_is_told_with_its_record_field_and_place(sample: Draft, tmp_path: Path) -> None:
    plan = plan_json.to_plan(sample)
    projects, policies = plan["records"]["project"], plan["records"]["policy"]
    projects[0].update(name="โครงการ ก", budget=-5, funding="free")
    projects[1].update(name="โครงการ ข", budget=LARGEST + 1)
    projects[2].update(name="โครงการ ค", last_year=1999, wrong=1)
    policies[0].update(code="12a")
    plan["records"]["key_result"][0].update(projects=[999])
    plan["extra"] = 1
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with pytest.raises(PlanJsonError) as error:
        plan_json.read_plan(tmp_path / "plan.json", tmp_path / "out.bmaplan")
    said = str(error.value).splitlines()
    for place, *words in (
        ("records.project[0].budget", "โครงการ ก", "งบประมาณ", "999,999,999,999.99"),
        ("records.project[0].funding", "โครงการ ก"),
        ("records.project[1].budget", "โครงการ ข"),
        ("records.project[2].last_year", "โครงการ ค"),
        ("records.project[2].wrong", "โครงการ ค"),
        ("records.policy[0].code", "12a"),
        ("records.key_result[0].projects[0]", "999"),
        ("extra",),
    ):
        (line,) = [line for line in said if f" {place}:" in line]
        assert all(word in line for word in words), line
    assert "8" in said[0]
    assert not (tmp_path / "out.bmaplan").exists()


def test_texts_are_read_as_if_they_were_typed(sample: Draft, tmp_path: Path) -> None:
    plan = plan_json.to_plan(sample)
    plan["records"]["project"][0].update(name="จ\u0e4dานวน\u200b  \r\nสอง")
    plan["records"]["policy"][0].update(code="P๑๒๓")
    plan["records"]["foreword"][0].update(text=[{"paragraph": "น\u0e4d้าท่วม"}, {"figure": "จ\u0e4dานวน.png"}])
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with plan_json.read_plan(tmp_path / "plan.json", tmp_path / "out.bmaplan") as draft:
        assert draft.records("project")[0].values["name"] == "จำนวน\nสอง"
        assert draft.records("policy")[0].values["code"] == "123"
        text = json.loads(str(draft.records("foreword")[0].values["text"]))
        assert text[0] == {"paragraph": "น้ำท่วม"}
        assert text[1]["figure"] == "จ\u0e4dานวน.png"


def test_a_plan_that_was_frozen_stays_word_for_word(sample: Draft) -> None:
    plan = plan_json.to_plan(sample)
    plan["records"]["project"][0].update(name="จ\u0e4dานวน", budget=LARGEST + 1)
    with plan_json.from_plan(plan, sample.pack, "version 1") as draft:
        assert plan_json.to_plan(draft)["records"] == plan["records"]


@pytest.mark.parametrize("name", [sample.name for sample in samples()])
def test_the_samples_are_whole_thai(name: str) -> None:
    text = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
    assert repair(text) == text


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"{\n 'a'", "plan.json:2:2: not well-formed JSON"), (b"\xff\xfe", "not UTF-8"), (b"[" * 100_000, "plan.json")],
)
def test_broken_json_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(PlanJsonError, match=says.replace("(", r"\(")):
        plan_json.read_plan(tmp_path / "plan.json", tmp_path / "out.bmaplan")


@pytest.mark.parametrize("name", ["../หลุด.pdf", "..\\หลุด.pdf", "C:หลุด.pdf", "/tmp/หลุด.pdf"])
def test_an_attachment_whose_name_leads_elsewhere_is_not_written(sample: Draft, tmp_path: Path, name: str) -> None:
    attachments.keep(sample.database, name, b"x")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(PlanJsonError, match="no plain name"):
        plan_json.write_plan(sample, folder / "plan.json")
    assert list(folder.rglob("*.pdf")) == list(tmp_path.glob("*.pdf")) == []
