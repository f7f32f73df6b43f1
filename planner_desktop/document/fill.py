"""From a form pack's document blocks and a draft to an outline: every query run, every text filled."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from planner_desktop.document import outline
from planner_desktop.document.formats import filled, says_nothing
from planner_desktop.document.outline import Block, Cell, Document, Row, Run
from planner_desktop.draft import Draft
from planner_desktop.formpack import Section, rich_text
from planner_desktop.formpack.blocks import (
    ColumnSpec,
    ContentsBlock,
    DocumentBlock,
    EachBlock,
    HeadingBlock,
    ListBlock,
    PageBlock,
    ParagraphBlock,
    PartBlock,
    QrBlock,
    RichBlock,
    SpaceBlock,
    TableBlock,
    TableSpec,
)

Values = Mapping[str, Any]


def fill(draft: Draft) -> Document:
    """The whole document of a draft. Raises QueryError where a query of the form pack fails."""
    blocks = [block for section in draft.pack.sections for block in _Filling(draft, section).blocks()]
    edition = draft.pack.edition
    agency = value_of(draft, edition.agency)
    kind = edition.agency.partition(".")[0]
    title = outline.plain(filled(edition.document_title, draft.pack.values() | draft.record(kind, 1).values))
    return Document(title, agency, blocks)


def value_of(draft: Draft, place: str) -> str:
    """What a single record's field holds, its place written as `record.field`."""
    kind, _dot, field = place.partition(".")
    return str(draft.record(kind, 1).values[field] or "")


class _Filling:
    """One section of a draft on its way into the outline."""

    def __init__(self, draft: Draft, section: Section) -> None:
        self.draft = draft
        self.section = section

    def blocks(self) -> Iterator[Block]:
        """The section's part of the outline."""
        return self.all_of(self.section.document, self.draft.pack.values())

    def all_of(self, blocks: Sequence[DocumentBlock], values: Values) -> Iterator[Block]:
        for block in blocks:
            yield from self.one(block, values)

    def query(self, sql: str, values: Values) -> list[dict[str, Any]]:
        return self.draft.query(sql, values, where=self.section.file)

    def one(self, block: DocumentBlock, values: Values) -> Iterator[Block]:
        match block:
            case HeadingBlock():
                text = filled(block.heading, values)
                if text:
                    yield outline.Heading(text, block.level, block.contents, block.align)
            case ParagraphBlock():
                if block.keep_empty or not says_nothing(block.paragraph, values):
                    yield outline.Paragraph(filled(block.paragraph, values), block.style)
            case ListBlock():
                for number, row in enumerate(self.query(block.list, values), 1):
                    label = f"{number}." if block.numbered else "-"
                    yield outline.Paragraph(filled(block.item, {**values, **row}), "body", label)
            case RichBlock():
                yield from rich(values[block.rich])
            case TableBlock():
                yield from self.table(block.table, values)
            case EachBlock():
                rows = self.query(block.each, values)
                for row in rows:
                    yield from self.all_of(block.blocks, {**values, **row})
                if not rows:
                    yield from self.all_of(block.empty, values)
            case PartBlock():
                yield from self.all_of(self.section.parts[block.part], values)
            case PageBlock():
                yield outline.Page(block.page, block.numbered)
            case ContentsBlock():
                yield outline.Contents(block.table_of_contents)
            case SpaceBlock():
                yield outline.Space(block.space)
            case QrBlock():
                if not says_nothing(block.qr, values):
                    yield outline.QrCode(outline.plain(filled(block.qr, values)))

    # ------------------------------------------------------------ tables

    def table(self, spec: TableSpec, values: Values) -> Iterator[outline.Table]:
        leaves = [leaf for column in spec.columns for leaf in column.leaves()]
        rows = self.query(spec.rows, values)
        if not rows and spec.empty is None:
            return
        body = list(self.body(spec, leaves, rows, values))
        if not rows and spec.empty is not None:
            body = [Row([Cell(filled(text, values), "center") for text in spec.empty])]
        for total in spec.totals:
            for row in self.query(total.sql, values):
                body.append(Row(joined(total.cells, leaves, {**values, **row}), "total"))
        columns = [outline.Column(leaf.share, leaf.width) for leaf in leaves]
        yield outline.Table(columns, head(spec.columns, values), body)

    def body(
        self, spec: TableSpec, leaves: list[ColumnSpec], rows: list[dict[str, Any]], values: Values
    ) -> Iterator[Row]:
        groups: list[Any] = [object()] * len(spec.groups)
        number = 0
        spans = merged_spans(spec, leaves, rows, values)
        for n, row in enumerate(rows):
            everything = {**values, **row}
            for g, group in enumerate(spec.groups):
                if row[group.by] != groups[g]:
                    groups[g] = row[group.by]
                    groups[g + 1 :] = [object()] * (len(groups) - g - 1)
                    number = 0 if group.restart else number
                    yield Row(joined(group.cells, leaves, everything), "group")
            number += 1
            cells = []
            for c, leaf in enumerate(leaves):
                if spans[n][c]:
                    text = (Run(str(number)),) if leaf.number else filled(leaf.cell or "", everything)
                    cells.append(Cell(text, leaf.align, rows=spans[n][c]))
            yield Row(cells)


def merged_spans(
    spec: TableSpec, leaves: list[ColumnSpec], rows: list[dict[str, Any]], values: Values
) -> list[list[int]]:
    """How many rows each cell reaches down; 0 for one that the cell above covers.

    Only equal texts under one group are merged, and further right only where the columns to the left are too.
    """
    keys = [[filled(leaf.cell or "", {**values, **row}) if leaf.merge else None for leaf in leaves] for row in rows]
    groups = [tuple(row[group.by] for group in spec.groups) for row in rows]
    spans = [[1] * len(leaves) for _row in rows]
    for c, leaf in enumerate(leaves):
        if not leaf.merge:
            continue
        left = [i for i in range(c + 1) if leaves[i].merge]
        top = 0
        for above, below in pairwise(range(len(rows))):
            same = groups[above] == groups[below] and all(keys[above][i] == keys[below][i] for i in left)
            if same:
                spans[top][c] += 1
                spans[below][c] = 0
            else:
                top = below
    return spans


def joined(texts: Sequence[str | None], leaves: list[ColumnSpec], values: Values) -> list[Cell]:
    """The cells of a group or total row; a null joins the cell before it."""
    cells: list[Cell] = []
    for text, leaf in zip(texts, leaves, strict=True):
        if text is None and cells:
            last = cells[-1]
            cells[-1] = Cell(last.text, "center" if last.columns == 1 else last.align, last.columns + 1)
        else:
            cells.append(Cell(filled(text or "", values), leaf.align))
    return cells


def head(columns: Sequence[ColumnSpec], values: Values) -> list[Row]:
    """The head rows: a column without columns of its own reaches down to the last."""
    depth = max(_depth(column) for column in columns)
    rows: list[list[Cell]] = [[] for _level in range(depth)]

    def place(column: ColumnSpec, level: int) -> None:
        leaves = len(list(column.leaves()))
        text = tuple(Run(run.text, bold=True) for run in filled(column.title, values))
        reach = 1 if column.columns else depth - level
        rows[level].append(Cell(text, "center", columns=leaves, rows=reach))
        for inner in column.columns:
            place(inner, level + 1)

    for column in columns:
        place(column, 0)
    return [Row(cells) for cells in rows]


def _depth(column: ColumnSpec) -> int:
    return 1 + max((_depth(inner) for inner in column.columns), default=0)


def rich(stored: str | None) -> Iterator[Block]:
    """The blocks of a rich text."""
    for block in rich_text.load(stored) if stored else ():
        if isinstance(block, rich_text.Paragraph):
            yield outline.Paragraph((Run(block.paragraph),))
        elif isinstance(block, rich_text.Heading):
            yield outline.Heading((Run(block.heading),), block.level + 1, contents=False)
        else:
            for number, item in enumerate(block.list, 1):
                yield outline.Paragraph((Run(item),), "body", f"{number}." if block.numbered else "-")
