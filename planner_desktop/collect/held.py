"""What a collection holds, to say of another bundle whether it is newer; nobody at the desk is disturbed by it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from planner_desktop.bundle.held import Held
from planner_desktop.draft.file.database import address
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _

_SQL = """SELECT agency, identifier, made_at, sha256, receipt FROM bundle
    WHERE verdict <> 'refused' AND identifier IS NOT NULL"""


def reading(path: Path) -> sqlite3.Connection:
    """A connection to a collection's tables that only reads, also of one on a share. Raises sqlite3.Error."""
    return sqlite3.connect(address(path, read_only=True), uri=True)


def held_in(path: Path) -> list[Held]:
    """The bundles of a collection that were not refused. Raises CollectionError."""
    try:
        with closing(reading(path)) as connection:
            rows = connection.execute(_SQL).fetchall()
    except sqlite3.Error as error:
        raise CollectionError(
            _("{path} cannot be read: {problem}").format(path=path, problem=error),
            _("Give a collection (.bmacollect), or a folder with bundles."),
        ) from error
    return [Held(*(str(value or "") for value in row)) for row in rows]
