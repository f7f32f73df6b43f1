"""Which draft a file is a state of: a random id inside it, which stays when the file is renamed, moved or copied."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from planner_desktop.draft.database import Database
from planner_desktop.draft.history import standing

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

SETTING = "draft_id"


def begin(database: Database) -> None:
    """Give a draft its id if it has none, inside the caller's transaction."""
    database.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", [SETTING, uuid.uuid4().hex])


def draft_id(draft: Draft) -> str:
    """The draft's id, made if there is none; empty where there is none and the draft is only for reading."""
    if not draft.setting(SETTING) and not draft.read_only:
        with draft.saving():
            begin(draft.database)
    return draft.setting(SETTING)


def related(a: Draft, b: Draft) -> bool:
    """Whether both are states of one draft: of one id, or begun with the very same action."""
    if (id := a.setting(SETTING)) and id == b.setting(SETTING):
        return True
    first, other = (
        draft.database.execute("SELECT id, at, author FROM action ORDER BY id LIMIT 1").fetchone() for draft in (a, b)
    )
    return first is not None and first == other


def made_apart(a: Draft, b: Draft) -> set[tuple[str, int]]:
    """The records (kind, id) that one of two related drafts made after they parted: under one id these are two."""
    mine, others = (_actions(draft) for draft in (a, b))
    shared = 0
    for ours, theirs in zip(mine, others, strict=False):
        if ours != theirs:
            break
        shared = ours[0]
    made = "SELECT record, row FROM change WHERE before IS NULL AND action IN (SELECT id FROM action WHERE undone = 0)"
    return {
        (record, row) for draft in (a, b) for record, row in draft.database.execute(f"{made} AND action > ?", [shared])
    }


def _actions(draft: Draft) -> list[tuple[int, str]]:
    at = dict(draft.database.execute("SELECT id, at FROM action").fetchall())
    return [(action, at[action]) for action in standing(draft.database)]
