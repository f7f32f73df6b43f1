"""Columns as wide as makes a table lowest: room goes from those that have it to spare to those with the long texts.

The search begins with what the edition asks for and shifts room between two columns at a time, in ever smaller steps,
as long as the rows become lower. A text's lines are counted from the widths of its pieces, without making them. What
is found depends on the texts alone, so preview and print agree.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil
from operator import mul
from typing import NamedTuple

from planner_desktop import stopping
from planner_desktop.document.grid import GridCell
from planner_desktop.document.outline import Column
from planner_desktop.document.pieces import Piece
from planner_desktop.document.style import (
    CELL,
    CELL_PADDING,
    CELL_PADDING_BOTTOM,
    CELL_PADDING_TOP,
    CM,
    PAPER,
    text_height,
)

Cells = Sequence[tuple[GridCell, list[list[Piece]]]]
"""Cells in their places, with the pieces of their texts."""

Columns = Sequence[int]
"""Columns by their numbers, from 0, that stay as wide as each other."""

_STEPS = (64, 32, 16, 8)  # points; how much is shifted at once
_MOST_SHIFTS = 12  # of each step
_MOST_BANDS = 100  # of rows that are looked at; of more only every second, third ...
_MOST_GIVERS = 3  # that are tried, those with the most to spare
_NARROW = 0.8 * CM  # less than this is won from no column, as from that of the numbers
_EACH_LINE = 0.02  # of a row's line: what a line costs that makes no row higher
_BROKEN_AMOUNT = 0.4 / _EACH_LINE  # such lines: what it costs that an amount is broken, or what stands for one
_MUCH = 0.2  # of a table's height: a table that loses as much has widths of its own
_PAGE = text_height("portrait"), text_height("landscape")
_PAPER_WIDTH = PAPER["portrait"][0]
_PADDING = (CELL_PADDING_TOP + CELL_PADDING_BOTTOM) / CELL.pitch  # of a row, in lines


class CountedText:
    """How many lines a text takes in a width, counted as `lines.fill_lines` fills them."""

    __slots__ = ("_known", "_parts", "_width")

    def __init__(self, measured: list[list[Piece]]) -> None:
        self._known: dict[float, int] = {}
        self._parts: list[tuple[list[float], list[float]]] = []
        for pieces in measured:
            starts = list(accumulate((piece.width + piece.space_width for piece in pieces), initial=0.0))
            ends = [start + piece.width for start, piece in zip(starts, pieces, strict=False)]
            self._parts.append((starts, ends))
        self._width = max((ends[-1] for _starts, ends in self._parts if ends), default=0.0)

    def lines(self, width: float) -> int:
        """How many lines, at least one."""
        if self._width <= width:
            return len(self._parts)
        if width not in self._known:
            self._known[width] = sum(_lines(starts, ends, width) for starts, ends in self._parts)
        return self._known[width]


def _is_short(measured: list[list[Piece]], width: float) -> bool:
    """Whether a text has one line in a width."""
    return len(measured) == 1 and sum(piece.width + piece.space_width for piece in measured[0]) <= width


def _lines(starts: list[float], ends: list[float], width: float) -> int:
    count, first, last = 0, 0, len(ends)
    while first < last:
        following = bisect_right(ends, starts[first] + width, first)
        if following == first:  # wider than a line, so broken further
            count += int((ends[first] - starts[first]) / width)
            following += 1
        count += 1
        first = following
    return max(1, count)


class _Counted(NamedTuple):
    """A cell's text, the row it stands in, how many rows it spans, and its columns: from the first to before `end`.

    `whole` says that the text had better stand on one line.
    """

    text: CountedText
    row: int
    rows: int
    first: int
    end: int
    whole: bool = False

    def lines(self, widths: Sequence[float]) -> int:
        """The lines of its text where the columns are so wide."""
        return self.text.lines(sum(widths[self.first : self.end]) - 2 * CELL_PADDING)


class Rows:
    """The rows of tables that have their columns in common, and how high they are for widths of these."""

    def __init__(self, head: Cells, bodies: Sequence[Cells], least: Sequence[float]) -> None:
        """Take the cells of their head, which stands above each of them, and of their rows."""
        self._least = least
        self._weights: list[int] = []
        self._columns: list[list[_Counted]] = [[] for _column in least]
        self._wide: list[_Counted] = []
        self._tall: list[_Counted] = []
        bands = [band for body in bodies for band in _bands(body)]
        every = ceil(len(bands) / _MOST_BANDS) or 1
        for band, weight in ((head, len(bodies)), *((band, every) for band in bands[::every])):
            if band:
                self._add(band, weight)
        self._heads = max((place.row + place.rows for place, _pieces in head), default=0)
        self._tall.sort(key=lambda cell: cell.rows)
        self._single = [1] * len(self._weights)
        self._long = [n for n, column in enumerate(self._columns) if column]  # the others always have one line
        self._known: dict[tuple[int, float], tuple[list[int], float]] = {}

    def _add(self, band: Cells, weight: int) -> None:
        start = len(self._weights) - band[0][0].row
        for place, pieces in band:
            row, end = place.row + start, place.column + place.columns
            self._weights += [weight] * (row + place.rows - len(self._weights))
            if place.cell.bar or _is_short(pieces, sum(self._least[place.column : end]) - 2 * CELL_PADDING):
                continue  # it always has one line, or may stand over more than its columns
            whole = place.cell.align == "right"
            cell = _Counted(CountedText(pieces), row, place.rows, place.column, end, whole)
            if cell.rows > 1:
                self._tall.append(cell)
            elif place.columns > 1:
                self._wide.append(cell)
            else:
                self._columns[cell.first].append(cell)

    def repeat_head(self, widths: Sequence[float]) -> None:
        """Count the head once more for every page that the rows fill if the columns are so wide."""
        pages = int(self.height(widths) * CELL.pitch / _PAGE[sum(widths) > _PAPER_WIDTH])
        self._weights[: self._heads] = [weight + pages for weight in self._weights[: self._heads]]

    @property
    def flat(self) -> float:
        """How high they would be if no text had more than one line."""
        return float(sum(self._weights))

    def height(self, widths: Sequence[float]) -> float:
        """How high all rows are, in lines; lines that make no row higher count a little too."""
        heights: list[float] = [*self._single]
        extra = 0.0
        for n in self._long:
            known = self._known.get((n, widths[n])) or self._count(n, widths[n])
            heights = list(map(max, heights, known[0]))
            extra += known[1]
        for cell in self._wide:
            lines = cell.lines(widths)
            extra += lines
            heights[cell.row] = max(heights[cell.row], lines)
        for cell in self._tall:
            lines = cell.lines(widths)
            extra += lines
            last = cell.row + cell.rows
            lacking = lines - sum(heights[cell.row : last]) - (cell.rows - 1) * _PADDING
            if lacking > 0:
                heights[last - 1] += lacking
        return sum(map(mul, heights, self._weights), _EACH_LINE * extra)

    def highest(self, widths: Sequence[float]) -> set[int]:
        """The columns whose texts make rows higher than a line, and those with amounts that are broken."""
        counted = [self._count(n, widths[n]) for n in self._long]
        columns = [lines for lines, _extra in counted]
        heights = list(map(max, self._single, self._single, *columns))
        found = {
            n
            for n, lines in zip(self._long, columns, strict=True)
            if any(one == height > 1 for one, height in zip(lines, heights, strict=True))
        }
        found |= {n for n, (lines, extra) in zip(self._long, counted, strict=True) if extra > sum(lines)}
        for cell in (*self._wide, *self._tall):
            if cell.lines(widths) > 1:
                found.update(range(cell.first, cell.end))
        return found

    def _count(self, column: int, width: float) -> tuple[list[int], float]:
        """The lines of each row in a column, and what they cost that make no row higher."""
        key = column, width
        if key not in self._known:
            lines = self._single.copy()
            broken = 0
            for cell in self._columns[column]:
                lines[cell.row] = count = cell.text.lines(width - 2 * CELL_PADDING)
                broken += cell.whole and count > 1
            self._known[key] = lines, sum(lines) + _BROKEN_AMOUNT * broken
        return self._known[key]


def _bands(cells: Cells) -> Iterator[Cells]:
    """The cells of rows that a cell over several of them ties together."""
    start = end = 0
    for n, (place, _pieces) in enumerate(cells):
        if n and place.row >= end:
            yield cells[start:n]
            start = n
        end = max(end, place.row + place.rows)
    if cells:
        yield cells[start:]


def fitted(
    columns: Sequence[Column], head: Cells, bodies: Sequence[Cells], wished: Sequence[float], least: Sequence[float]
) -> list[list[float]]:
    """The widths in points of the columns for each of several tables under one head: as much in all as the `wished`.

    The tables have them in common, but for one that becomes lower by a fifth and more where it has its own. No column
    is narrower than its `least`, and those of months are as wide as each other.
    """
    if sum(least) >= sum(wished) or len(columns) == 1:
        return [list(wished)] * len(bodies)
    least = [max(low, min(wish, _NARROW)) for low, wish in zip(least, wished, strict=True)]
    months = _months(columns)
    every = Rows(head, bodies, least)
    every.repeat_head(wished)
    shared = lowest(every, wished, least, months)
    found = []
    for body in bodies:
        found.append(shared)
        if len(bodies) == 1:
            break
        rows = Rows(head, [body], least)
        height = rows.height(shared)
        if height - rows.flat >= _MUCH * height:
            own = lowest(rows, shared, least, months)
            if height - rows.height(own) >= _MUCH * height:
                found[-1] = own
    return found


def _months(columns: Sequence[Column]) -> list[Columns]:
    """The columns' numbers, those of the months together."""
    found: list[list[int]] = []
    for n, column in enumerate(columns):
        if n and column.month and columns[n - 1].month:
            found[-1].append(n)
        else:
            found.append([n])
    return [*found]


def lowest(rows: Rows, wished: Sequence[float], least: Sequence[float], alike: Sequence[Columns]) -> list[float]:
    """The widths in points that make the rows lowest: as much in all as the `wished` ones, none below its `least`.

    `alike` has every column once, alone or with those that stay as wide as it is.
    """
    best = list(wished)
    height = rows.height(best)
    for step in _STEPS:
        for _again in range(_MOST_SHIFTS):
            stopping.look()
            highest = rows.highest(best)
            takers = [columns for columns in alike if not highest.isdisjoint(columns)]
            spare = [width - low for width, low in zip(best, least, strict=True)]
            givers = sorted(alike, key=lambda columns: -sum(spare[n] for n in columns))[:_MOST_GIVERS]
            shifts = [(rows.height(widths), widths) for widths in _shifts(best, spare, takers, givers, step)]
            found, widths = min(shifts, default=(height, best))
            if found >= height:
                break
            height, best = found, widths
    return best


def _shifts(
    widths: list[float], spare: list[float], takers: Sequence[Columns], givers: Sequence[Columns], step: float
) -> Iterator[list[float]]:
    """The widths after `step` points, or a little less, went to a taker: from a giver, or from all that have room."""
    every = sum(spare)
    for taking in takers:
        others = every - sum(spare[n] for n in taking)
        if others >= step:
            part = step / others / 2
            shifted = [width - 2 * int(one * part) for width, one in zip(widths, spare, strict=True)]
            for n in taking:
                shifted[n] = widths[n]
            yield _given(shifted, sum(widths) - sum(shifted), taking)
        for giving in givers:
            if giving is not taking and min(spare[n] for n in giving) * len(giving) >= step:
                yield _given(_given(widths.copy(), -step, giving), step, taking)


def _given(widths: list[float], room: float, columns: Columns) -> list[float]:
    """The widths with as much more room for each of some columns."""
    for n in columns:
        widths[n] += room / len(columns)
    return widths
