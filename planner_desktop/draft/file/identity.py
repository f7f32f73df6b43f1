"""Which draft a file is a state of: a random id inside it, which stays when the file is renamed, moved or copied.

Beside it stands when the draft was begun: the date of a plan in which nothing was edited yet.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner_desktop.draft.file.database import Database

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

SETTING = "draft_id"
BEGUN = "begun"


def begin(database: Database) -> None:
    """Give a draft its id if it has none, inside the caller's transaction."""
    for name, value in (
        (SETTING, secrets.token_hex(16)),
        (BEGUN, datetime.now(UTC).isoformat(timespec="seconds")),
    ):
        database.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", [name, value])


def draft_id(draft: Draft) -> str:
    """The draft's id, made if there is none; empty where there is none and the draft is only for reading."""
    if not draft.setting(SETTING) and not draft.read_only:
        with draft.saving():
            begin(draft.database)
    return draft.setting(SETTING)
