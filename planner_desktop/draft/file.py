"""The draft as a file: created whole or not at all, opened only if it is one of ours and not too new.

Format 1. Any SQLite tool can read it: `application_id` is "bmap", `user_version` the format. Besides the form pack's
records it holds `setting` (edition, author and the like), `form_pack_file`, `attachment`, `action` and `change`.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey

from planner_desktop.draft import history
from planner_desktop.errors import DraftError, NewerDraftError, NotADraftError
from planner_desktop.formpack import FormPack, Source, fields, load, queries, tables
from planner_desktop.formpack.read import raise_for
from planner_desktop.i18n import _

SUFFIX = ".bmaplan"
APPLICATION_ID = int.from_bytes(b"bmap", "big")
FORMAT = 1


def connect(path: Path | str, *, read_only: bool = False) -> Database:
    """A connection with foreign keys on and every commit on the disk before it returns."""
    name = f"{Path(path).resolve().as_uri()}?mode=ro" if read_only else str(path)
    # Views of a draft are made off the Qt thread on a snapshot of its own, one thread at a time.
    connection = sqlite3.connect(name, uri=read_only, timeout=10, check_same_thread=False, isolation_level=None)
    database = Database(connection)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = DELETE")  # one file, also while it is open between two edits
    database.execute("PRAGMA synchronous = EXTRA")
    queries.add_functions(connection)
    return database


def refuse_existing(path: Path) -> None:
    """Raises DraftError if there is something at `path`: a draft is never overwritten."""
    if path.exists():
        raise DraftError(_("{path} exists already").format(path=path), _("Give another name; nothing was overwritten."))


def write_copy(database: Database, path: Path) -> None:
    """Write the whole database to a new file, on the disk under its name or not there at all. Raises DraftError."""
    refuse_existing(path)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        database.execute("VACUUM INTO ?", [str(part)])
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, path)
    except (OSError, sqlite3.Error) as error:
        raise DraftError(
            _("{path} cannot be created: {problem}").format(path=path, problem=error),
            _("Choose a folder that you may write to and that has space."),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def build(database: Database, pack: FormPack) -> None:
    """Make the tables of a format 1 draft for this form pack."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    # Deferred, because a table may refer to one made after it.
    database.execute("PRAGMA foreign_keys = OFF")
    with database.atomic():
        database.create_table("setting", {"name": str, "value": str}, pk="name", strict=True)
        database.create_table("form_pack_file", {"path": str, "content": bytes}, pk="path", strict=True)
        columns = {"name": str, "media_type": str, "sha256": str, "content": bytes}
        database.create_table("attachment", columns, pk="name", strict=True)
        database.table("form_pack_file").insert_all({"path": p, "content": c} for p, c in sorted(pack.files.items()))
        history.build(database)
        shapes = list(tables.shapes(pack.records))
        for shape in _after_what_they_refer_to(shapes):
            keys = [ForeignKey(shape.name, r.column, r.table, "id", on_delete=r.on_delete) for r in shape.references]
            key = shape.key if len(shape.key) > 1 else shape.key[0]
            database.create_table(
                shape.name, shape.columns, pk=key, foreign_keys=keys, not_null=shape.not_null, strict=True
            )
        for shape in shapes:
            history.record_changes(database, shape)
        for name, spec in pack.records.items():
            if spec.single:
                start = {f: fields.default(field) for f, field in spec.fields.items() if field.type != "links"}
                database.table(name).insert({"id": 1, "position": 1} | start)
    database.execute("PRAGMA foreign_keys = ON")


def _after_what_they_refer_to(shapes: list[tables.TableShape]) -> list[tables.TableShape]:
    ordered: list[tables.TableShape] = []
    names = {shape.name for shape in shapes}
    while shapes:
        made = {shape.name for shape in ordered}
        ready = [s for s in shapes if all(r.table in made or r.table == s.name for r in s.references)]
        if not ready:
            raise DraftError(
                _("The records {names} refer to each other in a circle").format(names=", ".join(sorted(names - made)))
            )
        ordered += ready
        shapes = [s for s in shapes if s not in ready]
    return ordered


def open_file(path: Path, *, read_only: bool = False) -> tuple[Database, FormPack]:
    """Open a draft and the form pack inside it. Raises NotADraftError, NewerDraftError, DraftError."""
    if not path.is_file():
        raise DraftError(_("There is no file {path}").format(path=path), _("Look for it with the file chooser."))
    database = None
    try:
        _check_header(path)
        database = connect(path, read_only=read_only)
        return database, stored_pack(database, path)
    except sqlite3.DatabaseError as error:
        if database is not None:
            database.close()
        raise DraftError(
            _("{path} cannot be read: {problem}").format(path=path, problem=error),
            _("The file may be damaged; it was not changed. Open a copy of it."),
        ) from error
    except BaseException:
        if database is not None:
            database.close()
        raise


def _check_header(path: Path) -> None:
    """Look at the first 100 bytes only: a file that is not ours is never opened for writing."""
    with path.open("rb") as file:
        header = file.read(100)
    ours = header.startswith(b"SQLite format 3\x00") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if not ours:
        raise NotADraftError(
            _("{path} is not a draft of this program").format(path=path),
            _("Choose a file that ends in {suffix}; this one was not changed.").format(suffix=SUFFIX),
        )
    version = int.from_bytes(header[60:64], "big")
    if version > FORMAT:
        raise NewerDraftError(
            _("{path} was written by a newer version of the program (format {version})").format(
                path=path, version=version
            ),
            _("Install the newer version to open it; the file was not changed."),
        )


def stored_pack(database: Database, path: Path) -> FormPack:
    """The form pack inside a draft."""
    files = {row["path"]: row["content"] for row in database["form_pack_file"].rows}
    source = Source(f"{path.name}", files)
    pack = load(source)
    raise_for(source.name, source.findings)
    assert pack is not None
    return pack
