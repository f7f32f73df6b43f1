"""Two agencies that open each other's file see the same differences, whatever either plan leaves out."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.plans import sharing
from planner_desktop.plans.shared_differences import HeldTogether, SharedDifference, hold_together

ABROAD, FINANCE, PERSONNEL = "2568-international-affairs", "2568-finance", "2568-personnel"


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[dict[str, Draft]]:
    made = {name: new_from_sample(name, tmp_path / f"{name}.bmaplan") for name in (ABROAD, FINANCE, PERSONNEL)}
    yield made
    for each in made.values():
        each.close()


def _opened(draft: Draft, other: Draft, folder: Path) -> HeldTogether:
    """What a draft is told of the file that the other gives."""
    sharing.write(other, folder / "เขา.bmashare")
    return hold_together(draft, sharing.read(folder / "เขา.bmashare"))


def _both_see_the_same(one: Draft, other: Draft, folder: Path) -> int:
    here, there = _opened(one, other, folder), _opened(other, one, folder)
    assert sorted((each.key, each.field, each.ours, each.theirs, each.known) for each in here.differences) == sorted(
        (each.key, each.field, each.theirs, each.ours, each.known) for each in there.differences
    )
    assert here.both == there.both
    return len(here.differences)


def _record(draft: Draft, code: str) -> int:
    return next(each.id for each in draft.records("key_result") if each.values["code"] == code)


def _of(held: HeldTogether, key: str) -> dict[str, SharedDifference]:
    return {each.field: each for each in held.differences if each.key == key}


def test_a_result_whose_host_names_nobody_yet_is_compared_on_both_sides(
    plans: dict[str, Draft], tmp_path: Path
) -> None:
    abroad, finance = plans[ABROAD], plans[FINANCE]
    finance.set("key_result", _record(finance, "7402"), "agency_target", "ร้อยละ 50")
    here, there = _of(_opened(abroad, finance, tmp_path), "7402"), _of(_opened(finance, abroad, tmp_path), "7402")
    assert here.keys() == there.keys() == {"name", "target", "others"}
    assert (here["target"].ours, here["target"].theirs) == ("ร้อยละ 100", "ร้อยละ 50")
    assert (there["target"].ours, there["target"].theirs) == ("ร้อยละ 50", "ร้อยละ 100")
    assert (here["others"].ours, here["others"].theirs) == ("สำนักงานการต่างประเทศ", "")


def test_published_plans_see_the_same(plans: dict[str, Draft], tmp_path: Path) -> None:
    assert all(_both_see_the_same(one, other, tmp_path) for one, other in combinations(plans.values(), 2))


@pytest.mark.parametrize("seed", range(6))
def test_plans_that_are_edited_at_random_see_the_same(seed: int, plans: dict[str, Draft], tmp_path: Path) -> None:
    chance = Random(seed)
    one, other = chance.sample(list(plans.values()), 2)
    for _step in range(6):
        for _edit in range(5):
            _edit_at_random(chance.choice([one, other]), [one, other], chance)
        _both_see_the_same(one, other, tmp_path)


def _edit_at_random(draft: Draft, pair: list[Draft], chance: Random) -> None:
    """What officers do to a result: of one that both have, if there is any left."""
    codes = [{each.values["code"] for each in of.records("key_result")} for of in pair]
    results = draft.records("key_result")
    shared = [each for each in results if each.values["code"] in codes[0] & codes[1]] or results
    if not shared:
        return
    result = chance.choice(shared)
    agencies = [each.id for each in draft.records("agency")]
    what = chance.choice(["hosts", "supporters", "role", "target", "agency_target", "name", "code", "gone", "again"])
    if what in ("hosts", "supporters"):
        draft.set("key_result", result.id, what, chance.sample(agencies, chance.randint(0, min(2, len(agencies)))))
    elif what == "gone":
        draft.delete("key_result", [result.id])
    elif what == "again":
        draft.add("key_result", {name: result.values[name] for name in ("code", "name", "target")})
    else:
        values: dict[str, list[str | None]] = {
            "role": ["H", "R", None],
            "code": [None, "9999"],
            "name": ["ชื่ออื่น", "อีกชื่อหนึ่ง"],
        }
        draft.set("key_result", result.id, what, chance.choice(values.get(what, ["ร้อยละ ๕๐", "50 แห่ง"])))


def test_a_result_without_its_code_is_known_by_its_name(plans: dict[str, Draft], tmp_path: Path) -> None:
    abroad, finance = plans[ABROAD], plans[FINANCE]
    name = finance.record("key_result", _record(finance, "7402")).values["name"]
    id = _record(abroad, "7402")
    abroad.set("key_result", id, "name", name)
    abroad.set("key_result", id, "code", None)
    found = _of(_opened(finance, abroad, tmp_path), "7402")
    assert (found["code"].ours, found["code"].theirs, "result" in found) == ("7402", "", False)
    _both_see_the_same(abroad, finance, tmp_path)


def test_only_what_is_truly_not_in_the_plan_is_told_as_missing(plans: dict[str, Draft], tmp_path: Path) -> None:
    abroad, finance = plans[ABROAD], plans[FINANCE]
    finance.delete("key_result", [_record(finance, "7402")])
    here, there = _of(_opened(abroad, finance, tmp_path), "7402"), _of(_opened(finance, abroad, tmp_path), "7402")
    assert (here["result"].ours, here["result"].theirs, here["result"].known) == ("yes", "no", True)
    assert (there["result"].ours, there["result"].theirs, there["result"].known) == ("no", "yes", True)


def test_what_a_file_of_an_earlier_version_leaves_out_is_not_told_as_missing(
    plans: dict[str, Draft], tmp_path: Path
) -> None:
    abroad, finance = plans[ABROAD], plans[FINANCE]
    path = tmp_path / "เดิม.bmashare"
    sharing.write(finance, path)
    data = json.loads(path.read_bytes())
    for name in ("complete", "version", "sent", "moment"):
        del data[name]
    data["results"] = [each for each in data["results"] if {*each["hosts"], *each.get("others", [])} != {"สำนักการคลัง"}]
    path.write_text(json.dumps(data), encoding="utf-8")
    held = hold_together(abroad, sharing.read(path))
    found = _of(held, "7402")["result"]
    assert (found.ours, found.theirs, found.known) == ("yes", "not said in this file", False)
    assert held.known == len(held.differences) - 1
    assert "name" in _of(held, "2202")
