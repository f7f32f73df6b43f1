"""A plan in JSON that an older version of its edition wrote is taken over as far as it has a place."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.draft.plan.new_plan import Sample, samples
from planner_desktop.errors import PlanJsonError
from tests.draft.plan.test_updating import AFTER, BEFORE, small

LEVEL = "\n      level: {type: number, label: ระดับ, max: 5}"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A plan of version 1 as JSON."""
    pack = small(tmp_path, "before", BEFORE.replace("\n  step:", LEVEL.replace(", max: 5", "") + "\n  step:"))
    with Draft.create(tmp_path / "แผน.bmaplan", pack) as draft:
        for name, abbreviation in (("สำนักคลัง", "สนค."), ("สำนักการแพทย์", "สนพ.")):
            draft.add("agency", {"name": name, "abbreviation": abbreviation})
        first = draft.add("project", {"name": "ก", "host": "สนค., สนพ.", "note": "จด", "amount": 100, "level": 3})
        draft.add("project", {"name": "ค", "host": "สนค. และใครไม่รู้", "level": 9})
        draft.add("step", {"name": "ขั้นแรก"}, parent=first)
        plan_json.write_plan(draft, tmp_path / "แผน.json")
    return tmp_path / "แผน.json"


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    """A version of the edition is installed, without steps, with a field renamed, and one of names made links."""
    small(tmp_path, "after", AFTER.replace("\n  risk:", LEVEL + "\n  risk:"), version)
    monkeypatch.setattr(plan_json, "installed", lambda: {"small": tmp_path / "after"})


def test_what_has_a_place_is_taken_and_the_rest_listed(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, 2)
    with plan_json.read_plan(exported, tmp_path / "ใหม่.bmaplan") as draft:
        first, second = draft.records("project")
        assert (first.values["budget"], first.values["level"], second.values["level"]) == (100, 3, None)
        hosts = [[draft.title("agency", id) for id in each.links["hosts"]] for each in (first, second)]
        assert hosts[0] == ["สำนักคลัง", "สำนักการแพทย์"]
        assert not draft.undo_label()
        left = {(each.record, each.title, each.field, each.value) for each in left_behind(draft)}
    assert left == {
        ("โครงการ/กิจกรรม", "ก", "note", "จด"),
        ("โครงการ/กิจกรรม", "ค", "เจ้าภาพ", "สนค. และใครไม่รู้"),
        ("โครงการ/กิจกรรม", "ค", "ระดับ", "9"),
        ("step", "ขั้นแรก", "", ""),
        ("step", "ขั้นแรก", "project", "1"),
        ("step", "ขั้นแรก", "name", "ขั้นแรก"),
    }


def test_a_plan_of_the_same_version_is_refused_where_it_has_too_much(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, 1)
    with pytest.raises(PlanJsonError, match="no such kind of record"):
        plan_json.read_plan(exported, tmp_path / "ใหม่.bmaplan")
    assert not (tmp_path / "ใหม่.bmaplan").exists()


@pytest.mark.parametrize(
    ("place", "value"),
    [(("records", "project"), {"id": 1}), (("records", "project", 0), "ก"), (("records", "agency", 1, "id"), 1)],
)
def test_what_is_damaged_in_an_older_plan_is_refused(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[str | int, ...], value: object
) -> None:
    install(tmp_path, monkeypatch, 2)
    data = json.loads(exported.read_text("utf-8"))
    inside: Any = data
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    exported.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    with pytest.raises(PlanJsonError):
        plan_json.read_plan(exported, tmp_path / "ใหม่.bmaplan")
    assert not (tmp_path / "ใหม่.bmaplan").exists()


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_of_the_samples_nothing_is_left_out(sample: Sample, tmp_path: Path) -> None:
    with plan_json.read_plan(sample.path, tmp_path / "ตัวอย่าง.bmaplan") as draft:
        assert left_behind(draft) == []
