"""Bordered tables as slabs. Rows that a spanning cell ties together make one band; a band is a slab.

Bands stay whole when they fit on a page. One that does not is parted between its rows, and a row higher than
a page between the lines of its cells. The head stands above the first band of every page, and the text of a cell
that spans rows on both is drawn again on the second: the eye finds it there, who searches or copies finds it once.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, chain, pairwise

from planner_desktop import stopping
from planner_desktop.document.bar_labels import EmptyMonths
from planner_desktop.document.flow import Said, Slab
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
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, break_lines, fill_lines, shortened
from planner_desktop.document.memory import Memory, NoMemory
from planner_desktop.document.outline import Align, Row, Run, Runs, Table
from planner_desktop.document.pieces import Piece, measure, resized
from planner_desktop.document.structure import Element, Structure
from planner_desktop.document.style import (
    BAR_HEIGHT,
    BORDER,
    CELL,
    CELL_PADDING,
    CELL_PADDING_BOTTOM,
    CELL_PADDING_TOP,
    GROUP_SHADE,
    HEAD_SHADE,
    LEFT,
    MONTH_RULES,
    PAPER,
)
from planner_desktop.document.widths import fitted

Measured = list[tuple[GridCell, list[list[Piece]]]]
"""Cells in their places, with the pieces of their texts."""

_PADDING = CELL_PADDING_TOP + CELL_PADDING_BOTTOM
_GOES_ON = (Run("(ต่อ)"),)
_ABOVE = 6.0  # room between what precedes and the table
_LONG = 250.0  # points; no more of a cell that spans rows is said again on the next page
_LONG_ROW = 150.0  # points; a row higher than this is parted where it would else leave much of a page empty
_MOST_ROWS = 300  # of a band; a dozen pages
_BAR = "ดำเนินการ"  # what an arrow under months says
_REPEATED_HEAD = 250.0  # points; a higher head is not repeated, it would leave no room for rows


@dataclass(slots=True)
class CellBox:
    """A cell in its place: from row `row` of its band over `rows` rows, its text broken into lines, a bar below it.

    `whole` are all lines of a cell that spans rows. They are drawn `again` on every further page that it reaches, above
    those of its own that are left for that page; so are the cells before the one that goes on of a row that is parted.
    A `rule` is a left border of that thickness. The text of a bar may stand `over` more than its months, from x to x.
    """

    x: float
    width: float
    row: int
    rows: int
    text: Runs
    lines: list[Line]
    align: Align
    bar: bool = False
    whole: list[Line] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)
    size: float = CELL.size
    shaded: bool = False
    rule: float = 0.0
    over: tuple[float, float] | None = None
    spans: tuple[int, int] = (1, 1)
    goes_on: bool = False

    @property
    def says(self) -> bool:
        """Whether any word is printed in the cell."""
        return any(line.words for line in self.lines)

    @property
    def height(self) -> float:
        """The height its lines and its bar need."""
        count = max(1, len(self.again) + len(self.lines))
        return count * CELL.pitch + _PADDING + (BAR_HEIGHT if self.bar and self.says else 0.0)

    @property
    def place(self) -> tuple[float, float]:
        """Where its text begins, and how wide it may be."""
        left, right = self.over or (self.x, self.x + self.width)
        return left + CELL_PADDING, right - left - 2 * CELL_PADDING

    def under_text(self, top: float) -> list[tuple[float, float, float, float]]:
        """The boxes (x, top, width, height) that its lines take where the cell begins at `top`."""
        left, width = self.place
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return [
            (left + part * (width - line.width), top + CELL_PADDING_TOP + n * CELL.pitch, line.width, CELL.pitch)
            for n, line in enumerate(self.lines)
        ]

    def draw_text(self, ink: Ink, top: float, element: Element | None) -> None:
        """Draw its lines, which an element of the structure says, the cell beginning at `top`."""
        left, width = self.place
        y = top + CELL_PADDING_TOP
        for line in self.again:
            ink.drawing(line, left, y, width, self.size, self.align)
            y += CELL.pitch
        if self.says:
            with ink.of(element):
                for line in self.lines:
                    ink.line(line, left, y, width, self.size, self.align, Spread())
                    y += CELL.pitch

    def parted(self, count: int, room: int) -> "tuple[CellBox, CellBox]":
        """The cell with its first `count` lines, and with those that go on on the next page, which has `room` for some.

        There a cell that spans rows says its text again as far as there is room; a very long one only how it begins.
        """
        own = max(0, count - len(self.again)) if self.lines else 0
        rest = self.lines[own:]
        said = self.whole[: len(self.whole) - len(rest)]
        again = self.beginning(self.whole, _lines_in(_LONG)) if not rest else said if len(self.whole) <= room else []
        first = replace(self, lines=self.lines[:own], again=self.beginning(self.again, count))
        return first, replace(self, lines=rest, bar=False, again=again, goes_on=True)

    def beginning(self, lines: list[Line], count: int) -> list[Line]:
        """The first `count` lines, the last of which ends in "…" if more are left out."""
        if len(lines) <= count:
            return lines
        _left, room = self.place
        return [*lines[: count - 1], *(shortened(line, room, self.size) for line in lines[count - 1 : count])]


@dataclass(slots=True)
class Band:
    """Rows that stand together: their boxes, which of them are shaded, and the head they stand under.

    Over a head that stands again its table is said to go on, in the page's margin. `edges` are where the table's
    columns begin and the last one ends, from the paper's edge.
    """

    boxes: list[CellBox]
    shaded: list[bool]
    head: "Band | None" = None
    glued: bool = False
    above: float = 0.0
    is_head: bool = False
    notes: Sequence[Slab] = ()
    begins: bool = False
    goes_on: bool = False
    edges: Sequence[float] = ()
    heights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        """Find the rows' heights: what the cells of one row need, then the spanning ones what is lacking."""
        self.heights = [CELL.pitch + _PADDING] * len(self.shaded)
        for box in sorted(self.boxes, key=lambda box: box.rows):
            rows = slice(box.row, box.row + box.rows)
            lacking = box.height - sum(self.heights[rows])
            if lacking > 0:
                self.heights[box.row + box.rows - 1] += lacking

    @property
    def height(self) -> float:
        """The height of the band's rows together, in points."""
        return sum(self.heights)

    @property
    def stands_again(self) -> bool:
        """Whether it is the head of a table that goes on from the page before."""
        return self.is_head and not self.begins

    @property
    def loose(self) -> bool:
        """Rows that only a spanning cell ties together, or a row of many lines."""
        return not self.is_head and (len(self.heights) > 1 or self.height > _LONG_ROW)

    def least(self) -> float:
        """The first row, or two lines of it."""
        return min(self.heights[0], 2 * CELL.pitch + _PADDING)

    def split(self, room: float) -> "tuple[Slab, Slab] | None":
        """Part the band between two rows, else its first row between two lines."""
        if self.is_head or room < self.least():
            return None
        count, used = 0, 0.0
        while count < len(self.heights) - 1 and used + self.heights[count] <= room:
            used += self.heights[count]
            count += 1
        return self._split_rows(count) if count else self._split_lines(room)

    def _split_rows(self, count: int) -> "tuple[Band, Band]":
        first, second = [], []
        for box in self.boxes:
            end = box.row + box.rows
            if end <= count:
                first.append(box)
            elif box.row >= count:
                second.append(replace(box, row=box.row - count))
            else:
                here = _lines_in(sum(self.heights[box.row : count]))
                above, below = box.parted(here, _lines_in(sum(self.heights[count:end])))
                first.append(replace(above, rows=count - box.row))
                second.append(replace(below, row=0, rows=end - count))
        return self._first(first, self.shaded[:count]), self._rest(second, self.shaded[count:], goes_on=False)

    def in_parts(self) -> "Iterator[Band]":
        """The band in bands of no more rows than are quickly split: to part the first page from 15,000 rows is not."""
        count = len(self.shaded)
        if self.is_head or count <= _MOST_ROWS:
            yield self
        else:
            for part in self._split_rows(count // 2):
                yield from part.in_parts()

    def _split_lines(self, room: float) -> "tuple[Band, Band] | None":
        here = [box for box in self.boxes if box.row == 0]
        highest = max(len(box.lines) for box in here)
        fitting = _lines_in(room)
        if highest <= fitting:
            return None
        if fitting == highest - 1 > 2:
            fitting -= 1  # no line is left alone
        used = fitting * CELL.pitch
        parted = [box.parted(fitting, _lines_in(sum(self.heights[: box.rows]) - used)) for box in here]
        first = [replace(above, rows=1) for above, _below in parted]
        going_on = [below for _above, below in parted]
        _repeat_before(going_on, here)
        second = [*going_on, *(box for box in self.boxes if box.row > 0)]
        return self._first(first, self.shaded[:1]), self._rest(second, self.shaded, goes_on=True)

    def _first(self, boxes: list[CellBox], shaded: list[bool]) -> "Band":
        return Band(boxes, shaded, self.head, begins=self.begins, goes_on=self.goes_on)

    def _rest(self, boxes: list[CellBox], shaded: list[bool], *, goes_on: bool) -> "Band":
        return Band(boxes, shaded, self.head, self.glued, goes_on=goes_on)

    def draw(self, ink: Ink, top: float) -> None:
        """Shades first, then texts, then borders, and last the texts of bars that run over borders."""
        elements = self._elements(ink.structure)
        tops = [top + sum(self.heights[:n]) for n in range(len(self.heights) + 1)]
        places = [(box.x, tops[box.row], box.width, tops[box.row + box.rows] - tops[box.row]) for box in self.boxes]
        ink.boxes(
            [p for p, box in zip(places, self.boxes, strict=True) if box.shaded or self.shaded[box.row]],
            HEAD_SHADE if self.is_head else GROUP_SHADE,
        )
        if self.stands_again:
            end = max(x + width for x, _y, width, _height in places)
            ink.drawing(break_lines(_GOES_ON, CELL.size, end)[0], 0.0, top - CELL.pitch, end, CELL.size, "right")
        for box, element, (x, y, width, height) in zip(self.boxes, elements, places, strict=True):
            if box.bar:
                middle = y + box.height - CELL_PADDING_BOTTOM - BAR_HEIGHT / 2 if box.says else y + height / 2
                with ink.of(element and ink.structure.figure(element, _BAR)):
                    ink.arrow(x + BORDER, x + width - BORDER, middle)
            if box.over is None:
                box.draw_text(ink, y + ((height - box.height) / 2 if self.is_head else 0.0), element)
        ink.boxes(places)
        for box, (x, y, _width, height) in zip(self.boxes, places, strict=True):
            if box.rule:
                ink.upright(x, y, y + height, box.rule)
        for box, element, (_x, y, _width, _height) in zip(self.boxes, elements, places, strict=True):
            if box.over is not None:
                ink.boxes(box.under_text(y), GROUP_SHADE if self.shaded[box.row] else 1.0)
                box.draw_text(ink, y, element)

    def _elements(self, structure: Structure) -> list[Element | None]:
        """The elements of the structure that the boxes are; a head that stands again on a next page is none."""
        if self.stands_again:
            return [None] * len(self.boxes)
        structure.rows(head=self.is_head, begins=self.begins)
        found: list[Element | None] = []
        boxes = deque(self.boxes)
        for row in range(len(self.shaded)):
            structure.row(goes_on=self.goes_on and row == 0)
            while boxes and boxes[0].row == row:
                box = boxes.popleft()
                found.append(structure.cell(round(box.x), *box.spans, goes_on=box.goes_on))
        return found

    def said(self, x: float, y: float) -> Said | None:
        """The text of the cell there, and those of the cells in its row."""
        row, bottom = 0, self.heights[0]
        while bottom <= y and row < len(self.heights) - 1:
            row += 1
            bottom += self.heights[row]
        boxes = [box for box in self.boxes if box.row <= row < box.row + box.rows]
        here = next((box.text for box in boxes if box.x <= x < box.x + box.width), None)
        return None if here is None else Said(here, [box.text for box in boxes])


def _repeat_before(rest: Sequence[CellBox], whole: Sequence[CellBox]) -> None:
    """Say again what stands before the first cell that goes on of a row: its number and name, but no amounts."""
    most = max(len(box.lines) for box in rest)
    for below, box in sorted(zip(rest, whole, strict=True), key=lambda one: one[0].x):
        if below.lines:
            break
        lines = box.lines or box.again
        if box.rows == 1 and box.align != "right":
            below.again = box.beginning(lines, most)


def _lines_in(height: float) -> int:
    return max(0, int((height - _PADDING) / CELL.pitch + 0.001))


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
    least = least_widths(cells, count, width)
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
        bands[0] = replace(bands[0], above=_ABOVE, begins=True, edges=edges)
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
        box.rule = MONTH_RULES[cell.month] if cell.month else 0.0
        if place.rows > 1:
            box.whole = lines
        boxes.append(box)
    return boxes


def _one_line(measured: list[list[Piece]]) -> float:
    """The width of a text's longest line if it is broken only where it ends by will."""
    return max((sum(piece.width + piece.space_width for piece in pieces) for pieces in measured), default=0.0)
