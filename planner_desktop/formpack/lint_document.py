"""What a form pack's document says: its blocks, one in another, with their queries and texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planner_desktop.formpack import lint_sql, lint_totals
from planner_desktop.formpack.blocks import (
    Block,
    ColumnSpec,
    DocumentBlock,
    EachBlock,
    HeadingBlock,
    ListBlock,
    PageBlock,
    ParagraphBlock,
    PartBlock,
    QrBlock,
    RichBlock,
    SignaturesBlock,
    TableBlock,
    TableSpec,
    asked,
)
from planner_desktop.formpack.lint_queries import QueryLooking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.model import Section
from planner_desktop.formpack.strict import SqlValue
from planner_desktop.i18n import _


@dataclass
class DocumentLooking(QueryLooking):
    """Looks through the documents of sections."""

    open_parts: list[str] = field(default_factory=list)
    own_parts: Mapping[str, tuple[DocumentBlock, ...]] = field(default_factory=dict)

    def document(self, section: Section) -> None:
        """Look through a section's document."""
        self.own_parts = section.parts
        self._blocks(section.document, ("document",), set(self.pack.values()))

    def of_all_plans(self, blocks: Iterable[object], path: Path, amounts: set[str]) -> None:
        """Look through what is printed of the plans of all agencies; `amounts` are the columns that hold satang."""
        self.own_parts = {}
        kept, self.amounts = self.amounts, amounts
        self._blocks(blocks, path, set(self.pack.values()))
        self.amounts = kept

    def _blocks(self, blocks: Iterable[object], path: Path, known: set[str]) -> None:
        for n, block in enumerate(blocks):
            amounts = self.amounts
            self._block(block, (*path, n), known)
            self.amounts = amounts

    def condition(self, when: str | None, path: Path, known: set[str]) -> None:
        """Note what is wrong with the `when` of what stands at a path."""
        if when is not None:
            self.columns(asked(when), (*path, "when"), known)

    def _block(self, block: object, path: Path, known: set[str]) -> None:
        if isinstance(block, Block):
            self.condition(block.when, path, known)
        if isinstance(block, EachBlock):
            columns = self.columns(block.each, (*path, "each"), known)
            if columns is not None:
                self.names([block.by] if block.by else [], columns, (*path, "by"))
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
            for name, value in block.given.items():
                if isinstance(value, SqlValue):
                    self.columns(value.query(), (*path, "with", name), known)
            self._part(block.part, path, known | set(block.given))
        elif isinstance(block, PageBlock):
            if block.top:
                self._part(block.top, path, known)
        elif isinstance(block, RichBlock):
            self.names([block.rich], known, (*path, "rich"))
        else:
            for text in _texts(block):
                self.text(text, path, known)

    def _part(self, name: str, path: Path, known: set[str]) -> None:
        parts = {**self.pack.parts, **self.own_parts}
        if name not in parts:
            self.say(path, _("the section has no part “{name}”").format(name=name), self.offer(parts))
        elif name in self.open_parts:
            self.say(path, _("the part “{name}” contains itself").format(name=name))
        else:
            file, callers = self.file, self.callers
            self.callers = (f"{file}:{self.located[file].line(path)}",)
            self.file = file if name in self.own_parts else self.pack.part_homes[name]
            self.open_parts.append(name)
            self._blocks(parts[name], ("parts", name), known)
            self.open_parts.pop()
            self.file, self.callers = file, callers

    def _table(self, table: TableSpec, path: Path, known: set[str]) -> None:
        leaves = [leaf for column in table.columns for leaf in column.leaves()]
        columns = self.columns(table.rows, (*path, "rows"), known) if table.rows else []
        self._conditions(table.columns, (*path, "columns"), known)
        if columns is not None:
            self._columns(table, path, known, columns)
        for n, total in enumerate(table.totals):
            here: Path = (*path, "totals", n)
            known_here = known if total.by is None else known | set(columns or ())
            if total.sql is None:
                if columns is None:
                    continue
                self.names([name for name in (*total.sum, total.of, total.by) if name], columns, here)
                total_columns: list[str] | None = [*total.sum, "count"]
            else:
                total_columns = self.columns(total.sql, (*here, "sql"), known)
            if total_columns is not None:
                self._cells(total.cells, len(leaves), (*here, "cells"), known_here | set(total_columns))
                for problem, fix in lint_totals.misplaced(total, leaves, self.pack.computed):
                    self.say((*here, "cells"), problem, fix)
                self.condition(total.when, here, known_here | set(total_columns))
        if table.empty is not None:
            self._cells(table.empty, len(leaves), (*path, "empty"), known)
        for n, line in enumerate(table.lines):
            self._cells(line, len(leaves), (*path, "lines", n), known)

    def _conditions(self, columns: tuple[ColumnSpec, ...], path: Path, known: set[str]) -> None:
        for n, column in enumerate(columns):
            self.condition(column.when, (*path, n), known)
            self._conditions(column.columns, (*path, n, "columns"), known)

    def _columns(self, table: TableSpec, path: Path, known: set[str], columns: list[str]) -> None:
        """Look at what a table says of the columns that its rows yield."""
        leaves = [leaf for column in table.columns for leaf in column.leaves()]
        row = known | set(columns)
        for n, column in enumerate(table.columns):
            self._column(column, (*path, "columns", n), table.rows or "", known, columns)
        for word in ("bold", "shaded"):
            if name := getattr(table, word):
                self.names([name], columns, (*path, word))
        for n, group in enumerate(table.groups):
            self.names([group.by], columns, (*path, "groups", n, "by"))
            self._cells(group.cells, len(leaves), (*path, "groups", n, "cells"), row)
            self.condition(group.when, (*path, "groups", n), row)

    def _column(self, column: ColumnSpec, path: Path, rows: str, known: set[str], columns: list[str]) -> None:
        self.text(column.title, path, known)
        for n, under in enumerate(column.columns):
            self._column(under, (*path, "columns", n), rows, known, columns)
        self.text(column.cell, path, known | set(columns))
        months = column.months
        named = [
            column.bar,
            column.merge_if,
            column.bold,
            column.shaded,
            *((months.of, months.label) if months else ()),
        ]
        self.names([name for name in named if name], columns, path)
        if months and not lint_sql.may_be_months(months.of, rows, self.fields):
            able = [name for name, of in self.fields.items() if any(spec.field_type.months for spec in of)]
            said = _("“{name}” is no field of type {type}").format(name=months.of, type="months")
            self.say(path, said, self.near(months.of, able), word=months.of)

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
