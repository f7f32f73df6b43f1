"""A form pack as it was read, made whole: short queries, options and values in SQL, values in labels and titles."""

import re
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from functools import cache
from operator import is_
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from planner_desktop.formpack import path_sql, paths, short_queries, text_sql
from planner_desktop.formpack.collecting import Across
from planner_desktop.formpack.computed_rows import source
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.model import CheckSpec, EditionFile
from planner_desktop.formpack.path_sql import QueryRow
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.formpack.strict import Condition, Constant, Expression, FixedValues, Short, Sql, SqlValue, Strict
from planner_desktop.regex import regex

S = TypeVar("S", bound=Strict)
Rewrite = Callable[[str], str]

_VALUE_IN_TEXT = regex(r"\{([a-z][a-z0-9_]*)\}")


def expanded(pack: FormPack, values: FixedValues) -> FormPack:
    """The form pack with everything that is written short in it made whole, once and for all."""
    constants: dict[str, Constant] = {name: value for name, value in values.items() if not isinstance(value, SqlValue)}
    pack = replace(pack, constants=constants)
    for name, value in values.items():
        if isinstance(value, SqlValue):  # it may use those before it
            pack = replace(pack, expressions=pack.expressions | {name: _Whole(pack).in_view(value.sql)})
    making = _Whole(pack)
    return replace(
        pack,
        edition=making.part(pack.edition),
        sections=tuple(making.part(section) for section in pack.sections),
        records={name: making.record(spec) for name, spec in pack.records.items()},
        computed={name: making.computed(name, fields) for name, fields in pack.computed.items()},
        views={name: making.view(sql) for name, sql in pack.views.items()},
        parts={name: tuple(making.part(block) for block in blocks) for name, blocks in pack.parts.items()},
        checks={file: tuple(making.part(check) for check in checks) for file, checks in pack.checks.items()},
        overview={file: tuple(making.part(one) for one in reports) for file, reports in pack.overview.items()},
        collected={name: making.part(table) for name, table in pack.collected.items()},
        across={file: making.across(each) for file, each in pack.across.items()},
    )


def titled(edition: EditionFile) -> EditionFile:
    """An edition of which nothing else is read, with its own constants in its title."""
    own: dict[str, Constant] = {n: value for n, value in edition.values.items() if not isinstance(value, SqlValue)}
    alone = FormPack(edition=edition, sections=(), records={}, views={}, catalogues={}, constants=own, files={})
    return _Whole(alone).part(edition)


class _Whole:
    """The making whole of one form pack's parts."""

    def __init__(self, pack: FormPack) -> None:
        self.pack = pack
        self.known = pack.values()
        self.changes: dict[str, Rewrite] = {
            "query": self.query,
            "expression": self.sql,
            "condition": lambda when: self.sql(short_queries.condition(when)),
            "text": self.text,
        }

    def part(self, part: S) -> S:
        """A part of the form pack with all its texts and SQL, and those of the parts inside it.

        What has nothing to be made whole stays the object that it is: most of a form pack is so, and copies take time.
        """
        kinds = _kinds_of(cast(Any, type(part)))
        if isinstance(part, CheckSpec):  # whose texts are told with the columns of its query alone
            kinds = kinds | dict.fromkeys(("message", "why", "fix"), "text")
            first = short_queries.first_word(part.sql)
            part = part.with_values(record=part.record or (first if first in self.pack.records else ""))
        made: dict[str, Any] = {}
        for name, value in vars(part).items():
            if value and name != "id" and (whole := self._value(value, kinds[name])) is not value:
                made[name] = whole
        if isinstance(part, CheckSpec) and short_queries.summed(part.sql)[0]:  # which is of no one record
            made["sql"] = made["sql"].replace("SELECT ", "SELECT NULL AS record, ", 1)
        return part.with_values(**made) if made else part

    def _value(self, value: Any, kind: str) -> Any:
        if isinstance(value, str):
            whole = self.changes[kind](value) if kind else value
            return value if whole == value else whole
        if isinstance(value, Strict):
            return self.part(value)
        if isinstance(value, tuple):
            each_whole = tuple(self._value(each, kind) for each in value)
            return value if all(map(is_, each_whole, value)) else each_whole
        if isinstance(value, dict):
            named = {name: self._value(each, kind) for name, each in value.items()}
            return value if all(map(is_, named.values(), value.values())) else named
        return value

    def record(self, spec: RecordSpec) -> RecordSpec:
        """A kind of record; a title's columns are its own fields before they are values."""
        spec = self.part(spec)
        return spec.with_values(title=self.text(spec.title, set(spec.fields)))

    def computed(self, kind: str, fields: dict[str, FieldSpec]) -> dict[str, FieldSpec]:
        """Computed fields, which stand in a view."""
        return {name: self._worked_out(kind, spec) for name, spec in fields.items()}

    def _worked_out(self, kind: str, spec: FieldSpec) -> FieldSpec:
        """A computed field with its SQL, also where it is said as a text, which stays for lint."""
        made = copy(self.part(spec))
        text = text_sql.expression(spec.text, kind, self.pack) if spec.text else ""
        vars(made)["sql"] = text or self.in_view(spec.sql or "", QueryRow(kind, kind))
        return made

    def view(self, sql: str) -> str:
        """A named query, which cannot be given any values when it is run."""
        said = short_queries.whole(self.in_view(sql, self._row(sql)), self.pack)
        return short_queries.placed(said, self.pack, ())

    def across(self, across: Across) -> Across:
        """What is asked of all plans, where only views need values: the tables are not those of records."""
        return across.with_values(views={name: self.in_view(sql) for name, sql in across.views.items()})

    def query(self, sql: str) -> str:
        """A query with options, values and paths."""
        return short_queries.whole(self.sql(sql, self._row(sql)), self.pack)

    def _row(self, sql: str) -> QueryRow | None:
        found = short_queries.row_of(sql, self.pack)
        return QueryRow(*found) if found else None

    def sql(self, sql: str, row: QueryRow | None = None) -> str:
        """SQL with options, paths and values that are worked out; constants are given when it is run."""
        return short_queries.with_meanings(sql, self._meaning, self._own(row))

    def _own(self, row: QueryRow | None) -> Callable[[str, str, bool], str]:
        """What a path means that begins with the query's own row, or inside a SELECT with a column there."""

        def own(path: str, null: str, in_select: bool) -> str:
            here = None if in_select else row
            try:
                asked = path_sql.whether(path, null, self.pack, here) if here and null else ""
                return asked or path_sql.own(path, self.pack, here) + null
            except paths.NoWayError:
                return f".{here.kind}.{path}{null}" if here else f".{path}{null}"  # lint tells of it

        return own

    def in_view(self, sql: str, row: QueryRow | None = None) -> str:
        """SQL with options, paths and all values."""

        def meaning(name: str, field: str) -> str | None:
            if not field and name in self.known:
                return short_queries.literal(self.known[name])
            return self._meaning(name, field)

        return short_queries.with_meanings(sql, meaning, self._own(row))

    def _meaning(self, name: str, field: str) -> str | None:
        if not field:
            sql = self.pack.expressions.get(name)
            return None if sql is None else f"({sql})"
        spec = self.pack.records.get(name)
        if spec is None or not spec.single or field not in self.pack.seen(name).fields:
            with suppress(paths.NoWayError):
                return path_sql.around(name, field, self.pack)
            return None
        return f"(SELECT {field} FROM {name if field in spec.fields else source(name, self.pack)})"

    def text(self, text: str, own: set[str] = frozenset()) -> str:  # type: ignore[assignment]
        """A text with the constants that it names."""

        def put(found: re.Match[str]) -> str:
            name = found[1]
            return str(self.known[name]) if name in self.known and name not in own else found[0]

        return _VALUE_IN_TEXT.sub(put, text) if "{" in text else text


@cache
def _kinds_of(model: type[Strict]) -> dict[str, str]:
    """What each word of a part holds: a query, an expression, a condition, a text without columns, or none of these."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _kind(hints[name]) for name in model.__dataclass_fields__}


def _kind(hint: Any) -> str:
    if hint in (Sql, Expression, Condition, str):
        return {Sql: "query", Expression: "expression", Condition: "condition", str: "text"}[hint]
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return _kind(inner) if any(isinstance(mark, Short) for mark in marks) else ""
    return next(filter(None, map(_kind, reversed(get_args(hint)))), "")
