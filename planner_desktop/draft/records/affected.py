"""Which records an action concerned, and in which sections they are entered: where undo and redo lead."""

import json
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import own_tables
from planner_desktop.draft.file.form_packs import FORM_PACK
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.formpack.screen_parts import MatrixPart, Screen
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.i18n import ngettext

MOST = 200
"""As many changes of an action are looked at."""
_BESIDE = {own.name for own in own_tables.RECORDED}
MOST_LETTERS = 60
"""Of what an action is called, in a menu, at the foot or in a terminal."""


class Touched(NamedTuple):
    """A record that an action made or deleted (`whole`), or changed in a field or in what it links to."""

    kind: str
    id: int
    field: str
    values: dict[str, Any]
    """As far as the change tells them."""
    how: Literal["whole", "field", "links"]


def touched(draft: Draft, action: int) -> list[Touched]:
    """The records that an action was about, in its order: not those that only came along with them.

    What came along is what stands under a record that was made or deleted, and what was made to be linked to.
    """
    found = _changed(draft, action)
    about = next(filter(None, ([e for e in found if e.how == how] for how in ("whole", "field", "links"))), [])
    kinds = {each.kind for each in about}
    along = {kind for kind in kinds if _comes_along(draft, kind, kinds - {kind})}
    once = {(e.kind, e.id): e for e in reversed(about) if e.kind not in along or along == kinds}
    return list(once.values())[::-1]


def _changed(draft: Draft, action: int) -> list[Touched]:
    """Every change of an action."""
    owners = {links_table(kind, name): (kind, name) for kind, spec in draft.pack.records.items() for name in spec.pairs}
    rows = draft.database.execute(
        "SELECT record, row, before, after FROM change WHERE action = ? AND record <> ? ORDER BY id LIMIT ?",
        [action, FORM_PACK, MOST],  # of which the history holds all that it changed, and which is no record
    )
    found = []
    for table, row, before, after in rows.fetchall():
        old, new = json.loads(before or "{}"), json.loads(after or "{}")
        if table in owners:
            kind, field = owners[table]
            holder = (new or old).get(kind)
            if holder is not None:
                found.append(Touched(kind, int(holder), field, {}, "links"))
        elif table in _BESIDE:
            held = new or old
            uid = held.get(UID)
            id = draft.id_of(held["kind"], uid) if uid and held.get("kind") in draft.pack.records else None
            if id is not None:  # else the action makes the record too, or takes it away
                found.append(Touched(held["kind"], id, held.get("field") or "", {}, "field"))
        elif table in draft.pack.records:
            whole = before is None or after is None
            field = "" if whole else next((name for name in draft.spec(table).fields if name in new), "")
            found.append(Touched(table, row, field, old | new, "whole" if whole else "field"))
    return found


def _comes_along(draft: Draft, kind: str, others: set[str]) -> bool:
    if draft.spec(kind).parent in others:
        return True
    return any(field.to == kind for other in others for field in draft.spec(other).fields.values())


def sections_of(draft: Draft, records: Sequence[Touched], here: str = "", use: InUse | None = None) -> list[str]:
    """The ids of the sections where these records are entered, each once, the one `here` before others.

    `use` is what is in use of the form pack, where that is known.
    """
    found: dict[str, None] = {}
    use = use or in_use(draft)
    for each in records:
        shows = use.sections_showing(each.kind)
        shows.sort(key=lambda section: section.id != here)
        fitting = [section.id for section in shows if any(_lists(draft, part, each) for _n, part in use.parts(section))]
        found |= dict.fromkeys((fitting or [section.id for section in shows])[:1])
    return sorted(found, key=lambda section: section != here)


def in_words(draft: Draft, label: str, records: Sequence[Touched], here: str = "", use: InUse | None = None) -> str:
    """What an action did, by its label, and in which section, or in how many."""
    label = label if len(label) <= MOST_LETTERS else label[:MOST_LETTERS] + "…"
    sections = sections_of(draft, records, here, use)
    if not sections:
        return label
    where, more = draft.pack.section(sections[0]).title, len(sections) - 1
    if more:
        others = ngettext("and {count} more section", "and {count} more sections", more).format(count=more)
        where = f"{where} {others}"
    return f"{label} · {where}"


def _lists(draft: Draft, part: Screen, record: Touched) -> bool:
    """Whether a part of a screen has this record, by the values that its rows must have."""
    if record.kind not in part.edits(draft.pack):
        return False
    if isinstance(part, MatrixPart) or part.record != record.kind or not part.where:
        return True
    ids = draft.ids(record.kind, where={"id": record.id})
    values = draft.record(record.kind, record.id).values if ids else record.values
    return all(values.get(name) == value for name, value in part.where.items())
