"""Why things in a plan were amended, once for each: kept by the record's uid and the field, also of one that is gone.

A reason is no part of the plan. It is recorded and undone like an edit, and told only in the memo of the amendment.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner_desktop.draft.records.records import Records
from planner_desktop.formpack.tables import UID
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import ngettext

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

TABLE = "change_reason"


class ReasonPlace(Frozen):
    """What a reason is about: a record, and the field that changed; none where the record came, went or moved."""

    kind: str
    uid: str
    field: str = ""


class Reason(Frozen):
    """A reason, by whom and when it was given (ISO 8601 in UTC)."""

    text: str
    author: str
    at: str


def reasons(draft: Records) -> dict[ReasonPlace, Reason]:
    """All that were given."""
    rows = draft.database.execute(f"SELECT kind, {UID}, field, reason, author, at FROM {TABLE}").fetchall()
    return {ReasonPlace(*row[:3]): Reason(*row[3:]) for row in rows}


def give(draft: Draft, places: Collection[ReasonPlace], text: str) -> None:
    """Give all these one reason, as one action; an empty one takes theirs away. Raises DraftError."""
    said, now = text.strip(), datetime.now(UTC).isoformat(timespec="seconds")
    label = ngettext("reason of {count} amendment", "reasons of {count} amendments", len(places))
    with draft.action(label.format(count=len(places))):
        for place in places:
            draft.database.execute(f"DELETE FROM {TABLE} WHERE {UID} = ? AND field = ?", [place.uid, place.field])
            if said:
                draft.database.execute(
                    f"INSERT INTO {TABLE} ({UID}, field, kind, reason, author, at) VALUES (?, ?, ?, ?, ?, ?)",
                    [place.uid, place.field, place.kind, said, draft.author, now],
                )


def lacking(count: int) -> str:
    """That so many amendments have no reason yet; empty for none."""
    if not count:
        return ""
    said = ngettext("{count} amendment has no reason yet", "{count} amendments have no reason yet", count)
    return said.format(count=count)
