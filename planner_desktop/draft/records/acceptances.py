"""Problems that an officer accepted, with the reason, by whom and when; they leave the PC with the plan.

Each is kept by its `basis`, a digest of what the problem rests on: where that changes, the problem has another, and the
acceptance counts no more. It is recorded and undone like any edit, goes with its record, and is neither copied with a
record nor carried to another year's plan, for that is to be looked at anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner_desktop.draft.file import own_tables
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.records.records import Records
from planner_desktop.formpack.tables import UID
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

_SHOWN = 60
"""So many letters of a problem's message name the action."""
_COLUMNS = ", ".join(own_tables.ACCEPTED.columns)


class Acceptance(Frozen):
    """What was accepted: the `check` that found it, its `message` then, and the `uid` of its record, empty for none.

    The fields are the columns of its table. `at` is ISO 8601 in UTC.
    """

    basis: str
    check: str
    kind: str
    uid: str
    field: str | None
    message: str
    reason: str
    author: str = ""
    at: str = ""


def acceptances(draft: Records) -> dict[str, Acceptance]:
    """All that was accepted, by basis, in the order of time; also what no check finds any more."""
    rows = draft.database.execute(f"SELECT {_COLUMNS} FROM accepted ORDER BY at, basis").fetchall()
    return {row[0]: Acceptance(*row) for row in rows}


def put(draft: Draft, acceptance: Acceptance) -> None:
    """Keep an acceptance in the place of the one with its basis, as an action; `author` and `at` are those of now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with draft.action(_("accept “{message}”").format(message=_short(acceptance.message))):
        forget(draft.database, acceptance.basis)
        insert(draft.database, replace(acceptance, author=draft.author, at=now))


def take_back(draft: Draft, acceptance: Acceptance) -> None:
    """The problem is accepted no more, as an action."""
    with draft.action(_("no longer accept “{message}”").format(message=_short(acceptance.message))):
        forget(draft.database, acceptance.basis)


def insert(database: Database, acceptance: Acceptance) -> None:
    """Keep an acceptance as it is, inside the caller's transaction."""
    marks = ", ".join("?" * len(own_tables.ACCEPTED.columns))
    database.execute(f"INSERT INTO accepted ({_COLUMNS}) VALUES ({marks})", list(astuple(acceptance)))


def _short(message: str) -> str:
    return message if len(message) <= _SHOWN else message[:_SHOWN] + "…"


def forget(database: Database, basis: str) -> None:
    """Have a problem accepted no more, inside the caller's transaction."""
    database.execute("DELETE FROM accepted WHERE basis = ?", [basis])


def keep_only(database: Database, wanted: Collection[str]) -> None:
    """Take all but these out of a copy, by their basis, inside the caller's transaction."""
    for (basis,) in database.execute("SELECT basis FROM accepted").fetchall():
        if basis not in wanted:
            forget(database, basis)


def carry(old: Draft, new: Draft) -> None:
    """Give a draft what was accepted in the one it was moved from, inside no action: a new draft has no history."""
    with new.saving():
        for each in acceptances(old).values():
            if each.kind in new.pack.records and (not each.uid or new.id_of(each.kind, each.uid) is not None):
                insert(new.database, each)


def take_away_orphans(database: Database, kinds: Collection[str]) -> None:
    """What was accepted of a record goes with it, inside the action that took the record.

    Not in one that took up another form pack, which is recorded otherwise: the next one sees to it.
    """
    accepted = database.execute("SELECT DISTINCT kind FROM accepted").fetchall()
    if not accepted or database.execute("SELECT 1 FROM recording WHERE action IS NULL").fetchone():
        return
    for (kind,) in accepted:
        gone = f"{UID} NOT IN (SELECT {UID} FROM {kind})" if kind in kinds else "TRUE"
        database.execute(f"DELETE FROM accepted WHERE kind = ? AND {UID} <> '' AND {gone}", [kind])
