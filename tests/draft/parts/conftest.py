"""A plan with divisions, and parts of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.parts import handing
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.records.handed_parts import Given

Hand = Callable[..., Path]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    """The finance department's plan, in which nine divisions have projects and key results."""
    with plan_json.read_plan(SAMPLES / "2568-finance.json", tmp_path / "แผน ของสำนัก.bmaplan") as draft:
        draft.author = "นักวิเคราะห์"
        yield draft


@pytest.fixture
def hand(plan: Draft, tmp_path: Path) -> Hand:
    """Hand out the part of a division, by its name; with all that names it unless `given` says otherwise."""

    def hand(division: str, given: Given | None = None, note: str = "") -> Path:
        id = handing.division_named(plan, division)
        assert id is not None
        path = tmp_path / f"ส่วนของ {division}.bmapart"
        uid = plan.uid(plan.pack.edition.divisions or "", id)
        wanted = handing.Wanted(division, uid, given or handing.of_division(plan, id), note=note)
        handing.hand_out(plan, path, wanted)
        return path

    return hand
