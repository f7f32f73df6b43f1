"""Texts that fields refused: each belongs to a record and a field, and lives until that has a value or the record goes.

They are no part of the plan. Their coming and going is recorded with the action that it belongs to: undo takes a
refused text away again, or brings back the one that a value took away; an earlier moment shows those it had.
"""

from collections.abc import Collection

from planner_desktop.draft.file.database import Database
from planner_desktop.draft.records.records import Records
from planner_desktop.formpack.tables import UID
from planner_desktop.frozen import Frozen


class Refusal(Frozen):
    """A text that a field refused, whose, and why, in the words of when it was typed."""

    kind: str
    id: int
    field: str
    text: str
    why: str


def refusals(draft: Records) -> list[Refusal]:
    """The refused texts in the draft, by kind, record and field as the form pack orders them."""
    rows = draft.database.execute(f"SELECT kind, {UID}, field, text, why FROM refused").fetchall()
    kinds = list(draft.pack.records)
    found = []
    for kind, uid, field, text, why in rows:
        id = draft.id_of(kind, uid) if kind in draft.pack.records else None
        if id is not None and field in draft.spec(kind).fields:
            found.append(Refusal(kind, id, field, text, why))
    return sorted(found, key=lambda r: (kinds.index(r.kind), r.id, list(draft.spec(r.kind).fields).index(r.field)))


def put(database: Database, uid: str, refusal: Refusal) -> None:
    """Keep a refused text in the place of the one before it, inside the caller's action."""
    # Not updated: each of its rows in the history shall tell by itself whose text it is.
    database.execute(f"DELETE FROM refused WHERE {UID} = ? AND field = ?", [uid, refusal.field])
    database.execute(
        f"INSERT INTO refused ({UID}, field, kind, text, why) VALUES (?, ?, ?, ?, ?)",
        [uid, refusal.field, refusal.kind, refusal.text, refusal.why],
    )


def take_away(database: Database, kind: str, id: int, field: str) -> None:
    """The field has a value now, or what was typed is not wanted; inside the caller's action."""
    database.execute(
        f"DELETE FROM refused WHERE {UID} = (SELECT {UID} FROM {kind} WHERE id = ?) AND field = ?", [id, field]
    )


def take_away_orphans(database: Database, kinds: Collection[str]) -> None:
    """What was refused goes with its record, inside the action that took the record; so does what is of no kind."""
    for (kind,) in database.execute("SELECT DISTINCT kind FROM refused").fetchall():
        gone = f"{UID} NOT IN (SELECT {UID} FROM {kind})" if kind in kinds else "TRUE"
        database.execute(f"DELETE FROM refused WHERE kind = ? AND {gone}", [kind])
