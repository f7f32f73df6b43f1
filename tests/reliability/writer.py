"""A process that edits a draft until it is killed, and a model that does the same: step n is always the same step."""

import random
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json

MOST = 40  # projects


def step(draft: Draft, number: int) -> None:
    """Do what step `number` is, on a draft in the state that the steps before left."""
    chance = random.Random(number)
    ids = draft.ids("project")
    kind = chance.choice(["edit", "edit", "edit", "paste", "delete", "undo", "redo"])
    if kind == "undo":
        draft.undo()
    elif kind == "redo":
        draft.redo()
    elif kind == "delete" and len(ids) > MOST // 2:
        draft.delete("project", chance.sample(ids, len(ids) // 2))
    elif kind == "paste" and len(ids) < MOST:
        with draft.action("paste"):
            for n in range(10):
                draft.add("project", {"name": f"โครงการ {number}/{n}", "budget": number})
    else:
        with draft.action("edit"):
            project = chance.choice(ids) if ids else draft.add("project")
            draft.enter("project", project, "name", f"โครงการ {number}")
            draft.enter("project", project, "budget", str(number))


def typed(number: int) -> str:
    """What stands in a field after step `number`."""
    return f"กำลังพิมพ์ {number}"


def state(draft: Draft) -> dict[str, Any]:
    """All that is in the plan, but for the uids, which chance makes."""
    plan = plan_json.to_plan(draft)
    for records in plan["records"].values():
        for record in records:
            del record["uid"]
    return plan


def write(path: Path, number: int, done: Connection) -> None:
    """Take step after step from `number` on, telling each when the draft has acknowledged it."""
    draft = Draft.open(path)
    if draft.read_only:
        done.send(draft.opened.reason)
        return
    while True:
        step(draft, number)
        draft.typing("cover", 1, "agency", typed(number))
        done.send(number)
        number += 1


def count(path: Path, times: int) -> None:
    """Add one to the number in a draft that others want to add to as well, each time opening it anew."""
    while times:
        with Draft.open(path) as draft:
            if draft.read_only:
                continue
            number = int(str(draft.record("cover", 1).values["agency"] or 0))
            draft.enter("cover", 1, "agency", str(number + 1))
            times -= 1
