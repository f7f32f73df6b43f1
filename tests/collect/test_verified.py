"""A bundle that was verified is read again quickly, and comes to the same rows as when it was verified."""

import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from planner_desktop import formpack, i18n
from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import taken, write_bundle
from planner_desktop.checks import accepting, find_problems
from planner_desktop.collect import loading, reading_ahead, verified
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.draft.plan.plan_json import plan_in_memory, to_plan
from planner_desktop.formpack.editions import edition_folder
from tests.bundle.forger import bagged, files_of, zipped
from tests.collect.conftest import ABROAD, FINANCE, PERSONNEL


@pytest.fixture(scope="module")
def of_all_editions(bundles: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Bundles of three editions: with errors and incomplete, with warnings that were accepted, with attached files."""
    folder = tmp_path_factory.mktemp("ทุกแม่แบบ")
    made = [bundles[PERSONNEL]]
    for name in ("2567-strategy", "2565-budget"):
        with new_from_sample(name, folder / f"{name}.bmaplan") as draft:
            for problem in [each for each in find_problems(draft) if accepting.can_be_accepted(each)][:3]:
                accepting.accept(draft, problem, "ถูกแล้ว\nเพราะประกาศ")
            draft.attach_content("หนังสือ.txt", b"attached")
            incomplete.mark(draft, "as published")
            made.append(write_bundle(draft, folder / f"{name}.zip"))
    return made


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """In which ways bundles were read, in order."""
    told: list[str] = []
    quickly, anew = verified.Verified._again, loading.take

    def again(*arguments: Any) -> Any:
        told.append("again")
        return quickly(*arguments)

    def take(*arguments: Any) -> Any:
        told.append("anew")
        return anew(*arguments)

    monkeypatch.setattr(verified.Verified, "_again", again)
    monkeypatch.setattr(loading, "take", take)
    return told


def test_what_is_read_again_is_what_was_received_byte_for_byte(
    of_all_editions: list[Path], tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        for bundle in of_all_editions:
            receive(desk, bundle, "ก")
        accepted = desk.rows("SELECT bundle, count(accepted) AS n FROM problem GROUP BY bundle")
        assert [row["n"] for row in accepted] == [0, 3, 3]
    received = path.read_bytes()
    ways.clear()
    open_collection(path, anew=True).close()
    assert ways == ["again"] * 3
    assert path.read_bytes() == received
    ways.clear()
    monkeypatch.setattr(verified, "__version__", "another")
    open_collection(path, anew=True).close()
    assert ways == ["anew"] * 3
    assert path.read_bytes() == received


def test_what_was_verified_in_another_language_is_read_anew(
    bundles: dict[str, Path], tmp_path: Path, ways: list[str]
) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        receive(desk, bundles[ABROAD], "ก")
    ways.clear()
    i18n.set_language("th")
    open_collection(path, anew=True).close()
    assert ways == ["anew"]


def test_what_did_not_verify_without_a_remark_is_read_anew(
    bundles: dict[str, Path], tmp_path: Path, ways: list[str]
) -> None:
    files = files_of(bundles[PERSONNEL])
    told = json.loads(files["data/report.json"])
    told["problems"][0]["message"] = "a message of another program"
    files["data/report.json"] = json.dumps(told).encode()
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"Agent: planner_desktop 0", b"Agent: planner_desktop 99.0")
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        assert "planner_desktop 99.0" in receive(desk, zipped(bagged(files), tmp_path / "ชุด.zip"), "ก").problem
        assert ways == []
        assert desk.rows("SELECT * FROM problem WHERE message LIKE '%another program'") == []
    open_collection(path, anew=True).close()
    assert ways == ["anew"]


def test_a_bundle_that_was_changed_is_not_read_again(bundles: dict[str, Path], tmp_path: Path, ways: list[str]) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        receive(desk, bundles[ABROAD], "ก")
    ways.clear()
    shutil.copy(bundles[FINANCE], next(folder_of(path).glob("*.zip")))
    with pytest.raises(Exception, match="missing or was changed"):
        open_collection(path, anew=True)
    assert ways == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not divided here")
@pytest.mark.parametrize("lost", [False, True], ids=["all cores", "a process is ended"])
def test_many_are_read_on_all_cores_and_come_to_the_same(
    lost: bool, bundles: dict[str, Path], tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        for bundle in bundles.values():
            receive(desk, bundle, "ก")
    received = path.read_bytes()
    ways.clear()
    monkeypatch.setattr(reading_ahead, "FEW", 2)
    if lost:
        monkeypatch.setattr(reading_ahead, "_read", _ends)
    open_collection(path, anew=True).close()
    assert ways == ["again"] * (3 if lost else 0), "here, where no other process read them"
    assert path.read_bytes() == received


def _ends(*_bundle: object) -> None:
    os._exit(1)


# ---------------------------------------------------------------- of any plan


def change(plan: Draft, chance: Random) -> None:
    """Do something to a record: empty a field or link it otherwise, delete, move or double it."""
    kind = chance.choice([kind for kind in plan.pack.records if plan.ids(kind)])
    spec, ids = plan.pack.records[kind], plan.ids(kind)
    id, name = chance.choice(ids), chance.choice([*spec.columns, *spec.pairs])
    to = spec.fields[name].to
    others = chance.sample(known := plan.ids(to), min(4, len(known))) if to else []
    plan.set(kind, id, name, others if name in spec.pairs else others[0] if others else None)
    if not spec.single:
        does = (plan.delete, plan.duplicate, lambda kind, ids: plan.move(kind, ids[0], chance.randrange(9)))
        chance.choice(does)(kind, [id])


@pytest.mark.parametrize(
    ("sample", "edition"), [("2565-budget", "bma-2565"), ("2567-strategy", "bma-2567"), (FINANCE, "bma-2568")]
)
def test_records_are_read_in_both_ways_alike_whatever_was_done_to_a_plan(sample: str, edition: str) -> None:
    pack, chance = formpack.read(edition_folder(edition)), Random(sample)
    with (
        plan_in_memory(SAMPLES / f"{sample}.json", pack=pack) as plan,
        closing(verified._PlainTables(pack)) as tables,
    ):
        plan.move("project", plan.ids("project")[0], 9)
        for _n in range(10):
            change(plan, chance)
            data = to_plan(plan)
            with plan_in_memory(Path("plan.json"), data | {"attachments": []}, pack) as anew:
                known = taken.take(anew, [])
            assert tables.take(data["records"], {"problems": [], "accepted": [], "counts": {}}) == known
        assert any(known.rows.values())
