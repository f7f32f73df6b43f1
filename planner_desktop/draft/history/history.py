"""What was changed, by which action: written by triggers in the same transaction, read by undo and redo.

An action is one thing the officer did. A change is a row before and after it, as JSON: of a row that was updated only
what differs, so that one figure typed does not keep a whole narrative twice. While `recording` names no action
(building a draft, undoing) nothing is written.

No action is ever forgotten. `action.undone` is 0 where its work stands, 1 where it was undone and can be redone, and
the id of the action that was done instead where it no longer can. So the actions are a tree with one way to each
moment, and `go_to` leads there, also to what was undone and then typed over. What can be redone comes after the last
that stands, so an edit need not look through a long history for it.
"""

import json
from sqlite3 import IntegrityError
from typing import Any

from planner_desktop.draft.file import form_packs, own_tables, seal
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.history import versions
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.stored import read_stored
from planner_desktop.formpack.tables import OWN_TABLES, column
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, counted

_CHANGED = """
    SELECT DISTINCT record, differing.key
    FROM change LEFT JOIN json_each(CASE WHEN after IS NOT NULL THEN before END) differing WHERE action = ?
"""


def begin(database: Database, label: str, author: str) -> int:
    """Start recording an action, inside the caller's transaction; its id. Raises DraftError while a version is sent."""
    versions.refuse_if_sent(database)
    cursor = database.execute(
        "INSERT INTO action (at, author, label) VALUES (strftime('%Y-%m-%dT%H:%M:%fZ'), ?, ?)", [author, label]
    )
    database.execute("UPDATE recording SET action = ?", [cursor.lastrowid])
    return int(cursor.lastrowid or 0)


def end(database: Database, action: int) -> set[str]:
    """Stop recording; what the action changed, as `_changed` has it. One that changed nothing leaves no trace.

    After one that changed something, what was undone before can no longer be redone; the history keeps it.
    """
    database.execute("UPDATE recording SET action = NULL")
    changed = _changed(database, action)
    if changed:
        database.execute(
            "UPDATE action SET undone = :by WHERE undone = 1 "
            "AND id > ifnull((SELECT max(id) FROM action WHERE undone = 0 AND id < :by), 0)",
            {"by": action},
        )
    else:
        database.execute("DELETE FROM action WHERE id = ?", [action])
    return changed


def _changed(database: Database, action: int) -> set[str]:
    """What an action changed: a table where rows came or went, and else the columns, as `tables.column` calls them."""
    rows = database.execute(_CHANGED, [action]).fetchall()
    whole = {*OWN_TABLES, form_packs.FORM_PACK}
    return {record if name is None or record in whole else column(record, name) for record, name in rows}


def next_undo(database: Database) -> tuple[int, str] | None:
    """The last action not undone: its id and label."""
    row = database.execute("SELECT id, label FROM action WHERE undone = 0 ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else (row[0], row[1])


def next_redo(database: Database) -> tuple[int, str] | None:
    """The first action that was undone and can be redone: its id and label."""
    row = database.execute(
        "SELECT id, label FROM action WHERE undone = 1 "
        "AND id > ifnull((SELECT max(id) FROM action WHERE undone = 0), 0) ORDER BY id LIMIT 1"
    ).fetchone()
    return None if row is None else (row[0], row[1])


def standing(database: Database, moment: int | None = None) -> list[int]:
    """The actions whose work stood right after the action `moment` was done (0: before all); now, if none is named."""
    rows = database.execute(
        "SELECT id FROM action WHERE CASE WHEN :moment IS NULL THEN undone = 0 "
        "ELSE id <= :moment AND (undone IN (0, 1) OR undone > :moment) END ORDER BY id",
        {"moment": moment},
    )
    return [row[0] for row in rows]


def form_pack_at(database: Database, pack: FormPack, moment: int) -> FormPack:
    """The form pack that a draft had right after the action `moment`; `pack` is the one that it has now."""
    now, then = set(standing(database)), set(standing(database, moment))
    if not form_packs.is_changed(database, now ^ then):
        return pack
    files: dict[str, str | None] = {path: content.decode("utf-8") for path, content in pack.files.items()}
    for actions, side in ((sorted(now - then, reverse=True), "before"), (sorted(then - now), "after")):
        for action in actions:
            sql = f"SELECT {side} FROM change WHERE action = ? AND record = ?"
            for (state,) in database.execute(sql, [action, form_packs.FORM_PACK]):
                files |= json.loads(state)["files"]
    return read_stored(form_packs.FORM_PACK, form_packs.whole(files))


def go_to(database: Database, moment: int) -> None:
    """Turn the records to what they were right after the action `moment`, in one transaction.

    For a copy that is looked at: what can be undone and redone afterwards is not what it was in the draft.
    Raises DraftError where what lies between is damaged.
    """
    now, then = set(standing(database)), set(standing(database, moment))
    since = min(now ^ then, default=0)
    if since and not seal.is_sound(database, own_tables.CHANGE.sealed, "action >= ?", [since]):
        raise DraftError(_("The history since then is damaged"), _("Look at a backup of that time instead."))
    database.execute("PRAGMA foreign_keys = OFF")  # in any order: the whole is as it once was
    if form_packs.is_changed(database, now ^ then):  # other tables: one after another
        _in_turn(database, now - then, then - now)
    else:
        try:
            _at_once(database, now - then, then - now)
        except IntegrityError:  # pairs of a link that changed places: only in turn none is there twice
            _in_turn(database, now - then, then - now)
    database.execute("PRAGMA foreign_keys = ON")


def _in_turn(database: Database, undone: set[int], done: set[int]) -> None:
    with database.atomic():
        for action in sorted(undone, reverse=True):
            _turn(database, action, back=True)
        for action in sorted(done):
            _turn(database, action, back=False)


def _at_once(database: Database, undone: set[int], done: set[int]) -> None:
    """Thousands of actions may lie between; each row is written once, as the last of them left it."""
    rows: dict[tuple[str, int], dict[str, Any] | None] = {}
    for actions, back in ((sorted(undone, reverse=True), True), (sorted(done), False)):
        for action in actions:
            for table, row, state in _states(database, action, back=back):
                values = None if state is None else json.loads(state)
                rows[table, row] = values and (rows.get((table, row)) or {}) | values
    with database.atomic():
        for (table, row), values in rows.items():
            _put(database, table, row, values)
        turned = [(1, action) for action in undone] + [(0, action) for action in done]
        database.conn.executemany("UPDATE action SET undone = ? WHERE id = ?", turned)


def size(database: Database, action: tuple[int, str] | None) -> int:
    """How many rows an action changed."""
    if action is None:
        return 0
    return int(database.execute("SELECT count(*) FROM change WHERE action = ?", [action[0]]).fetchone()[0])


def turn(
    database: Database,
    action: int,
    progress: Progress | None = None,
    ready: form_packs.Ready | None = None,
    *,
    back: bool,
) -> set[str]:
    """Undo (`back`) or redo an action, inside the caller's transaction; what it changed, as `end` tells it.

    `ready` is what `form_packs.ready_to_turn` brought, if that was asked beforehand. Where `form_packs.is_changed` by
    it, foreign keys must be off. Raises DraftError while a version is sent.
    """
    versions.refuse_if_sent(database)
    database.execute("PRAGMA defer_foreign_keys = ON")
    return _turn(database, action, progress, ready, back=back)


def _turn(
    database: Database,
    action: int,
    progress: Progress | None = None,
    ready: form_packs.Ready | None = None,
    *,
    back: bool,
) -> set[str]:
    states = _states(database, action, back=back)
    for table, row, state in counted(states, progress):
        if table == form_packs.FORM_PACK:
            form_packs.put(database, ready or json.loads(state or "{}"))
        else:
            _put(database, table, row, None if state is None else json.loads(state))
    database.execute("UPDATE action SET undone = ? WHERE id = ?", [int(back), action])
    return _changed(database, action)


def _states(database: Database, action: int, *, back: bool) -> list[tuple[str, int, str | None]]:
    """What an action's rows become when it is turned: table, row id, and values as JSON or None where it is gone."""
    side, order = ("before", "DESC") if back else ("after", "ASC")
    return database.execute(
        f"SELECT record, row, {side} FROM change WHERE action = ? ORDER BY id {order}", [action]
    ).fetchall()


def _put(database: Database, table: str, row: int, values: dict[str, Any] | None) -> None:
    if values is None:
        database.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])
        return
    present = database.execute(f"SELECT 1 FROM {table} WHERE rowid = ?", [row]).fetchone()
    if present:
        columns = ", ".join(f"{c} = ?" for c in values)
        database.execute(f"UPDATE {table} SET {columns} WHERE rowid = ?", [*values.values(), row])
    else:
        marks = ", ".join("?" * (len(values) + 1))
        database.execute(f"INSERT INTO {table} (rowid, {', '.join(values)}) VALUES ({marks})", [row, *values.values()])
