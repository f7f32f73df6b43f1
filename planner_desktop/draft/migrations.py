"""From an older format to today's: named steps, all in one transaction, after a copy of the file was kept.

A new format is a step here, a higher `file.FORMAT`, and a draft of the format before it in `tests/draft/files/`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.draft import file, history, own_tables, schema, seal
from planner_desktop.draft.database import Database
from planner_desktop.draft.seal import SEAL
from planner_desktop.formpack import FormPack, tables
from planner_desktop.places import user_data
from planner_desktop.thai.dates import stamp


@dataclass(frozen=True, slots=True)
class Migration:
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
    for shape in tables.shapes(pack.records):
        database.execute(f"ALTER TABLE {shape.name} ADD COLUMN {SEAL} BLOB")
        seal.keep(database, seal.of(shape))
        for event in ("insert", "update", "delete"):
            database.execute(f"DROP TRIGGER {shape.name}_{event}")
        history.record_changes(database, shape)
    for own in own_tables.SINCE_FORMAT_2:
        own_tables.create(database, own)


MIGRATIONS = (Migration(2, "seals", _seals),)


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
        schema.compare(database, pack)


def _triggers_anew(database: Database, pack: FormPack) -> None:
    """The program's triggers of that format in the place of the file's: of the columns that its tables have."""
    schema.drop_triggers(database)
    shapes = list(tables.shapes(pack.records))
    for sealed in (seal.TALLY, *(own.sealed for own in own_tables.TABLES), *map(seal.of, shapes)):
        there = _columns(database, sealed.table)
        if SEAL in there:
            seal.make_triggers(database, replace(sealed, columns=tuple(c for c in sealed.columns if c in there)))
    for shape in shapes:
        there = _columns(database, shape.name)
        history.record_changes(
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
