"""The draft as a file: made whole or not at all, and every commit on the disk before it returns.

Format 5. Any SQLite tool can read it: `application_id` is "bmap", `user_version` the format. Besides the form pack's
records, each with its `uid`, it holds what `own_tables` lists, and every row its `seal`.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.closing import closed_on_error
from planner_desktop.draft.file import form_packs, own_tables, pages, recording, schema, seal, uids
from planner_desktop.draft.file.database import Database, address
from planner_desktop.errors import DraftError, FileGoneError, FormPackError, NotSavedError
from planner_desktop.formpack import FormPack, fields, guard, queries, tables
from planner_desktop.formpack.cache import digest
from planner_desktop.i18n import _, later

SUFFIX = ".bmaplan"
PART_SUFFIX = ".bmapart"
"""Of a draft that is the part of a plan which a division fills."""
APPLICATION_ID = int.from_bytes(b"bmap", "big")
FORMAT = 5


def connect(path: Path | None, *, read_only: bool = False) -> Database:
    """A connection with foreign keys on and every commit on the disk before it returns; None: in memory.

    Raises DraftError where the disk does not let it be so, ForeignSchemaError where reading the file would run
    something in it, and sqlite3.DatabaseError.
    """
    with closed_on_error(guard.connect(address(path, read_only=read_only) if path else ":memory:")) as connection:
        database = Database(connection)
        schema.look(database)
        database.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            _be_durable(database)
        queries.add_functions(connection)
        seal.add_function(connection)
    return database


def _be_durable(database: Database) -> None:
    """Settings that are read back, for SQLite ignores what it cannot do without a word."""
    wanted = {
        "journal_mode": "memory" if not _is_file(database) else "delete",  # one file, also between two edits
        "synchronous": 3,  # EXTRA: the journal's end too is on the disk
        "secure_delete": 1,  # no page holds a row that is gone, to be taken for one that is there
    }
    for name, value in wanted.items():
        database.execute(f"PRAGMA {name} = {value}")
        (got,) = database.execute(f"PRAGMA {name}").fetchone()
        if got != value:
            raise DraftError(
                _("The draft cannot be written safely here ({name} is {value})").format(name=name, value=got),
                _("Close it in every other program, or save a copy on this PC and go on in the copy."),
            )


def _is_file(database: Database) -> bool:
    return any(row[2] for row in database.execute("PRAGMA database_list"))


def refuse_existing(path: Path) -> None:
    """Raises DraftError if there is something at `path`: a draft is never overwritten."""
    if os.path.lexists(path):
        raise DraftError(_("{path} exists already").format(path=path), _("Give another name; nothing was overwritten."))


def write_copy(database: Database, path: Path, forget: Callable[[Database], None] | None = None) -> None:
    """Write the whole database to a new file, on the disk under its name or not there at all. Raises DraftError.

    What `forget` takes out of the copy is nowhere in the file's bytes, not even in pages that are free.
    """
    refuse_existing(path)
    try:
        with whole_file.making(path, new=True, private=True) as part:
            with database.conn.building():
                database.execute("VACUUM INTO ?", [str(part.absolute())])
            _forget_session(part, forget)
    except (OSError, sqlite3.Error) as error:
        raise cannot_be_created(path, error) from error


def cannot_be_created(path: Path, error: Exception) -> DraftError:
    """What the user is told where a file cannot be made."""
    return DraftError(*whole_file.cannot_be_written(path, error))


_WHY = {
    sqlite3.SQLITE_FULL: later("the disk is full"),
    sqlite3.SQLITE_IOERR: later("the drive does not write or read"),
    sqlite3.SQLITE_BUSY: later("another program has the file"),
    sqlite3.SQLITE_READONLY: later("the file cannot be written to"),
    sqlite3.SQLITE_CANTOPEN: later("the file or its folder cannot be written to"),
    sqlite3.SQLITE_CORRUPT: later("the file is damaged"),
    sqlite3.SQLITE_NOTADB: later("the file is damaged"),
}


def not_saved(error: sqlite3.Error) -> DraftError | None:
    """What the user is told where a change did not reach the disk; None where the program is at fault."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code not in _WHY:
        return None
    if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_DBMOVED:
        return FileGoneError(
            _("The file is not the open draft any more: it was deleted, moved, renamed or replaced"),
            _("Nothing you entered before is lost: save a copy now and go on in it."),
        )
    fix = _("What was saved before is still there. Make space or reconnect the drive and try again.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        fix = _("Close the draft and open it again: what can be read of it can be repaired into a new file.")
    return NotSavedError(_("The change could not be saved: {problem}").format(problem=_(_WHY[code])), fix)


def _forget_session(path: Path, forget: Callable[[Database], None] | None) -> None:
    """A copy is nobody's open draft, and holds only what was entered."""
    with closing(connect(path)) as copy:
        if version(copy) < FORMAT:  # one that is kept before it is migrated
            return
        copy.execute("DELETE FROM session")
        copy.execute("DELETE FROM typing")
        if forget is not None:
            forget(copy)
            with copy.conn.building():
                copy.execute("VACUUM")


def version(database: Database) -> int:
    """The format that an open draft has."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def in_memory(pack: FormPack, *, plain: bool = False) -> Database:
    """An empty draft that is no file. Raises FormPackError where no tables can be made of the form pack.

    A `plain` one is only filled and read: it has no trigger that records and seals its rows. The tables are copied from
    the last where they are the same, of the same form pack: to make them takes a quarter of all that is done to a plan
    that is taken into a collection.
    """
    name = digest(pack.files, b""), repr(tuple(tables.shapes(pack.records))), plain
    with closed_on_error(connect(None)) as database:
        if plain:
            database.execute("PRAGMA foreign_keys = OFF")
        if name in _EMPTY:
            with database.conn.building():
                database.conn.deserialize(_EMPTY[name])
            _begin(database, pack)
        else:
            build(database, pack, kept_as=name)
    return database


_Name = tuple[str, str, bool]
_EMPTY: dict[_Name, bytes] = {}
"""The tables that drafts in memory were last made with, as a whole database, by the form pack's checksum, what they
are, and whether plain: a form pack that is put together in memory may have others than its files say.
"""


def build(database: Database, pack: FormPack, kept_as: _Name | None = None) -> None:
    """Make the tables of a draft for this form pack. Raises FormPackError where no tables can be made of it."""
    try:
        _build(database, pack)
        if kept_as:
            if kept_as[-1]:
                with database.conn.building():
                    schema.drop_triggers(database)
                database.execute("PRAGMA foreign_keys = OFF")
            for other in [name for name in _EMPTY if name[:-1] != kept_as[:-1]]:
                del _EMPTY[other]
            _EMPTY[kept_as] = database.conn.serialize()
        _begin(database, pack)
    except sqlite3.Error as error:
        raise FormPackError(
            _("No draft can be made with the edition {id}: {problem}").format(id=pack.edition.id, problem=error)
        ) from error


def _build(database: Database, pack: FormPack) -> None:
    database.execute(f"PRAGMA page_size = {pages.PAGE}")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    # Deferred, because a table may refer to one made after it.
    database.execute("PRAGMA foreign_keys = OFF")
    with database.conn.building(), database.atomic():
        own_tables.build(database)
        database.table("form_pack_file").insert_all({"path": p, "content": c} for p, c in sorted(pack.files.items()))
        form_packs.make_tables(database, tables.shapes(pack.records))
        for own in own_tables.RECORDED:
            recording.record_changes(database, own.shape)
    database.execute("PRAGMA foreign_keys = ON")


def _begin(database: Database, pack: FormPack) -> None:
    """Put into empty tables the records of which there is one in each draft."""
    with database.atomic():
        for name, spec in pack.records.items():
            if spec.single:
                start = {f: fields.default(field) for f, field in spec.columns.items()}
                row = {"id": 1, "position": 1, tables.UID: uids.new_uid()} | start
                columns, marks = ", ".join(f'"{column}"' for column in row), ", ".join("?" * len(row))
                database.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', list(row.values()))
