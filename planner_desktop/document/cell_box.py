"""A table's cell in its place: its lines, the bar below them, and what of it is said again on the next page."""

from dataclasses import dataclass, field, replace

from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, shortened
from planner_desktop.document.outline import Align, Runs
from planner_desktop.document.structure import Element
from planner_desktop.document.style import (
    BAR_HEIGHT,
    CELL,
    CELL_PADDING,
    CELL_PADDING_BOTTOM,
    CELL_PADDING_TOP,
)

ROW_PADDING = CELL_PADDING_TOP + CELL_PADDING_BOTTOM
_LONG = 250.0  # points; no more of a cell that spans rows is said again on the next page


@dataclass(slots=True)
class CellBox:
    """A cell in its place: from row `row` of its band over `rows` rows, its text broken into lines, a bar below it.

    `whole` are all lines of a cell that spans rows. They are drawn `again` on every further page that it reaches, above
    those of its own that are left for that page; so are the cells before the one that goes on of a row that is parted.
    A `rule` is a left border of that thickness, `length` the share of its width that a block of colour takes. The text
    of a bar may stand `over` more than its months, from x to x.
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
    length: float = 0.0
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
        return count * CELL.pitch + ROW_PADDING + (BAR_HEIGHT if self.bar and self.says else 0.0)

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
        again = self.beginning(self.whole, lines_in(_LONG)) if not rest else said if len(self.whole) <= room else []
        first = replace(self, lines=self.lines[:own], again=self.beginning(self.again, count))
        return first, replace(self, lines=rest, bar=False, again=again, goes_on=True)

    def beginning(self, lines: list[Line], count: int) -> list[Line]:
        """The first `count` lines, the last of which ends in "…" if more are left out."""
        if len(lines) <= count:
            return lines
        _left, room = self.place
        return [*lines[: count - 1], *(shortened(line, room, self.size) for line in lines[count - 1 : count])]


def lines_in(height: float) -> int:
    """How many lines a row so high has room for."""
    return max(0, int((height - ROW_PADDING) / CELL.pitch + 0.001))
