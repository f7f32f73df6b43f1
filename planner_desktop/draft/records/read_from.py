"""Which tables it is read from what is shown of a record: its own, and those of what it names and is worked out of."""

from collections.abc import Iterable
from contextlib import suppress

from planner_desktop.draft.records.records import Records
from planner_desktop.errors import QueryError
from planner_desktop.formpack import template
from planner_desktop.formpack.tables import links_table


def shown_from(records: Records, kind: str, names: Iterable[str]) -> set[str]:
    """The tables that these fields of a kind are read from, the names of what they link to, and its order."""
    return _read_from(records, kind, names, frozenset())


def named_from(records: Records, kind: str, within: frozenset[str] = frozenset()) -> set[str]:
    """The tables that the names of a kind are made of."""
    if kind in within:  # names that are made of each other
        return set()
    return _read_from(records, kind, template.columns(records.spec(kind).named_by), within | {kind})


def _read_from(records: Records, kind: str, names: Iterable[str], within: frozenset[str]) -> set[str]:
    spec, computed = records.pack.seen(kind), []
    tables = {kind, spec.parent or kind}
    for name in names:
        field = spec.fields[name]
        if field.field_type.to_many:
            tables.add(links_table(kind, name))
        if field.to:
            tables |= named_from(records, field.to, within)
        if field.field_type.computed:
            computed.append(name)
    with suppress(QueryError):  # what cannot be worked out says so in its place
        tables |= records.computed_from(kind, computed) if computed else set()
    return tables
