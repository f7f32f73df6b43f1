"""A draft's records as they are read: by kind, parent and value, with their links, titles and queries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner_desktop import stopping
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.formpack import (
    FieldSpec,
    FormPack,
    RecordSpec,
    computed_rows,
    fields,
    formats,
    queries,
    short_queries,
    template,
)
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

Place = tuple[str, int, str]
"""A field of a record: kind, id, field. The id of a row that is not there yet is `new_row`."""
Where = Mapping[str, Value]
"""The values that a record must have, by field."""


class Record(Frozen):
    """A record as it was when it was read: `values` as stored, `links` by field. `uid` is its own for ever."""

    kind: str
    id: int
    parent: int | None
    values: dict[str, Value]
    links: dict[str, tuple[int, ...]]
    uid: str = ""


def shown_computed(value: Any, spec: FieldSpec) -> str:
    """A computed field's value as the officer reads it. Raises QueryError where its format is not for it."""
    return formats.printed(value, tuple(filter(None, spec.format.split("|"))))


class Records:
    """The records in a draft's database, and the queries of its form pack."""

    def __init__(self, database: Database, pack: FormPack) -> None:
        self.database = database
        self._take_up(pack)

    def _take_up(self, pack: FormPack) -> None:
        """Use the queries of a form pack; no others of their names are there."""
        self.pack = pack
        self._seen: queries.Seen = {}
        queries.add_label(self.database.conn, pack.records)
        queries.add_listed(self.database.conn, pack.catalogues)
        # Temporary, so that the file itself needs no function of ours to be read by other tools.
        with self.database.conn.building():
            for name, sql in (*computed_rows.views(pack), *pack.views.items()):
                self.database.execute(f"CREATE TEMP VIEW {name} AS {sql}")

    def spec(self, kind: str) -> RecordSpec:
        """What the form pack says of a kind of record."""
        return self.pack.records[kind]

    def ids(self, kind: str, parent: int | None = None, where: Where | None = None) -> list[int]:
        """The ids of the records of a kind in their order, of one parent and with these values if given."""
        return [row[0] for row in self._rows(kind, "t.id", parent, where)[1]]

    def record(self, kind: str, id: int) -> Record:
        """One record. Raises KeyError if there is none."""
        names, rows = self._rows(kind, "t.*", None, {"id": id})
        if not rows:
            raise KeyError(f"{kind} {id}")
        held = {name: {id: self.links(kind, id, name)} for name in self._links_fields(kind)}
        return self._record(kind, names, rows[0], held)

    def records(self, kind: str, parent: int | None = None, where: Where | None = None) -> list[Record]:
        """The records of a kind, as `ids` orders them."""
        names, rows = self._rows(kind, "t.*", parent, where)
        links = {name: self._all_links(kind, name) for name in self._links_fields(kind)}
        return [self._record(kind, names, row, links) for row in stopping.watched(rows)]

    def some(self, kind: str, ids: Sequence[int]) -> dict[int, Record]:
        """The records with these ids, by id and in this order; those that are not there are left out."""
        wanted = ", ".join(str(int(id)) for id in ids)
        cursor = self.database.execute(f"SELECT * FROM {kind} WHERE id IN ({wanted})")
        names = [column[0] for column in cursor.description]
        links = {name: self._all_links(kind, name, f" WHERE {kind} IN ({wanted})") for name in self._links_fields(kind)}
        found = {record.id: record for record in (self._record(kind, names, row, links) for row in cursor.fetchall())}
        return {id: found[id] for id in ids if id in found}

    def _rows(
        self, kind: str, columns: str, parent: int | None, where: Where | None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        above = self.spec(kind).parent
        conditions = dict(where or {})
        if parent is not None and above:
            conditions[above] = parent
        sql, order = f"SELECT {columns} FROM {kind} t", "t.position, t.id"
        if above and parent is None:
            sql += f" JOIN {above} p ON p.id = t.{above}"
            order = f"p.position, p.id, {order}"
        if conditions:
            sql += " WHERE " + " AND ".join(f"t.{name} IS ?" for name in conditions)
        cursor = self.database.execute(f"{sql} ORDER BY {order}", list(conditions.values()))
        return [column[0] for column in cursor.description], cursor.fetchall()

    def _record(
        self, kind: str, names: Iterable[str], row: tuple[Any, ...], links: Mapping[str, Mapping[int, list[int]]]
    ) -> Record:
        spec, stored = self.spec(kind), dict(zip(names, row, strict=True))
        id = stored["id"]
        values = {name: stored[name] for name in spec.fields if name not in links}
        held = {name: tuple(of_all.get(id, ())) for name, of_all in links.items()}
        return Record(kind, id, stored[spec.parent] if spec.parent else None, values, held, stored[UID])

    def _links_fields(self, kind: str) -> list[str]:
        return list(self.spec(kind).pairs)

    def _all_links(self, kind: str, field: str, where: str = "") -> dict[int, list[int]]:
        to, table = self.spec(kind).fields[field].to, links_table(kind, field)
        held: dict[int, list[int]] = {}
        for id, other in self.database.execute(f"SELECT {kind}, {to} FROM {table}{where} ORDER BY position"):
            held.setdefault(id, []).append(other)
        return held

    def links(self, kind: str, id: int, field: str) -> list[int]:
        """The ids that a links field holds, in order."""
        to, table = self.spec(kind).fields[field].to, links_table(kind, field)
        rows = self.database.execute(f"SELECT {to} FROM {table} WHERE {kind} = ? ORDER BY position", [id])
        return [row[0] for row in rows]

    def uid(self, kind: str, id: int) -> str:
        """A record's own uid; empty where there is no such record."""
        row = self.database.execute(f"SELECT {UID} FROM {kind} WHERE id = ?", [id]).fetchone()
        return str(row[0]) if row else ""

    def id_of(self, kind: str, uid: str) -> int | None:
        """The id of the record of this uid, if it is there."""
        row = self.database.execute(f"SELECT id FROM {kind} WHERE {UID} = ?", [uid]).fetchone()
        return None if row is None else int(row[0])

    def title(self, kind: str, id: int) -> str:
        """How a record is named in lists and messages."""
        return self.title_of(self.record(kind, id))

    def title_of(self, record: Record) -> str:
        """As `title`, of a record that was read already."""
        spec = self.spec(record.kind)
        title = template.line(spec.named_by, lambda column: self.shown(record, column))
        return title or _("(no. {place}, without a name)").format(place=self.place_among(record.kind, record.id))

    def place_among(self, kind: str, id: int) -> int:
        """Which one a record is among those of its kind, under the same parent where it has one; the first is 1."""
        above = self.spec(kind).parent
        beside = f" AND o.{above} IS t.{above}" if above else ""
        rows = f"{kind} t JOIN {kind} o ON (o.position, o.id) <= (t.position, t.id){beside}"
        return int(self.database.execute(f"SELECT count(*) FROM {rows} WHERE t.id = ?", [id]).fetchone()[0])

    def shown(self, record: Record, field: str) -> str:
        """A field's value as the officer reads it; links as the names of what they lead to, a line each."""
        spec = self.pack.seen(record.kind).fields[field]
        if spec.field_type.computed:
            return shown_computed(self.computed(record.kind, [field], [record.id]).get(record.id, {}).get(field), spec)
        if field in record.links:
            return "\n".join(self.title(spec.to or "", id) for id in record.links[field])
        value = record.values[field]
        if spec.to is not None:
            return "" if value is None else self.title(spec.to or "", int(value))
        if spec.states and value is None:
            state = record.values[spec.states]
            return fields.show(state, self.spec(record.kind).fields[spec.states])
        return fields.show(value, spec)

    def computed(self, kind: str, names: Sequence[str], ids: Sequence[int] | None = None) -> dict[int, dict[str, Any]]:
        """The computed fields of these records, or of all, by id. Raises QueryError where one cannot be worked out."""
        where = "" if ids is None else f" WHERE id IN ({', '.join(str(int(id)) for id in ids)})"
        rows = self._worked_out(f"SELECT id, {', '.join(names)} FROM {computed_rows.name(kind)}{where}")
        return {id: dict(zip(names, values, strict=True)) for id, *values in rows}

    def computed_from(self, kind: str, names: Sequence[str]) -> set[str]:
        """The tables that computed fields of a kind are worked out of."""
        return self.reads(f"SELECT id, {', '.join(names)} FROM {computed_rows.name(kind)}")

    def reads(self, sql: str) -> set[str]:
        """The tables that a query of the form pack reads. Raises QueryError."""
        none = f"SELECT * FROM ({sql}) WHERE 0"
        if none not in self._seen:
            queries.run(self.database.conn, none, self.pack.values(), "", self._seen)
        return set(self._seen[none])

    def _worked_out(self, sql: str) -> list[tuple[Any, ...]]:
        return queries.run(self.database.conn, sql, self.pack.values(), _("a computed field"), self._seen)[1]

    def scope(self, columns: Mapping[str, Any]) -> Scope:
        """What a text may name beside these columns: values of the edition, and paths through this draft as it is."""
        values = self.pack.values()
        reach = Reach(self.pack, lambda sql: queries.run(self.database.conn, sql, values)[1])
        return Scope(values | dict(columns), reach)

    def query(self, sql: str, values: Mapping[str, Any] | None = None, where: str = "") -> list[dict[str, Any]]:
        """The rows of a form pack's query, which can only read. Raises QueryError, naming the place `where`."""
        sql = short_queries.placed(sql, self.pack, values or ())
        names, rows = queries.run(self.database.conn, sql, self.pack.values() | dict(values or {}), where)
        return [dict(zip(names, row, strict=True)) for row in rows]
