"""What the parts of a form pack say of each other: links that lead nowhere, SQL that does not prepare, and so on.

Every finding names file, line, what is wrong and what to write instead.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planner_desktop.errors import FormPackError, QueryError
from planner_desktop.formpack import queries, tables, template
from planner_desktop.formpack.located_yaml import Located, Path
from planner_desktop.formpack.model import (
    BoardPart,
    EachBlock,
    FieldSpec,
    FormPack,
    FormPart,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    PartBlock,
    QrBlock,
    RecordSpec,
    RichBlock,
    Screen,
    Section,
    TableBlock,
    TableSpec,
    shown,
)  # fmt: skip
from planner_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a form pack, where, and what to write instead."""

    file: str
    line: int
    message: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" + (f" — {self.fix}" if self.fix else "")

    @staticmethod
    def parsed(error: FormPackError, file: str) -> "Finding":
        """The finding in an error whose message starts with `file:line: `."""
        found = re.match(re.escape(file) + r":(\d+): ", error.message)
        return Finding(file, int(found[1]) if found else 1, error.message[found.end() if found else 0 :], error.fix)


def lint(pack: FormPack | None, located: Mapping[str, Located]) -> list[Finding]:
    """Every finding of a form pack whose files fit the model."""
    return _Lint(pack, located).findings() if pack else []


def schema_of(pack: FormPack) -> sqlite3.Connection:
    """An empty database in memory with the tables and views of the form pack, to prepare its queries on."""
    connection = sqlite3.connect(":memory:")
    queries.add_functions(connection)
    for shape in tables.shapes(pack.records):
        connection.execute(f"CREATE TABLE {shape.name} ({', '.join(shape.columns)})")
    return connection


@dataclass
class _Lint:
    pack: FormPack
    located: Mapping[str, Located]
    found: list[Finding] = field(default_factory=list)
    file: str = ""
    open_parts: list[str] = field(default_factory=list)

    def say(self, path: Path, message: str, fix: str = "") -> None:
        self.found.append(Finding(self.file, self.located[self.file].line(path), message, fix))

    def findings(self) -> list[Finding]:
        self.sql = schema_of(self.pack)
        home = {name: s.file for s in self.pack.sections for name in (*s.records, *s.views)}
        for name, spec in self.pack.records.items():
            self.file = home.get(name, "records.yaml")
            self.record(name, spec)
        for name, sql in self.pack.views.items():
            self.file = home.get(name, "records.yaml")
            self.columns(sql, ("views", name), set(), view=name)
        for section in self.pack.sections:
            self.file = section.file
            for n, part in enumerate(section.screen):
                self.screen(part, ("screen", n))
            self.section = section
            self.blocks(section.document, ("document",), set(self.pack.values()))
            self.checks(section)
        self.edition()
        self.sql.close()
        return self.found

    # ------------------------------------------------------------ records

    def known(self, name: str | None, path: Path) -> RecordSpec | None:
        spec = self.pack.records.get(name or "")
        if spec is None:
            self.say(path, _("there is no record “{name}”").format(name=name), self.offer(self.pack.records))
        return spec

    def offer(self, words: Iterable[str]) -> str:
        return _("Write one of: {words}").format(words=", ".join(words) or "–")

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
        reserved = {"id", "position", spec.parent}
        for field_name, field_spec in spec.fields.items():
            where = (*path, "fields", field_name)
            if field_name in reserved:
                self.say(where, _("“{name}” is a column that every such record has").format(name=field_name))
            self.field(name, spec, field_spec, where)
        self.names(template.columns(spec.title), spec.fields, (*path, "title"))
        if spec.catalogue is not None:
            self.catalogue(name, spec, path)

    def field(self, record: str, spec: RecordSpec, field_spec: FieldSpec, path: Path) -> None:
        if field_spec.to is not None:
            self.known(field_spec.to, (*path, "to"))
            if field_spec.type == "links" and field_spec.to == record:
                self.say((*path, "to"), _("a record cannot hold links to its own kind"))
        if field_spec.states is not None:
            states = spec.fields.get(field_spec.states)
            if states is None or states.type != "choice":
                choices = [name for name, other in spec.fields.items() if other.type == "choice"]
                self.say(
                    (*path, "states"),
                    _("“{name}” is no choice field").format(name=field_spec.states),
                    self.offer(choices),
                )
            elif not set(field_spec.with_amount) <= set(states.choices):
                self.say((*path, "with_amount"), _("`with_amount` must name choices"), self.offer(states.choices))
        if field_spec.default is not None and field_spec.choices and field_spec.default not in field_spec.choices:
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
        try:
            re.compile(field_spec.pattern)
        except re.error as error:
            self.say((*path, "pattern"), _("not a regular expression: {problem}").format(problem=error))

    def catalogue(self, name: str, spec: RecordSpec, path: Path) -> None:
        rows = self.pack.catalogues.get(spec.catalogue or "")
        if rows is None:
            problem = _("there is no catalogue “{name}”").format(name=spec.catalogue)
            self.say((*path, "catalogue"), problem, self.offer(self.pack.catalogues))
            return
        able = {f for f, s in spec.fields.items() if s.type != "links"} | {spec.parent or "parent"}
        for column in rows[0] if rows else ():
            if column not in able:
                problem = _("the catalogue's column “{column}” is no field of “{name}”").format(
                    column=column, name=name
                )
                self.say((*path, "catalogue"), problem, self.offer(sorted(able)))
        if spec.key:
            keys = [row.get(spec.key, "") for row in rows]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                self.say((*path, "key"), _("the catalogue has “{key}” more than once").format(key=twice[0]))

    def names(self, used: Iterable[str], known: Iterable[str], path: Path) -> None:
        known = list(known)
        for name in sorted(set(used) - set(known)):
            self.say(path, _("no query yields a column “{name}”").format(name=name), self.offer(known))

    # ------------------------------------------------------------ screens and checks

    def screen(self, part: Screen, path: Path) -> None:
        spec = self.known(shown(part), path)
        if spec is None:
            return
        if isinstance(part, FormPart) != spec.single:
            self.say(path, _("`form` is for a record with `single: true`, the others show many"))
        for name in (*part.fields, *part.where):
            if name not in spec.fields:
                self.say(
                    path,
                    _("“{record}” has no field “{name}”").format(record=shown(part), name=name),
                    self.offer(spec.fields),
                )
        if isinstance(part, BoardPart) and getattr(spec.fields.get(part.by), "type", "") != "choice":
            self.say((*path, "by"), _("“{name}” is no choice field").format(name=part.by))

    def checks(self, section: Section) -> None:
        for n, check in enumerate(section.checks):
            path: Path = ("checks", n)
            spec = self.known(check.record, (*path, "record"))
            if spec and check.field and check.field not in spec.fields:
                self.say(
                    (*path, "field"),
                    _("“{record}” has no field “{name}”").format(record=check.record, name=check.field),
                )
            columns = self.columns(check.sql, (*path, "sql"), set(self.pack.values()))
            if columns is not None:
                self.names({"record"} - set(columns), columns, (*path, "sql"))
                self.text(check.message, (*path, "message"), set(columns))
                self.text(check.fix, (*path, "fix"), set(columns))

    def edition(self) -> None:
        self.file = "edition.yaml"
        edition = self.pack.edition
        for key in ("agency", "abbreviation"):
            record, _dot, name = getattr(edition, key).partition(".")
            spec = self.pack.records.get(record)
            if spec is None or name not in spec.fields or not spec.single:
                self.say((key,), _("“{name}” is no field of a single record").format(name=getattr(edition, key)))
        if edition.agencies not in self.pack.catalogues:
            self.say(
                ("agencies",),
                _("there is no catalogue “{name}”").format(name=edition.agencies),
                self.offer(self.pack.catalogues),
            )

    # ------------------------------------------------------------ document

    def columns(self, sql: str, path: Path, known: set[str], view: str = "") -> list[str] | None:
        """The columns of a query that may use `known` as `:name`; None, with a finding, if it does not prepare."""
        unknown = set(re.findall(r":([a-z][a-z0-9_]*)", re.sub(r"'[^']*'", "''", sql))) - known
        if unknown:
            problem = _("the query uses :{name}, which nothing around it yields").format(name=sorted(unknown)[0])
            self.say(path, problem, self.offer(f":{name}" for name in sorted(known)))
            return None
        try:
            columns = queries.column_names(self.sql, sql, dict.fromkeys(known))
            if view:
                self.sql.execute(f"CREATE VIEW {view} AS {sql}")
        except (QueryError, sqlite3.Error) as error:
            self.say(path, _("the SQL does not prepare: {problem}").format(problem=error))
            return None
        return columns

    def text(self, text: str | None, path: Path, known: set[str]) -> None:
        pieces = template.pieces(text or "")
        self.names((piece.column for piece in pieces if piece.column), known, path)
        for name in sorted({f for piece in pieces for f in piece.formats} - set(template.FORMATS)):
            self.say(path, _("there is no format “{name}”").format(name=name), self.offer(template.FORMATS))

    def blocks(self, blocks: Iterable[object], path: Path, known: set[str]) -> None:
        for n, block in enumerate(blocks):
            self.block(block, (*path, n), known)

    def block(self, block: object, path: Path, known: set[str]) -> None:
        if isinstance(block, EachBlock):
            columns = self.columns(block.each, (*path, "each"), known)
            if columns is not None:
                self.blocks(block.blocks, (*path, "blocks"), known | set(columns))
            self.blocks(block.empty, (*path, "empty"), known)
        elif isinstance(block, ListBlock):
            columns = self.columns(block.list, (*path, "list"), known)
            if columns is not None:
                self.text(block.item, (*path, "item"), known | set(columns))
        elif isinstance(block, TableBlock):
            self.table(block.table, (*path, "table"), known)
        elif isinstance(block, PartBlock):
            self.part(block.part, path, known)
        elif isinstance(block, RichBlock):
            self.names([block.rich], known, (*path, "rich"))
        else:
            for text in _texts(block):
                self.text(text, path, known)

    def part(self, name: str, path: Path, known: set[str]) -> None:
        if name not in self.section.parts:
            self.say(path, _("the section has no part “{name}”").format(name=name), self.offer(self.section.parts))
        elif name in self.open_parts:
            self.say(path, _("the part “{name}” contains itself").format(name=name))
        else:
            self.open_parts.append(name)
            self.blocks(self.section.parts[name], ("parts", name), known)
            self.open_parts.pop()

    def table(self, table: TableSpec, path: Path, known: set[str]) -> None:
        leaves = [leaf for column in table.columns for leaf in column.leaves()]
        columns = self.columns(table.rows, (*path, "rows"), known)
        if columns is not None:
            row = known | set(columns)
            for n, column in enumerate(table.columns):
                self.text(column.title, (*path, "columns", n), known)
                for leaf in column.leaves():
                    self.text(leaf.title, (*path, "columns", n), known)
                    self.text(leaf.cell, (*path, "columns", n), row)
            for n, group in enumerate(table.groups):
                self.names([group.by], columns, (*path, "groups", n, "by"))
                self.cells(group.cells, len(leaves), (*path, "groups", n, "cells"), row)
        for n, total in enumerate(table.totals):
            total_columns = self.columns(total.sql, (*path, "totals", n, "sql"), known)
            if total_columns is not None:
                self.cells(total.cells, len(leaves), (*path, "totals", n, "cells"), known | set(total_columns))
        if table.empty is not None:
            self.cells(table.empty, len(leaves), (*path, "empty"), known)

    def cells(self, cells: tuple[str | None, ...], expected: int, path: Path, known: set[str]) -> None:
        if len(cells) != expected:
            problem = _("{given} cells stand under {expected} columns").format(given=len(cells), expected=expected)
            self.say(path, problem, _("Write one for each column; null joins a cell to the one before it."))
        for cell in cells:
            self.text(cell, path, known)


def _texts(block: object) -> Iterator[str]:
    if isinstance(block, HeadingBlock):
        yield block.heading
    elif isinstance(block, ParagraphBlock):
        yield block.paragraph
    elif isinstance(block, QrBlock):
        yield block.qr
