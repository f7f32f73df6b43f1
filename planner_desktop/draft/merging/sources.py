"""Whose changes are merged, and what of theirs was merged before: the next time only what they changed since is theirs.

A division sends its part a second time, corrected. What it sent first is then the base of what it changed, and what was
decided of it meanwhile stays decided. Only where a conflict with it is still open, the base is what it was.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from planner_desktop.draft.merging.existence import Key
from planner_desktop.draft.merging.noting import NONE
from planner_desktop.draft.merging.state import Row, Siblings, State
from planner_desktop.draft.records.section_notes import SectionNote
from planner_desktop.frozen import Frozen

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft
    from planner_desktop.draft.records.records import Records


class Source(Frozen):
    """Whose changes are merged: what tells it from all others, as the id of a part; what officers call it; whose they
    are, and when they came, ISO 8601 in UTC."""

    key: str
    name: str
    who: str = ""
    at: str = ""


def origin(draft: Records) -> dict[str, str]:
    """From which source records came by earlier merges."""
    rows = draft.database.execute("SELECT source, added FROM merge_source ORDER BY source")
    return {uid: source for source, added in rows for uid in json.loads(added)}


def advanced(draft: Draft, base: State, source: str) -> State:
    """The base of what a source changed since it was merged last."""
    row = draft.database.execute("SELECT changed FROM merge_source WHERE source = ?", [source]).fetchone()
    if row is None:
        return base
    sql = "SELECT what, kind, uid, field FROM merge_conflict WHERE source = ?"
    asked = draft.database.execute(f"{sql} AND NOT (what = 'deleted' AND mine = 'false')", [source]).fetchall()
    return patched(base, json.loads(row[0]), set(asked))


def keep(draft: Draft, source: Source, changed: str, origin: Mapping[str, str]) -> None:
    """Keep what was merged of a source, inside the caller's action."""
    added = json.dumps(sorted(uid for uid, key in origin.items() if key == source.key))
    held = draft.database.execute("SELECT changed, added FROM merge_source WHERE source = ?", [source.key]).fetchone()
    if held == (changed, added):
        return
    draft.database.execute("DELETE FROM merge_source WHERE source = ?", [source.key])
    draft.database.execute(
        "INSERT INTO merge_source (source, name, who, at, changed, added) VALUES (?, ?, ?, ?, ?, ?)",
        [source.key, source.name, source.who, source.at, changed, added],
    )


def changed(base: State, theirs: State) -> str:
    """What differs in theirs from the base, as it is kept."""
    records = {
        kind: found
        for kind, rows in theirs.records.items()
        if rows is not base.records[kind]
        if (found := _differing(base.records[kind], rows))
    }
    order = [
        [*siblings, list(theirs.order.get(siblings, ()))]
        for siblings in sorted({*base.order, *theirs.order})
        if theirs.order.get(siblings, ()) != base.order.get(siblings, ())
    ]
    notes = {section: astuple(theirs.notes.get(section, NONE)) for section in sorted({*base.notes, *theirs.notes})}
    return json.dumps({"records": records, "order": order, "notes": notes}, ensure_ascii=False)


def _differing(before: Mapping[str, Row], rows: Mapping[str, Row]) -> dict[str, Any]:
    found: dict[str, Any] = {uid: None for uid in before if uid not in rows}
    for uid, row in rows.items():
        if before.get(uid) != row:
            found[uid] = [row.parent, row.values, row.links, row.refused]
    return found


def patched(base: State, kept: Mapping[str, Any], open_places: Collection[tuple[str, str, str, str]]) -> State:
    """The base with what was merged, but for what is still asked."""
    deleted = {(kind, uid) for what, kind, uid, _field in open_places if what == "deleted"}
    records = dict(base.records)
    held: set[Key] = set()
    """Records of which it is asked whether they shall go."""
    for kind, spec in base.kinds.items():
        rows = dict(base.records[kind])
        for uid, row in base.records[kind].items():
            if (kind, uid) in deleted or (spec.parent, row.parent) in held:
                held.add((kind, uid))
        for uid, state in kept["records"].get(kind, {}).items():
            if (kind, uid) in held or (state and spec.parent and (spec.parent, state[0]) in held):
                held.add((kind, uid))
            elif state is None:
                rows.pop(uid, None)
            else:
                rows[uid] = _row(rows.get(uid), state, {(w, f) for w, k, u, f in open_places if (k, u) == (kind, uid)})
        records[kind] = rows
    asked = {(kind, uid) for what, kind, uid, _field in open_places if what == "order"}
    order = dict(base.order)
    for kind, parent, uids in kept["order"]:
        siblings: Siblings = (kind, parent)
        there = records[kind]
        # Where the order is asked, it is asked of what the base had.
        held_order = base.order.get(siblings, ()) if siblings in asked else uids
        order[siblings] = tuple(uid for uid in held_order if uid in there)
    notes = {section: SectionNote(*note) for section, note in kept.get("notes", {}).items()}
    return State(base.kinds, records, order, base.files, base.accepted, notes={**base.notes, **notes})


def _row(before: Row | None, state: list[Any], asked: Collection[tuple[str, str]]) -> Row:
    parent, values, links, refused = state
    row = Row(
        parent,
        values,
        {name: tuple(uids) for name, uids in links.items()},
        {name: (text, why) for name, (text, why) in refused.items()},
    )
    if not asked:
        return row
    before = before or Row(parent)
    kept_values = dict(row.values)
    kept_links, kept_refused, kept_parent = dict(row.links), dict(row.refused), row.parent
    for what, name in asked:
        if what == "field":
            kept_values[name] = before.values.get(name)
        elif what == "links":
            kept_links[name] = before.links.get(name, ())
        elif what == "refused":
            kept_refused.pop(name, None)
            kept_refused |= {name: before.refused[name]} if name in before.refused else {}
        elif what == "parent":
            kept_parent = before.parent
    return Row(kept_parent, kept_values, kept_links, kept_refused)
