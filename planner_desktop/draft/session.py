"""What a session leaves in the draft while it lasts: who has it open, and what is being typed.

Both are gone when the draft is closed in order. What the next opening finds of them is what there is to recover.
"""

import sqlite3
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

from planner_desktop import __version__
from planner_desktop.draft.file import file, identity, own_tables
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.lock import Holder
from planner_desktop.draft.file.opening import PROGRAM, Opened
from planner_desktop.draft.records.records import Records
from planner_desktop.frozen import Frozen

SECTION = "section"  # the setting that tells where the officer was


class Typed(Frozen):
    """What stood in a field that was not left; `at` is ISO 8601 in UTC.

    `id` is below 1 in a row that was not there yet; else `uid` is that of the record.
    """

    kind: str
    id: int
    field: str
    text: str
    at: str = ""
    uid: str = ""


class Recovered(Frozen):
    """What is left of the session before."""

    typing: tuple[Typed, ...] = ()
    unclosed: Holder | None = None
    """Whose session ended without closing, if it did."""
    section: str = ""
    """Where the officer was."""


def recovered(draft: Records, path: Path) -> Recovered:
    """What the session before left in a draft. A copy of a draft that was open is not one whose session was cut off."""
    database = draft.database
    rows = database.execute("SELECT kind, row, field, text, at, uid FROM typing ORDER BY at").fetchall()
    typing = tuple(_typed(draft, *row) for row in rows)
    row = database.execute("SELECT user, pc, since, file FROM session").fetchone()
    section = database.execute("SELECT value FROM setting WHERE name = ?", [SECTION]).fetchone()
    unclosed = Holder(*row[:3]) if row and row[3] == str(path.resolve()) else None
    return Recovered(typing, unclosed, section[0] if section else "")


def _typed(draft: Records, kind: str, row: int, field: str, text: str, at: str, uid: str | None) -> Typed:
    known = draft.id_of(kind, uid) if uid and kind in draft.pack.records else None
    return Typed(kind, known or row, field, text, at, uid or "")


def begin(database: Database, opened: Opened, path: Path) -> None:
    """Note who has the draft open. Where the disk is full the draft opens all the same."""
    assert opened.lock
    holder = opened.lock.holder
    try:
        with database.atomic():
            database.execute(
                "INSERT INTO session (id, user, pc, since, file) VALUES (1, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET user = excluded.user, pc = excluded.pc, since = excluded.since, file = excluded.file",
                [holder.user, holder.pc, holder.since, str(path.resolve())],
            )
            own_tables.put_setting(database, PROGRAM, __version__)
            identity.begin(database)
    except sqlite3.Error as error:
        opened.said.append(str(file.not_saved(error) or error))
    if opened.share:
        opened.share.start()


def end(opened: Opened) -> None:
    """The draft is closed in order. Where that cannot be noted, the next opening takes it for one that was not."""
    with suppress(sqlite3.Error, OSError), opened.share.leaving() if opened.share else nullcontext():
        opened.database.execute("DELETE FROM session")


def keep_typing(database: Database, typed: Typed) -> None:
    """Keep what stands in a field, inside the caller's transaction; `at` is now."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    database.execute(
        "INSERT INTO typing (kind, row, field, text, at, uid) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, row, field) DO UPDATE SET text = excluded.text, at = excluded.at, uid = excluded.uid",
        [typed.kind, typed.id, typed.field, typed.text, at, typed.uid],
    )


def forget_typing(database: Database, kind: str, id: int, field: str) -> None:
    """Forget what stood in a field, inside the caller's transaction."""
    database.execute("DELETE FROM typing WHERE kind = ? AND row = ? AND field = ?", [kind, id, field])
