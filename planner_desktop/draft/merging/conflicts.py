"""Conflicts as rows of the draft: there until somebody decides, recorded and undone like records, no part of the plan.

`base`, `mine` and `theirs` are what the place held, as JSON with the uids of records and the draft's names of files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from planner_desktop.draft.file import own_tables
from planner_desktop.draft.file.database import Database
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft.records.records import Records

TABLE = own_tables.MERGE_CONFLICT.name
_COLUMNS = ", ".join(own_tables.MERGE_CONFLICT.columns)


class Side(Frozen):
    """Who last changed a place on one side, and when, ISO 8601 in UTC; empty where nobody knows."""

    who: str = ""
    at: str = ""


class OpenConflict(Frozen):
    """A conflict in a draft. The fields are the columns of its table.

    `what`, `kind`, `uid` and `field` tell its place as `plan.Conflict` does; `id` follows from these and the `source`,
    so merging the same again makes no other. `title` is what the record was called when the merge was made.
    """

    id: str
    source: str
    name: str
    what: str
    kind: str
    uid: str
    field: str
    title: str
    base: str
    mine: str
    theirs: str
    mine_by: str = ""
    mine_at: str = ""
    theirs_by: str = ""
    theirs_at: str = ""

    def value(self, side: str) -> Any:
        """What the place held on a side: `base`, `mine` or `theirs`."""
        return json.loads(getattr(self, side))


def conflict_id(source: str, what: str, kind: str, uid: str, field: str, other: str = "") -> str:
    """16 hexadecimal digits that follow from whose conflict it is, and from its place."""
    return hashlib.sha256(json.dumps([source, what, kind, uid, field, other]).encode()).hexdigest()[:16]


def about(conflict: OpenConflict) -> str:
    """What a conflict is about, in a word or two."""
    words = {
        "field": _("a value"),
        "links": _("the order of links"),
        "refused": _("a text that its field did not take"),
        "parent": _("what it stands under"),
        "deleted": _("deleted on one side, changed on the other"),
        "order": _("the order of the list"),
        "double": _("added on both sides, maybe one"),
        "accepted": _("an accepted problem"),
        "constraint": _("a value that the draft does not take"),
    }
    return words.get(conflict.what, conflict.what)


def open_conflicts(draft: Records) -> list[OpenConflict]:
    """The conflicts that nobody decided yet, by kind as the form pack has them, record and field."""
    rows = draft.database.execute(f"SELECT {_COLUMNS} FROM merge_conflict").fetchall()
    found = [OpenConflict(*row) for row in rows]
    kinds = {kind: n for n, kind in enumerate(draft.pack.records)}
    places = {kind: {name: n for n, name in enumerate(spec.fields)} for kind, spec in draft.pack.records.items()}

    def place(each: OpenConflict) -> tuple[Any, ...]:
        of_kind = places.get(each.kind, {})
        return (kinds.get(each.kind, len(kinds)), each.title, each.uid, of_kind.get(each.field, -1), each.what, each.id)

    return sorted(found, key=place)


def wanted(draft: Records) -> frozenset[tuple[str, str]]:
    """The records that values of open conflicts lead to, by kind and uid."""
    found = set()
    for kind, what, name, *sides in draft.database.execute(
        "SELECT kind, what, field, mine, theirs FROM merge_conflict WHERE what IN ('field', 'parent')"
    ):
        spec = draft.pack.records.get(kind)
        to = spec and (spec.parent if what == "parent" else name in spec.fields and spec.fields[name].to)
        found |= {(to, uid) for uid in map(json.loads, sides) if to and isinstance(uid, str)}
    return frozenset(found)


def count(draft: Records) -> int:
    """How many conflicts are open."""
    return int(draft.database.execute("SELECT count(*) FROM merge_conflict").fetchone()[0])


def put(database: Database, conflict: OpenConflict) -> None:
    """Keep a conflict in the place of the one with its id, inside the caller's action; not where that says the same."""
    held = database.execute("SELECT base, mine, theirs FROM merge_conflict WHERE id = ?", [conflict.id]).fetchone()
    # What led to a record that is asked for was told when it was asked: since then it may lead there no more.
    first = 1 if conflict.what == "deleted" else 0
    if held and held[first:] == (conflict.base, conflict.mine, conflict.theirs)[first:]:
        return
    remove(database, [conflict.id])
    marks = ", ".join("?" * len(own_tables.MERGE_CONFLICT.columns))
    database.execute(f"INSERT INTO merge_conflict ({_COLUMNS}) VALUES ({marks})", list(astuple(conflict)))


def remove(database: Database, ids: Iterable[str]) -> None:
    """Take conflicts away, inside the caller's action."""
    for id in ids:
        database.execute("DELETE FROM merge_conflict WHERE id = ?", [id])
