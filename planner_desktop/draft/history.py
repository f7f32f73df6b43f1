"""What was changed, by which action: written by triggers in the same transaction, read by undo and redo.

An action is one thing the officer did; its changes are rows before and after, as JSON. While `recording` names no
action (building a draft, undoing) nothing is written.
"""

import json
from typing import Any

from sqlite_utils import Database

from planner_desktop.formpack.tables import TableShape


def record_changes(database: Database, shape: TableShape) -> None:
    """Have triggers write every change of a table."""

    def values(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in shape.columns) + ")"

    update = f"UPDATE OF {', '.join(shape.columns)}"  # the row's seal follows every change and is none
    for event, row, before, after in (
        ("INSERT", "NEW", "NULL", values("NEW")),
        (update, "NEW", values("OLD"), values("NEW")),
        ("DELETE", "OLD", values("OLD"), "NULL"),
    ):
        database.execute(
            f"CREATE TRIGGER {shape.name}_{event.split()[0].lower()} AFTER {event} ON {shape.name} "
            "WHEN (SELECT action FROM recording) IS NOT NULL BEGIN "
            "INSERT INTO change (action, record, row, before, after) "
            f"VALUES ((SELECT action FROM recording), '{shape.name}', {row}.rowid, {before}, {after}); END"
        )


def begin(database: Database, label: str, author: str) -> int:
    """Start recording an action, inside the caller's transaction; its id."""
    cursor = database.execute(
        "INSERT INTO action (at, author, label) VALUES (strftime('%Y-%m-%dT%H:%M:%fZ'), ?, ?)", [author, label]
    )
    database.execute("UPDATE recording SET action = ?", [cursor.lastrowid])
    return int(cursor.lastrowid or 0)


def end(database: Database, action: int) -> set[str]:
    """Stop recording; the tables that the action changed. One that changed nothing leaves no trace.

    After one that changed something, what was undone before can no longer be redone.
    """
    database.execute("UPDATE recording SET action = NULL")
    changed = {row[0] for row in database.execute("SELECT DISTINCT record FROM change WHERE action = ?", [action])}
    gone = "undone" if changed else f"id = {action}"
    database.execute(f"DELETE FROM change WHERE action IN (SELECT id FROM action WHERE {gone})")
    database.execute(f"DELETE FROM action WHERE {gone}")
    return changed


def next_undo(database: Database) -> tuple[int, str] | None:
    """The last action not undone: its id and label."""
    row = database.execute("SELECT id, label FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else (row[0], row[1])


def next_redo(database: Database) -> tuple[int, str] | None:
    """The first action that was undone: its id and label."""
    row = database.execute("SELECT id, label FROM action WHERE undone ORDER BY id LIMIT 1").fetchone()
    return None if row is None else (row[0], row[1])


def turn(database: Database, action: int, *, back: bool) -> set[str]:
    """Undo (`back`) or redo an action, inside the caller's transaction; the tables that it changed."""
    database.execute("PRAGMA defer_foreign_keys = ON")
    order = "DESC" if back else "ASC"
    changes = database.execute(
        f"SELECT record, row, before, after FROM change WHERE action = ? ORDER BY id {order}", [action]
    ).fetchall()
    for table, row, before, after in changes:
        _put(database, table, row, before if back else after)
    database.execute("UPDATE action SET undone = ? WHERE id = ?", [int(back), action])
    return {change[0] for change in changes}


def _put(database: Database, table: str, row: int, state: str | None) -> None:
    if state is None:
        database.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])
        return
    values: dict[str, Any] = json.loads(state)
    present = database.execute(f"SELECT 1 FROM {table} WHERE rowid = ?", [row]).fetchone()
    if present:
        columns = ", ".join(f"{c} = ?" for c in values)
        database.execute(f"UPDATE {table} SET {columns} WHERE rowid = ?", [*values.values(), row])
    else:
        marks = ", ".join("?" * (len(values) + 1))
        database.execute(f"INSERT INTO {table} (rowid, {', '.join(values)}) VALUES ({marks})", [row, *values.values()])
