"""The tables that a form pack's records become in a draft.

Every record is a table with an `id`, a `position` and a `uid`; a link is a foreign key column; links are a table of
pairs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.frozen import Frozen

UID = "uid"
"""The column that tells a record from all others, in every draft and for ever; an `id` does so in one draft only."""

OWN_TABLES = frozenset(
    {
        "setting", "form_pack_file", "attachment", "action", "change", "recording", "tally", "typing", "session",
        "version", "refused", "accepted", "handed_part", "handed_state", "to_review", "change_reason",
        "merge_conflict", "merge_source",
    }
)  # fmt: skip
"""The tables that every draft has besides its records."""
OWN_COLUMNS = frozenset({"id", "position", "uid", "rowid", "oid"})
"""What the program or SQLite itself calls columns of every record."""
_OWN_WORDS = OWN_TABLES | OWN_COLUMNS | {"form_pack", "new", "old", "excluded", "seal", "main", "temp"}


def is_own(name: str) -> bool:
    """Whether no record or view may be called so, for the program or SQLite calls something of its own by it."""
    return name in _OWN_WORDS or name.startswith(("sqlite_", "pragma_", "idx_"))


class Reference(Frozen):
    """A column's foreign key, and what becomes of its row when the other is deleted."""

    column: str
    table: str
    on_delete: str


class TableShape(Frozen):
    """A table that a draft has for a record, or for the pairs of a links field: its columns, key and references."""

    name: str
    columns: dict[str, type]
    references: tuple[Reference, ...] = ()
    key: tuple[str, ...] = ("id",)
    not_null: tuple[str, ...] = field(default=())


def links_table(record: str, field_name: str) -> str:
    """The table that holds the pairs of a links field."""
    return f"{record}_{field_name}"


def column(table: str, name: str) -> str:
    """What a column is called among what was read, or changed; `*` as the name stands for any of them.

    There a table's own name stands for which rows it has: who reads a column reads that, too, and where rows came or
    went nothing is told of columns.
    """
    return f"{table}.{name}"


def whole(tables: Iterable[str]) -> set[str]:
    """What all of these tables is called: their rows, and any column."""
    return {name for table in tables for name in (table, column(table, "*"))}


def table_names(changed: Iterable[str]) -> set[str]:
    """The tables of what changed, where columns of some are told."""
    return {name.partition(".")[0] for name in changed}


def shapes(records: dict[str, RecordSpec]) -> Iterator[TableShape]:
    """The tables of these records, each after those it refers to where that is possible."""
    for name, spec in records.items():
        columns: dict[str, type] = {"id": int, "position": int}
        references = []
        if spec.parent:
            columns[spec.parent] = int
            references.append(Reference(spec.parent, spec.parent, "CASCADE"))
        for field_name, field_spec in spec.fields.items():
            column_type = field_spec.field_type.column_type(field_spec)
            if column_type is None:
                continue
            columns[field_name] = column_type
            if field_spec.to:
                references.append(Reference(field_name, field_spec.to, "SET NULL"))
        columns[UID] = str
        not_null = ("position", spec.parent) if spec.parent else ("position",)
        yield TableShape(name, columns, tuple(references), not_null=not_null)
        yield from (_pairs(name, f, s) for f, s in spec.fields.items() if s.field_type.to_many)


def _pairs(record: str, field_name: str, spec: FieldSpec) -> TableShape:
    to = spec.to or ""
    return TableShape(
        links_table(record, field_name),
        {record: int, to: int, "position": int},
        (Reference(record, record, "CASCADE"), Reference(to, to, "CASCADE")),
        key=(record, to),
        not_null=("position",),
    )


def parents_first(records: Mapping[str, RecordSpec]) -> list[str]:
    """The kinds of record, each after the one that it stands under."""
    ordered: list[str] = []

    def place(kind: str) -> None:
        parent = records[kind].parent
        if parent and parent not in ordered:
            place(parent)
        if kind not in ordered:
            ordered.append(kind)

    for kind in records:
        place(kind)
    return ordered
