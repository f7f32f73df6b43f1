"""The form pack inside a draft, and one put in the place of another: its files, its tables, and what stands in them.

A change of form pack is one row of the history, `FORM_PACK`, with both states whole: the files and tables that differ.
So undo and redo bring each back as it was, and earlier changes fit the tables that they were made in.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner_desktop.draft.file import own_tables, recording, seal
from planner_desktop.draft.file.database import Database
from planner_desktop.errors import DraftError, FormPackError
from planner_desktop.formpack import FormPack, tables
from planner_desktop.formpack.stored import MAX_BYTES, read_stored
from planner_desktop.formpack.tables import TableShape
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex

FORM_PACK = "form_pack"
"""What the history calls it; no record can be called so."""

PackState = dict[str, Any]
"""`files`: text by path, None where there is none; `tables`: rows by name, None where there is no such table, each with
its rowid first; `left`: the list of what had no place."""


class Ready(Frozen):
    """A state read and sealed beforehand, in a thread, so that putting it in place does not take long."""

    state: PackState
    shapes: Sequence[TableShape]
    rows: Mapping[str, list[list[Any]]]
    """Of the tables that are made anew, each row with its seal behind it."""


def stored(database: Database, name: str, wanted: FormPack | None = None) -> FormPack:
    """The form pack inside a draft, whose `name` is told in errors; `wanted` itself where that must be it.

    Raises FormPackError.
    """
    size, odd = database.execute(
        "SELECT total(length(content)), total(typeof(path) <> 'text' OR typeof(content) <> 'blob') FROM form_pack_file"
    ).fetchone()
    if odd or size > MAX_BYTES:
        raise FormPackError(_("The form pack in {path} is damaged").format(path=name))
    files = dict(database.execute("SELECT path, content FROM form_pack_file").fetchall())
    if wanted is None:
        return read_stored(name, files)
    if _of_plans(files) != _of_plans(wanted.files):
        raise FormPackError(
            _("{path} holds a form of its own, which is not the edition {id} as it is installed here").format(
                path=name, id=wanted.edition.id
            ),
            _("Take up the corrected form (File menu, or `update`), and make the bundle again."),
        )
    return wanted


_ACROSS = regex(rb"^across:.*\n(?:[ #\r].*\n|\n)*", re.MULTILINE)
_SAYS = regex(rb"^[^#\s]", re.MULTILINE)


def _of_plans(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without what they ask across all plans (`across`): no plan is other where only that is other.

    One that says nothing else is left out, so that an edition may get another of its kind.
    """
    records = {path: content for path, content in files.items() if path.startswith("records")}
    left = {path: _ACROSS.sub(b"", content + b"\n") for path, content in records.items()}
    others = {path: content for path, content in files.items() if path not in records}
    return others | {path: content for path, content in left.items() if _SAYS.search(content)}


def make_tables(
    database: Database, shapes: Iterable[TableShape], rows: Mapping[str, list[list[Any]]] | None = None
) -> None:
    """Make the tables of these shapes, empty, sealed and recorded; or only those among them of which there are `rows`.

    Raises FormPackError where they refer to each other in a circle.
    """
    from sqlite_utils.db import ForeignKey

    shapes = list(shapes)
    wanted = [s for s in _after_what_they_refer_to(shapes) if rows is None or s.name in rows]
    for shape in wanted:
        keys = [ForeignKey(shape.name, r.column, r.table, "id", on_delete=r.on_delete) for r in shape.references]
        database.tables.create_table(
            shape.name,
            seal.layout(shape.columns),
            pk=shape.key if len(shape.key) > 1 else shape.key[0],
            foreign_keys=keys,
            not_null=shape.not_null,
            strict=True,
        )
        columns = [*_columns(shape), seal.SEAL]
        _fill(database, shape.name, columns, (rows or {}).get(shape.name, ()))  # before there are triggers
    for shape in wanted:
        seal.keep(database, seal.of(shape))
        recording.record_changes(database, shape)


def _after_what_they_refer_to(shapes: list[TableShape]) -> list[TableShape]:
    ordered: list[TableShape] = []
    names = {shape.name for shape in shapes}
    while shapes:
        made = {shape.name for shape in ordered}
        ready = [s for s in shapes if all(r.table in made or r.table == s.name for r in s.references)]
        if not ready:
            raise FormPackError(
                _("The records {names} refer to each other in a circle").format(names=", ".join(sorted(names - made)))
            )
        ordered += ready
        shapes = [s for s in shapes if s not in ready]
    return ordered


# ---------------------------------------------------------------- two states


def states(old: tuple[Database, FormPack], new: tuple[Database, FormPack]) -> tuple[PackState, PackState]:
    """What differs between two drafts' form packs, tables and refused texts: each as it is in one and the other."""
    sides = [_side(*side) for side in (old, new)]
    found: tuple[PackState, PackState] = ({"files": {}, "tables": {}}, {"files": {}, "tables": {}})
    for part in ("files", "tables"):
        for name in sorted(sides[0][part].keys() | sides[1][part].keys()):
            was, now = (side[part].get(name) for side in sides)
            if was != now:
                for state, value in zip(found, (was, now), strict=True):
                    state[part][name] = value and value[-1]
    return found


def _side(database: Database, pack: FormPack) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Each file and table with what makes it differ, and last what is kept of it."""
    files = {path: (content.decode("utf-8"),) for path, content in pack.files.items()}
    found: dict[str, tuple[Any, ...]] = {}
    for shape in (*tables.shapes(pack.records), own_tables.REFUSED.shape):
        columns = ", ".join(shape.columns)
        rows = [list(row) for row in database.execute(f"SELECT rowid, {columns} FROM {shape.name} ORDER BY rowid")]
        is_record = "id" in shape.columns  # of pairs, what they say, not where they lie, makes a difference
        same = rows if is_record else sorted(json.dumps(row[1:]) for row in rows)
        found[shape.name] = (list(shape.columns.items()), shape.references, shape.not_null, same, rows)
    return {"files": files, "tables": found}


# ---------------------------------------------------------------- putting one in place


def ready(database: Database, state: PackState) -> Ready:
    """A state made ready to be put in the place of the form pack that a draft has, or a copy of it."""
    files = dict(database.execute("SELECT path, CAST(content AS TEXT) FROM form_pack_file").fetchall())
    held = whole(files | state["files"])
    shapes = {shape.name: shape for shape in tables.shapes(read_stored(FORM_PACK, held).records)}
    rows = {}
    for name in state["tables"].keys() - {own_tables.REFUSED.name}:
        if (of_table := state["tables"][name]) is not None:
            columns = _columns(shapes[name])
            cut = [row[len(row) - len(columns) :] for row in of_table]
            rows[name] = list(seal.with_seals(seal.of(shapes[name]), columns, cut))
    return Ready(state, tuple(shapes.values()), rows)


def ready_to_turn(database: Database, action: int, *, back: bool) -> Ready | None:
    """What undoing (`back`) or redoing an action puts in place of the form pack; None where it changes none.

    Raises DraftError where the history is damaged.
    """
    sql = f"SELECT {'before' if back else 'after'} FROM change WHERE action = ? AND record = ?"
    row = database.execute(sql, [action, FORM_PACK]).fetchone()
    try:
        return ready(database, json.loads(row[0])) if row else None
    except _NOT_OURS as error:
        raise _damaged() from error


def put(database: Database, state: PackState | Ready) -> None:
    """Put a state in the place of the form pack that is, inside the caller's transaction, with foreign keys off.

    The views of the form pack are gone then. Raises DraftError, FormPackError where it does not fit together.
    """
    try:
        _put(database, state if isinstance(state, Ready) else ready(database, state))
    except _NOT_OURS as error:
        raise _damaged() from error
    if database.execute("PRAGMA foreign_key_check").fetchone():
        raise _damaged()


_NOT_OURS = (
    ValueError, LookupError, TypeError, AttributeError,
    sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError,
)  # fmt: skip
"""What a history from anyone may lead to."""


def _damaged() -> DraftError:
    return DraftError(_("The history since then is damaged"), _("Look at a backup of that time instead."))


def _put(database: Database, wanted: Ready) -> None:
    state = wanted.state
    with database.conn.building():
        drop_views(database)
        for path, text in state["files"].items():
            if text is None:
                database.execute("DELETE FROM form_pack_file WHERE path = ?", [path])
                continue
            database.execute(
                "INSERT INTO form_pack_file (path, content) VALUES (?, ?) "
                "ON CONFLICT (path) DO UPDATE SET content = excluded.content",
                [path, str(text).encode("utf-8")],
            )
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        changed = state["tables"].keys() - {own_tables.REFUSED.name}
        for name in sorted(changed & there):
            if tables.is_own(name):
                raise _damaged()
            database.execute(f"DROP TABLE {name}")
            database.execute("DELETE FROM tally WHERE record = ?", [name])
        make_tables(database, wanted.shapes, wanted.rows)
        refused = own_tables.REFUSED
        if (texts := state["tables"].get(refused.name)) is not None:
            database.execute(f"DELETE FROM {refused.name}")
            _fill(database, refused.name, _columns(refused.shape), texts)
        if state["left"]:
            own_tables.put_setting(database, own_tables.LEFT_BEHIND, str(state["left"]))
        else:
            database.execute("DELETE FROM setting WHERE name = ?", [own_tables.LEFT_BEHIND])


def drop_views(database: Database) -> None:
    """Take the views of a form pack away, which lie beside the file."""
    for (name,) in database.execute("SELECT name FROM sqlite_temp_master WHERE type = 'view'").fetchall():
        database.execute(f'DROP VIEW temp."{name}"')


def _columns(shape: TableShape) -> list[str]:
    """The columns that a row of the history has; that of a record says its rowid once."""
    return [*shape.columns] if "id" in shape.columns else ["rowid", *shape.columns]


def _fill(database: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * len(columns))
    database.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def whole(files: Mapping[str, str | None]) -> dict[str, bytes]:
    """The files of a state as they are stored, without those that it says are gone."""
    return {path: text.encode("utf-8") for path, text in files.items() if text is not None}


def is_changed(database: Database, actions: Iterable[int]) -> bool:
    """Whether one of these actions changed the form pack."""
    done = {action for (action,) in database.execute("SELECT action FROM change WHERE record = ?", [FORM_PACK])}
    return not done.isdisjoint(actions)


def once_there(changes: Iterable[tuple[Any, ...]]) -> set[str]:
    """The tables that once were, by the states before and after in the history's rows of form packs.

    Raises ValueError, TypeError, KeyError where such a row says something else.
    """
    return {name for row in changes for side in row if side is not None for name in json.loads(side)["tables"]}
