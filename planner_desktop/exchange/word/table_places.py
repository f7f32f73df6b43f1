"""Where the cells of a Word table stand: what each row says of merged and skipped columns, put onto one grid.

The grid that a table declares (`w:tblGrid`) is not asked: many programs leave it out or write a wrong one. A column is
wherever in any row a cell begins.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from planner_desktop import stopping
from planner_desktop.exchange.word.names import alternative, inner
from planner_desktop.exchange.word.styles import is_on, whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WRAPPERS = frozenset(("w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
_WIDEST = 100_000
"""So many columns may a cell say that it goes over; how many there are is told by where cells begin."""
_PAPER = frozenset(("", "auto", "ffffff", "none"))
_NEAR = 0.02
"""Of a table's width: edges that are nearer to each other are the same."""


@dataclass(slots=True)
class PlacedCell:
    """A cell where it begins, and how far it reaches; `covered` are the cells that are hidden below it."""

    element: "Element"
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    covered: "list[Element]" = field(default_factory=list)

    @property
    def shaded(self) -> bool:
        """Whether it has a colour of its own."""
        shade = inner(self.element, "w:tcPr", "w:shd")
        return shade is not None and shade.get("w:fill", "").lower() not in _PAPER


@dataclass(slots=True)
class _RowCell:
    element: "Element"
    columns: int
    down: bool
    """Whether it goes on with the cell above it."""
    merged: bool
    """Whether it may go on below."""
    width: int
    covered: "list[Element]" = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row as it is written: its cells, the columns skipped before them, and what it says of itself."""

    cells: list[_RowCell]
    before: int = 0
    head: bool = False
    hidden: bool = False


def rows_of(table: "Element") -> Iterator[Row]:
    """The rows of a table that were not deleted, wherever a control or a mark of changes stands round them."""
    for element in _within(table, "w:tr"):
        stopping.look()
        properties = element.find("w:trPr")
        if properties is not None and properties.find("w:del") is not None:
            continue
        yield Row(
            _cells(element),
            _number(properties, "w:gridBefore", 0),
            is_on(properties.find("w:tblHeader")) if properties is not None else False,
            is_on(properties.find("w:hidden")) if properties is not None else False,
        )


def placed(rows: Sequence[Row]) -> tuple[list[PlacedCell], int]:
    """The cells of rows on one grid, row by row, and how many columns it has."""
    _look_at_widths(rows)
    cells: list[PlacedCell] = []
    above: dict[int, PlacedCell] = {}
    for at, row in enumerate(rows):
        column = row.before
        below: dict[int, PlacedCell] = {}
        for cell in row.cells:
            higher = above.get(column)
            if cell.down and higher is not None and higher.columns == cell.columns:
                higher.rows += 1
                higher.covered += [cell.element, *cell.covered]
                below[column] = higher
            else:
                new = PlacedCell(cell.element, at, column, cell.columns, 1, cell.covered)
                cells.append(new)
                if cell.merged:
                    below[column] = new
            column += cell.columns
        above = below
    starts = sorted({cell.column for cell in cells})
    for one in cells:
        begin, end = bisect_left(starts, one.column), bisect_left(starts, one.column + one.columns)
        one.column, one.columns = begin, max(end - begin, 1)
    return cells, len(starts)


def _within(element: "Element", tag: str) -> "Iterator[Element]":
    """The elements of a tag in a table or row, those of tables in its cells not among them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == "w:sdt" or child.tag in _WRAPPERS:
            yield from _within(child, tag)
        elif child.tag == "mc:AlternateContent":
            for chosen in alternative(child):
                yield from _within(chosen, tag)


def _cells(row: "Element") -> list[_RowCell]:
    cells: list[_RowCell] = []
    for element in _within(row, "w:tc"):
        properties = element.find("w:tcPr")
        if properties is None:
            cells.append(_RowCell(element, 1, down=False, merged=False, width=0))
            continue
        if properties.find("w:cellDel") is not None:
            continue
        columns = max(1, _number(properties, "w:gridSpan", 1))
        across, down = properties.find("w:hMerge"), properties.find("w:vMerge")
        changed = properties.find("w:cellMerge")
        if across is not None and across.get("w:val", "continue") == "continue" and cells:
            cells[-1].columns += columns
            cells[-1].covered.append(element)
            continue
        goes_on = down is not None and down.get("w:val", "continue") != "restart"
        goes_on = goes_on or (changed is not None and changed.get("w:vMerge") == "cont")
        width = properties.find("w:tcW")
        told = whole_number(width.get("w:w")) if width is not None and width.get("w:type", "dxa") == "dxa" else None
        cells.append(_RowCell(element, columns, goes_on, down is not None or changed is not None, max(told or 0, 0)))
    return cells


def _number(properties: "Element | None", tag: str, otherwise: int) -> int:
    element = properties.find(tag) if properties is not None else None
    number = whole_number(element.get("w:val")) if element is not None else None
    return otherwise if number is None else min(max(number, 0), _WIDEST)


def _look_at_widths(rows: Sequence[Row]) -> None:
    """Have the cells of a row that says nothing of merged columns go over those that their widths say.

    Word sets such a row by its widths, and so do the programs that write it.
    """
    most = max((sum(cell.columns for cell in row.cells) + row.before for row in rows), default=0)
    full = next((row for row in rows if _says_widths(row) and len(row.cells) == most), None)
    if full is None:
        return
    edges, at = [0], 0
    for cell in full.cells:
        at += cell.width
        edges.append(at)
    for row in rows:
        if len(row.cells) == most or row.before or not _says_widths(row):
            continue
        found, at = [0], 0
        for cell in row.cells:
            at += cell.width
            after = bisect_left(edges, at)
            near = min((n for n in (after - 1, after) if 0 <= n < len(edges)), key=lambda n: abs(edges[n] - at))
            if abs(edges[near] - at) > _NEAR * edges[-1]:
                break
            found.append(near)
        else:
            spans = [end - begin for begin, end in pairwise(found)]
            if all(span > 0 for span in spans):
                for cell, span in zip(row.cells, spans, strict=True):
                    cell.columns = span


def _says_widths(row: Row) -> bool:
    """Whether each cell of a row says its width and none how many columns it goes over."""
    return bool(row.cells) and all(cell.width and cell.columns == 1 and not cell.covered for cell in row.cells)
