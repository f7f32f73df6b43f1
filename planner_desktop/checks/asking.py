"""One look at a draft: what is in use, its queries, and which columns what was asked depends on."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.draft.records.records import Record
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.formpack import Section, computed_rows, queries, short_queries, template
from planner_desktop.formpack.columns_read import ColumnsRead
from planner_desktop.formpack.tables import UID, column, links_table, whole


class Learned:
    """What queries of one form pack read, kept from one look at a draft to the next.

    At the first look it is known by tables alone. To learn the columns takes as long as to prepare a query, and most
    are never asked again.
    """

    def __init__(self) -> None:
        self.tables: queries.Seen = {}
        self.conditions: queries.Seen = {}
        self.columns: dict[str, frozenset[str]] = {}
        self.is_first_look = True


class Asking:
    """A look at a draft as it is now. `reads` gathers what was looked into since it was emptied, as `tables.column` and
    `tables.whole` call it. Without `learned` it lacks what queries read.
    """

    def __init__(self, draft: Draft, learned: Learned | None) -> None:
        self.draft = draft
        self.use = in_use(draft, learned.conditions if learned else None)
        self.reads: set[str] = set()
        self._learned = learned
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
        """The records of a kind, read once in a look. What is read of them is told by `fields_read`."""
        if kind not in self._records:
            self._records[kind] = self.draft.records(kind)
        return self._records[kind]

    def uids(self, kind: str) -> dict[int, str]:
        """The uids of a kind's records by id."""
        self.reads |= {kind, column(kind, UID)}
        if kind not in self._uids:
            self._uids[kind] = dict(self.draft.database.execute(f"SELECT id, {UID} FROM {kind}").fetchall())
        return self._uids[kind]

    def _rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        rows = self._run(sql, "")[1]
        self._steps_read.update(self._read_by(sql))
        return rows

    def _run(self, sql: str, where: str) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        values, seen = self.draft.pack.values(), None
        if self._learned is not None and self._learned.is_first_look:
            seen = self._learned.tables
        found = queries.run(self.draft.database.conn, sql, values, where, seen)
        self.reads.update(self._read_by(sql))
        return found

    def _read_by(self, sql: str) -> Iterable[str]:
        """What a query reads that was run."""
        if self._learned is None:
            return ()
        if self._learned.is_first_look and sql in self._learned.tables:
            return whole(self._learned.tables[sql])
        if sql not in self._learned.columns:
            self._learned.columns[sql] = self._columns_read.of(sql, self.draft.pack.values())
        return self._learned.columns[sql]

    @cached_property
    def _columns_read(self) -> ColumnsRead:
        return ColumnsRead(self.draft.database.conn, queries.TIME_LIMIT)

    @cached_property
    def use_reads(self) -> frozenset[str]:
        """What it depends on which parts of the form pack are in use."""
        if self._learned is None or self._learned.is_first_look:
            return frozenset(whole(self.use.reads))
        return frozenset(name for sql in self.use.asked for name in self._read_by(sql))

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

    def fields_read(self, kind: str, names: Iterable[str]) -> set[str]:
        """What these fields of a kind's records are read from, in their order, with the names of what they link to."""
        return self._fields_read(kind, names, frozenset())

    def names_read(self, kind: str) -> set[str]:
        """What the names of a kind's records are made of."""
        return self._names_read(kind, frozenset())

    def _names_read(self, kind: str, within: frozenset[str]) -> set[str]:
        if kind in within:  # names that are made of each other
            return set()
        return self._fields_read(kind, template.columns(self.draft.spec(kind).named_by), within | {kind})

    def _fields_read(self, kind: str, names: Iterable[str], within: frozenset[str]) -> set[str]:
        spec = self.draft.pack.seen(kind)
        found = {kind, *(column(kind, name) for name in ("position", UID))}
        if spec.parent:
            found |= {column(kind, spec.parent), spec.parent, column(spec.parent, "position")}
        for name in names:
            field = spec.fields[name]
            if field.field_type.to_many:
                found |= whole([links_table(kind, name)])
            elif field.field_type.computed:
                found.update(self._read_by(f"SELECT id, {name} FROM {computed_rows.name(kind)}"))
            else:
                found |= {column(kind, name), *([column(kind, field.states)] if field.states else [])}
            if field.to:
                found |= self._names_read(field.to, within)
        return found

    def all_read(self, kind: str) -> set[str]:
        """What is read where all of a kind's records is."""
        return whole([kind, *(links_table(kind, name) for name in self.draft.spec(kind).pairs)])
