"""Rows of a table that a spanning cell ties together: one band, which is a slab.

A band stays whole when it fits on a page. One that does not is parted between its rows, and a row higher than
a page between the lines of its cells. The head stands above the first band of every page, and the text of a cell
that spans rows on both is drawn again on the second: the eye finds it there, who searches or copies finds it once.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from planner_desktop.document.cell_box import ROW_PADDING, CellBox, lines_in
from planner_desktop.document.flow import Said, Slab
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import break_lines
from planner_desktop.document.outline import Run
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
    LENGTH_HEIGHT,
    LENGTH_SHADE,
)

_GOES_ON = (Run("(ต่อ)"),)
_LONG_ROW = 150.0  # points; a row higher than this is parted where it would else leave much of a page empty
LENGTH_ABOVE = CELL_PADDING_TOP + (CELL.pitch - LENGTH_HEIGHT) / 2
"""Where a bar begins that is as long as a number is large: in the middle of the first line."""
_MOST_ROWS = 300  # of a band; a dozen pages
_BAR = "ดำเนินการ"  # what an arrow under months says


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
        self.heights = [CELL.pitch + ROW_PADDING] * len(self.shaded)
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
        return min(self.heights[0], 2 * CELL.pitch + ROW_PADDING)

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
                here = lines_in(sum(self.heights[box.row : count]))
                above, below = box.parted(here, lines_in(sum(self.heights[count:end])))
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
        fitting = lines_in(room)
        if highest <= fitting:
            return None
        if fitting == highest - 1 > 2:
            fitting -= 1  # no line is left alone
        used = fitting * CELL.pitch
        parted = [box.parted(fitting, lines_in(sum(self.heights[: box.rows]) - used)) for box in here]
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
        lengths = [
            (x + CELL_PADDING, y + LENGTH_ABOVE, box.length * (width - 2 * CELL_PADDING), LENGTH_HEIGHT)
            for (x, y, width, _height), box in zip(places, self.boxes, strict=True)
            if box.length
        ]
        ink.boxes(lengths, LENGTH_SHADE)
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
