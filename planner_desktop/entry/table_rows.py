"""What a table reads of the draft: its records a stretch at a time, and the titles of what they link to."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner_desktop.draft import Draft, Record
from planner_desktop.draft.records.read_from import shown_from
from planner_desktop.draft.records.records import shown_computed
from planner_desktop.errors import QueryError
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import links_table
from planner_desktop.thai.collation import collation_key
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.unlikely import usual_amount

STRETCH = 64
"""Records read at once: about what is to be seen of a table, and some more."""


class Reader:
    """Reads the records that a table shows, and keeps them until a table changes that they come from."""

    def __init__(
        self, draft: Draft, kind: str, fields: Sequence[str], where: Mapping[str, Value], sort: Sequence[str] = ()
    ) -> None:
        self._draft, self._kind, self._fields, self._where, self._sort = draft, kind, fields, where, sort
        spec = draft.pack.seen(kind)
        self._spec = spec
        read = [*fields, *(name.removeprefix("-") for name in sort)]
        self._links = {name: spec.fields[name].to or "" for name in read if spec.fields[name].to}
        self._computed = [name for name in read if spec.fields[name].field_type.computed]
        self.tables = shown_from(draft, kind, read)
        """The tables that all of it comes from."""
        self._records: dict[int, Record] = {}
        self._worked_out: dict[int, dict[str, object]] = {}
        self._titles: dict[str, dict[int, str]] = {to: {} for to in self._links.values()}
        self._codes: dict[str, dict[int, str]] = {to: {} for to in self._links.values()}
        self._folded: dict[int, str] = {}
        self._columns: dict[str, dict[int, Value]] = {}
        self._usual: dict[tuple[str, int], int | None] = {}
        self._amounts: dict[str, list[int]] = {}
        self._rows: dict[int, int] | None = None
        self._ids: list[int] = []

    # ------------------------------------------------------------ following the draft

    def forget(self) -> None:
        """Forget all that was read, so that it is read anew from the draft when it is asked for."""
        for kept in (self._records, self._worked_out, self._folded, self._columns, self._usual, self._amounts):
            kept.clear()
        for of_kind in (*self._titles.values(), *self._codes.values()):
            of_kind.clear()

    def read_ids(self) -> list[int]:
        """The ids of the records in their order, as the draft holds them now; what is empty comes last."""
        ids = self._draft.ids(self._kind, where=self._where)
        for name in reversed(self._sort):
            keys = self._keys(name.removeprefix("-"))
            full = sorted((id for id in ids if id in keys), key=keys.__getitem__, reverse=name.startswith("-"))
            ids = full + [id for id in ids if id not in keys]
        return ids

    def _keys(self, field: str) -> dict[int, Any]:
        """What records are sorted by, by id: a choice by the place of its word, a link by its title."""
        spec, held = self._spec.fields[field], self.column(field)
        if spec.to:
            titles = {id: self._draft.title_of(record) for id, record in self._draft.some(spec.to, _ids(held)).items()}
            return {id: collation_key(titles[int(other or 0)]) for id, other in held.items()}
        return {id: spec.field_type.sort_key(value, spec) for id, value in held.items()}

    def show(self, ids: list[int]) -> None:
        """Have the table show the records of these ids, in this order."""
        self._ids, self._rows = ids, None

    # ------------------------------------------------------------ records

    def row(self, id: int) -> int | None:
        """Where a record stands among those shown."""
        if self._rows is None:  # not at each of many rows that come and go together
            self._rows = {id: row for row, id in enumerate(self._ids)}
        return self._rows.get(id)

    def record(self, id: int) -> Record:
        """A record, read with those around it."""
        if id not in self._records:
            start = (self.row(id) or 0) // STRETCH * STRETCH
            self._read([id, *self._ids[start : start + STRETCH]])
        return self._records[id]

    def records(self, ids: Sequence[int]) -> list[Record]:
        """Many records, in this order."""
        lacking = [id for id in ids if id not in self._records]
        for start in range(0, len(lacking), 500):
            self._read(lacking[start : start + 500])
        return [self._records[id] for id in ids if id in self._records]

    def _read(self, ids: Sequence[int]) -> None:
        read = self._draft.some(self._kind, [id for id in dict.fromkeys(ids) if id not in self._records])
        self._records.update(read)
        if self._computed:
            self._work_out(list(read))
        wanted: dict[str, set[int]] = {}
        for record in read.values():
            for name, to in self._links.items():
                wanted.setdefault(to, set()).update(linked(record, name))
        for to, others in wanted.items():
            found = self._draft.some(to, sorted(others - self._titles[to].keys()))
            self._titles[to] |= {id: self._draft.title_of(record) for id, record in found.items()}
            if key := self._draft.spec(to).key:
                self._codes[to] |= {id: str(r.values[key]) for id, r in found.items() if r.values[key] is not None}

    def _work_out(self, ids: list[int]) -> None:
        try:
            self._worked_out |= self._draft.computed(self._kind, self._computed, ids)
        except QueryError as error:
            self._worked_out |= {id: dict.fromkeys(self._computed, error.message) for id in ids}

    def value(self, record: Record, field: str) -> Value:
        """What a record holds in a field, or what is worked out of it; of one that counts only what is a number."""
        if field not in self._computed:
            return record.values[field]
        value = self._worked_out.get(record.id, {}).get(field)
        return value if isinstance(value, int | str) and (isinstance(value, int) or not self._counts(field)) else None

    def _counts(self, field: str) -> bool:
        return self._spec.fields[field].number

    def column(self, field: str) -> dict[int, Value]:
        """What a field holds in all records of the kind that hold something in it, by id; of links the first."""
        if field in self._computed:
            found = (
                (record.id, self.value(record, field))
                for record in self.records(self._draft.ids(self._kind, where=self._where))
            )
            return {id: value for id, value in found if value is not None}
        if field not in self._columns:
            spec, kind = self._spec.fields[field], self._kind
            sql = f"SELECT id, {field} FROM {kind} WHERE {field} IS NOT NULL"
            if spec.field_type.to_many:
                sql = f"SELECT {kind}, min({spec.to}) FROM {links_table(kind, field)} GROUP BY {kind}"
            self._columns[field] = dict(self._draft.database.execute(sql).fetchall())
        return self._columns[field]

    def usual(self, record: Record, field: str) -> int | None:
        """What is usual among the other amounts of a field where a record's is far above it, else None."""
        if (field, record.id) not in self._usual:
            if field not in self._amounts:  # once for all cells that are painted
                self._amounts[field] = sorted(int(value or 0) for value in self.column(field).values())
            amount, others = int(record.values[field] or 0), list(self._amounts[field])
            if amount in others:
                others.remove(amount)
            self._usual[field, record.id] = usual_amount(amount, others)
        return self._usual[field, record.id]

    def text(self, record: Record, field: str) -> str:
        """A field as the officer reads it, links by their titles."""
        to = self._links.get(field)
        if field in self._computed:
            return self._said(self._worked_out.get(record.id, {}).get(field), field)
        if to is None:
            return self._draft.shown(record, field)
        return "\n".join(self._titles[to][id] for id in linked(record, field))

    def _said(self, value: object, field: str) -> str:
        try:
            return shown_computed(value, self._spec.fields[field])
        except QueryError:  # it is why it cannot be worked out
            return str(value)

    def brief(self, record: Record, field: str) -> str:
        """A field as a cell has room for it: of many links the codes where they have one, on one line."""
        if field not in record.links:
            return self.text(record, field)
        codes = self._codes[self._links[field]]
        if not record.links[field] or not all(id in codes for id in record.links[field]):
            return self.text(record, field)
        return ", ".join(codes[id] for id in record.links[field])

    def folded(self, record: Record) -> str:
        """All that stands in a record's row, as it is searched: without case and kinds of digits."""
        if record.id not in self._folded:
            row = [self.text(record, field) for field in self._fields]
            for field in self._fields:
                if skips := self._spec.fields[field].field_type.skips:  # as it stands, and without these
                    row.append(self.text(record, field).translate(dict.fromkeys(map(ord, skips))))
            self._folded[record.id] = to_arabic("\n".join(row)).casefold()
        return self._folded[record.id]


def _ids(held: Mapping[int, Value]) -> list[int]:
    return sorted({int(other or 0) for other in held.values()})


def linked(record: Record, field: str) -> tuple[int, ...]:
    """The records that a link or links field leads to."""
    if field in record.links:
        return record.links[field]
    value = record.values[field]
    return () if value is None else (int(value),)
