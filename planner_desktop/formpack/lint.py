"""What the parts of a form pack say of each other: links that lead nowhere, SQL that does not prepare, and so on.

Every finding names file, line, what is wrong and what to write instead.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing

from planner_desktop.closing import closed_on_error
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import (
    computed_rows,
    fields,
    guard,
    lint_collecting,
    lint_computed,
    more_fields,
    patterns,
    queries,
    tables,
    template,
)
from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.lint_document import DocumentLooking
from planner_desktop.formpack.lint_screens import ScreenLooking
from planner_desktop.formpack.located_yaml import Located, Path
from planner_desktop.formpack.model import AGENCY_COLUMNS, CheckSpec
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_MEANS_SQL = regex(r":[a-z]\w*\.\w|\(?SELECT\s", re.IGNORECASE)
"""A constant that begins so is meant to be an expression."""
_REPEATED_REPEAT = regex(r"\([^()]*[*+}][^()]*\)[*+{]")


def lint(pack: FormPack | None, located: Mapping[str, Located]) -> list[Finding]:
    """Every finding of a form pack whose files fit the model."""
    return _Lint(pack, located).findings() if pack else []


def schema_of(pack: FormPack) -> guard.Connection:
    """An empty database in memory with the tables and views of the form pack, to prepare its queries on."""
    with closed_on_error(guard.connect(":memory:")) as connection:
        queries.add_functions(connection)
        queries.add_label(connection, pack.records)
        queries.add_listed(connection, pack.catalogues)
        with connection.building():
            for shape in tables.shapes(pack.records):
                connection.execute(f"CREATE TABLE {shape.name} ({', '.join(shape.columns)})")
    return connection


class _Lint(DocumentLooking, ScreenLooking):
    """The whole look."""

    def findings(self) -> list[Finding]:
        self.words()
        self.check_ids: dict[str, str] = {}
        for name, spec in self.pack.records.items():
            self.file = self.pack.homes[name]
            self.record(name, spec)
        if self.found:  # there is no use in preparing queries on tables that cannot be
            return self.found
        pairs = (pair for spec in self.pack.records.values() for pair in spec.fields.items())
        self.amounts = {name for name, spec in pairs if spec.field_type.money}
        with closing(schema_of(self.pack)) as schema:
            lint_computed.look(self, schema)
        if self.found:  # every query that reads them would be wrong, too
            return self.found
        with closing(schema_of(self.pack)) as self.sql:
            self._queries()
        return self.found

    def _values(self) -> None:
        for name, value in self.pack.constants.items():
            if isinstance(value, str) and _MEANS_SQL.match(value):
                self.file = self.pack.homes[name]
                problem = _("“{name}” is this text itself: without “=” it is not worked out").format(name=name)
                self.say(("values", name), problem, _("Write: {text}").format(text=f'"= {value}"'))
        for name, sql in self.pack.expressions.items():
            self.file = self.pack.homes[name]
            self.columns(f"SELECT {sql}", ("values", name), set(self.pack.values()))

    def _queries(self) -> None:
        with self.sql.building():
            for name, sql in computed_rows.views(self.pack):
                self.sql.execute(f"CREATE VIEW {name} AS {sql}")
        for name, sql in self.pack.views.items():
            self.file = self.pack.homes[name]
            self.columns(sql, ("views", name), set(), view=name)
        self._values()
        around = set(self.pack.values())
        for kind in self.pack.records:
            for name, field in self.pack.seen(kind).fields.items():
                self.file, path = more_fields.place(kind, name, self.pack.homes)
                self.condition(field.when, path, around)
        for section in self.pack.sections:
            self.file = section.file
            self.condition(section.when, (), around)
            for n, part in enumerate(section.screen):
                self.condition(part.when, ("screen", n), around)
                self.screen(part, ("screen", n))
            self.document(section)
            self.checks(section.checks)
        for file, checks in self.pack.checks.items():
            self.file = file
            self.checks(checks)
        lint_collecting.look(self)
        self.entered()
        self.edition()

    # ------------------------------------------------------------ records

    def words(self) -> None:
        """Names that cannot be those of tables and columns."""
        pairs = [shape.name for shape in tables.shapes(self.pack.records) if shape.name not in self.pack.records]
        for kind, names in (("records", self.pack.records), ("views", self.pack.views)):
            for name in names:
                self.file = self.pack.homes[name]
                if name in pairs:
                    problem = _("“{name}” is a table that the draft has already").format(name=name)
                    self.say((kind, name), problem, _("Give it another name."))
                self.word(name, (kind, name))
        for name in self.pack.records:
            for field_name in self.pack.seen(name).fields:
                self.file, path = more_fields.place(name, field_name, self.pack.homes)
                self.word(field_name, path)

    def word(self, name: str, path: Path) -> None:
        with closing(sqlite3.connect(":memory:")) as scratch:
            try:
                scratch.execute(f"CREATE TABLE {name} ({name})")
            except sqlite3.Error:
                problem = _("SQL keeps the word “{name}” for itself").format(name=name)
                self.say(path, problem, _("Give it another name."))

    def record(self, name: str, spec: RecordSpec) -> None:
        path: Path = ("records", name)
        if spec.parent is not None and self.known(spec.parent, (*path, "parent")):
            ancestors, parent = [name], spec.parent
            while parent and parent in self.pack.records:
                if parent in ancestors:
                    self.say((*path, "parent"), _("“{name}” stands under itself").format(name=name))
                    break
                ancestors.append(parent)
                parent = self.pack.records[parent].parent or ""
        for field_name, field_spec in spec.fields.items():
            self.file, where = more_fields.place(name, field_name, self.pack.homes)
            self.field(name, spec, field_spec, where)
        self.file = self.pack.homes[name]
        self.names(template.columns(spec.title), spec.fields, (*path, "title"))
        if spec.catalogue is not None:
            self.catalogue(name, spec, path)

    def field(self, record: str, spec: RecordSpec, field_spec: FieldSpec, path: Path) -> None:
        if field_spec.to is not None:
            self.known(field_spec.to, (*path, "to"))
            if field_spec.field_type.to_many and field_spec.to == record:
                self.say((*path, "to"), _("a record cannot hold links to its own kind"))
        if field_spec.read_from is not None:
            texts = spec.plain_texts
            if field_spec.read_from not in texts:
                problem = _("“{name}” is no text field of the record").format(name=field_spec.read_from)
                self.say((*path, "read_from"), problem, self.offer(texts))
        if field_spec.unless is not None and field_spec.unless not in spec.fields:
            said = _("“{record}” has no field “{name}”").format(record=record, name=field_spec.unless)
            self.say((*path, "unless"), said, self.offer(spec.fields))
        if field_spec.states is not None:
            states = spec.fields.get(field_spec.states)
            if states is None or not states.choices:
                choices = [name for name, other in spec.fields.items() if other.choices]
                self.say(
                    (*path, "states"),
                    _("“{name}” is no choice field").format(name=field_spec.states),
                    self.offer(choices),
                )
            elif not set(field_spec.with_amount) <= set(states.choices):
                self.say((*path, "with_amount"), _("`with_amount` must name choices"), self.offer(states.choices))
        if field_spec.default is not None and field_spec.choices and str(field_spec.default) not in field_spec.choices:
            self.say((*path, "default"), _("the default is none of the choices"), self.offer(field_spec.choices))
        if field_spec.suggest:
            name, _dot, column = field_spec.suggest.partition(".")
            rows = self.pack.catalogues.get(name)
            if rows is None:
                self.say(
                    (*path, "suggest"),
                    _("there is no catalogue “{name}”").format(name=name),
                    self.offer(self.pack.catalogues),
                )
            elif rows and column not in rows[0]:
                self.say(
                    (*path, "suggest"),
                    _("the catalogue has no column “{name}”").format(name=column),
                    self.offer(rows[0]),
                )
        if _REPEATED_REPEAT.search(field_spec.pattern):  # others compare by it too, with what the JSON Schema says
            problem = _("a group that repeats may not repeat inside: some texts would take for ever to compare")
            self.say((*path, "pattern"), problem)
        problem = patterns.problem(field_spec.pattern)
        if problem:
            self.say((*path, "pattern"), _("not a regular expression: {problem}").format(problem=problem))

    def catalogue(self, name: str, spec: RecordSpec, path: Path) -> None:
        rows = self.pack.catalogues.get(spec.catalogue or "")
        if rows is None:
            problem = _("there is no catalogue “{name}”").format(name=spec.catalogue)
            self.say((*path, "catalogue"), problem, self.offer(self.pack.catalogues))
            return
        able = set(spec.columns) | {spec.parent or "parent"}
        able |= AGENCY_COLUMNS if spec.catalogue == self.pack.edition.agencies else set()
        for column in rows[0] if rows else ():
            if column not in able:
                problem = _("the catalogue's column “{column}” is no field of “{name}”").format(
                    column=column, name=name
                )
                self.say((*path, "catalogue"), problem, self.near(column, sorted(able)))
        self.cells(spec, rows, path)
        if spec.key:
            keys = [row.get(spec.key, "") for row in rows]
            twice = sorted(key for key, count in Counter(keys).items() if count > 1)
            if twice:
                self.say((*path, "key"), _("the catalogue has “{key}” more than once").format(key=twice[0]))

    def cells(self, spec: RecordSpec, rows: Sequence[Mapping[str, str]], path: Path) -> None:
        """Note the cells of a catalogue that its field does not take."""
        for n, row in enumerate(rows, 2):
            for column, text in row.items():
                field = spec.fields.get(column)
                if field is None or field.to is not None or not text:
                    continue
                try:
                    fields.parse(text, field)
                except ValueRefused as error:
                    problem = _("line {line} of the catalogue “{catalogue}”, column “{column}”: {problem}")
                    said = problem.format(line=n, catalogue=spec.catalogue, column=column, problem=error.message)
                    self.say((*path, "catalogue"), said, error.fix)

    # ------------------------------------------------------------ checks

    def checks(self, checks: Sequence[CheckSpec]) -> None:
        for n, check in enumerate(checks):
            path: Path = ("checks", n)
            if check.id in self.check_ids:
                said = _("another check is called “{name}” too ({place})").format(
                    name=check.id, place=self.check_ids[check.id]
                )
                self.say((*path, "id"), said, _("Give it another name."))
            self.check_ids.setdefault(check.id, f"{self.file}:{self.located[self.file].line((*path, 'id'))}")
            amounts = self.amounts
            columns = self.columns(check.sql, (*path, "sql"), set(self.pack.values()))
            if not check.record and "kind" not in (columns or ["kind"]):
                said = _("the check does not say of which record it is")
                self.say(path, said, _("Write `record`, or let the query begin with the record's name."))
                continue
            spec = self.known(check.record, (*path, "record")) if check.record else None
            if spec and check.field and check.field not in self.pack.seen(check.record).fields:
                said = _("“{record}” has no field “{name}”").format(record=check.record, name=check.field)
                self.say((*path, "field"), said, self.near(check.field, self.pack.seen(check.record).fields))
            self.condition(check.when, path, set(self.pack.values()))
            if columns is not None:
                if check.record not in columns:
                    self.names(["record"], columns, (*path, "sql"))
                known = {*columns, *self.pack.values()}
                for word in ("message", "why", "fix"):
                    self.text(getattr(check, word), (*path, word), known)
            self.amounts = amounts

    def edition(self) -> None:
        self.file = "edition.yaml"
        edition = self.pack.edition
        for key in ("agency", "abbreviation"):
            self.single_field(getattr(edition, key), (key,))
        pages = edition.document
        digits = pages.digits and self.single_field(pages.digits, ("document", "digits"))
        if digits and set(digits.choices) != {"arabic", "thai"}:
            problem = _("“{name}” is no choice field with the choices arabic and thai").format(name=pages.digits)
            self.say(("document", "digits"), problem)
        final = pages.final and self.single_field(pages.final, ("document", "final"))
        if final and not final.field_type.ticked:
            self.say(("document", "final"), _("“{name}” is no field of type yes_no").format(name=pages.final))
        if edition.divisions:
            self.known(edition.divisions, ("divisions",))
        if edition.agencies not in self.pack.catalogues:
            self.say(
                ("agencies",),
                _("there is no catalogue “{name}”").format(name=edition.agencies),
                self.offer(self.pack.catalogues),
            )
