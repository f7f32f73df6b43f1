"""The order of records: a place for a new one, and others moved or sorted. Only what gets another place is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from planner_desktop.stopping import Progress, counted

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft


def place_for_new(draft: Draft, kind: str, parent: int | None, at: int | None) -> int:
    """The position of a new record at index `at` among its siblings, which make room; behind them all if None.

    Inside the caller's action.
    """
    above = draft.spec(kind).parent
    under, values = (f" AND {above} = ?", [parent]) if above else ("", [])
    if at is None:
        sql = f"SELECT coalesce(max(position), 0) + 1 FROM {kind} WHERE true{under}"
        return int(draft.database.execute(sql, values).fetchone()[0])
    rows = _siblings(draft, kind, parent)
    if at >= len(rows):
        return place_for_new(draft, kind, parent, None)
    if not _is_strict([position for _id, position in rows]):
        arrange(draft, kind, [id for id, _position in rows])
        rows = _siblings(draft, kind, parent)
    at = max(0, at)
    place, before = rows[at][1], rows[at - 1][1] if at else 0
    if place - before > 1:
        return place - 1
    end = next((n for n in range(at + 1, len(rows)) if rows[n][1] > rows[n - 1][1] + 1), len(rows))
    draft.database.execute(
        f"UPDATE {kind} SET position = position + 1 WHERE position BETWEEN ? AND ?{under}",
        [place, rows[end - 1][1], *values],
    )
    return place


def arrange(draft: Draft, kind: str, ids: Sequence[int], progress: Progress | None = None) -> None:
    """Put these records into this order, on the places that they hold among their siblings, inside an action."""
    above, given = draft.spec(kind).parent, set(ids)
    parent = above or "NULL"
    rows = draft.database.execute(
        f"SELECT id, position, {parent} AS parent FROM {kind} ORDER BY parent, position, id"
    ).fetchall()
    for _parent, group in groupby(rows, key=lambda row: row[2]):
        siblings = list(group)
        here = {id for id, _position, _above in siblings}
        in_order = iter([id for id in ids if id in here])
        after = [next(in_order) if id in given else id for id, _position, _above in siblings]
        places = [position for _id, position, _above in siblings]
        held = {id: position for id, position, _above in siblings}
        if not _is_strict(places):
            places = list(range(1, len(siblings) + 1))
        changed = [(place, id) for id, place in zip(after, places, strict=True) if held[id] != place]
        for place, id in counted(changed, progress):
            draft.database.execute(f"UPDATE {kind} SET position = ? WHERE id = ?", [place, id])


def _siblings(draft: Draft, kind: str, parent: int | None) -> list[tuple[int, int]]:
    above = draft.spec(kind).parent
    under, values = (f" WHERE {above} = ?", [parent]) if above else ("", [])
    return draft.database.execute(f"SELECT id, position FROM {kind}{under} ORDER BY position, id", values).fetchall()


def _is_strict(places: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(places))
