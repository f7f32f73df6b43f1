"""Whether what is in a draft is as it was written. What is not is damage: such a draft is opened to be read alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.draft.file import file, form_packs, own_tables, schema, seal, validation
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.schema import ForeignSchemaError
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, tables
from planner_desktop.i18n import _

_PASSING = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
}  # fmt: skip
"""Errors that say nothing of what is in the file."""
_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}


class Damaged(Exception):
    """The file is ours, and something in it is not as it was written; `foreign` where it is not as ours are made."""

    foreign: ForeignSchemaError | None = None
    reason = ""
    """In the user's words, where there is more to say than that it is damaged."""


def cannot_be_read(path: Path, error: Exception) -> DraftError:
    """What the user is told where a file cannot be read at all."""
    return DraftError(
        _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error)),
        _("The file may be damaged; it was not changed. Open a copy of it."),
    )


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """What SQLite finds wrong in a file is damage; a DraftError tells of any other trouble."""
    try:
        yield
    except ForeignSchemaError as error:
        damage = Damaged(error.parts)
        damage.foreign = error
        raise damage from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF in _PASSING or (code & 0xFF == sqlite3.SQLITE_IOERR and code not in _UNREADABLE):
            raise cannot_be_read(path, error) from error
        raise Damaged(str(error)) from error


def check_pages(database: Database) -> None:
    """Look at how the pages of a file hang together. Raises Damaged."""
    for (problem,) in database.execute("PRAGMA quick_check(1)"):
        if problem != "ok":
            raise Damaged(problem)


def checked(database: Database, path: Path, wanted: FormPack | None = None) -> FormPack:
    """The form pack of a draft in which every row is as it was written. Raises Damaged, FormPackError."""
    own = [table.sealed for table in own_tables.TABLES if table.name not in ("action", "change")]
    _raise_for(seal.broken(database, [seal.TALLY, *own]))
    pack = stored_pack(database, path, wanted)
    schema.compare(database, pack, file.in_memory)
    shapes = [seal.of(shape) for shape in tables.shapes(pack.records)]
    _raise_for(seal.broken(database, shapes))
    _raise_for(validation.impossible(database, pack))
    # Not of the kept files' content, which may be long: their SHA-256 is looked at when they are read.
    names = [sealed.table for sealed in (*own, *shapes) if sealed.table != own_tables.ATTACHMENT.name]
    for table in (*names, "action", "change"):
        for (problem,) in database.execute(f"PRAGMA integrity_check({table})"):
            if problem != "ok":
                raise Damaged(problem)
    return pack


def _raise_for(problems: Iterator[str]) -> None:
    for problem in problems:
        raise Damaged(problem)


def stored_pack(database: Database, path: Path, wanted: FormPack | None = None) -> FormPack:
    """The form pack inside a draft, which must be `wanted` where that is given. Raises FormPackError."""
    return form_packs.stored(database, path.name, wanted)
