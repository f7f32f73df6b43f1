"""From an older format to today's: named steps, all in one transaction, after a copy of the file was kept.

A new format is a step here, a higher `file.FORMAT`, and a draft of the format before it in `tests/draft/file/files/`.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.draft.file import file, own_tables, recording, schema, seal, uids
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.seal import SEAL
from planner_desktop.formpack import FormPack, tables
from planner_desktop.formpack.tables import UID, TableShape
from planner_desktop.frozen import Frozen
from planner_desktop.thai.dates import stamp


class Migration(Frozen):
    """One step: the format it leads to, what it does in a word, and how."""

    to: int
    name: str
    apply: Callable[[Database, FormPack], None]


def _seals(database: Database, pack: FormPack) -> None:
    """Rows are sealed and counted; what is being typed, and who has the draft open, have their places."""
    seal.build_tally(database)
    for own in own_tables.FORMAT_1:
        database.execute(f"ALTER TABLE {own.name} ADD COLUMN {SEAL} BLOB")
        seal.keep(database, own.sealed)
    for shape in map(_without_uid, tables.shapes(pack.records)):
        database.execute(f"ALTER TABLE {shape.name} ADD COLUMN {SEAL} BLOB")
        seal.keep(database, seal.of(shape))
        _record_again(database, shape)
    for own in own_tables.SINCE_FORMAT_2:
        own_tables.create(database, own)


def _without_uid(shape: TableShape) -> TableShape:
    return replace(shape, columns={name: type for name, type in shape.columns.items() if name != UID})


def _record_again(database: Database, shape: TableShape) -> None:
    for event in ("insert", "update", "delete"):
        database.execute(f"DROP TRIGGER {shape.name}_{event}")
    recording.record_changes(database, shape)


def _uids(database: Database, pack: FormPack) -> None:
    """Every record has a uid, also in the history; what was refused has its place. Raises sqlite3.DatabaseError."""
    shapes = [shape for shape in tables.shapes(pack.records) if UID in shape.columns]
    typing = seal.without(own_tables.TYPING.sealed, UID)
    before = [seal.TALLY, typing, *(seal.without(seal.of(shape), UID) for shape in shapes)]
    for problem in seal.broken(database, before):  # a row that is sealed anew must be as it was written
        raise sqlite3.DatabaseError(problem)
    for shape in shapes:
        database.execute(f"ALTER TABLE {shape.name} ADD COLUMN {UID} TEXT")
    if all(column[1] != UID for column in database.execute("PRAGMA table_info(typing)")):
        database.execute(f"ALTER TABLE typing ADD COLUMN {UID} TEXT")
    uids.give(database, [shape.name for shape in shapes], uids.of_draft(database))
    for shape in shapes:
        seal.keep_again(database, seal.of(shape))
        _record_again(database, shape)
    seal.keep_again(database, own_tables.TYPING.sealed)
    for own in own_tables.SINCE_FORMAT_3:
        own_tables.create(database, own)
    recording.record_changes(database, own_tables.REFUSED.shape)


def _acceptances(database: Database, _pack: FormPack) -> None:
    """Problems that are accepted have their place."""
    for own in own_tables.SINCE_FORMAT_4:
        own_tables.create(database, own)
        recording.record_changes(database, own.shape)


def _parts_and_reviews(database: Database, _pack: FormPack) -> None:
    """What is handed out, what merges ask, what is to be reviewed, and why a plan was amended have their places."""
    for own in own_tables.SINCE_FORMAT_5:
        own_tables.create(database, own)
        if own in own_tables.RECORDED:
            recording.record_changes(database, own.shape)


MIGRATIONS = (
    Migration(2, "seals", _seals),
    Migration(3, "uids", _uids),
    Migration(4, "acceptances", _acceptances),
    Migration(5, "parts and reviews", _parts_and_reviews),
)


def migrate(database: Database, pack: FormPack) -> None:
    """Bring an older draft to today's format, wholly or not at all. Raises sqlite3.DatabaseError and
    ForeignSchemaError.

    None of the file's own triggers runs, for they may be anyone's.
    """
    version = file.version(database)
    with database.conn.building(), database.atomic():
        _triggers_anew(database, pack)
        for migration in MIGRATIONS:
            if migration.to > version:
                migration.apply(database, pack)
                database.execute(f"PRAGMA user_version = {migration.to}")
        schema.compare(database, pack, file.in_memory)


def _triggers_anew(database: Database, pack: FormPack) -> None:
    """The program's triggers of that format in the place of the file's: of the columns that its tables have."""
    schema.drop_triggers(database)
    shapes = list(tables.shapes(pack.records))
    for sealed in (seal.TALLY, *(own.sealed for own in own_tables.TABLES), *map(seal.of, shapes)):
        there = _columns(database, sealed.table)
        if SEAL in there:
            seal.make_triggers(database, replace(sealed, columns=tuple(c for c in sealed.columns if c in there)))
    for shape in (*shapes, *(own.shape for own in own_tables.RECORDED)):
        there = _columns(database, shape.name)
        if not there:  # a table of the draft's own that came later
            continue
        recording.record_changes(
            database, replace(shape, columns={name: kind for name, kind in shape.columns.items() if name in there})
        )


def _columns(database: Database, table: str) -> set[str]:
    return {row[1] for row in database.execute(f"PRAGMA table_info({table})")}


def keep_older(database: Database, path: Path) -> Path:
    """A copy of an older draft in the user's own folder, made before it is migrated. Raises DraftError."""
    folder = user_data() / "older-formats"
    stem = f"{path.stem} {stamp(datetime.now())} format {file.version(database)}"
    copy = folder / f"{stem}{file.SUFFIX}"
    try:
        whole_file.own_folder(folder)
    except OSError as error:
        raise file.cannot_be_created(copy, error) from error
    file.write_copy(database, copy)
    return copy
