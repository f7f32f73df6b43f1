"""That a version is given out though errors stand in it: why, who says so and when. It is kept in the draft, so that
the bundle of the version is the same whenever it is made, and holds for that version alone.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.versions import state

SETTING = "incomplete"


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The mark: `at` is ISO 8601 in UTC."""

    reason: str
    by: str
    at: str


def mark(draft: Draft, reason: str, now: datetime | None = None) -> None:
    """Mark the version that is worked on, or was sent; without a reason, take the mark away. Raises DraftError."""
    reason = " ".join(reason.split())
    before = marked(draft)
    if before is not None and before.reason == reason:
        return
    at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    kept = {"version": state(draft).number} | asdict(Incomplete(reason, draft.author, at)) if reason else {}
    draft.remember(SETTING, json.dumps(kept, ensure_ascii=False) if kept else "")


def marked(draft: Draft) -> Incomplete | None:
    """The mark of the version that is worked on, or was sent."""
    kept = json.loads(draft.setting(SETTING) or "{}")
    if kept.pop("version", None) != state(draft).number:
        return None
    return Incomplete(**kept)
