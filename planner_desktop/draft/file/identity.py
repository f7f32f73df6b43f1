"""Which draft a file is a state of: a random id inside it, which stays when the file is renamed, moved or copied."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from planner_desktop.draft.file.database import Database

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

SETTING = "draft_id"


def begin(database: Database) -> None:
    """Give a draft its id if it has none, inside the caller's transaction."""
    database.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", [SETTING, secrets.token_hex(16)])


def draft_id(draft: Draft) -> str:
    """The draft's id, made if there is none; empty where there is none and the draft is only for reading."""
    if not draft.setting(SETTING) and not draft.read_only:
        with draft.saving():
            begin(draft.database)
    return draft.setting(SETTING)
