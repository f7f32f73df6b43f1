"""One look at a draft: what is in use, its queries, and which tables what was asked depends on."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.draft.records.read_from import named_from
from planner_desktop.draft.records.records import Record
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.formpack import Section, queries, short_queries
from planner_desktop.formpack.tables import UID, links_table


class Asking:
    """A look at a draft as it is now. `reads` gathers the tables that were looked into since it was emptied.

    `seen` may be kept for the next look at a draft with the same form pack; without it `reads` lacks what queries read.
    """

    def __init__(self, draft: Draft, seen: queries.Seen | None) -> None:
        self.draft, self.use = draft, in_use(draft)
        self.reads: set[str] = set()
        self._seen = seen
        self._around = Scope(draft.pack.values(), Reach(draft.pack, self._rows))
        self._steps_read: set[str] = set()
        self._uids: dict[str, dict[int, str]] = {}
        self._records: dict[str, list[Record]] = {}
        self._homes: dict[str, Sequence[Section]] = {}
        self._showing: dict[tuple[str, str], list[str]] = {}

    def query(self, sql: str, where: str) -> list[dict[str, Any]]:
        """The rows of a form pack's query. Raises QueryError, naming the place `where`."""
        sql = short_queries.placed(sql, self.draft.pack, ())
        names, rows = self._run(sql, where)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def row(self, columns: Mapping[str, Any]) -> Scope:
        """What a text may name beside the columns of a row."""
        self.reads |= self._steps_read  # whichever text was the first to take a step
        return self._around.with_row(columns)

    def records(self, kind: str) -> list[Record]:
        """The records of a kind, read once in a look. What is read of them is told by `records_read`."""
        if kind not in self._records:
            self._records[kind] = self.draft.records(kind)
        return self._records[kind]

    def uids(self, kind: str) -> dict[int, str]:
        """The uids of a kind's records by id."""
        self.reads.add(kind)
        if kind not in self._uids:
            self._uids[kind] = dict(self.draft.database.execute(f"SELECT id, {UID} FROM {kind}").fetchall())
        return self._uids[kind]

    def _rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        before = set(self.reads)
        rows = self._run(sql, "")[1]
        self._steps_read |= self.reads - before
        return rows

    def _run(self, sql: str, where: str) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        found = queries.run(self.draft.database.conn, sql, self.draft.pack.values(), where, self._seen)
        if self._seen is not None:
            self.reads |= self._seen[sql]
        return found

    def showing(self, kind: str, field: str = "") -> list[str]:
        """The ids of the sections in use that show a kind of record, or a field of it."""
        if (kind, field) not in self._showing:
            self._showing[kind, field] = [section.id for section in self.use.sections_showing(kind, field)]
        return self._showing[kind, field]

    def homes(self, kind: str) -> Sequence[Section]:
        """The sections that enter a kind of record; the first of all where none ever does, none where none does now."""
        if kind not in self._homes:
            pack = self.use.pack
            found = self.use.sections_showing(kind) or ([] if pack.sections_showing(kind) else pack.sections[:1])
            self._homes[kind] = found
        return self._homes[kind]

    def records_read(self, kind: str) -> set[str]:
        """The tables that a kind's records are read from, and their names."""
        spec = self.draft.spec(kind)
        return {kind, *(links_table(kind, name) for name in spec.pairs)} | named_from(self.draft, kind)
