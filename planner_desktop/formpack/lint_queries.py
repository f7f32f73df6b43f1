"""What a form pack says of its queries and of texts that name their columns: SQL that does not prepare, words that
nothing yields.
"""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from planner_desktop.errors import QueryError
from planner_desktop.formpack import (
    guard,
    lint_amounts,
    lint_sql,
    more_fields,
    path_sql,
    paths,
    queries,
    short_queries,
    sql_errors,
    template,
)
from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.formpack.tables import shapes
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_LABEL = regex(r"\blabel\(\s*'([^']*)'", re.IGNORECASE)
_TABLE = regex(r"(?i)\b(?:from|join)\s+([a-z]\w*)")


@dataclass
class QueryLooking(Looking):
    """Looks at queries and texts; `sql` is an empty database with the form pack's tables, `amounts` names
    the columns met so far that hold satang."""

    sql: guard.Connection = field(init=False)
    amounts: set[str] = field(default_factory=set)
    yields: dict[str, list[str]] = field(default_factory=dict)
    """The columns of each view that prepares; the others are `broken`, and what reads them is no mistake of its own."""
    broken: set[str] = field(default_factory=set)
    fields: lint_sql.Fields = field(init=False)

    def __post_init__(self) -> None:
        self.fields = lint_sql.by_name(self.pack.records)

    def columns(self, sql: str, path: Path, known: set[str], view: str = "") -> list[str] | None:
        """The columns of a query that may use `known` as `:name`; None, with a finding, if it does not prepare."""
        if not self.options(sql, path, known) or not self.bare(sql, path, known):
            return None
        try:
            columns = queries.column_names(self.sql, short_queries.placed(sql, self.pack, known), dict.fromkeys(known))
            if view:
                with self.sql.building():
                    self.sql.execute(f"CREATE VIEW {view} AS {sql}")
        except (QueryError, sqlite3.Error) as error:
            self.broken |= {view} - {""}
            self.refused(str(error), sql, path, known)
            return None
        self.yields |= {view: columns} if view else {}
        for name in sorted(self.pack.expressions.keys() & set(columns)):
            problem = _("a column is called as the value “{name}” of the edition").format(name=name)
            self.say(path, problem, _("Give it another name."))
        made = lint_amounts.of_query(sql, frozenset(self.amounts))
        self.amounts = (self.amounts | made.columns) - (set() if view else made.others)
        self.raw(made, path)
        self.compared(sql, path)
        return columns

    def compared(self, sql: str, path: Path) -> None:
        """Note what a query compares that can never be equal, or not as numbers are."""
        for wrong in lint_sql.wrong_words(sql, self.fields):
            said = _("“{word}” is no choice of “{name}”").format(word=wrong.word, name=wrong.column)
            self.say(path, said, self.near(wrong.word, wrong.choices), word=f"'{wrong.word}'")
        for name in lint_sql.texts_as_numbers(sql, self.fields):
            said = _("“{name}” holds text, which is compared and added up as text: “10” comes before “9”")
            fix = _("Give the field a type of numbers, or compare it with a text in quotation marks.")
            self.say(path, said.format(name=name), fix, word=name)

    def refused(self, problem: str, sql: str, path: Path, known: set[str]) -> None:
        """Tell why a query does not prepare, unless it only reads what is broken itself."""
        told = sql_errors.told(problem)
        if told.missing in self.broken:
            return
        if told.kind == "ambiguous" and self._added(told.missing):
            return
        tables = {shape.name: list(shape.columns) for shape in shapes(self.pack.records)} | self.yields
        inside = {name for table in _TABLE.findall(sql) for name in tables.get(table, ())}
        words = {"table": tables, "column": sorted(inside | known), "function": sorted(guard.PURE_FUNCTIONS)}
        fix = self.near(told.missing, words[told.kind]) if told.kind in words else ""
        if told.kind == "syntax":
            fix = sql_errors.mend_of_syntax(sql, told.word)
        elif told.kind == "column" and self._is_value(told.word, known):
            fix = _("Write: {text}").format(text=f":{told.word}")
        said = _("the SQL does not prepare: {problem}").format(problem=told.message)
        self.say(path, said, fix, word=told.word, missing=told.missing)

    def _is_value(self, word: str, known: set[str]) -> bool:
        """Whether a word is one that SQL may use behind a colon."""
        record, dot, field = word.partition(".")
        spec = self.pack.records.get(record)
        of_single = spec is not None and spec.single and field in self.pack.seen(record).fields
        return of_single if dot else word in known or word in self.pack.expressions

    def _added(self, column: str) -> bool:
        """Whether a column that a query finds twice is a field that a file adds to a record; a finding there if so."""
        place = next((place for place in self.pack.homes if place.partition(".")[2] == column), None)
        if place is None:
            return False
        kind, here = place.partition(".")[0], self.file
        problem = _("a query in {file} has a column “{name}” already, besides this field of “{record}”")
        said = problem.format(file=here, name=column, record=kind)
        self.file = self.pack.homes[place]
        self.say((more_fields.WORD, kind, column), said, _("Give it another name."), missing=column)
        self.file = here
        return True

    def raw(self, made: lint_amounts.Amounts, path: Path) -> None:
        """Note the amounts that a query puts into a text as they are."""
        for name in sorted(made.raw):
            problem = _("“{name}” is an amount in satang and goes into a text as it is").format(name=name)
            self.say(path, problem, _("Write: {text}").format(text=f"baht({name})"))

    def options(self, sql: str, path: Path, known: set[str]) -> bool:
        """Whether every `:name` and `:record.field` of an SQL text means something; a finding where not."""
        for name, option in sorted(short_queries.named(sql)):
            if option:  # one that means something has been put in its place
                of_one = name in self.pack.records and self.pack.records[name].single
                if not of_one and paths.kind_of(name, self.pack):
                    self.way(f"{name}.{option}", path, known, in_sql=True)
                else:
                    self.single_field(f"{name}.{option}", path, of=self.pack.seen)
                return False
            if name not in known:
                problem = _("the query uses :{name}, which nothing around it yields").format(name=name)
                self.say(
                    path,
                    problem,
                    self.near(f":{name}", [f":{other}" for other in sorted({*known, *self.pack.expressions})]),
                )
                return False
        for own in short_queries.own_paths(sql):
            self.way(own, path, {own.partition(".")[0]}, in_sql=True)
            return False
        for place in _LABEL.findall(sql):
            kind, _dot, name = place.partition(".")
            spec = self.pack.records.get(kind)
            if spec is None or name not in spec.fields or not spec.fields[name].choices:
                self.say(path, _("“{name}” is no choice field").format(name=place), self.near(place, self._choices()))
        return True

    def _choices(self) -> list[str]:
        """Every choice field, as `record.field`."""
        records = self.pack.records.items()
        return [f"{kind}.{name}" for kind, spec in records for name, field in spec.fields.items() if field.choices]

    def way(self, text: str, path: Path, known: set[str], row: str = "", *, in_sql: bool = False) -> paths.Way | None:
        """The way that a path says; None, with a finding, where a word of it leads nowhere.

        In SQL its last word may be one that it cannot have in a text.
        """
        try:
            return paths.way(text, self.pack, known, row)
        except paths.NoWayError as error:
            if error.record:
                problem = _("no “{name}” is reached from “{record}” in “{path}”")
                said = problem.format(name=error.word, record=error.record, path=text)
            elif error.word in known:
                said = _("the column “{name}” does not tell the id of which record it is").format(name=error.word)
            else:
                said = _("no query yields a column “{name}”").format(name=error.word)
            inside = _("Put it inside `each: {record}`.").format(record=error.word)
            one_of_many = error.word in self.pack.records and not error.record
            offered = [*error.offered, *(path_sql.LAST if in_sql else ())]
            self.say(path, said, inside if one_of_many else self.near(error.word, offered), word=error.word)
            return None

    def led_to(self, column: str, formats: tuple[str, ...], path: Path, known: set[str], row: str = "") -> None:
        """Note a path that leads nowhere, or to no value."""
        way = self.way(column, path, known, row)
        if way is None:
            return
        if way.field is None:
            kind = way.steps[-1].kind if way.steps else way.kind
            problem = _("“{path}” ends at a record, “{record}”: go on to one of its fields")
            self.say(path, problem.format(path=column, record=kind), self.offer(self.pack.seen(kind).fields))
        elif "label" in formats and not way.field.choices:
            said = _("“{name}” is no choice field").format(name=column)
            self.say(path, said, self.near(column, self._choices()))

    def _is_baht(self, path: str, known: set[str], row: str = "") -> bool:
        """Whether a path leads to an amount."""
        try:
            field = paths.way(path, self.pack, known, row).field if "." in path or row else None
        except paths.NoWayError:  # told already
            return False
        if field is None:
            return False
        return field.field_type.money or not lint_amounts.FORMATS.isdisjoint(field.format.split("|"))

    def _choice(self, column: str, path: Path) -> None:
        able = [place for place in self._choices() if place.endswith(f".{column}")]
        problem = _("the column “{name}” does not tell which field's choice it is")
        self.say(path, problem.format(name=column), self.offer(able or self._choices()))

    def bare(self, sql: str, path: Path, known: set[str]) -> bool:
        """Whether a query that is a path leads to records; a finding where not."""
        if "." not in sql or not short_queries.is_bare(sql, self.pack):
            return True
        way = self.way(sql, path, known)
        if way is not None and way.field is not None:
            self.say(path, _("“{path}” leads to a field and not to records").format(path=sql))
        return way is not None and way.field is None

    def single_field(self, place: str, path: Path, of: Callable[[str], RecordSpec] | None = None) -> FieldSpec | None:
        """The field at `record.field`, if the record is a single one and has it; `of` tells what records have."""
        record, _dot, name = place.partition(".")
        specs = {kind: of(kind) if of else spec for kind, spec in self.pack.records.items()}
        spec = specs.get(record)
        if spec is None or name not in spec.fields or not spec.single:
            of_single = {kind: spec for kind, spec in specs.items() if spec.single}
            able = [f"{kind}.{option}" for kind, spec in of_single.items() for option in spec.fields]
            said = _("“{name}” is no field of a single record").format(name=place)
            self.say(path, said, self.near(place, able))
            return None
        return spec.fields[name]

    def text(self, text: str | None, path: Path, known: set[str], row: str = "") -> None:
        """Note the columns, paths and formats of a text that there are not; `row` is the record whose field it is."""
        pieces = template.pieces(text or "")
        plain = known | set(self.pack.expressions)
        columns = [(one.column, one) for piece in pieces for one in piece.asked if one.column]
        self.names((name for name, _piece in columns if "." not in name), plain, path)
        for column, piece in columns:
            if "." in column or (row and column in known and column in self.pack.seen(row).fields):
                self.led_to(column, piece.formats, path, known, row)
            elif "label" in piece.formats and not paths.choices_of(column, self.pack):
                self._choice(column, path)
        for name in sorted({f for _column, piece in columns for f in piece.formats} - set(template.FORMATS)):
            self.say(path, _("there is no format “{name}”").format(name=name), self.near(name, template.FORMATS))
        for column, piece in columns:
            is_amount = column in self.amounts & known or self._is_baht(column, known, row)
            if is_amount and not lint_amounts.FORMATS.intersection(piece.formats):
                problem = _("“{name}” is an amount in satang and would be shown a hundred times too large")
                texts = (f"{{{column}|{name}}}" for name in sorted(lint_amounts.FORMATS))
                self.say(path, problem.format(name=column), self.offer(texts))
