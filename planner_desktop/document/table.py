"""Bordered tables set: their columns as wide as `widths` finds, their rows as bands."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain, pairwise

from planner_desktop import stopping
from planner_desktop.document.band import Band
from planner_desktop.document.bar_labels import EmptyMonths
from planner_desktop.document.cell_box import CellBox
from planner_desktop.document.grid import (
    SMALLEST_LETTERS,
    GridCell,
    column_edges,
    least_widths,
    letter_size,
    narrowest,
    places,
    widest_words,
)
from planner_desktop.document.lines import fill_lines
from planner_desktop.document.memory import Memory, NoMemory
from planner_desktop.document.outline import Row, Table
from planner_desktop.document.pieces import Piece, measure, resized
from planner_desktop.document.style import CELL, CELL_PADDING, LEFT, LENGTH_WIDTH, MONTH_RULES, PAPER
from planner_desktop.document.widths import fitted

Measured = list[tuple[GridCell, list[list[Piece]]]]
"""Cells in their places, with the pieces of their texts."""

_ABOVE = 6.0  # room between what precedes and the table
_REPEATED_HEAD = 250.0  # points; a higher head is not repeated, it would leave no room for rows


def table_slabs(table: Table, width: float, memory: Memory | None = None) -> list[Band]:
    """The bands of a table between the page's margins, `width` points apart, its head first.

    `memory` has the lines of texts that were set before. Raises DocumentError if a row has more cells than the table
    has columns.
    """
    return alike_slabs([table], width, memory)[0]


def alike_slabs(tables: Sequence[Table], width: float, memory: Memory | None = None) -> list[list[Band]]:
    """The bands of each of several tables under the same head and columns: these are as wide in one as in another.

    As `table_slabs` otherwise.
    """
    columns, head = tables[0].columns, tables[0].head
    if not columns and not any(row.cells for table in tables for row in (*head, *table.rows)):
        return [[] for _table in tables]
    memory = memory or NoMemory()
    count = len(columns)
    head_cells, bodies = _measured(head, count, memory), [_measured(table.rows, count, memory) for table in tables]
    cells = [*head_cells, *chain.from_iterable(bodies)]
    size = letter_size(cells, count, width)
    if size < CELL.size:
        head_cells, bodies = _resized(head_cells, size, memory), [_resized(body, size, memory) for body in bodies]
        cells = [*head_cells, *chain.from_iterable(bodies)]
    of_bars = {one.column for one, _pieces in cells if one.cell.length}
    least = [max(one, LENGTH_WIDTH) if n in of_bars else one for n, one in enumerate(least_widths(cells, count, width))]
    edges = column_edges(columns, width, least)
    wished = [right - left for left, right in pairwise(edges)]
    made = []
    for table, body, widths in zip(tables, bodies, fitted(columns, head_cells, bodies, wished, least), strict=True):
        edges = list(accumulate(widths, initial=LEFT))
        bands = partial(_bands, table, head_cells, body, edges, memory, size)
        made.append(memory.recall((table, size, *edges), bands))
    return made


def word_width(table: Table) -> float:
    """How wide a table is, in points, whose smallest letters break no word."""
    cells = _in_small_letters(table)
    return sum(widest_words(cells, len(table.columns), PAPER["landscape"][0]))


def readable_width(table: Table) -> float:
    """Below what width, in points, a table cannot be read in its smallest letters, even with words broken."""
    return sum(narrowest(_in_small_letters(table), len(table.columns)))


def _in_small_letters(table: Table) -> Measured:
    memory = NoMemory()
    return _resized(_measured((*table.head, *table.rows), len(table.columns), memory), SMALLEST_LETTERS, memory)


def _bands(
    table: Table, head_cells: Measured, cells: Measured, edges: list[float], memory: Memory, size: float
) -> list[Band]:
    head = None
    bands: list[Band] = []
    if table.head:
        head = Band(_boxes(head_cells, edges, memory, size), [True] * len(table.head), glued=True, is_head=True)
        bands.append(head)
    boxes = _boxes(cells, edges, memory, size)
    repeated = head if head and head.height <= _REPEATED_HEAD else None
    ties = {row for box in boxes for row in range(box.row, box.row + box.rows - 1)}  # rows tied to the next
    waiting = deque(boxes)  # in the order of their rows
    start = 0
    for row in range(len(table.rows)):
        if row in ties:
            continue
        mine = []
        while waiting and waiting[0].row <= row:
            box = waiting.popleft()
            box.row -= start
            mine.append(box)
        kind, following = table.rows[row].kind, table.rows[row + 1 : row + 2]
        glued = kind == "group" or any(next_row.kind == "total" for next_row in following)
        bands += Band(
            mine, [r.kind == "group" or r.shaded for r in table.rows[start : row + 1]], repeated, glued
        ).in_parts()
        start = row + 1
    if bands:
        bands[0] = replace(bands[0], above=_ABOVE, begins=True, edges=edges)  # the head that stands again is another
        bands[-1].glued = False
    return bands


def _measured(rows: Sequence[Row], count: int, memory: Memory) -> Measured:
    """The cells of rows in their places, with the pieces of their texts."""
    cells = places(rows, count)
    size = CELL.size
    return [(one, memory.recall((one.cell.text, size), partial(measure, one.cell.text, size))) for one in cells]


def _resized(cells: Measured, size: float, memory: Memory) -> Measured:
    """The cells with their texts in another size of letters, in points."""
    return [(one, memory.recall((one.cell.text, size), partial(resized, pieces, size))) for one, pieces in cells]


def _boxes(cells: Measured, edges: list[float], memory: Memory, size: float) -> list[CellBox]:
    """The cells' texts broken into lines, where their columns are."""
    boxes = []
    empty = EmptyMonths(place for place, _measured in cells)
    for place, measured in cells:
        stopping.look()
        left, right = edges[place.column], edges[place.column + place.columns]
        width = right - left - 2 * CELL_PADDING
        cell, align = place.cell, place.cell.align
        over: tuple[float, float] | None = None
        if cell.bar and (needed := _one_line(measured)) > width:
            left_most, right_most, align = empty.room(place, edges, needed + 2 * CELL_PADDING)
            over, width = (left_most, right_most), right_most - left_most - 2 * CELL_PADDING
        lines = memory.recall((cell.text, size, width), partial(fill_lines, measured, size, width))
        box = CellBox(left, right - left, place.row, place.rows, cell.text, lines, align, cell.bar, size=size)
        box.shaded, box.over, box.spans = cell.shaded, over, (place.columns, place.rows)
        box.length = cell.length
        box.rule = MONTH_RULES[cell.month] if cell.month else 0.0
        if place.rows > 1:
            box.whole = lines
        boxes.append(box)
    return boxes


def _one_line(measured: list[list[Piece]]) -> float:
    """The width of a text's longest line if it is broken only where it ends by will."""
    return max((sum(piece.width + piece.space_width for piece in pieces) for pieces in measured), default=0.0)
