"""Merges of random histories lose nothing; one that is killed is wholly there or not at all."""

import random
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.conflicts import count
from planner_desktop.draft.merging.copies import merge_copy
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import FormPack
from tests.draft.merging.histories import by_chance
from tests.draft.merging.orders import look
from tests.patience import PATIENCE
from tests.reliability.conftest import ROUNDS

HISTORIES_A_ROUND = 100
PROJECTS = 40


@pytest.mark.soak
def test_parts_of_many_histories_lose_nothing_and_agree_in_every_order() -> None:
    asked = sum(look(by_chance(seed)) for seed in range(ROUNDS * HISTORIES_A_ROUND))
    print(f"\n{ROUNDS * HISTORIES_A_ROUND} histories of three parts in six orders, {asked} with conflicts: 0 lost")


def copies(folder: Path, pack: FormPack) -> tuple[Path, Path]:
    """A draft and a copy of it that drifted apart in every project."""
    mine, theirs = folder / "ร่าง.bmaplan", folder / "สำเนา.bmaplan"
    with Draft.create(mine, pack) as draft:
        with draft.action("projects"):
            for n in range(PROJECTS):
                draft.add("project", {"name": f"โครงการ {n}", "budget": n})
        draft.save_as(theirs)
        _edit(draft, "ที่นี่")
    with Draft.open(theirs) as copy:
        _edit(copy, "ที่นั่น")
    return mine, theirs


def _edit(draft: Draft, name: str) -> None:
    with draft.action("edit"):
        for n, id in enumerate(draft.ids("project")):
            draft.set("project", id, "name", f"{name} {n}" if n % 2 else f"โครงการเดียวกัน {n}")
        draft.add("project", {"name": f"เพิ่ม{name}"})


def merge_and_tell(mine: Path, theirs: Path, tells: Connection) -> None:
    """Merge a copy, telling when that begins and when it is done."""
    with Draft.open(mine) as draft, Draft.open(theirs, read_only=True) as copy:
        tells.send("begun")
        merge_copy(draft, copy, "สำเนา")
        tells.send("done")


def kill_merges(folder: Path, pack: FormPack, processes: ForkServerContext, rounds: int) -> tuple[int, int]:
    """How many merges that were killed were wholly there, and how many not at all."""
    mine, theirs = copies(folder, pack)
    before = mine.read_bytes()
    with Draft.open(mine) as draft, Draft.open(theirs, read_only=True) as copy:
        plain = plan_json.to_plan(draft)
        merge_copy(draft, copy, "สำเนา")
        merged = plan_json.to_plan(draft), count(draft)
    chance, found = random.Random(rounds), [0, 0]
    for _round in range(rounds):
        mine.write_bytes(before)
        hears, tells = processes.Pipe(duplex=False)
        process = processes.Process(target=merge_and_tell, args=(mine, theirs, tells))
        process.start()
        tells.close()
        assert hears.poll(PATIENCE)
        assert hears.recv() == "begun"
        process.join(chance.random() * 0.15)
        process.kill()
        process.join()
        hears.close()
        with Draft.open(mine) as draft:
            assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
            now = plan_json.to_plan(draft), count(draft)
            assert now in ((plain, 0), merged)
            found[now == (plain, 0)] += 1
    return found[0], found[1]


def test_a_merge_that_is_killed_is_wholly_there_or_not_at_all(
    tmp_path: Path, pack: FormPack, processes: ForkServerContext
) -> None:
    assert sum(kill_merges(tmp_path, pack, processes, 4)) == 4


@pytest.mark.soak
def test_many_merges_that_are_killed_are_wholly_there_or_not_at_all(
    tmp_path: Path, pack: FormPack, processes: ForkServerContext
) -> None:
    whole, none = kill_merges(tmp_path, pack, processes, ROUNDS)
    print(f"\n{ROUNDS} merges killed: {whole} wholly there, {none} not at all, 0 in part")
