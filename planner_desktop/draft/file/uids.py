"""A record's `uid`: 16 hexadecimal digits by chance, which no other record ever gets, in no draft.

An `id` is a place in one draft: two copies of it give the same one to different records. Of the 400,000 records that
all agencies' plans of a year may hold, two get the same of 2**64 numbers once in 200 million years; and 16 digits are
shorter in every row, in the history and in JSON than the 36 of a UUID. A draft made before there were uids gets those
that follow from its own id and from where in its history a record was made, so that its copies and backups agree.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any

from planner_desktop.draft.file import own_tables, seal
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.identity import SETTING
from planner_desktop.formpack.tables import UID

PATTERN = "[0-9a-f]{16}"


def new_uid() -> str:
    """A uid for a new record: 16 hexadecimal digits by chance."""
    return secrets.token_hex(8)


def give(database: Database, kinds: Iterable[str], draft: str) -> None:
    """Give every record that has none its uid, and have the history know it, inside the caller's transaction.

    `draft` tells this draft and its copies from others. What is damaged in the history stays so.
    """
    made = _Made(database)
    for kind in kinds:
        taken = {uid for (uid,) in database.execute(f"SELECT {UID} FROM {kind} WHERE {UID} IS NOT NULL")}
        for (id,) in database.execute(f"SELECT id FROM {kind} WHERE {UID} IS NULL").fetchall():
            uid = _derived(draft, kind, id, made.last(kind, id))
            uid = new_uid() if uid in taken else uid
            database.execute(f"UPDATE {kind} SET {UID} = ? WHERE id = ?", [uid, id])
        sound = f"{seal.SEAL} IS {seal.expression(own_tables.CHANGE.sealed)}"
        for change, side, id, place in made.of(kind):
            database.execute(
                f"UPDATE change SET {side} = json_set({side}, '$.{UID}', ?) WHERE id = ? AND {side} IS NOT NULL "
                f"AND json_extract({side}, '$.{UID}') IS NULL AND {sound}",
                [_derived(draft, kind, id, place), change],
            )
        database.execute(
            f"UPDATE typing SET {UID} = (SELECT {UID} FROM {kind} WHERE id = typing.row) "
            f"WHERE kind = ? AND row > 0 AND {UID} IS NULL",
            [kind],
        )


def tell_history(database: Database, kind: str, id: int, before: Any) -> None:
    """A record has another uid than `before`: have the history know it, inside the caller's transaction."""
    for side in ("before", "after"):
        database.execute(
            f"UPDATE change SET {side} = json_set({side}, '$.{UID}', (SELECT {UID} FROM {kind} WHERE id = :id)) "
            f"WHERE record = :kind AND row = :id AND json_extract({side}, '$.{UID}') = :before",
            {"kind": kind, "id": id, "before": before},
        )


def renew(database: Database, kinds: Iterable[str]) -> None:
    """Give every record another uid: the plan is to be another's, inside the caller's transaction."""
    for kind in kinds:
        for (id,) in database.execute(f"SELECT id FROM {kind}").fetchall():
            database.execute(f"UPDATE {kind} SET {UID} = ? WHERE id = ?", [new_uid(), id])


def _derived(draft: str, kind: str, id: int, made: str) -> str:
    return hashlib.sha256(json.dumps([draft, kind, id, made]).encode()).hexdigest()[:16]


class _Made:
    """Where in the history the records were made and deleted, whole rows of theirs being there."""

    def __init__(self, database: Database) -> None:
        self.rows: dict[str, list[tuple[int, str, int, str]]] = {}
        self._last: dict[tuple[str, int], str] = {}
        found: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
        """The makings of a row: its change, what became of the action, and the place in the history."""
        for change, action, at, undone, kind, id, is_new in database.execute(
            "SELECT c.id, c.action, a.at, a.undone, c.record, c.row, c.before IS NULL FROM change c "
            "JOIN action a ON a.id = c.action WHERE c.before IS NULL OR c.after IS NULL ORDER BY c.id"
        ):
            makings = found.setdefault((kind, id), [])
            if is_new:
                place = f"{change} {at}"
                makings.append((action, undone, place))
                self.rows.setdefault(kind, []).append((change, "after", id, place))
            else:
                place = next((made for of, gone, made in reversed(makings) if _stood(of, gone, action)), "")
                self.rows.setdefault(kind, []).append((change, "before", id, place))
        for row, makings in found.items():
            self._last[row] = next((place for _of, gone, place in reversed(makings) if not gone), "")

    def last(self, kind: str, id: int) -> str:
        """Where the record that is there now was made; empty where that was before the history."""
        return self._last.get((kind, id), "")

    def of(self, kind: str) -> list[tuple[int, str, int, str]]:
        """The changes that hold whole rows of a kind: which side does, the row's id, and where it was made."""
        return self.rows.get(kind, [])


def _stood(action: int, undone: int, at: int) -> bool:
    """Whether an action's work stood when the action `at` was done."""
    return action <= at and (undone in (0, 1) or undone > at)


def of_draft(database: Database) -> str:
    """What tells a draft and its copies from others, for `give`."""
    row: Any = database.execute("SELECT value FROM setting WHERE name = ?", [SETTING]).fetchone()
    row = row or database.execute("SELECT at || ' ' || author FROM action ORDER BY id LIMIT 1").fetchone()
    return str(row[0]) if row else secrets.token_hex()
