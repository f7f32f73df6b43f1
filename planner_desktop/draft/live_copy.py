"""A copy of a draft that is kept beside it, in memory: after an edit it takes up only the tables that changed.

What was prepared and worked out on its connection stays, which takes longer to make than all that is copied. Its
history is that of the last time when all of the draft was copied.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import schema
from planner_desktop.draft.history import versions
from planner_desktop.formpack.tables import table_names

_MOST_ROWS = 2_000  # of a table that changed; with more of them the whole draft is copied sooner
_MOST_BYTES = 30_000_000  # of a copy that is kept; a larger one is made anew each time, and let go in between
_LARGE = "attachment"
"""The table of files: where one comes or goes, the whole draft is copied."""


class _Table(NamedTuple):
    """A table that changed: its columns, and all its rows."""

    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


class LiveCopy:
    """The copy of one draft. `taken` is called where the draft is edited, its result in one other thread at a time."""

    def __init__(self) -> None:
        self._copy: Draft | None = None
        self._like: object = None
        """What the draft has in common with the copy; where that differs, tables alone do not make them the same."""

    def taken(self, draft: Draft, changed: set[str] | None) -> Callable[[], Draft]:
        """What brings the copy, which can only be read, to what the draft is now.

        `changed` is what changed since the last time, as `Draft.watchers` are told, None if all may have. What it
        yields is the same draft as last time where only tables were copied. Raises DraftError there where another
        program has replaced the file.
        """
        like = draft.pack, draft.database.schema_version(), versions.state(draft)
        tables = _tables(draft, changed) if self._copy is not None and self._like == like else None
        self._like = like
        return partial(self._copied, draft.copied()) if tables is None else partial(self._followed, tables)

    def rest(self) -> None:
        """Nothing is read of the copy for now: one that is large is let go."""
        if self._copy is not None and _size(self._copy) > _MOST_BYTES:
            self.close()

    def close(self) -> None:
        """Let the copy go."""
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.database.close()

    # ------------------------------------------------------------ in the thread

    def _copied(self, copied: Callable[[], Draft]) -> Draft:
        self.close()
        self._copy = copy = copied()
        copy.database.execute("PRAGMA foreign_keys = OFF")  # tables are filled one after another
        with copy.database.conn.building():
            schema.drop_triggers(copy.database)  # what they would write stands in the rows already
        copy.database.keep_schema()
        return copy

    def _followed(self, tables: list[_Table]) -> Draft:
        copy, self._copy = self._copy, None  # none is kept that has only some of what changed
        assert copy is not None
        with closed_on_error(copy.database), copy.database.atomic():
            for table in tables:
                columns, marks = ", ".join(table.columns), ", ".join("?" * len(table.columns))
                copy.database.execute(f"DELETE FROM main.{table.name}")
                insert = f"INSERT INTO main.{table.name} ({columns}) VALUES ({marks})"
                copy.database.conn.executemany(insert, table.rows)
        copy.database.conn.renew_patience()
        self._copy = copy
        return copy


def _tables(draft: Draft, changed: set[str] | None) -> list[_Table] | None:
    """The tables that changed; None where the whole draft is to be copied."""
    if changed is None or draft.is_changing or _LARGE in changed:
        return None
    tables = []
    for name in table_names(changed):
        # A table of pairs has no id: its rows keep their places by SQLite's own number.
        number = "" if _has_id(draft, name) else "rowid, "
        cursor = draft.database.execute(f"SELECT {number}* FROM main.{name} ORDER BY rowid LIMIT {_MOST_ROWS + 1}")
        tables.append(_Table(name, [column[0] for column in cursor.description], cursor.fetchall()))
        if len(tables[-1].rows) > _MOST_ROWS:
            return None
    return tables


def _has_id(draft: Draft, table: str) -> bool:
    rows = draft.database.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = 'id'", [table])
    return rows.fetchone() is not None


def _size(draft: Draft) -> int:
    (pages,), (size,) = (draft.database.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return int(pages * size)
