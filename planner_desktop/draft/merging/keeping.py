"""The conflicts that a merge left, put into the draft with whose values they are; those that are none now go."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.merging import conflicts
from planner_desktop.draft.merging.conflicts import OpenConflict, Side
from planner_desktop.draft.merging.naming import Naming
from planner_desktop.draft.merging.plan import Conflict, MergeResult
from planner_desktop.draft.merging.sources import Source

_ASKED_AGAIN = ("field", "links", "refused", "parent", "deleted", "order")
"""What a merge of the same source tells again as long as it is so; but not that mine deleted what came back since."""
_OF_CHANGE = """
    SELECT a.author, a.at FROM change c JOIN action a ON a.id = c.action
    WHERE c.record = ? AND c.row = ? AND a.undone = 0 AND {} ORDER BY c.id DESC LIMIT 1
"""


def keep(draft: Draft, source: Source, result: MergeResult, found: Iterable[Conflict], naming: Naming) -> None:
    """Have the draft's conflicts with a source be those that were found, inside the caller's action."""
    kept = set()
    for each in found:
        row = _row(draft, source, each, naming)
        conflicts.put(draft.database, row)
        kept.add(row.id)
    marks = ", ".join("?" * len(_ASKED_AGAIN))
    of_mine = "what = 'deleted' AND mine = 'false'"
    sql = f"SELECT id FROM merge_conflict WHERE source = ? AND what IN ({marks}) AND NOT ({of_mine})"
    before = draft.database.execute(sql, [source.key, *_ASKED_AGAIN]).fetchall()
    conflicts.remove(draft.database, [id for (id,) in before if id not in kept])


def _row(draft: Draft, source: Source, each: Conflict, naming: Naming) -> OpenConflict:
    id = naming.ids[each.kind].get(each.uid) if each.what != "order" else None
    other = str(each.mine) if each.what == "double" else ""
    sides = (each.base, each.mine, each.theirs)
    base, mine, theirs = (_json(naming.with_names(each.kind, each.field, side)) for side in sides)
    last = changed_by(draft, each.kind, id, each.field) if id is not None else Side()
    there = id is not None and bool(draft.ids(each.kind, where={"id": id}))
    return OpenConflict(
        conflicts.conflict_id(source.key, each.what, each.kind, each.uid, each.field, other),
        source.key,
        source.name,
        each.what,
        each.kind,
        each.uid,
        each.field,
        draft.title(each.kind, id) if there and id is not None else "",
        base,
        mine,
        theirs,
        last.who,
        last.at,
        source.who,
        source.at,
    )


def changed_by(draft: Draft, kind: str, id: int, field: str = "") -> Side:
    """Who last changed a record or a field of it, as far as the history tells."""
    path = "$." + field if field and field in draft.spec(kind).columns else ""
    asked = "(:path = '' OR json_type(c.after, :path) IS NOT NULL)".replace(":path", "?")
    row = draft.database.execute(_OF_CHANGE.format(asked), [kind, id, path, path or "$"]).fetchone()
    return Side(row[0] or "", row[1]) if row else Side()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda other: vars(other))
