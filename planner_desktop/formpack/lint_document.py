"""What a form pack's document says of its queries: SQL that does not prepare, columns that nothing yields."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planner_desktop.errors import QueryError
from planner_desktop.formpack import guard, queries, template
from planner_desktop.formpack.blocks import (
    EachBlock,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    PartBlock,
    QrBlock,
    RichBlock,
    SignaturesBlock,
    TableBlock,
    TableSpec,
)
from planner_desktop.formpack.finding import Looking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.model import Section
from planner_desktop.i18n import _


@dataclass
class DocumentLooking(Looking):
    """Looks through the documents of sections; `sql` is an empty database with the form pack's tables."""

    sql: guard.Connection = field(init=False)
    open_parts: list[str] = field(default_factory=list)

    def document(self, section: Section) -> None:
        """Look through a section's document."""
        self.section = section
        self._blocks(section.document, ("document",), set(self.pack.values()))

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
                with self.sql.building():
                    self.sql.execute(f"CREATE VIEW {view} AS {sql}")
        except (QueryError, sqlite3.Error) as error:
            self.say(path, _("the SQL does not prepare: {problem}").format(problem=error))
            return None
        return columns

    def text(self, text: str | None, path: Path, known: set[str]) -> None:
        """Note the columns and formats of a text that there are not."""
        pieces = template.pieces(text or "")
        self.names((piece.column for piece in pieces if piece.column), known, path)
        for name in sorted({f for piece in pieces for f in piece.formats} - set(template.FORMATS)):
            self.say(path, _("there is no format “{name}”").format(name=name), self.offer(template.FORMATS))

    def _blocks(self, blocks: Iterable[object], path: Path, known: set[str]) -> None:
        for n, block in enumerate(blocks):
            self._block(block, (*path, n), known)

    def _block(self, block: object, path: Path, known: set[str]) -> None:
        if isinstance(block, EachBlock):
            columns = self.columns(block.each, (*path, "each"), known)
            if columns is not None:
                self._blocks(block.blocks, (*path, "blocks"), known | set(columns))
            self._blocks(block.empty, (*path, "empty"), known)
        elif isinstance(block, ListBlock):
            columns = self.columns(block.list, (*path, "list"), known)
            if columns is not None:
                self.text(block.item, (*path, "item"), known | set(columns))
        elif isinstance(block, SignaturesBlock):
            columns = self.columns(block.signatures, (*path, "signatures"), known)
            if columns is not None:
                for text in (block.before, block.after, *block.below):
                    self.text(text, path, known | set(columns))
        elif isinstance(block, TableBlock):
            self._table(block.table, (*path, "table"), known)
        elif isinstance(block, PartBlock):
            self._part(block.part, path, known)
        elif isinstance(block, RichBlock):
            self.names([block.rich], known, (*path, "rich"))
        else:
            for text in _texts(block):
                self.text(text, path, known)

    def _part(self, name: str, path: Path, known: set[str]) -> None:
        parts = {**self.pack.parts, **self.section.parts}
        if name not in parts:
            self.say(path, _("the section has no part “{name}”").format(name=name), self.offer(parts))
        elif name in self.open_parts:
            self.say(path, _("the part “{name}” contains itself").format(name=name))
        else:
            file = self.file
            self.file = file if name in self.section.parts else "records.yaml"
            self.open_parts.append(name)
            self._blocks(parts[name], ("parts", name), known)
            self.open_parts.pop()
            self.file = file

    def _table(self, table: TableSpec, path: Path, known: set[str]) -> None:
        leaves = [leaf for column in table.columns for leaf in column.leaves()]
        columns = self.columns(table.rows, (*path, "rows"), known)
        self.names((leaf.shown_if for leaf in leaves if leaf.shown_if), known, (*path, "columns"))
        if columns is not None:
            row = known | set(columns)
            for n, column in enumerate(table.columns):
                self.text(column.title, (*path, "columns", n), known)
                for leaf in column.leaves():
                    self.text(leaf.title, (*path, "columns", n), known)
                    self.text(leaf.cell, (*path, "columns", n), row)
            for leaf in leaves:
                named = [name for name in (leaf.number_if, leaf.merge_if) if name]
                named += [name for name in (leaf.months.of, leaf.months.label) if name] if leaf.months else []
                self.names(named, columns, (*path, "columns"))
            for n, group in enumerate(table.groups):
                self.names([group.by], columns, (*path, "groups", n, "by"))
                self._cells(group.cells, len(leaves), (*path, "groups", n, "cells"), row)
        for n, total in enumerate(table.totals):
            total_columns = self.columns(total.sql, (*path, "totals", n, "sql"), known)
            if total_columns is not None:
                self._cells(total.cells, len(leaves), (*path, "totals", n, "cells"), known | set(total_columns))
        if table.empty is not None:
            self._cells(table.empty, len(leaves), (*path, "empty"), known)

    def _cells(self, cells: tuple[str | None, ...], expected: int, path: Path, known: set[str]) -> None:
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
