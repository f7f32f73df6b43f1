"""What came into a plan from last year's and is to be looked at: marks on records and fields, until someone has.

A mark is no part of the plan: it is never printed and leaves the PC in no bundle, file or copy. It is recorded and
undone like an edit, goes with its record, and goes where its field gets a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from planner_desktop.draft.file.database import Database
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import DraftError
from planner_desktop.formpack.tables import UID
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

TABLE = "to_review"


class Mark(Frozen):
    """A record to be looked at, or with a `field` that alone."""

    kind: str
    id: int
    field: str = ""


def marks(draft: Records) -> list[Mark]:
    """All that is to be looked at, in the order of its kinds and places; a field that is gone is its record's."""
    sql = f"SELECT t.id, r.field FROM {TABLE} r JOIN {{kind}} t ON t.{UID} = r.{UID} WHERE r.kind = ?"
    marked = [kind for (kind,) in draft.database.execute(f"SELECT DISTINCT kind FROM {TABLE}").fetchall()]
    found = {
        Mark(kind, id, field if field in draft.spec(kind).fields else "")
        for kind in marked
        if kind in draft.pack.records
        for id, field in draft.database.execute(sql.format(kind=kind), [kind])
    }
    kinds = {kind: n for n, kind in enumerate(draft.pack.records)}
    places = {kind: {id: n for n, id in enumerate(draft.ids(kind))} for kind in {mark.kind for mark in found}}
    names = {kind: ["", *draft.spec(kind).fields] for kind in places}
    return sorted(found, key=lambda m: (kinds[m.kind], places[m.kind].get(m.id, 0), names[m.kind].index(m.field)))


def put(draft: Draft, wanted: Iterable[Mark]) -> None:
    """Mark these in a draft that was just made, as no action of its own."""
    with draft.saving():
        for mark in wanted:
            draft.database.execute(
                f"INSERT OR IGNORE INTO {TABLE} ({UID}, field, kind) VALUES (?, ?, ?)",
                [draft.uid(mark.kind, mark.id), mark.field, mark.kind],
            )


def reviewed(draft: Draft, seen: Collection[Mark]) -> int:
    """These were looked at and are right, as one action; how many were still marked. Raises DraftError."""
    wanted = set(seen) & set(marks(draft))
    label = ngettext("review {count} thing from last year", "review {count} things from last year", len(wanted))
    with draft.action(label.format(count=len(wanted))):
        for mark in wanted:
            uid, known = draft.uid(mark.kind, mark.id), list(draft.spec(mark.kind).fields)
            gone = "" if mark.field else f" OR field NOT IN ({', '.join('?' * len(known))})"
            draft.database.execute(
                f"DELETE FROM {TABLE} WHERE {UID} = ? AND (field = ?{gone})",
                [uid, mark.field, *(() if mark.field else known)],
            )
    return len(wanted)


def of(draft: Records, kind: str, id: int | None = None, field: str | None = None) -> list[Mark]:
    """The marks of a kind of record, of one record, or of one field of it. Raises DraftError where there is none."""
    found = [
        mark
        for mark in marks(draft)
        if mark.kind == kind and id in (None, mark.id) and (field is None or field == mark.field)
    ]
    if not found:
        raise DraftError(_("Nothing of that is to be reviewed"), _("`review DRAFT` lists what is."))
    return found


def forget(database: Database) -> None:
    """Take all marks away, inside the caller's transaction."""
    database.execute(f"DELETE FROM {TABLE}")


def take_away(database: Database, kind: str, id: int, field: str) -> None:
    """The field has a new value, so someone looked at it; inside the caller's action."""
    database.execute(
        f"DELETE FROM {TABLE} WHERE {UID} = (SELECT {UID} FROM {kind} WHERE id = ?) AND field = ?", [id, field]
    )


def take_away_orphans(database: Database, kinds: Collection[str]) -> None:
    """A mark goes with its record, inside the action that took the record; not in one that took up a form pack."""
    marked = database.execute(f"SELECT DISTINCT kind FROM {TABLE}").fetchall()
    if not marked or database.execute("SELECT 1 FROM recording WHERE action IS NULL").fetchone():
        return
    for (kind,) in marked:
        gone = f"{UID} NOT IN (SELECT {UID} FROM {kind})" if kind in kinds else "TRUE"
        database.execute(f"DELETE FROM {TABLE} WHERE kind = ? AND {gone}", [kind])
