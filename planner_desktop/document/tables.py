"""From a form pack's table and its query's rows to an outline table: heads, groups, numbers, merged cells, months."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from planner_desktop.document import outline
from planner_desktop.document.formats import filled
from planner_desktop.document.outline import Cell, MonthBegins, Row, Run, Runs
from planner_desktop.document.totals import Rows, is_true, run_ends, sums
from planner_desktop.draft.records.scope import Scope
from planner_desktop.formpack.blocks import ColumnSpec, MonthsSpec, TableSpec, TotalSpec, asked
from planner_desktop.formpack.formats import Blank
from planner_desktop.thai.dates import SHORT_MONTHS, buddhist_year
from planner_desktop.thai.months import Month, fiscal_months, load_months

RunQuery = Callable[[str, Scope], Rows]
"""Runs SQL with the values that it may name."""


def table(spec: TableSpec, rows: Rows, values: Scope, query: RunQuery) -> outline.Table:
    """The table of these rows; `values` are what its texts may use besides a row's columns, `query` runs its SQL."""
    spec = _shown(spec, values, query)
    leaves = [leaf for column in spec.columns for leaf in column.leaves()]
    body = list(_lines(spec, leaves, values))
    if rows:
        body += _body(spec, leaves, rows, values, query)
    elif spec.empty is not None:
        cells = zip(spec.empty, leaves, strict=True)
        body.append(Row([Cell(filled(text, values), "center", _width(leaf)) for text, leaf in cells]))
    for total in spec.totals:
        if total.sql:
            body += _total(total, map(values.with_row, query(total.sql, values)), leaves, query)
        elif not total.by:
            body += _total(total, [values.with_row(sums(total, rows))], leaves, query)
    columns = [
        outline.Column(leaf.share / _width(leaf), leaf.width and leaf.width / _width(leaf), leaf.months is not None)
        for leaf in leaves
        for _part in range(_width(leaf))
    ]
    return outline.Table(columns, _head(spec.columns, values), body)


def _lines(spec: TableSpec, leaves: list[ColumnSpec], values: Scope) -> Iterator[Row]:
    """The rows whose cells the table itself says, but those that only say what would stand there."""
    for line in spec.lines:
        texts = [filled(text, values) for text in line]
        if any(outline.plain(text).strip() for text in texts[1:]):
            cells = zip(texts, leaves, strict=True)
            yield Row([Cell(text, leaf.place, _width(leaf), codes=leaf.codes) for text, leaf in cells])


def _total(total: TotalSpec, rows: Iterable[Scope], leaves: list[ColumnSpec], query: RunQuery) -> Iterator[Row]:
    for row in rows:
        if total.when is None or query(asked(total.when), row):
            cells = _joined(total.cells, leaves, row)
            yield Row([replace(cell, text=_in_bold(cell.text)) for cell in cells], "total")


def _shown(spec: TableSpec, values: Scope, query: RunQuery) -> TableSpec:
    """The table without the columns whose condition is not true, and without their cells."""
    left_out = {when for when in _conditions(spec.columns) if not query(asked(when), values)}
    if not left_out:
        return spec

    def columns(given: Sequence[ColumnSpec]) -> Iterator[ColumnSpec]:
        for column in given:
            inner = tuple(columns(column.columns))
            if column.when not in left_out and (inner or not column.columns):
                yield column.with_values(columns=inner)

    def keeps(column: ColumnSpec, *, inside: bool = True) -> Iterator[bool]:
        here = inside and column.when not in left_out
        if not column.columns:
            yield here
        for inner in column.columns:
            yield from keeps(inner, inside=here)

    kept = [keep for column in spec.columns for keep in keeps(column)]

    def cells(texts: Sequence[str | None]) -> tuple[str | None, ...]:
        """A cell that others join hands its text on to the next of them where its own column is left out."""
        held: list[str | None] = list(texts)
        for n, keep in enumerate(kept[:-1]):
            if not keep and held[n + 1] is None:
                held[n + 1] = held[n]
        return tuple(text for text, keep in zip(held, kept, strict=True) if keep)

    return spec.with_values(
        columns=tuple(columns(spec.columns)),
        groups=tuple(group.with_values(cells=cells(group.cells)) for group in spec.groups),
        totals=tuple(total.with_values(cells=cells(total.cells)) for total in spec.totals),
        empty=spec.empty and cells(spec.empty),
        lines=tuple(cells(line) for line in spec.lines),
    )


def _conditions(columns: Sequence[ColumnSpec]) -> Iterator[str]:
    for column in columns:
        if column.when is not None:
            yield column.when
        yield from _conditions(column.columns)


def _width(leaf: ColumnSpec) -> int:
    """How many columns of the printed table a column makes."""
    return leaf.months.years * 12 // leaf.months.together if leaf.months else 1


# ---------------------------------------------------------------- body


def _body(spec: TableSpec, leaves: list[ColumnSpec], rows: Rows, values: Scope, query: RunQuery) -> Iterator[Row]:
    groups: list[Any] = [object()] * len(spec.groups)
    reach = _reach(spec, leaves, rows, values)
    longest = {leaf.bar: max((row[leaf.bar] or 0 for row in rows), default=0) for leaf in leaves if leaf.bar}
    ends = [(total, run_ends(total, spec.groups, rows)) for total in spec.totals if total.by]
    for n, row in enumerate(rows):
        everything = values.with_row(row)
        for g, group in enumerate(spec.groups):
            if row[group.by] != groups[g]:
                groups[g] = row[group.by]
                groups[g + 1 :] = [object()] * (len(groups) - g - 1)
                if group.when is None or query(asked(group.when), everything):
                    cells = _joined(group.cells, leaves, everything)
                    yield Row([replace(cell, text=_in_bold(cell.text)) for cell in cells], "group")
        cells = []
        for c, leaf in enumerate(leaves):
            if leaf.months:
                cells += _month_cells(leaf.months, everything)
            elif leaf.bar:
                cells.append(Cell(length=max(0, row[leaf.bar] or 0) / (longest[leaf.bar] or 1)))
            elif reach[n][c]:
                text = (Run(str(n + 1)),) if leaf.number else filled(leaf.cell or "", everything)
                if leaf.bold and is_true(row[leaf.bold]):
                    text = _in_bold(text)
                shaded = leaf.shaded is not None and is_true(row[leaf.shaded])
                cells.append(Cell(text, leaf.place, rows=reach[n][c], codes=leaf.codes, shaded=shaded))
        yield _dressed(spec, row, cells)
        for total, starts in ends:
            if n in starts:
                run = rows[starts[n] : n + 1]
                yield from _total(total, [everything.with_row(sums(total, run))], leaves, query)


def _in_bold(text: Runs) -> Runs:
    return tuple(replace(run, bold=True) for run in text)


def _dressed(spec: TableSpec, row: Mapping[str, Any], cells: list[Cell]) -> Row:
    """The row, bold and shaded where its columns say so."""
    if spec.bold and is_true(row[spec.bold]):
        cells = [replace(cell, text=_in_bold(cell.text)) for cell in cells]
    return Row(cells, shaded=bool(spec.shaded) and is_true(row[spec.shaded or ""]))


def _reach(spec: TableSpec, leaves: list[ColumnSpec], rows: Rows, values: Scope) -> list[list[int]]:
    """How many rows each cell reaches down; 0 for one that the cell above covers.

    Only equal texts under one group are merged, and further right only where the columns to the left are too.
    """
    reach = [[1] * len(leaves) for _row in rows]
    if not any(leaf.merge for leaf in leaves):
        return reach
    keys = [[_key(leaf, scope) for leaf in leaves] for scope in map(values.with_row, rows)]
    groups = [tuple(row[group.by] for group in spec.groups) for row in rows]
    for c, leaf in enumerate(leaves):
        if not leaf.merge:
            continue
        left = [i for i in range(c + 1) if leaves[i].merge]
        top = 0
        for above, below in pairwise(range(len(rows))):
            if groups[above] == groups[below] and all(keys[above][i] == keys[below][i] for i in left):
                reach[top][c] += 1
                reach[below][c] = 0
            else:
                top = below
    return reach


def _key(leaf: ColumnSpec, values: Scope) -> object:
    """What equals the key of the cell below where the two are merged."""
    if not leaf.merge:
        return None
    return filled(leaf.cell or "", values) if not leaf.merge_if or is_true(values[leaf.merge_if]) else object()


def _month_cells(months: MonthsSpec, values: Scope) -> Iterator[Cell]:
    """The cells under the months: a bar over each of the row's spans, empty ones between."""
    stored = values[months.of]
    spans = load_months(stored) if stored and not isinstance(stored, Blank) else []
    label = filled("{" + months.label + "}", values) if months.label else ()
    columns = _columns_of(months, values)
    parts = [
        next((n for n, (first, last) in enumerate(spans) if any(first <= month <= last for month in column)), None)
        for column in columns
    ]
    for span, cells in groupby(zip(parts, _begin(columns), strict=True), key=itemgetter(0)):
        begins = [month for _span, month in cells]
        if span is None:
            yield from (Cell(month=month) for month in begins)
        else:
            yield Cell(label if span == 0 else (), "center", len(begins), bar=True, month=begins[0])


def _begin(columns: list[list[Month]]) -> Iterator[MonthBegins]:
    """What begins with each column of months: a year where the head names another, a quarter in every third month."""
    of_quarters = 3 % len(columns[0]) == 0
    for n, column in enumerate(columns):
        year, month = column[0]
        if n and year != columns[n - 1][0][0]:
            yield "year"
        else:
            yield "quarter" if n and of_quarters and month % 3 == 1 else "month"


def _columns_of(months: MonthsSpec, values: Scope) -> list[list[Month]]:
    every = list(fiscal_months(values["fiscal_year"], months.years * 12))
    return [every[n : n + months.together] for n in range(0, len(every), months.together)]


def _joined(texts: Sequence[str | None], leaves: list[ColumnSpec], values: Scope) -> list[Cell]:
    """The cells of a group or total row; a null joins the cell before it."""
    cells: list[Cell] = []
    for text, leaf in zip(texts, leaves, strict=True):
        if text is None and cells:
            last = cells[-1]
            cells[-1] = Cell(last.text, "center" if last.columns == 1 else last.align, last.columns + _width(leaf))
        else:
            cells.append(Cell(filled(text or "", values), leaf.place, _width(leaf)))
    return cells


# ---------------------------------------------------------------- head


def _head(columns: Sequence[ColumnSpec], values: Scope) -> list[Row]:
    """The head rows: a column without columns of its own reaches down to the last."""
    depth = max(_depth(column) for column in columns)
    rows: list[list[Cell]] = [[] for _level in range(depth)]

    def place(column: ColumnSpec, level: int) -> None:
        width = sum(_width(leaf) for leaf in column.leaves())
        text = tuple(Run(run.text, bold=True) for run in filled(column.title, values))
        alone = not column.columns and not column.months
        rows[level].append(Cell(text, "center", width, depth - level if alone else 1))
        if column.months:
            _place_months(rows[level + 1 :], column.months, values)
        for inner in column.columns:
            place(inner, level + 1)

    for column in columns:
        place(column, 0)
    return [Row(cells) for cells in rows]


def _place_months(rows: list[list[Cell]], months: MonthsSpec, values: Scope) -> None:
    columns = _columns_of(months, values)
    for year, parts in groupby(columns, key=lambda column: column[0][0]):
        text = (Run(f"พ.ศ. {buddhist_year(year)}", bold=True),)
        begins: MonthBegins = "year" if year != columns[0][0][0] else "month"
        rows[0].append(Cell(text, "center", len(list(parts)), month=begins))
    reach = len(rows) - 1
    for column, begins in zip(columns, _begin(columns), strict=True):
        text = (Run("\n".join(SHORT_MONTHS[month - 1] for _year, month in column), bold=True),)
        rows[1].append(Cell(text, "center", rows=reach, month=begins))


def _depth(column: ColumnSpec) -> int:
    below = 2 if column.months else max((_depth(inner) for inner in column.columns), default=0)
    return 1 + below
