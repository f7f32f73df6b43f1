"""Deleting records: nothing is asked, undo brings all back, and the window tells what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner_desktop.entry.list_actions import ChosenRecords
    from planner_desktop.stopping import Progress
    from planner_desktop.ui.session.session import Session


def delete(session: Session, records: ChosenRecords, progress: Progress | None = None) -> None:
    """Delete the chosen records of a list with all that stands under them.

    Raises DraftError, or what `progress` raises.
    """
    before = session.draft.snapshot() if session.tell_deleted else None
    try:
        records.delete(progress)
    except BaseException:
        if before is not None:
            before.close()
        raise
    if session.tell_deleted and before is not None:
        session.tell_deleted(before, records.kind, list(records.chosen))
